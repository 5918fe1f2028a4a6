import type { VNode } from 'preact'
import { TileAlarm } from '../approvals/alarm-card.js'
import { TileApproval } from '../approvals/tile-approval.js'
import type { HubSession } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { ReplyField } from '../reply/reply-field.js'
import { needOf } from '../app/session-order.js'
import { alarmsOf } from '../app/alarms.js'
import { go } from '../app/router.js'
import { isSelected } from '../session/selection.js'
import { ending, marked, shown } from '../app/sessions.js'
import { ago } from '../ui/ago.js'
import { stateColour } from '../ui/session-states.js'
import { StatusWord } from '../ui/status.js'
import { ScreenPreview } from '../screen/screen-preview.js'
import { SessionActions } from '../session/session-actions.js'
import {
  Branch,
  Changes,
  CONTEXT_FULL_PCT,
  Cost,
  Flags,
  Folder,
  Name,
  Pick,
  Program,
  QueueMark,
  Since,
} from '../session/session-parts.js'

interface Props {
  readonly session: HubSession
}

/** CSS classes for the state of a session: need, changed, selected and ending. */
export function lookOf(session: HubSession): string {
  const { name } = session
  return [
    needOf(session),
    marked.value.has(name) && 'marked',
    isSelected(name) && 'selected',
    ending.value.has(name) && 'ending',
    alarmsOf.value.has(name) && 'alarmed',
  ]
    .filter(Boolean)
    .join(' ')
}

/** Colour of the left edge. */
export const edgeOf = (session: HubSession): { readonly '--edge': string } => ({
  '--edge': stateColour(needOf(session)),
})

/** Opens the terminal on a click outside of controls, unless the click ends a text selection. */
export function openOnPress(event: MouseEvent, { name, status }: HubSession): void {
  const onControl =
    event.target instanceof Element && event.target.closest('a, button, input, .rename, .reply') !== null
  const selects = window.getSelection()?.isCollapsed === false
  if (!onControl && !selects && status !== 'dormant') go({ page: 'terminal', session: name })
}

/** Session as a tile with its state, program and screen. */
export function SessionTile({ session }: Props): VNode {
  return (
    <article
      class={`tile stack gap-6 clip box-large surface ${lookOf(session)}`}
      style={edgeOf(session)}
      aria-label={shown(session.name)}
      onClick={(event) => openOnPress(event, session)}
    >
      <div class="tile-head cluster gap-8 shrink">
        <Pick session={session} />
        <Name session={session} />
        <Flags session={session} />
        <QueueMark session={session} />
        <Branch session={session} />
        <StatusWord session={session} />
        <Since session={session} />
      </div>
      <div class="tile-sub cluster gap-8 shrink faint text-1">
        <Program session={session} />
        <Folder session={session} max={44} />
      </div>
      <div class="tile-screen stack gap-6">
        <ScreenPreview name={session.name} />
        <TileAlarm session={session} />
        <TileApproval session={session} />
        <ReplyField session={session} />
      </div>
      <div class="tile-foot cluster gap-8 shrink">
        <Figures session={session} />
        <SessionActions session={session} />
      </div>
    </article>
  )
}

/** Context usage, cost and changed lines, as far as they are known. */
function Figures({ session }: Props): VNode {
  const { contextPct, cost, created, windows } = session
  const m = messages.value
  return (
    <span class="figures cluster gap-12 shrink clip faint text-1 nowrap">
      {contextPct !== null && (
        <span
          class="meter cluster gap-6"
          role="img"
          aria-label={m.context(Math.round(contextPct))}
          data-tip={m.context(Math.round(contextPct))}
        >
          ctx
          <span class="meter-bar flex clip">
            <span
              style={{ width: `${Math.min(contextPct, 100)}%` }}
              class={contextPct >= CONTEXT_FULL_PCT ? 'full' : ''}
            />
          </span>
          {Math.round(contextPct)} %
        </span>
      )}
      <Cost session={session} />
      <Changes session={session} />
      {created !== null && contextPct === null && cost === null && <span>{m.startedAgo(ago(created))}</span>}
      {windows > 1 && <span>{m.windows(windows)}</span>}
    </span>
  )
}
