import type { Page } from 'playwright-core'
import { seeded } from '../bench/usage/chance.js'
import { listedShortcuts, type Shortcut } from './monkey-keys.js'
import type { MonkeyScene } from './monkey-scene.js'

/** Pages, shortcuts and actions of a run. */
export interface Reached {
  /** Paths without their parameters that the page was at. */
  readonly pages: ReadonlySet<string>
  /** Names of every shortcut and of every action that the palette has offered. */
  readonly registered: ReadonlySet<string>
  readonly fired: ReadonlySet<string>
  /** Every action, the last one at the end. */
  readonly log: ReadonlyArray<string>
}

const TEXTS = [
  'a',
  'shop',
  '🦊 größe',
  '<b>x</b>',
  '../../etc',
  '0',
  '-1',
  'x'.repeat(300),
  '‮right to left',
  'npm test',
]
const SIZES = [
  { width: 1280, height: 800 },
  { width: 820, height: 900 },
  { width: 390, height: 844 },
]

/** Controls that a person could press. Links to other hosts and downloads leave the page. */
const CONTROLS = `[...(document.querySelector('[role=menu]') ?? [...document.querySelectorAll('dialog[open]')].at(-1) ?? document)
  .querySelectorAll('button, a[href], summary, label, select, input, textarea, [role=treeitem], [role=option]')]
  .filter((e) => e.checkVisibility({ visibilityProperty: true, opacityProperty: true }) && !e.disabled
    && !e.matches('[download], [target=_blank], .skip, input[type=file], :has(> input[type=file])')
    && !(e.href && new URL(e.href).origin !== location.origin))`
/** Waits for a frame, in which the page reacts to an action. */
const FRAMES = `new Promise((done) => requestAnimationFrame(() => setTimeout(done)))`
const TEXT_FIELDS = 'input:not([type]), input[type=text], input[type=number], input[type=url], textarea'
const MOST_ESCAPES = 8
/** Time in which the content of a page is there on a busy machine. */
const LOADS_WITHIN_MS = 5_000

/** Random actions on a page. The same seed draws the same actions as long as the page answers the same. */
export async function openMonkey(page: Page, scene: MonkeyScene, seed: number) {
  const { hub } = scene
  const chance = seeded(seed)
  const oneOf = <A>(all: ReadonlyArray<A>): A | undefined => all[chance.below(all.length)]
  const pages = new Set<string>()
  const fired = new Set<string>()
  const log: string[] = []
  await page.keyboard.press('?')
  await page.locator('.help').first().waitFor()
  const shortcuts = await listedShortcuts(page)
  await page.keyboard.press('Escape')
  const registered = new Set(shortcuts.map(({ name }) => name))

  /** A page that is left meanwhile draws no frame. */
  const frames = (): Promise<unknown> => page.evaluate(FRAMES).catch(() => page.waitForLoadState('load'))
  const path = (): string => new URL(page.url()).pathname
  const here = (): string => `${path()}${new URL(page.url()).search}`
  /** Prefers cases that were not drawn yet. */
  const fresh = <A>(all: ReadonlyArray<A>, isDone: (one: A) => boolean): A | undefined => {
    const others = all.filter((one) => !isDone(one))
    return oneOf(others.length > 0 ? others : all)
  }

  async function visit(to: string): Promise<void> {
    pages.add(to)
    // As a link of the page does, without loading it anew.
    await page.evaluate(
      `history.pushState(null, '', ${JSON.stringify(to)}); dispatchEvent(new PopStateEvent('popstate'))`,
    )
    await frames()
  }

  const isThere = (selector: string): Promise<boolean> =>
    page
      .locator(selector)
      .first()
      .waitFor({ state: 'attached', timeout: LOADS_WITHIN_MS })
      .then(
        () => true,
        () => false,
      )

  const focus = (selector: string): Promise<boolean> =>
    page.evaluate<boolean>(`(() => {
      const found = document.querySelector(${JSON.stringify(selector)})
      const control = found?.matches('a, button, input, textarea, [tabindex]') ? found : found?.querySelector('a, button, input, [tabindex]')
      control?.focus()
      return control !== null && control !== undefined
    })()`)

  async function shortcut({ name, keys, place }: Shortcut): Promise<string> {
    if (!place.path.test(path())) {
      await visit(oneOf(scene.pages.filter((to) => place.path.test(to.split('?')[0] ?? ''))) ?? '/')
    }
    if (place.focus === undefined) await page.evaluate('document.activeElement?.blur()')
    else if (!(await isThere(place.focus)) || !(await focus(place.focus))) {
      await scene.ask()
      return `${name} without its target`
    }
    for (const key of keys) await page.keyboard.press(key)
    fired.add(name)
    return name
  }

  async function palette(): Promise<string> {
    if (path().startsWith('/s/')) await visit('/')
    await page.keyboard.press('Escape')
    await page.keyboard.press('Control+k')
    await isThere('.palette-row')
    const rows = await page.evaluate<ReadonlyArray<{ readonly name: string; readonly isAction: boolean }>>(
      `[...document.querySelectorAll('.palette-row')].map((row) => {
        const [label, note] = ['label', 'note'].map((part) => row.querySelector('.palette-' + part).textContent)
        return { name: 'palette: ' + label, isAction: note === 'This page' || note === '' }
      })`,
    )
    const actions = rows.filter(({ isAction }) => isAction).map(({ name }) => name)
    for (const name of actions) registered.add(name)
    const name = fresh(chance.below(4) === 0 ? rows.map((row) => row.name) : actions, (one) => fired.has(one))
    const at = rows.findIndex((row) => row.name === name)
    if (name === undefined || at === -1) return 'palette without rows'
    for (let down = 0; down < at; down += 1) await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    fired.add(name)
    return name
  }

  async function press(button: 'left' | 'right'): Promise<string> {
    const found = await page.evaluate<{
      readonly x: number
      readonly y: number
      readonly text: string
    } | null>(`(() => {
      const all = ${CONTROLS}
      const control = all[Math.floor(${String(chance.share())} * all.length)]
      if (control === undefined) return null
      control.scrollIntoView({ block: 'nearest', inline: 'nearest' })
      const { left, top, width, height } = control.getBoundingClientRect()
      return { x: left + width / 2, y: top + height / 2, text: control.outerHTML.slice(0, 120) }
    })()`)
    if (found === null) return 'nothing to press'
    await page.mouse.click(found.x, found.y, { button, clickCount: chance.below(20) === 0 ? 2 : 1 })
    return `${button} ${found.text}`
  }

  async function type(): Promise<string> {
    const text = oneOf(TEXTS) ?? ''
    const isFocused = await page.evaluate<boolean>(`(() => {
      const all = ${CONTROLS}.filter((e) => e.matches(${JSON.stringify(TEXT_FIELDS)}))
      const field = all[Math.floor(${String(chance.share())} * all.length)]
      field?.focus()
      field?.select()
      return field !== undefined
    })()`)
    if (!isFocused) return 'no field'
    await page.keyboard.insertText(text)
    if (chance.below(2) === 0) await page.keyboard.press('Enter')
    return `type ${text.slice(0, 20)}`
  }

  async function resize(): Promise<string> {
    const size = oneOf(SIZES) ?? { width: 1280, height: 800 }
    await page.setViewportSize(size)
    return `resize to ${String(size.width)}`
  }

  async function event(): Promise<string> {
    const at = chance.below(scene.events.length)
    await scene.events[at]?.()
    return `event ${String(at)}`
  }

  async function move(): Promise<string> {
    const to = fresh(scene.pages, (one) => pages.has(one)) ?? '/'
    await visit(to)
    return `to ${to}`
  }

  async function back(): Promise<string> {
    await page.goBack({ waitUntil: 'load' })
    return 'back'
  }

  async function drag(): Promise<string> {
    const at = () => ({ x: chance.below(SIZES[0]?.width ?? 1), y: chance.below(SIZES[0]?.height ?? 1) })
    const [from, to] = [at(), at()]
    await page.mouse.move(from.x, from.y)
    await page.mouse.down()
    await page.mouse.move(to.x, to.y, { steps: 3 })
    await page.mouse.up()
    await page.mouse.wheel(0, chance.below(800) - 400)
    return `drag ${String(from.x)},${String(from.y)} to ${String(to.x)},${String(to.y)}`
  }

  const reply = async (key: string): Promise<string> => {
    await page.keyboard.press(key)
    return key
  }

  /** Actions with their share of all. */
  const ACTIONS: ReadonlyArray<readonly [number, () => Promise<string>]> = [
    [30, () => press('left')],
    [4, () => press('right')],
    [12, type],
    [18, move],
    [16, async () => shortcut(fresh(shortcuts, ({ name }) => fired.has(name)) as Shortcut)],
    [12, palette],
    [5, () => reply('Escape')],
    [3, () => reply('Enter')],
    [2, () => reply('Control+z')],
    [6, event],
    [2, resize],
    [3, back],
    [3, drag],
  ]
  const total = ACTIONS.reduce((sum, [share]) => sum + share, 0)

  function draw(): () => Promise<string> {
    let rest = chance.below(total)
    for (const [share, act] of ACTIONS) {
      if (rest < share) return act
      rest -= share
    }
    return move
  }

  /** Signs in again after a sign-out. */
  async function stay(): Promise<void> {
    const isOut = await page.evaluate<boolean>(
      `document.querySelector('.sign-in') !== null || !location.href.startsWith('http')`,
    )
    if (!isOut) return
    log.push('signed in again')
    await page.goto('about:blank')
    await page.goto(`${hub.url}/#token=${hub.token}`)
    await page.locator('.frame').waitFor()
  }

  /** Label of an open dialog, menu or confirmation. The last one takes Esc once it has the focus. */
  const openLayer = (): Promise<string | null> =>
    page.evaluate<string | null>(`(() => {
      const open = document.querySelector('dialog[open], [role=menu], [role=alertdialog]')
      if (open?.matches('[role=alertdialog]')) open.querySelector('button').focus()
      return open === null ? null : open.getAttribute('aria-label') ?? open.outerHTML.slice(0, 200)
    })()`)

  return {
    reached: { pages, registered, fired, log } satisfies Reached,
    /** One random action. */
    act: async (): Promise<void> => {
      const act = draw()
      const at = here()
      if (scene.pages.includes(at)) pages.add(at)
      log.push(`${at}: …`)
      const done = await act()
      log[log.length - 1] = `${at}: ${done}`
      await frames()
      await stay()
    },
    /** Closes what is open by Esc. Answers with the label of a dialog or menu that stays. */
    closeAll: async (): Promise<string | null> => {
      for (let escapes = 0; escapes < MOST_ESCAPES; escapes += 1) {
        if ((await openLayer()) === null) return null
        await page.keyboard.press('Escape')
        await frames()
      }
      return openLayer()
    },
    visit,
  }
}
