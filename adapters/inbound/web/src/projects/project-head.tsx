import { ChevronLeft, Ellipsis, Plus, Rocket, Copy, FileOutput, Pin, PinOff, X } from 'lucide-preact'
import type { ComponentChildren, VNode } from 'preact'
import type { HubProject } from '../app/projects.js'
import { messages } from '../app/texts/messages.js'
import { projectBoard } from '../app/routing/board-route.js'
import { PROJECTS, projectRoute, type ProjectTab } from '../app/routing/route.js'
import { go } from '../app/router.js'
import { copyText } from '../app/clipboard.js'
import { forgetProject } from '../app/project-list.js'
import { Icon } from '../ui/icon.js'
import { Link } from '../ui/link.js'
import { MenuButton, type MenuItem } from '../ui/menu.js'
import { Segments } from '../ui/segments.js'
import { StatusChip } from '../ui/status-chip.js'
import { GitLine } from './git-line.js'
import { startSessionIn } from './project-menu.js'
import { migratePlan, setPinned } from './open-project.js'

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

/** Name of the plan document before the board existed. */
const ROADMAP = 'ROADMAP.md'

/** Menu of the open project. */
function openProjectMenu(project: HubProject): ReadonlyArray<MenuItem> {
  const m = messages.value
  const { path, pinned } = project
  return [
    {
      label: m.startSessionHere,
      icon: Plus,
      run: () => startSessionIn(path),
    },
    {
      label: pinned ? m.unpin : m.pin,
      icon: pinned ? PinOff : Pin,
      run: () => void setPinned(!pinned),
    },
    ...(project.document === ROADMAP
      ? [{ label: m.migrate, icon: FileOutput, question: m.reallyMigrate, run: () => void migratePlan() }]
      : []),
    { label: m.copyPath, icon: Copy, run: () => void copyText(path) },
    { label: m.forget, icon: X, question: m.reallyForgetProject, run: () => void forgetProject(project) },
  ]
}
