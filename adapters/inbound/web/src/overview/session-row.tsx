import type { VNode } from 'preact'
import type { HubSession } from '../hub/hub.js'
import { StatusWord } from '../ui/status.js'
import { SessionActions } from '../session/session-actions.js'
import { Age, Branch, Flags, Folder, Name, Pick, Program, Since } from '../session/session-parts.js'
import { lookOf, openOnPress } from './session-tile.js'

/** Session as one row. */
export function SessionRow({ session }: { readonly session: HubSession }): VNode {
  return (
    <article
      class={`row ${lookOf(session)}`}
      onClick={(event) => {
        openOnPress(event, session)
      }}
    >
      <Pick session={session} />
      <StatusWord session={session} />
      <span class="row-name">
        <Name session={session} />
        <Flags session={session} />
      </span>
      <Program session={session} />
      <span class="row-branch">
        <Branch session={session} />
      </span>
      <span class="row-folder">
        <Folder session={session} max={56} />
      </span>
      <span class="row-since">
        {session.status === 'dormant' ? <Since session={session} /> : <Age session={session} />}
      </span>
      <SessionActions session={session} />
    </article>
  )
}
