import type { VNode } from 'preact'
import { TileAlarm } from '../approvals/alarm-card.js'
import { TileApproval } from '../approvals/tile-approval.js'
import type { HubSession } from '../app/hub/hub.js'
import { StatusWord } from '../ui/status.js'
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
import { edgeOf, lookOf, openOnPress } from './session-tile.js'

/** Session as one row, with a second line for a pending approval. Its cells are those of the head of the rows. */
export function SessionRow({ session }: { readonly session: HubSession }): VNode {
  const { contextPct, tool } = session
  return (
    <article class={`row ${lookOf(session)}`} style={edgeOf(session)} onClick={(event) => openOnPress(event, session)}>
      <Pick session={session} />
      <StatusWord session={session} />
      <span class="cluster gap-6 shrink">
        <Name session={session} />
        <Flags session={session} />
        <QueueMark session={session} />
      </span>
      <Program session={session} />
      <span class="row-tool ellipsis faint">{tool}</span>
      <span class="row-branch shrink clip">
        <Branch session={session} />
      </span>
      <span class="row-folder shrink clip">
        <Folder session={session} max={56} />
      </span>
      <span class={`row-context ${contextPct !== null && contextPct >= CONTEXT_FULL_PCT ? 'full' : ''}`}>
        {contextPct !== null && `${Math.round(contextPct)} %`}
      </span>
      <span class="row-cost">
        <Cost session={session} />
      </span>
      <span class="row-changes flex gap-6">
        <Changes session={session} />
      </span>
      <span class="row-since">
        <Since session={session} />
      </span>
      <SessionActions session={session} />
      <TileAlarm session={session} />
      <TileApproval session={session} />
    </article>
  )
}
