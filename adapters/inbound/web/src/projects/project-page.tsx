import '../styles/plan.css'
import '../styles/projects.css'
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { HubFailure } from '../hub/hub.js'
import type { HubProject } from './the-projects-hub.js'
import { messages } from '../i18n/messages.js'
import { PROJECTS, projectRoute } from '../routing/route.js'
import { because } from '../state/failed.js'
import { go, route } from '../state/router.js'
import { lazyPage } from '../ui/lazy-page.js'
import { Link } from '../ui/link.js'
import { openProject, project, projectFailure, readGit, readProject } from './open-project.js'
import { clearTyping } from './plan-actions.js'
import { PlanView } from './plan-view.js'
import { followProjects } from './project-events.js'
import { ProjectHead } from './project-head.js'
import { ReleaseDialog } from './release-dialog.js'

const NOT_FOUND = 404

const Files = lazyPage(async () => (await import('../files/file-manager.js')).FileManager)

/** Page of one project with its plan or its files. */
export function ProjectPage({ id }: { readonly id: string }): VNode {
  const [releases, setReleases] = useState(false)
  useEffect(() => {
    clearTyping(id)
    openProject(id)
    return followProjects((changed) => {
      if (changed !== null && changed !== id) return
      void readProject()
      void readGit()
    })
  }, [id])

  const shown = project.value
  const failure = projectFailure.value
  if (!shown || shown.id !== id) return failure ? <NotThere failure={failure} /> : <div class="projects-skeleton" />
  return (
    <>
      <ProjectHead
        project={shown}
        onRelease={() => {
          setReleases(true)
        }}
      />
      <Tab project={shown} />
      {releases && (
        <ReleaseDialog
          project={shown}
          onClose={() => {
            setReleases(false)
          }}
        />
      )}
    </>
  )
}

function Tab({ project: shown }: { readonly project: HubProject }): VNode | null {
  const here = route.value
  if (here.page === 'project' && here.tab === 'files') {
    return (
      <Files
        root={shown.id}
        name={shown.displayName}
        path={here.path}
        onPath={(path) => {
          go(projectRoute(shown.id, 'files', path))
        }}
      />
    )
  }
  return (
    <div class="scroller plan-scroller">
      <PlanView project={shown} />
    </div>
  )
}

function NotThere({ failure }: { readonly failure: HubFailure }): VNode {
  const m = messages.value
  const isGone = failure._tag === 'Refused' && failure.status === NOT_FOUND
  return (
    <div class="empty">
      <p>{isGone ? m.noSuchProject : m.projectCouldNotLoad(because(failure))}</p>
      <Link to={PROJECTS} class="button">
        {m.backToProjects}
      </Link>
    </div>
  )
}
