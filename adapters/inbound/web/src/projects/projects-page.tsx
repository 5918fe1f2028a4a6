import './projects.css'
import { SearchX } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { filteredProjects } from '../app/project-order.js'
import { NEW_PROJECT, type Route } from '../app/routing/route.js'
import { because } from '../app/failed.js'
import { usageRevision } from '../usage/usage.js'
import { replace, route } from '../app/router.js'
import { Icon } from '../ui/icon.js'
import { Link } from '../ui/link.js'
import { NewProject } from './new-project.js'
import { PlanMatchList } from './plan-match-list.js'
import { followProjects } from './project-events.js'
import { listFailure, matches, projects, readProjects, searchPlans } from '../app/project-list.js'
import { openProjectSums, readMonthCosts } from './project-sums.js'
import { ProjectColumns } from './project-columns.js'
import { ProjectRow } from './project-row.js'
import { ProjectsHead } from './projects-head.js'

type ListRoute = Extract<Route, { readonly page: 'projects' }>

const here = (): ListRoute =>
  route.value.page === 'projects' ? route.value : { page: 'projects', dialog: null, filter: '' }

/** Page of all projects with a search in their plans. */
export function ProjectsPage(): VNode {
  const { filter, dialog } = here()
  useEffect(() => {
    let isFirst = true
    const unfollow = followProjects(() => {
      // The page has just read them with the board.
      if (!isFirst) void readProjects()
      isFirst = false
    })
    const close = openProjectSums()
    return () => {
      unfollow()
      close()
    }
  }, [])
  useEffect(() => void readMonthCosts(), [usageRevision.value])
  useEffect(() => {
    searchPlans(filter)
  }, [filter])

  return (
    <>
      <ProjectsHead filter={filter} onFilter={(text) => replace({ ...here(), filter: text })} />
      <div class="scroller shrink-y spring scroll relative">
        <Listed filter={filter} />
      </div>
      {dialog === 'new' && <NewProject />}
    </>
  )
}

function Listed({ filter }: { readonly filter: string }): VNode | null {
  const m = messages.value
  const all = projects.value
  if (all === null) {
    const failure = listFailure.value
    return failure ? (
      <p class="empty grid gap-12 faint align-centre centre-items">{m.projectsCouldNotLoad(because(failure))}</p>
    ) : (
      <div class="spring" />
    )
  }
  if (all.length === 0) return <Empty />
  const shown = filteredProjects(all, filter)
  const found = matches.value
  if (shown.length === 0 && (found === null || found.matches.length === 0)) return <NoMatch filter={filter} />
  return (
    <>
      <div class="projects">
        {shown.length > 0 && <ProjectColumns />}
        <ul aria-label={m.projects}>
          {shown.map((project) => (
            <ProjectRow key={project.id} project={project} fixed={filter !== ''} />
          ))}
        </ul>
      </div>
      {found && found.matches.length > 0 && <PlanMatchList found={found} query={filter} />}
    </>
  )
}

function Empty(): VNode {
  const m = messages.value
  return (
    <div class="empty grid gap-12 faint align-centre centre-items">
      <p>{m.noProjects}</p>
      <Link to={NEW_PROJECT} class="button primary">
        {m.newProject}
      </Link>
    </div>
  )
}

function NoMatch({ filter }: { readonly filter: string }): VNode {
  const m = messages.value
  return (
    <div class="empty grid gap-12 faint align-centre centre-items">
      <Icon of={SearchX} />
      <p>{m.noMatch(filter)}</p>
      <button type="button" class="button" onClick={() => replace({ ...here(), filter: '' })}>
        {m.clearFilter}
      </button>
    </div>
  )
}
