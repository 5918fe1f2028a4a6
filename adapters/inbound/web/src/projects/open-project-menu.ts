import { Copy, FileOutput, Pin, PinOff, Plus, X } from 'lucide-preact'
import type { HubProject } from '../app/projects.js'
import { messages } from '../app/texts/messages.js'
import { copyText } from '../app/clipboard.js'
import type { MenuItem } from '../ui/menu.js'
import { migratePlan, setPinned } from './open-project.js'
import { forgetProject } from '../app/project-list.js'
import { startSessionIn } from './project-menu.js'

/** Name of the plan document before the board existed. */
const ROADMAP = 'ROADMAP.md'

/** Menu of the open project. */
export function openProjectMenu(project: HubProject): ReadonlyArray<MenuItem> {
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
