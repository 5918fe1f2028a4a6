import { messages } from '../app/texts/messages.js'
import { route } from '../app/router.js'
import { menuAt, toggleMenu, type MenuItem } from '../ui/menu.js'
import type { PaletteItem } from './palette-item.js'

/** Controls of the page as a whole, without those of single entries. */
const CONTROLS = '.page-head, [role=toolbar]:not(.key-row), .repo-tabs, .panel-head'
const ACTIONS = 'button, a[href], label:has(> input[type=radio]), label.filter > input'

/**
 * Actions of the current page: the controls in its header and toolbars, with the entries of their menus, and each with its
 * shortcut. Those that are in `others` already are left out.
 */
export function pageItems(others: ReadonlyArray<PaletteItem>): ReadonlyArray<PaletteItem> {
  const known = new Set(others.map(keyOf))
  return [...document.querySelectorAll<HTMLElement>(`.frame :is(${CONTROLS})`)]
    .flatMap((bar) => [...bar.querySelectorAll<HTMLElement>(ACTIONS)])
    .filter((control) => control.checkVisibility() && !control.matches(':disabled'))
    .flatMap(itemsOf)
    .filter((item) => {
      const isNew = item.label !== '' && !known.has(keyOf(item))
      known.add(keyOf(item))
      return isNew
    })
}

const keyOf = ({ label, shortcut }: PaletteItem): string => `${label} ${shortcut ?? ''}`

function itemsOf(control: HTMLElement): ReadonlyArray<PaletteItem> {
  const menu = menuAt(control)
  if (menu !== null)
    return menu.map((entry) => itemOf(entry.label, entry.shortcut, menuRun(control, entry), entry.icon))
  const run = (): void => {
    // The palette gives the focus back when it closes.
    if (control instanceof HTMLInputElement) setTimeout(() => control.focus())
    else control.click()
  }
  return [itemOf(nameOf(control), shortcutOf(control), run)]
}

/** An entry that asks for a confirmation is shown in its menu. */
const menuRun = (control: HTMLElement, entry: MenuItem): (() => void) =>
  entry.question === undefined ? entry.run : () => toggleMenu(control, [entry])

const itemOf = (
  label: string,
  shortcut: string | undefined,
  run: () => void,
  icon: PaletteItem['icon'] = null,
): PaletteItem => ({
  ...{ id: `page ${route.value.page} ${label}`, label, note: messages.value.onThisPage, icon, need: null, run },
  shortcut: shortcut ?? null,
})

function nameOf(control: HTMLElement): string {
  const label = control.getAttribute('aria-label')
  if (label !== null) return label
  const text = control.cloneNode(true) as HTMLElement
  for (const key of text.querySelectorAll('kbd')) key.remove()
  return text.textContent.trim()
}

const shortcutOf = (control: HTMLElement): string | undefined =>
  control.dataset['shortcut'] ??
  (control.querySelector('kbd') ?? control.parentElement?.querySelector(':scope > kbd'))?.textContent
