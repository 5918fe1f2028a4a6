import { ChevronLeft, Ellipsis, Plus, Rocket } from 'lucide-preact'
import type { ComponentChildren, VNode } from 'preact'
import type { HubProject } from '../app/projects.js'
import { messages } from '../app/texts/messages.js'
import { projectBoard } from '../app/routing/board-route.js'
import { PROJECTS, projectRoute, type ProjectTab } from '../app/routing/route.js'
import { go } from '../app/router.js'
import { Icon } from '../ui/icon.js'
import { Link } from '../ui/link.js'
import { MenuButton } from '../ui/menu.js'
import { Segments } from '../ui/segments.js'
import { StatusChip } from '../ui/status-chip.js'
import { GitLine } from './git-line.js'
import { openProjectMenu } from './open-project-menu.js'
import { startSessionIn } from './project-menu.js'

export type ShownTab = ProjectTab | 'board'

interface Props {
  readonly project: HubProject
  readonly tab: ShownTab
  readonly onRelease: () => void
  /** Controls of the tab. */
  readonly children?: ComponentChildren
}

/** Header of a project: name, git status, tabs, release and a button for a new session in its folder. */
export function ProjectHead({ project, tab, onRelease, children }: Props): VNode {
  const m = messages.value
  const { id, displayName, missing, path } = project
  return (
    <header class="page-head cluster gap-12 rigid relative line-below project-head">
      <Link to={PROJECTS} class="icon-button" label={m.backToProjects} tip={m.backToProjects}>
        <Icon of={ChevronLeft} />
      </Link>
      <h1>{displayName}</h1>
      <GitLine branch={project.branch} />
      <StatusChip />
      <span class="spring" />
      {children}
      <Segments<ShownTab>
        label={m.projectTabs}
        value={tab}
        options={[
          ['plan', m.plan],
          ['board', m.board],
          ['sessions', m.sessions],
          ['files', m.files],
          ['usage', m.usage],
        ]}
        onChoose={(chosen) => go(chosen === 'board' ? projectBoard(id) : projectRoute(id, chosen))}
      />
      {tab === 'plan' && !missing && (
        <button type="button" class="button" aria-label={m.release} onClick={onRelease}>
          <Icon of={Rocket} />
          <span class="wide-only">{m.release}</span>
        </button>
      )}
      <button
        type="button"
        class="button primary"
        aria-label={m.startSessionHere}
        data-tip={m.startSessionHere}
        data-shortcut="N"
        onClick={() => startSessionIn(path)}
      >
        <Icon of={Plus} />
        <span class="wide-only">{m.startSessionHere}</span>
      </button>
      <MenuButton icon={Ellipsis} label={m.more} items={() => openProjectMenu(project)} />
    </header>
  )
}
