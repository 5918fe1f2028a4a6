import './plan.css'
import './projects.css'
import type { ComponentChildren, VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import type { HubFailure } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { PROJECTS } from '../app/routing/route.js'
import { because, hasCode } from '../app/failed.js'
import { pageFolder } from '../app/page-folder.js'
import { Link } from '../ui/link.js'
import { openProject, project, projectFailure, readGit, readProject } from './open-project.js'
import { clearTyping } from './plan-actions.js'
import { followProjects } from './project-events.js'
import { ProjectHead, type ShownTab } from './project-head.js'
import { ReleaseDialog } from './release-dialog.js'
import type { HubProject } from '../app/projects.js'

interface Props {
  readonly id: string
  readonly tab: ShownTab
  /** Controls of the tab in the header. */
  readonly tools?: ComponentChildren
  readonly children: (project: HubProject) => ComponentChildren
}

/** Header and follow-up of a project's page around the content of a tab. Only some tabs read git. */
export function ProjectShell({ id, tab, tools, children }: Props): VNode {
  const [releases, setReleases] = useState(false)
  const readsGit = tab === 'plan' || tab === 'sessions'
  useEffect(() => {
    clearTyping(id)
    openProject(id)
    return followProjects((changed) => {
      if (changed !== null && changed !== id) return
      void readProject()
      if (readsGit) void readGit()
    })
  }, [id, readsGit])

  const shown = project.value
  const path = shown?.id === id ? shown.path : null
  useEffect(() => {
    pageFolder.value = path
    return () => (pageFolder.value = null)
  }, [path])

  const failure = projectFailure.value
  if (!shown || shown.id !== id) return failure ? <NotThere failure={failure} /> : <div class="spring" />
  return (
    <>
      <ProjectHead project={shown} tab={tab} onRelease={() => setReleases(true)}>
        {tools}
      </ProjectHead>
      {children(shown)}
      {releases && <ReleaseDialog project={shown} onClose={() => setReleases(false)} />}
    </>
  )
}

function NotThere({ failure }: { readonly failure: HubFailure }): VNode {
  const m = messages.value
  const isGone = hasCode(failure, 'ProjectNotFound')
  return (
    <div class="empty grid gap-12 faint align-centre centre-items">
      <p>{isGone ? m.noSuchProject : m.projectCouldNotLoad(because(failure))}</p>
      <Link to={PROJECTS} class="button">
        {m.backToProjects}
      </Link>
    </div>
  )
}
