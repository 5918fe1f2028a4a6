import { Check, CircleAlert } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { shortSha } from '../../../../../../domain/repo/commit.js'
import type { HubCard, Preflight } from '../cards.js'
import { errorText, loadErrorTexts } from '../../app/texts/error-texts.js'
import { messages } from '../../app/texts/messages.js'
import { obstacleTexts } from './obstacle-texts.js'
import { firstOf } from '../board-collisions.js'
import { Icon } from '../../ui/icon.js'
import { Link } from '../../ui/link.js'
import { cards, forecasts, isLive } from '../board-state.js'
import { useDraft } from '../../app/drafts.js'
import { closeFinish } from './finishing.js'
import { applyStash, commitWorktree, stashChanges, updateBase } from './obstacle-actions.js'
import { StashList } from './stash-list.js'

interface Props {
  readonly card: HubCard
  /** `null` while the check is running. */
  readonly checked: Checked | null
  /** Turns the push off; `null` when it is off. */
  readonly onLocal: (() => void) | null
  /** Reads the obstacles again. */
  readonly onAgain: () => void
}

/** Result of a preflight, or reasons that ended a finish. */
export type Checked = Omit<Preflight, 'reasons'> & { readonly reasons: ReadonlyArray<string> }

/** Reasons that `files` of a refused finish belongs to. The files are listed under the first of them. */
const isAboutFiles = (reason: string): boolean => ['conflict', 'dirty-tree', 'worktree-dirty'].includes(reason)

/** Obstacles to a finish and the action for each. */
export function PreflightView({ card, checked, onLocal, onAgain }: Props): VNode {
  const m = messages.value
  const [busy, setBusy] = useState(false)
  const [failure, setFailure] = useState<string | null>(null)
  // Ends of a finish that are no obstacles have the texts of errors.
  useEffect(() => void loadErrorTexts(), [])
  if (!checked) return <p class="hint late">{m.checking}</p>
  const run = async (action: () => Promise<string | null>): Promise<void> => {
    setBusy(true)
    setFailure(await action())
    setBusy(false)
    onAgain()
  }
  const { ok, base, reasons, files, detail, obstacles, stashes } = checked
  const commitsOf = (reason: string) => obstacles.find((one) => one.reason === reason)?.commits ?? []
  const filesOf = (reason: string): ReadonlyArray<string> =>
    obstacles.find((one) => one.reason === reason)?.files ?? (reason === reasons.find(isAboutFiles) ? files : [])
  return (
    <div class="preflight one-column gap-12">
      {ok && (
        <p class="preflight-ok">
          <Icon of={Check} />
          {m.nothingInTheWay(card.branch ?? '', base ?? '')}
        </p>
      )}
      {reasons.length > 0 && (
        <ul aria-label={m.obstaclesTitle}>
          {reasons.map((reason) => {
            const words = obstacleWords(reason)
            return (
              <li key={reason}>
                <Icon of={CircleAlert} />
                <div>
                  <strong>{words.what}</strong>
                  <p>{words.todo}</p>
                  {filesOf(reason).length > 0 && (
                    <ul class="mono">
                      {filesOf(reason).map((file) => (
                        <li key={file}>{file}</li>
                      ))}
                    </ul>
                  )}
                  {commitsOf(reason).length > 0 && (
                    <ul>
                      {commitsOf(reason).map(({ id, subject }) => (
                        <li key={id}>
                          <code>{shortSha(id)}</code> {subject}
                        </li>
                      ))}
                    </ul>
                  )}
                  <Remedies
                    card={card}
                    reason={reason}
                    onLocal={onLocal}
                    busy={busy}
                    run={(action) => void run(action)}
                  />
                </div>
              </li>
            )
          })}
        </ul>
      )}
      {detail !== null && <pre>{detail}</pre>}
      <StashList stashes={stashes} onApply={(stash) => void run(() => applyStash(card, stash))} />
      {failure !== null && (
        <p class="fault" role="alert">
          {failure}
        </p>
      )}
      <Order card={card} />
    </div>
  )
}

/** Obstacles on the card's branch: its agent can remove them. */
const AGENTS: ReadonlyArray<string> = ['worktree-dirty', 'conflict', 'worktree-detached', 'worktree-busy', 'taken-back']
/** Obstacles that do not concern a finish on this machine alone. */
const REMOTES: ReadonlyArray<string> = ['remote-silent', 'base-behind', 'base-diverged']

interface RemediesProps extends Pick<Props, 'card' | 'onLocal'> {
  readonly reason: string
  readonly busy: boolean
  /** Runs an action, which resolves with the text of its failure, and reads the obstacles again. */
  readonly run: (action: () => Promise<string | null>) => void
}

/** Actions that remove an obstacle; none where only git can. */
function Remedies({ card, reason, onLocal, busy, run }: RemediesProps): VNode {
  const m = messages.value
  const { sessionRef } = card
  const place = reason === 'worktree-dirty' ? 'worktree' : 'checkout'
  return (
    <div class="remedies flex wrap gap-8">
      {reason === 'worktree-dirty' && (
        <CommitField card={card} disabled={busy} onCommit={(message) => run(() => commitWorktree(card, message))} />
      )}
      {(reason === 'worktree-dirty' || reason === 'dirty-tree') && (
        <button type="button" class="button small" disabled={busy} onClick={() => run(() => stashChanges(card, place))}>
          {obstacleTexts.value.stashOpen}
        </button>
      )}
      {reason === 'base-behind' && (
        <button type="button" class="button small" disabled={busy} onClick={() => run(() => updateBase(card))}>
          {obstacleTexts.value.updateBase}
        </button>
      )}
      {onLocal && REMOTES.includes(reason) && (
        <button type="button" class="button small" onClick={onLocal}>
          {m.finishHereInstead}
        </button>
      )}
      {sessionRef !== null && isLive(card) && AGENTS.includes(reason) && (
        <Link
          class="button small"
          to={{ page: 'terminal', session: sessionRef, beside: { view: 'changes' } }}
          onGo={closeFinish}
        >
          {m.openChanges}
        </Link>
      )}
    </div>
  )
}

interface CommitFieldProps {
  readonly card: HubCard
  readonly disabled: boolean
  readonly onCommit: (message: string) => void
}

/** Message and button that commit the open changes of the card's worktree. */
function CommitField({ card, disabled, onCommit }: CommitFieldProps): VNode {
  const [message, setMessage] = useDraft(`finish-commit ${card.id}`, card.title)
  return (
    <form
      class="remedy-commit"
      onSubmit={(event) => {
        event.preventDefault()
        onCommit(message.trim())
      }}
    >
      <input
        class="field"
        aria-label={obstacleTexts.value.commitMessageOf}
        value={message}
        onInput={(event) => setMessage(event.currentTarget.value)}
      />
      <button type="submit" class="button small" disabled={disabled || message.trim() === ''}>
        {obstacleTexts.value.commitOpen}
      </button>
    </form>
  )
}

/** Cards that should be finished before this one. */
function Order({ card }: { readonly card: HubCard }): VNode | null {
  const isReady = (id: string): boolean => cards.value?.get(id)?.stage === 'review'
  const first = firstOf(card.id, forecasts.value.get(card.projectId) ?? null, isReady)
  if (first.length === 0) return null
  const titles = first.map((id) => `“${cards.value?.get(id)?.title ?? id}”`).join(', ')
  return <p class="hint">{messages.value.betterFirst(titles)}</p>
}

function obstacleWords(reason: string): { readonly what: string; readonly todo: string } {
  const m = messages.value
  const known: Readonly<Record<string, { readonly what: string; readonly todo: string } | undefined>> =
    obstacleTexts.value.obstacles
  return known[reason] ?? { what: errorText(reason) ?? m.unknownObstacle, todo: m.unknownObstacleHint }
}
