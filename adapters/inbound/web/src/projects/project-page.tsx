import type { ComponentType, VNode } from 'preact'
import { projectRoute, type ProjectTab } from '../app/routing/route.js'
import { go, route } from '../app/router.js'
import { lazyPage } from '../ui/lazy-page.js'
import { PlanView } from './plan-view.js'
import { ProjectShell } from './project-shell.js'
import type { HubProject } from '../app/projects.js'

const Files = lazyPage(async () => (await import('../files/file-manager.js')).FileManager)
const Usage = lazyPage(async () => (await import('../usage/project-usage.js')).ProjectUsage)

interface PageProps {
  readonly id: string
  /** Content of the tab of sessions. */
  readonly sessions: ComponentType<{ readonly id: string; readonly path: string }>
}

/** Page of one project with the tab of the address. Its board is a page of the board. */
export function ProjectPage({ id, sessions }: PageProps): VNode {
  const here = route.value
  const tab = here.page === 'project' ? here.tab : 'plan'
  const path = here.page === 'project' ? here.path : ''
  return (
    <ProjectShell id={id} tab={tab}>
      {(project) => <Tab project={project} tab={tab} path={path} sessions={sessions} />}
    </ProjectShell>
  )
}

interface Props extends Pick<PageProps, 'sessions'> {
  readonly project: HubProject
  readonly tab: ProjectTab
  /** Shown file or folder. */
  readonly path: string
}

function Tab({ project, tab, path, sessions: Sessions }: Props): VNode {
  const { id, displayName } = project
  switch (tab) {
    case 'files':
      return <Files root={id} name={displayName} path={path} onPath={(next) => go(projectRoute(id, 'files', next))} />
    case 'sessions':
      return <Sessions id={id} path={project.path} />
    case 'usage':
      return <Usage id={id} />
    case 'plan':
      return (
        <div class="scroller shrink-y spring scroll relative">
          <PlanView project={project} />
        </div>
      )
  }
}
