import { ChevronLeft, Ellipsis, Rocket } from 'lucide-preact'
import type { VNode } from 'preact'
import type { HubProject } from './the-projects-hub.js'
import { messages } from '../i18n/messages.js'
import { PROJECTS, projectRoute } from '../routing/route.js'
import { go, route } from '../state/router.js'
import { Icon } from '../ui/icon.js'
import { IconButton } from '../ui/icon-button.js'
import { Link } from '../ui/link.js'
import { toggleMenu } from '../ui/menu.js'
import { Segments } from '../ui/segments.js'
import { GitLine } from './git-line.js'
import { openProjectMenu } from './open-project-menu.js'

interface Props {
  readonly project: HubProject
  readonly onRelease: () => void
}

/** Header of a project: name, git status, tabs and release. */
export function ProjectHead({ project, onRelease }: Props): VNode {
  const m = messages.value
  const { id, displayName, missing } = project
  const here = route.value
  const tab = here.page === 'project' ? here.tab : 'plan'
  return (
    <header class="page-head project-head">
      <Link to={PROJECTS} class="icon-button" label={m.backToProjects} tip={m.backToProjects}>
        <Icon of={ChevronLeft} />
      </Link>
      <h1>{displayName}</h1>
      <GitLine />
      <span class="spring" />
      <Segments
        label={displayName}
        value={tab}
        options={[
          ['plan', m.plan],
          ['files', m.files],
        ]}
        onChoose={(chosen) => {
          go(projectRoute(id, chosen))
        }}
      />
      {tab === 'plan' && !missing && (
        <button type="button" class="button primary" aria-label={m.release} onClick={onRelease}>
          <Icon of={Rocket} />
          <span class="wide-only">{m.release}</span>
        </button>
      )}
      <IconButton
        menu
        icon={Ellipsis}
        label={m.more}
        onPress={({ currentTarget }) => {
          if (currentTarget instanceof HTMLElement) toggleMenu(currentTarget, openProjectMenu(project))
        }}
      />
    </header>
  )
}
