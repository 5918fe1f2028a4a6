import { computed } from '@preact/signals'
import { OctagonX, SquareTerminal } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useMemo } from 'preact/hooks'
import type { BodyOf, HubFailure } from '../app/hub/hub.js'
import { backgroundDe } from './background.de.js'
import { backgroundEn } from './background.en.js'
import { language, messages } from '../app/texts/messages.js'
import { failed, hasCode } from '../app/failed.js'
import { homely, shortPath } from '../app/folders.js'
import { reading } from '../app/reading.js'
import { go } from '../app/router.js'
import type { Need } from '../app/session-order.js'
import { home, refresh } from '../app/sessions.js'
import { begin, type Begun } from '../app/starts.js'
import { ask, client, isSettled, later } from '../app/the-hub.js'
import { toast } from '../app/toasts.js'
import { watchPart } from '../app/watched-parts.js'
import { ago } from '../ui/ago.js'
import { Icon } from '../ui/icon.js'
import { StateMark } from '../ui/status.js'
import { TwoStepButton } from '../ui/two-step-button.js'
import { VisibleText } from '../ui/visible-text.js'

type BackgroundAgent = BodyOf<'listBackgroundAgents'>['agents'][number]

const texts = computed(() => (language.value === 'de' ? backgroundDe : backgroundEn))

const FOLDER_LENGTH = 56

/** State of a session that says the same. */
const needOfAgent = (state: BackgroundAgent['state']): Need =>
  state === 'done' ? 'idle' : state === 'stopped' ? 'dormant' : state

/** Agents in the background; nothing when there are none, and for a token that may not list them. */
export function BackgroundAgents(): VNode | null {
  const t = texts.value
  const { now, again, stop } = useMemo(() => reading(() => ask(client.listBackgroundAgents())), [])
  const { value, failure } = now.value
  useEffect(() => {
    const unwatch = watchPart('background-agents', again, () => now.peek().value !== null)
    return () => {
      unwatch()
      stop()
    }
  }, [])
  if (value === null || (value.agents.length === 0 && value.skipped === 0)) return null
  return (
    <section class="group background-agents" aria-label={t.title}>
      <h2>
        {t.title} <span class="count">{value.agents.length}</span>
      </h2>
      <p class="hint">{t.hint}</p>
      <ul class={failure === null ? undefined : 'stale'}>
        {value.agents.map((agent) => (
          <Row key={agent.id} agent={agent} again={again} />
        ))}
      </ul>
      {value.skipped > 0 && <p class="hint">{t.skipped(value.skipped)}</p>}
      {failure !== null && (
        <p class="hint" role="status">
          {t.unreadable}
        </p>
      )}
    </section>
  )
}

interface RowProps {
  readonly agent: BackgroundAgent
  readonly again: () => void
}

function Row({ agent, again }: RowProps): VNode {
  const t = texts.value
  const { id, name, folder, state, waitingFor, startedAt } = agent
  const title = name ?? id
  const whole = folder === null ? null : homely(folder, home.value)
  return (
    <li>
      <StateMark need={needOfAgent(state)} />
      <span class="background-name flex wrap shrink anywhere">
        <b>
          <VisibleText text={title} />
        </b>
        {waitingFor !== null && (
          <span class="hint">
            <VisibleText text={t.waitsFor(waitingFor)} />
          </span>
        )}
      </span>
      <span
        class="folder shrink clip faint nowrap text-0 to-end"
        data-tip={whole !== null && whole.length > FOLDER_LENGTH ? whole : undefined}
      >
        {whole !== null && <VisibleText text={shortPath(whole, FOLDER_LENGTH)} />}
      </span>
      {startedAt === null ? (
        <span />
      ) : (
        <time
          class="since rigid faint nowrap"
          dateTime={new Date(startedAt).toISOString()}
          data-tip={messages.value.startedAgo(ago(startedAt))}
        >
          {ago(startedAt)}
        </time>
      )}
      <span class="background-actions cluster gap-4" role="toolbar" aria-label={title}>
        <button
          type="button"
          class="button small"
          aria-label={t.openNamed(title)}
          onClick={() => void open(id, title, again)}
        >
          <Icon of={SquareTerminal} />
          {t.open}
        </button>
        <TwoStepButton
          compact
          id={`stop background ${id}`}
          icon={OctagonX}
          label={t.stopNamed(title)}
          question={t.reallyStop}
          onConfirm={() => void stop(id, title, again)}
        />
      </span>
    </li>
  )
}

async function open(id: string, title: string, again: () => void): Promise<void> {
  const notOpened = (failure: HubFailure): void => {
    failed(texts.value.couldNotOpen(title), failure)
    again()
  }
  const request = later.openBackgroundAgent({ params: { id } })
  const answer = await begin(
    () => ask(request, (opened): Begun => ({ name: opened.body.session, isSettled: isSettled(opened) })),
    notOpened,
  )
  if (!answer.ok) {
    notOpened(answer.failure)
    return
  }
  await refresh()
  go({ page: 'terminal', session: answer.value.name })
}

async function stop(id: string, title: string, again: () => void): Promise<void> {
  const t = texts.value
  const answer = await ask(client.stopBackgroundAgent({ params: { id } }), () => null)
  again()
  if (answer.ok) toast({ text: t.stopped(title) })
  else if (hasCode(answer.failure, 'BackgroundAgentNotFound')) toast({ text: t.alreadyEnded(title) })
  else failed(t.couldNotStop(title), answer.failure)
}
