import { useEffect } from 'preact/hooks'
import { chord } from '../app/platform/keys.js'
import { isTyping } from '../app/keyboard.js'
import { diffLayout } from '../app/platform/preferences.js'
import { isViewed } from './viewed.js'
import { placesOf, type ChangePlace, type DiffState } from './diff-state.js'

/** Tolerance below the upper edge within which a position counts as visible. */
const EDGE_PX = 8

/** Navigation of a diff by change and by file. */
export interface DiffSteps {
  readonly change: (by: 1 | -1) => void
  readonly file: (by: 1 | -1) => void
}

export function diffSteps(state: DiffState, scroller: () => HTMLElement | null): DiffSteps {
  const files = (): ReadonlyArray<ChangePlace> => state.files.value.map(({ key }) => ({ key, change: null }))
  return {
    change: (by) => step(state, scroller(), placesOf(state.files.value, state.isFolded), by),
    file: (by) => step(state, scroller(), files(), by),
  }
}

/** Steps from the last visited position while it is visible, else from the position at the upper edge. */
function step(state: DiffState, scroller: HTMLElement | null, places: ReadonlyArray<ChangePlace>, by: 1 | -1): void {
  if (!scroller || places.length === 0) return
  const last = state.current.value
  const elementOf = finder(scroller)
  const isThere = last !== null && isInSight(scroller, elementOf(last))
  const from = isThere
    ? places.findIndex(({ key, change }) => key === last.key && (change === last.change || change === null))
    : lastAbove(scroller, places, elementOf)
  const next = places[Math.min(Math.max(from + by, 0), places.length - 1)]
  if (next) state.goTo(next)
}

type Find = (place: ChangePlace) => Element | null

/** Returns a function that finds the element of a position. */
function finder(scroller: HTMLElement): Find {
  const sections = new Map(
    [...scroller.querySelectorAll('.diff-file')].map((section) => [section.getAttribute('data-key'), section]),
  )
  return ({ key, change }) => {
    const section = sections.get(key) ?? null
    return change === null ? section : (section?.querySelector(`[data-change="${change}"]`) ?? null)
  }
}

function isInSight(scroller: HTMLElement, element: Element | null): boolean {
  if (!element) return false
  const [outer, inner] = [scroller.getBoundingClientRect(), element.getBoundingClientRect()]
  return inner.top >= outer.top - EDGE_PX && inner.top < outer.bottom
}

/** Index of the last place that begins at or above the upper edge; -1 when all begin below it. */
function lastAbove(scroller: HTMLElement, places: ReadonlyArray<ChangePlace>, elementOf: Find): number {
  const edge = scroller.getBoundingClientRect().top + EDGE_PX
  let found = -1
  for (const [index, place] of places.entries()) {
    const element = elementOf(place)
    if (element && element.getBoundingClientRect().top > edge) break
    if (element) found = index
  }
  return found
}

/** Handles the keys of the shown diff regardless of the focus, except in text fields. */
export function useDiffKeys(state: DiffState, steps: DiffSteps): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      if (event.defaultPrevented || isTyping(event)) return
      const run = keys[chord(event)]
      if (!run) return
      event.preventDefault()
      run()
    }
    const keys: Readonly<Record<string, () => void>> = {
      n: () => steps.change(1),
      p: () => steps.change(-1),
      j: () => steps.file(1),
      k: () => steps.file(-1),
      s: () => (diffLayout.value = diffLayout.value === 'split' ? 'unified' : 'split'),
      x: () => {
        const key = state.current.value?.key
        if (key !== undefined) state.fold(key, !state.isFolded(key))
      },
      v: () => {
        const file = state.files.value.find(({ key }) => key === state.current.value?.key)
        if (file) state.view(file, !isViewed(file))
      },
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [state, steps])
}
