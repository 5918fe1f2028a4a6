import type { VNode } from 'preact'
import { messages } from '../app/texts/messages.js'
import { newSessionIn } from '../app/routing/route.js'
import { go } from '../app/router.js'
import { Group } from './group.js'
import { SelectionBar } from './selection-bar.js'
import { density } from '../app/platform/preferences.js'
import { selected } from '../session/selection.js'
import { grouped } from '../app/session-order.js'
import { sessions } from '../app/sessions.js'
import { stateWord } from '../ui/session-states.js'

export interface ProjectSessionsProps {
  readonly id: string
  readonly path: string
}

/** Sessions in the folders of a project, running ones first. */
export function ProjectSessions({ id, path }: ProjectSessionsProps): VNode {
  const m = messages.value
  const groups = grouped((sessions.value ?? []).filter(({ project }) => project?.id === id))
  const isEmpty = [groups.running, groups.dormant, groups.foreign].every((group) => group.length === 0)
  if (sessions.value === null) return <div class="spring" />
  if (isEmpty) {
    return (
      <div class="empty grid gap-12 faint align-centre centre-items">
        <p>{m.noProjectSessions}</p>
        <button type="button" class="button primary" onClick={() => go(newSessionIn(path))}>
          {m.startSessionHere}
        </button>
      </div>
    )
  }
  return (
    <div class={`overview ${density.value}`}>
      {selected.value.length > 0 && <SelectionBar />}
      <div class="scroller shrink-y spring scroll relative" data-scroller>
        <Group title={m.sessions} sessions={groups.running} as={density.value} />
        <Group title={stateWord('foreign')} sessions={groups.foreign} as={density.value} />
        <Group title={stateWord('dormant')} sessions={groups.dormant} as={density.value} />
      </div>
    </div>
  )
}
