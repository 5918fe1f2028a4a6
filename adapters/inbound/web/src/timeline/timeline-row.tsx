import { conversationTexts } from '../app/texts/conversation-texts.js'
import {
  Coins,
  Columns3,
  Gauge,
  GitCommitHorizontal,
  GitMerge,
  Info,
  MessageSquare,
  MonitorPlay,
  ShieldCheck,
  SquareTerminal,
  TriangleAlert,
  UserRound,
  type LucideIcon,
} from 'lucide-preact'
import type { ComponentChildren, VNode } from 'preact'
import { decidedBy } from '../approvals/decided-by.js'
import { locale, messages } from '../app/texts/messages.js'
import { CONVERSATIONS } from '../app/routing/conversations-route.js'
import type { Route } from '../app/routing/route.js'
import { go } from '../app/router.js'
import { shown } from '../app/sessions.js'
import { Icon } from '../ui/icon.js'
import { IconButton } from '../ui/icon-button.js'
import { Link } from '../ui/link.js'
import { VisibleText } from '../ui/visible-text.js'
import { compact, percent, usd } from '../usage/words.js'
import type { TimelineEntry } from './timeline.js'

interface Props {
  /** Session whose terminal the entry leads to; `null` for none. */
  readonly session: string | null
  readonly entry: TimelineEntry
  /** Session whose recording shows the moment, and `null` for none; `null` where screens are not offered. */
  readonly screen: { readonly session: string | null } | null
  /** Day that begins with the entry. */
  readonly day: string | null
  /** True when the entry names its session. */
  readonly isOfSeveral: boolean
  /** True for the entry that is jumped to. */
  readonly isMarked: boolean
  readonly isOpen: boolean
  readonly onToggle: () => void
}

const ICONS: Readonly<Record<TimelineEntry['kind'], LucideIcon>> = {
  prompt: UserRound,
  answer: MessageSquare,
  call: SquareTerminal,
  notice: Info,
  approval: ShieldCheck,
  commit: GitCommitHorizontal,
  cost: Coins,
  limit: Gauge,
  move: Columns3,
  finish: GitMerge,
}

/** Entry of a time line. A turn leads to its place in the conversation, a commit to its changes; an approval unfolds. */
export function TimelineRow({ session, entry, screen, day, isOfSeveral, isMarked, isOpen, onToggle }: Props): VNode {
  const to = targetOf(session, entry)
  const line = <Line entry={entry} isOfSeveral={isOfSeveral} />
  return (
    <div class={`timeline-row of-${entry.kind} ${entry.isError ? 'failed' : ''} ${isMarked ? 'marked' : ''}`}>
      {day !== null && <h3 class="timeline-day faint medium">{day}</h3>}
      <div class="cluster">
        {to !== null ? (
          <Link to={to} class="timeline-line full-width align-baseline flex gap-10 fill">
            {line}
          </Link>
        ) : entry.approval !== null ? (
          <button
            type="button"
            class="timeline-line full-width align-baseline flex gap-10 fill"
            aria-expanded={isOpen}
            onClick={onToggle}
          >
            {line}
          </button>
        ) : (
          <div class="timeline-line full-width align-baseline flex gap-10 fill">{line}</div>
        )}
        {screen !== null && <ToScreen session={screen.session} at={Date.parse(entry.at)} />}
      </div>
      {isOpen && entry.approval !== null && (
        <div class="timeline-details anywhere">
          <pre class="mono">
            <VisibleText text={entry.text} />
          </pre>
          <p class="hint">{decidedBy(entry.approval)}</p>
          {entry.approval.decision?.reason && (
            <p>
              <VisibleText text={entry.approval.decision.reason} />
            </p>
          )}
        </div>
      )}
    </div>
  )
}

/** Button that shows the screen at the time of an entry; disabled where nothing was recorded. */
function ToScreen({ session, at }: { readonly session: string | null; readonly at: number }): VNode {
  const m = messages.value
  return (
    <IconButton
      class="rigid"
      icon={MonitorPlay}
      label={session === null ? m.showScreenNever : m.showScreen}
      disabled={session === null}
      onPress={() => {
        if (session !== null) go({ page: 'terminal', session, beside: { view: 'recording', at } })
      }}
    />
  )
}

function Line({ entry, isOfSeveral }: Pick<Props, 'entry' | 'isOfSeveral'>): VNode {
  const m = messages.value
  const at = new Date(entry.at)
  const name = m.timelineKinds[entry.kind]
  return (
    <>
      <time class="hint" dateTime={entry.at} data-tip={at.toLocaleString(locale.value)}>
        {at.toLocaleTimeString(locale.value, { hour: '2-digit', minute: '2-digit' })}
      </time>
      <span class="timeline-icon rigid faint" role="img" aria-label={name} data-tip={name}>
        <Icon of={entry.isError && entry.kind !== 'approval' ? TriangleAlert : ICONS[entry.kind]} size={14} />
      </span>
      <span class="timeline-text shrink clip anywhere">
        {wordsOf(entry)}
        {isOfSeveral && entry.kind === 'prompt' && entry.session !== null && (
          <span class="hint"> · {shown(entry.session)}</span>
        )}
      </span>
    </>
  )
}

function wordsOf({
  kind,
  text,
  tool,
  isError,
  approval,
  commit,
  cost,
  limit,
  move,
  finish,
}: TimelineEntry): ComponentChildren {
  const m = messages.value
  if (cost !== null) return m.timelineCost(usd(cost.costUsd), compact(cost.tokens))
  if (move !== null) {
    const { kind: mover, name } = move.by
    return (
      <>
        {m.movedTo(m.stages[move.stage])}
        <span class="hint"> · {name === null ? m.movers[mover] : shown(name)}</span>
      </>
    )
  }
  if (finish !== null)
    return (
      <>
        {m.timelineFinish[finish.stage](finish.base)}
        {finish.pushed && <span class="hint"> · {m.finishPushed}</span>}
        {text !== '' && (
          <span class="hint">
            {' '}
            · <VisibleText text={text} />
          </span>
        )}
      </>
    )
  if (limit !== null)
    return [limit.label, m.timelineLimit(limit.window, percent(limit.usedPercentage))].filter(Boolean).join(' · ')
  return (
    <>
      {approval !== null && <b>{m.outcomes[approval.outcome]} </b>}
      {tool !== null && (
        <b>
          <VisibleText text={tool} />{' '}
        </b>
      )}
      <VisibleText text={text} />
      {kind === 'call' && isError && <span class="hint"> · {conversationTexts.value.callFailed}</span>}
      {commit !== null && <span class="hint"> · {commit.authorName}</span>}
    </>
  )
}

/** Page that an entry leads to; `null` for none. */
function targetOf(here: string | null, entry: TimelineEntry): Route | null {
  const { place, commit } = entry
  const session = entry.session ?? here
  if (commit !== null && session !== null)
    return { page: 'terminal', session, beside: { view: 'commit', sha: commit.sha } }
  if (place === null) return null
  const { agent, conversation, row, isPresent } = place
  return isPresent && row > 0 && session !== null
    ? { page: 'terminal', session, beside: { view: 'conversation', entry: { conversation, row } } }
    : { ...CONVERSATIONS, read: { agent, id: conversation, row } }
}
