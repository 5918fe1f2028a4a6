import type { Page } from 'playwright-core'

/** A shortcut of the list of shortcuts, and where it works. */
export interface Shortcut {
  /** Section of the list and its text there, as "Overview: J". */
  readonly name: string
  /** One after the other, as Playwright spells them. */
  readonly keys: ReadonlyArray<string>
  readonly place: Place
}

/** Pages that a section of shortcuts belongs to, and what takes its keys. */
interface Place {
  readonly path: RegExp
  /** Selector of what is focused before; the page itself without one. */
  readonly focus?: string
}

/** In the order of the list of shortcuts. */
const PLACES: ReadonlyArray<Place> = [
  { path: /^\/(?!s\/)/ },
  { path: /^\/$/, focus: 'article a' },
  { path: /^\/approvals$/, focus: 'article.approval' },
  { path: /^(\/p\/[^/]+)?\/board$/, focus: '.card-title' },
  { path: /^\/s\//, focus: '.xterm-helper-textarea' },
  { path: /^\/s\/[^/]+\/changes$/, focus: '.repo-panel [tabindex="0"], .repo-panel button' },
  { path: /^\/p\/[^/]+$/, focus: '.plan-item [tabindex], .plan-item' },
  { path: /^\/p\/[^/]+\/files$/, focus: '[role=treeitem]' },
]

const NAMES: Readonly<Record<string, string>> = {
  Ctrl: 'Control',
  '↑': 'ArrowUp',
  '↓': 'ArrowDown',
  '←': 'ArrowLeft',
  '→': 'ArrowRight',
  PgUp: 'PageUp',
  PgDn: 'PageDown',
  '−': '-',
  '+': '=',
}
const MODIFIERS = ['Control', 'Shift', 'Alt']

/** Every shortcut of the open list of shortcuts but those of the mouse. */
export async function listedShortcuts(page: Page): Promise<ReadonlyArray<Shortcut>> {
  const sections = await page.evaluate<ReadonlyArray<readonly [string, ReadonlyArray<string>]>>(
    `[...document.querySelectorAll('.help')].map((section) =>
      [section.querySelector('h3').textContent, [...section.querySelectorAll('kbd')].map((key) => key.textContent)])`,
  )
  if (sections.length !== PLACES.length) throw new Error(`${String(sections.length)} sections of shortcuts`)
  return sections.flatMap(([title, texts], at) => {
    const place = PLACES[at]
    if (place === undefined) return []
    return texts
      .filter((text) => !text.includes('drag'))
      .flatMap((text) => keysOf(text).map((keys) => ({ name: `${title}: ${keys.join(' ')}`, keys, place })))
  })
}

/** `Alt ↑ / ↓` is two shortcuts, `G O` two keys of one. */
function keysOf(text: string): ReadonlyArray<ReadonlyArray<string>> {
  const [first = '', ...others] = text.split(' / ')
  const words = first.split(' ').map((word) => NAMES[word] ?? word)
  const modifiers = words.filter((word) => MODIFIERS.includes(word))
  const keys = words.filter((word) => !MODIFIERS.includes(word))
  const pressed = (key: string): string =>
    [
      ...modifiers,
      modifiers.includes('Control') || key.length > 1 ? key : modifiers.includes('Shift') ? key : key.toLowerCase(),
    ].join('+')
  return [keys.map(pressed), ...others.map((other) => [pressed(NAMES[other] ?? other)])]
}
