/** Point in CSS pixels of the window. */
export interface Point {
  readonly x: number
  readonly y: number
}

/** Device of the actions of WebDriver, with what it does one after the other. */
export interface ActionSource {
  readonly type: 'key' | 'pointer'
  readonly id: string
  readonly actions: ReadonlyArray<Readonly<Record<string, unknown>>>
}

/** Code points that WebDriver has for keys without a character. */
const KEYS: Readonly<Record<string, string>> = {
  Enter: '\uE007',
  Tab: '\uE004',
  Escape: '\uE00C',
  Delete: '\uE017',
  Home: '\uE011',
  End: '\uE010',
  ArrowLeft: '\uE012',
  ArrowUp: '\uE013',
  ArrowRight: '\uE014',
  ArrowDown: '\uE015',
  Shift: '\uE008',
  Control: '\uE009',
  Alt: '\uE00A',
}

const down = (value: string) => ({ type: 'keyDown', value })
const up = (value: string) => ({ type: 'keyUp', value })

/** Keys that are held together: `Control+k`. */
export function keysOf(keys: string): ActionSource {
  const values = keys.split('+').map((name) => KEYS[name] ?? name)
  return { type: 'key', id: 'keyboard', actions: [...values.map(down), ...values.reverse().map(up)] }
}

export const typed = (text: string): ActionSource => ({
  type: 'key',
  id: 'keyboard',
  actions: Array.from(text.replaceAll('\n', '\uE007')).flatMap((letter) => [down(letter), up(letter)]),
})

/** Moves between points of a drag, each its own event of the page. */
const STEPS = 5
const STEP_MS = 20

/** Mouse that presses its button at the first point and releases it at the last one. */
export function pointerOf([first, ...further]: ReadonlyArray<Point>): ActionSource {
  const move = ({ x, y }: Point, duration = 0) => ({
    type: 'pointerMove',
    x: Math.round(x),
    y: Math.round(y),
    duration,
    origin: 'viewport',
  })
  const button = { button: 0 }
  const from = first ?? { x: 0, y: 0 }
  const path = further.flatMap((to, at) => {
    const { x, y } = further[at - 1] ?? from
    return Array.from({ length: STEPS }, (_, step) => {
      const part = (step + 1) / STEPS
      return move({ x: x + (to.x - x) * part, y: y + (to.y - y) * part }, STEP_MS)
    })
  })
  return {
    type: 'pointer',
    id: 'mouse',
    actions: [move(from), { type: 'pointerDown', ...button }, ...path, { type: 'pointerUp', ...button }],
  }
}
