import type { VNode } from 'preact'
import { messages } from '../app/texts/messages.js'

/** Heads of the columns of the project list. Screen readers get the name of each value in its row. */
export function ProjectColumns(): VNode {
  const { project, branch, agents, cards, cost, released, next, backlog, changed } = messages.value.projectColumns
  return (
    <div class="project-row project-columns cluster gap-8 relative line-faint faint text-1" aria-hidden="true">
      <span class="project-link rounded align-baseline flex gap-12 fill">{project}</span>
      <span class="project-sums grid gap-12 rigid text-1">
        <span>{branch}</span>
        <span>{agents}</span>
        <span>{cards}</span>
        <span class="project-cost" data-tip={messages.value.costThisMonth}>
          {cost}
        </span>
      </span>
      <span class="project-versions grid gap-12 rigid text-1">
        <span class="released">{released}</span>
        <span class="next">{next}</span>
        <span class="backlog-count">{backlog}</span>
        <span class="project-since">{changed}</span>
      </span>
    </div>
  )
}
