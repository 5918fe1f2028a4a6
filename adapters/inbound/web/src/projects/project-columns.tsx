import type { VNode } from 'preact'
import { messages } from '../app/texts/messages.js'

/** Heads of the columns of the project list. Screen readers get the name of each value in its row. */
export function ProjectColumns(): VNode {
  const { project, branch, agents, cards, cost, released, next, backlog, changed } = messages.value.projectColumns
  return (
    <div class="project-row project-columns" aria-hidden="true">
      <span class="project-link">{project}</span>
      <span class="project-sums">
        <span>{branch}</span>
        <span>{agents}</span>
        <span>{cards}</span>
        <span class="project-cost" data-tip={messages.value.costThisMonth}>
          {cost}
        </span>
      </span>
      <span class="project-versions">
        <span class="released">{released}</span>
        <span class="next">{next}</span>
        <span class="backlog-count">{backlog}</span>
        <span class="since">{changed}</span>
      </span>
    </div>
  )
}
