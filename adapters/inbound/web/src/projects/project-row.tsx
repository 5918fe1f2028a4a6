import { Ellipsis, GitBranch, GripVertical, Pin, SquareKanban } from 'lucide-preact'
import type { VNode } from 'preact'
import { useCallback, useRef } from 'preact/hooks'
import type { ProjectSummary } from '../app/projects.js'
import { messages } from '../app/texts/messages.js'
import { homely, shortPath } from '../app/folders.js'
import { projectRoute } from '../app/routing/route.js'
import { home } from '../app/sessions.js'
import { usd } from '../usage/words.js'
import { ago } from '../ui/ago.js'
import { Icon } from '../ui/icon.js'
import { IconButton } from '../ui/icon-button.js'
import { Link } from '../ui/link.js'
import { toggleMenu } from '../ui/menu.js'
import { stateColour, stateWord } from '../ui/session-states.js'
import { StatusSign } from '../ui/status.js'
import { ProgressBar } from '../ui/progress.js'
import { sortableClass, sortableGroup, useSortableRow } from '../ui/sortable.js'
import { moveProject, projects, stepProject } from '../app/project-list.js'
import { agentCounts, cardCounts, COUNTED_NEEDS, monthCosts, OPEN_STAGES } from './project-sums.js'
import { projectMenu } from './project-menu.js'

/** Characters of a path in a row. */
const SHOWN_PATH = 40

const group = sortableGroup('projects')

interface Props {
  readonly project: ProjectSummary
  /** Disables reordering, because only part of the list is shown. */
  readonly fixed: boolean
}

/** Row of a project: name, branch, agents, cards, cost, and progress of the next version. */
export function ProjectRow({ project, fixed }: Props): VNode {
  const m = messages.value
  const { id, displayName, pinned } = project
  const row = useRef<HTMLLIElement>(null)
  const handle = useRef<HTMLSpanElement>(null)

  const drop = useCallback(
    (dragged: string, edge: 'top' | 'bottom') => {
      const all = projects.value ?? []
      const at = all.findIndex((one) => one.id === id)
      const below = all.slice(at + 1).find((one) => one.pinned === pinned && one.id !== dragged)
      void moveProject(dragged, edge === 'top' ? id : (below?.id ?? null), pinned)
    },
    [id, pinned],
  )
  useSortableRow(group, row, handle, id, drop)

  return (
    <li
      ref={row}
      class={`project-row cluster gap-8 relative ${pinned ? 'pinned' : ''} ${sortableClass(group, id)}`}
      onKeyDown={(event) => {
        if (fixed || !event.altKey || (event.key !== 'ArrowUp' && event.key !== 'ArrowDown')) return
        event.preventDefault()
        stepProject(project, event.key === 'ArrowUp' ? -1 : 1)
      }}
    >
      <span ref={handle} class="grip row-grip faint centre-items grid rigid" hidden={fixed} aria-hidden="true">
        <Icon of={GripVertical} size={14} />
      </span>
      <Link to={projectRoute(id)} class="project-link rounded align-baseline flex gap-12 fill">
        <span class="project-name cluster gap-6 rigid shrink bold">
          <span class="project-title ellipsis">{displayName}</span>
          {pinned && (
            <span role="img" aria-label={m.pinnedMark} data-tip={m.pinnedMark} class="faint">
              <Icon of={Pin} size={13} />
            </span>
          )}
        </span>
        <bdi class="project-path ellipsis shrink faint text-1 mono">
          {shortPath(homely(project.path, home.value), SHOWN_PATH)}
        </bdi>
      </Link>
      <Sums project={project} />
      <Versions project={project} />
      <IconButton
        menu
        icon={Ellipsis}
        label={`${m.more}: ${displayName}`}
        onPress={({ currentTarget }) => {
          if (currentTarget instanceof HTMLElement) toggleMenu(currentTarget, projectMenu(project, !fixed))
        }}
      />
    </li>
  )
}

/** Branch, agents by state, open cards by stage and cost of the month. */
function Sums({ project: { id, branch } }: { readonly project: ProjectSummary }): VNode {
  const m = messages.value
  const agents = agentCounts.value.get(id)
  const cards = cardCounts.value.get(id)
  const cost = monthCosts.value?.get(id) ?? 0
  const stages = OPEN_STAGES.map((stage) => [stage, cards?.get(stage) ?? 0] as const).filter(([, count]) => count > 0)
  const stageWords = stages.map(([stage, count]) => `${m.stages[stage]} ${count}`).join(', ')
  return (
    <span class="project-sums grid gap-12 rigid text-1">
      <span class="project-branch faint" data-tip={branch === null ? undefined : m.onBranch(branch)}>
        {branch !== null && (
          <>
            <Icon of={GitBranch} size={13} />
            <span class="mono">{branch}</span>
          </>
        )}
      </span>
      <span class="project-agents" aria-label={m.agentsByState} role="group">
        {COUNTED_NEEDS.filter((need) => agents?.has(need)).map((need) => (
          <span key={need} class={`status ${need}`} style={{ color: stateColour(need) }} data-tip={stateWord(need)}>
            <StatusSign need={need} />
            <span class="visually-hidden">{stateWord(need)} </span>
            {agents?.get(need)}
          </span>
        ))}
      </span>
      <span class="faint" aria-label={m.cardsByStage} role="group" data-tip={stageWords || undefined}>
        {stages.length > 0 && <Icon of={SquareKanban} size={13} />}
        {stages.map(([stage, count]) => (
          <span key={stage} class={`stage-count ${stage}`}>
            <span class="visually-hidden">{m.stages[stage]} </span>
            {count}
          </span>
        ))}
      </span>
      <span class="project-cost" data-tip={m.costThisMonth}>
        {cost > 0 && <span class="visually-hidden">{m.costThisMonth} </span>}
        {cost > 0 && usd(cost)}
      </span>
    </span>
  )
}

function Versions({
  project: { released, dev, backlogCount, missing, mtimeMs },
}: {
  readonly project: ProjectSummary
}): VNode {
  const m = messages.value
  if (missing) return <span class="project-versions grid gap-12 rigid text-1 faint">{m.noPlan}</span>
  return (
    <span class="project-versions grid gap-12 rigid text-1">
      <span class="version ellipsis shrink faint rounded align-centre" data-tip={m.released}>
        <span class="visually-hidden">{m.released} </span>
        {released.version ?? '–'}
      </span>
      <span class="version ellipsis shrink faint rounded align-centre next" data-tip={m.inDevelopment}>
        <span class="visually-hidden">{m.inDevelopment} </span>
        {dev.version ?? '–'}
      </span>
      <ProgressBar done={dev.done} total={dev.total} label={m.inDevelopment} />
      <span class="faint backlog-count">{backlogCount > 0 && m.backlogCount(backlogCount)}</span>
      <time class="project-since" data-tip={mtimeMs === null ? undefined : m.planChangedAgo(ago(mtimeMs))}>
        {mtimeMs !== null && ago(mtimeMs)}
      </time>
    </span>
  )
}
