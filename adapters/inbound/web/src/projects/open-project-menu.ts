import { Copy, Pin, PinOff, Plus, X } from 'lucide-preact'
import type { HubProject } from '../hub/projects.js'
import { messages } from '../i18n/messages.js'
import { copyText } from '../state/clipboard.js'
import type { MenuItem } from '../ui/menu.js'
import { setPinned } from './open-project.js'
import { forgetProject } from './project-list.js'
import { startSessionIn } from './project-menu.js'

/** What can be done to the project whose page is open. */
export function openProjectMenu(project: HubProject): ReadonlyArray<MenuItem> {
  const m = messages.value
  const { path, pinned } = project
  return [
    {
      label: m.startSessionHere,
      icon: Plus,
      run: () => {
        startSessionIn(path)
      },
    },
    {
      label: pinned ? m.unpin : m.pin,
      icon: pinned ? PinOff : Pin,
      run: () => void setPinned(!pinned),
    },
    { label: m.copyPath, icon: Copy, run: () => void copyText(path) },
    { label: m.forget, icon: X, question: m.reallyForgetProject, run: () => void forgetProject(project) },
  ]
}
