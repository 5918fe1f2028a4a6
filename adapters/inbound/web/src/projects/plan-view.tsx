import type { VNode } from 'preact'
import type { HubProject } from '../app/projects.js'
import { messages } from '../app/texts/messages.js'
import { projectRoute } from '../app/routing/route.js'
import { go } from '../app/router.js'
import { ChangelogView } from './changelog-view.js'
import { PlanSectionView } from './plan-section.js'

/** Plan sections and the changelog of a project. */
export function PlanView({ project }: { readonly project: HubProject }): VNode {
  const m = messages.value
  if (project.missing) {
    return (
      <div class="empty grid gap-12 faint align-centre centre-items">
        <p>{m.missingPlan}</p>
        <p class="hint">{m.missingPlanHint}</p>
      </div>
    )
  }
  return (
    <>
      {project.warnings.map((warning) => (
        <p key={warning} class="plan-warning round" role="status">
          {m.planWarnings(warning.replace(/^duplicate-section:/, ''))}
        </p>
      ))}
      <div class="plan">
        <div class="plan-column grid">
          <PlanSectionView project={project} section="dev" />
          <PlanSectionView project={project} section="backlog" />
        </div>
        <div class="plan-column grid">
          <PlanSectionView project={project} section="released" />
          <ChangelogView
            document={project.document ?? ''}
            text={project.changelog}
            onFile={(path) => go(projectRoute(project.id, 'files', path))}
          />
        </div>
      </div>
    </>
  )
}
