import { ArrowDown, ArrowUp, Copy, FolderTree, ListChecks, Pin, PinOff, Plus, X } from 'lucide-preact'
import type { ProjectSummary } from '../app/projects.js'
import { messages } from '../app/texts/messages.js'
import { newSessionIn, projectRoute } from '../app/routing/route.js'
import { copyText } from '../app/clipboard.js'
import { go } from '../app/router.js'
import type { MenuItem } from '../ui/menu.js'
import { forgetProject, setProjectPinned, stepProject } from '../app/project-list.js'

/** Opens the form for a new session in a project's folder. */
export function startSessionIn(path: string): void {
  go(newSessionIn(path))
}

/** Menu of a project in the list. `movable`: the list is shown in its stored order. */
export function projectMenu(project: ProjectSummary, movable: boolean): ReadonlyArray<MenuItem> {
  const m = messages.value
  const { id, path, pinned } = project
  const to = (tab: 'plan' | 'files') => (): void => go(projectRoute(id, tab))
  const move = (step: 1 | -1) => (): void => stepProject(project, step)
  return [
    { label: m.plan, icon: ListChecks, run: to('plan') },
    { label: m.files, icon: FolderTree, run: to('files') },
    {
      label: m.startSessionHere,
      icon: Plus,
      run: () => startSessionIn(path),
    },
    {
      label: pinned ? m.unpin : m.pin,
      icon: pinned ? PinOff : Pin,
      run: () => void setProjectPinned(project, !pinned),
    },
    ...(movable
      ? [
          { label: m.moveUp, icon: ArrowUp, shortcut: 'Alt ↑', run: move(-1) },
          { label: m.moveDown, icon: ArrowDown, shortcut: 'Alt ↓', run: move(1) },
        ]
      : []),
    { label: m.copyPath, icon: Copy, run: () => void copyText(path) },
    { label: m.forget, icon: X, question: m.reallyForgetProject, run: () => void forgetProject(project) },
  ]
}
