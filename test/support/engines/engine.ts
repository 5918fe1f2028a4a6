import { eventually } from '../eventually.js'
import { keysOf, pointerOf, typed, type ActionSource, type Point } from './actions.js'

/** Window of a browser, as its protocol controls it. */
export interface EngineWindow {
  /** Loads an address; the script that collects faults runs before those of the page, or as soon as the protocol allows. */
  readonly load: (address: string) => Promise<void>
  /** Evaluates an expression; its value as JSON. Promises are awaited. */
  readonly json: (expression: string) => Promise<string>
  /** Actions of WebDriver, whose form both protocols share. */
  readonly perform: (actions: ReadonlyArray<ActionSource>) => Promise<void>
  readonly close: () => Promise<void>
}

/** Browser that tests drive by a protocol of the W3C. */
export interface Engine {
  /** Window of a separate device, signed out. */
  readonly open: () => Promise<EngineWindow>
  readonly close: () => Promise<void>
}

/** Page of a person in any engine. */
export interface EnginePage {
  readonly goto: (address: string) => Promise<void>
  readonly evaluate: (expression: string) => Promise<unknown>
  /** Waits until an element of the selector is visible and contains the text, in its content or its label. */
  readonly shows: (selector: string, text?: string) => Promise<void>
  /** Waits until no such element is visible. */
  readonly hides: (selector: string, text?: string) => Promise<void>
  readonly click: (selector: string, text?: string) => Promise<void>
  readonly type: (text: string) => Promise<void>
  /** Presses keys together, the last one for a moment: `Control+Shift+c`. */
  readonly press: (keys: string) => Promise<void>
  /** Presses the button at the first point and releases it at the last one. */
  readonly drag: (...points: ReadonlyArray<Point>) => Promise<void>
  /** Center of an element that is visible and rests. */
  readonly centerOf: (selector: string, text?: string) => Promise<Point>
  /** Errors of scripts, messages to `console.error` and refusals of the policy since the page was opened. */
  readonly faults: () => Promise<ReadonlyArray<string>>
  readonly close: () => Promise<void>
}

const matching = (
  selector: string,
  text: string,
): string => `[...document.querySelectorAll(${JSON.stringify(selector)})]
  .filter((one) => one.checkVisibility() && \`\${one.textContent} \${one.ariaLabel ?? ''}\`.includes(${JSON.stringify(text)}))`

/**
 * Center of an element, once two frames find it at the same place and nothing covers it. The next press of the mouse on it is kept in
 * `window.penatesPressed`.
 */
const restingCenter = (selector: string, text: string): string => `(async () => {
  const [found] = ${matching(selector, text)}
  if (!found) return null
  window.penatesPressed = false
  found.addEventListener('pointerdown', () => { window.penatesPressed = true }, { once: true, capture: true })
  found.scrollIntoView({ block: 'nearest', inline: 'nearest' })
  const box = () => { const { x, y, width, height } = found.getBoundingClientRect(); return [x + width / 2, y + height / 2] }
  const before = box()
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)))
  const [x, y] = box()
  const top = document.elementFromPoint(x, y)
  const isReached = top !== null && (found.contains(top) || top.contains(found))
  return isReached && before[0] === x && before[1] === y ? { x, y } : null
})()`

export async function pageOf(engine: Engine): Promise<EnginePage> {
  const window = await engine.open()
  const earlier: string[] = []
  const evaluate = async (expression: string): Promise<unknown> => JSON.parse(await window.json(expression))
  const faults = async (): Promise<ReadonlyArray<string>> => [
    ...earlier,
    ...((await evaluate('window.penatesFaults ?? []')) as ReadonlyArray<string>),
  ]
  const visible = async (selector: string, text: string): Promise<number> =>
    (await evaluate(`${matching(selector, text)}.length`)) as number
  const shownAs = (selector: string, text: string, isExpected: (count: number) => boolean): Promise<void> =>
    eventually(async () => {
      if (isExpected(await visible(selector, text))) return
      const seen = await evaluate('document.body.innerText.slice(0, 1500)')
      throw new Error(`${selector} “${text}” at ${String(await evaluate('location.href'))}:\n${String(seen)}`)
    })

  async function centerOf(selector: string, text = ''): Promise<Point> {
    let center: Point | null = null
    await eventually(async () => {
      center = (await evaluate(restingCenter(selector, text))) as Point | null
      if (center === null) throw new Error(`${selector} “${text}” cannot be reached`)
    })
    return center as unknown as Point
  }

  /** An element that moved between look and press is pressed again. */
  const click = (selector: string, text?: string): Promise<void> =>
    eventually(async () => {
      await window.perform([pointerOf([await centerOf(selector, text)])])
      if ((await evaluate('window.penatesPressed ?? true')) !== true) throw new Error(`the press missed ${selector}`)
    })

  return {
    evaluate,
    faults,
    centerOf,
    goto: async (address) => {
      earlier.push(...(await faults()).slice(earlier.length))
      await window.load(address)
    },
    shows: (selector, text = '') => shownAs(selector, text, (count) => count > 0),
    hides: (selector, text = '') => shownAs(selector, text, (count) => count === 0),
    click,
    type: (text) => window.perform([typed(text)]),
    press: (keys) => window.perform([keysOf(keys)]),
    drag: (...points) => window.perform([pointerOf(points)]),
    close: window.close,
  }
}
