import {
  gridOf,
  layoutQuery,
  parseLayout,
  placed,
  renamedIn,
  without,
  type Layout,
  type Side,
} from './routing/layout.js'
import { parseSizes, sizesQuery, type LayoutSizes } from './routing/layout-sizes.js'
import { terminalLayout } from './platform/preferences.js'
import { isNarrow } from './appearance.js'
import { go, replace, route } from './router.js'

/** Layout that this device showed last, with its sizes; `null` without one. */
const last = (): { readonly layout: Layout; readonly sizes: LayoutSizes | null } | null => {
  const query = new URLSearchParams(terminalLayout.value)
  const layout = parseLayout(query)
  return layout && { layout, sizes: parseSizes(query, layout) }
}

const keep = (layout: Layout | null, sizes: LayoutSizes | null): void => {
  terminalLayout.value = layout === null ? '' : `${layoutQuery(layout)}${sizes ? `&${sizesQuery(sizes)}` : ''}`
}

/** Layout of the shown terminals: that of the address, else the last one when the session is in it. */
export function shownLayout(): Layout | null {
  const here = route.value
  if (here.page !== 'terminal' || isNarrow.value) return null
  if (here.layout !== undefined) return here.layout
  const before = last()?.layout
  return before?.flat().includes(here.session) === true ? before : null
}

/** Sessions whose terminals the page shows. */
export function shownTerminals(): ReadonlyArray<string> {
  const here = route.value
  return here.page === 'terminal' ? (shownLayout()?.flat() ?? [here.session]) : []
}

/** Sizes of the shown layout; `null` for equal parts. */
export function shownSizes(): LayoutSizes | null {
  const here = route.value
  if (here.page !== 'terminal') return null
  return here.layout === undefined ? (last()?.sizes ?? null) : (here.sizes ?? null)
}

/** Changes the sizes of the shown layout; `null` makes its parts equal. */
export function resizeTerminals(sizes: LayoutSizes | null): void {
  const here = route.peek()
  const layout = shownLayout()
  if (here.page !== 'terminal' || layout === null) return
  const { sizes: _before, ...rest } = here
  replace({ ...rest, layout, ...(sizes && { sizes }) })
}

/** Writes the shown layout to the address and remembers it. */
export function rememberLayout(): void {
  const here = route.peek()
  const layout = shownLayout()
  if (here.page !== 'terminal' || layout === null) return
  const sizes = shownSizes()
  keep(layout, sizes)
  if (here.layout !== layout) replace({ ...here, layout, ...(sizes && { sizes }) })
}

/** Shows a session at a side of one that is shown. */
export function splitTerminal(at: string, side: Side, session: string): void {
  show(placed(shownLayout() ?? [[at]], session, side, at), session)
}

/** Shows two to nine sessions in a grid. */
export function watchSessions(names: ReadonlyArray<string>): void {
  const [first] = names
  if (first !== undefined) show(gridOf(names), first)
}

/** Takes a terminal out of the layout. The last one fills the page. */
export function closeTerminal(session: string): void {
  const rest = without(shownLayout() ?? [], session)
  const [next] = rest.flat()
  if (next === undefined) return
  const here = route.peek()
  const isActive = here.page === 'terminal' && here.session === session
  show(rest, isActive || here.page !== 'terminal' ? next : here.session)
}

/** Moves the focus to the next or previous terminal of the layout. Returns false without a layout. */
export function focusBeside(step: 1 | -1): boolean {
  const here = route.peek()
  const names = shownLayout()?.flat()
  if (names === undefined || here.page !== 'terminal') return false
  const next = names[(names.indexOf(here.session) + step + names.length) % names.length]
  if (next !== undefined) replace({ ...here, session: next })
  return true
}

/** Replaces the old name of a session in the layout. */
export function renameInLayout(from: string, to: string): void {
  const before = last()
  if (before !== null) keep(renamedIn(before.layout, from, to), before.sizes)
  const here = route.peek()
  if (here.page === 'terminal' && here.layout) replace({ ...here, layout: renamedIn(here.layout, from, to) })
}

function show(layout: Layout, session: string): void {
  const isSplit = layout.flat().length > 1
  keep(isSplit ? layout : null, null)
  go({ page: 'terminal', session, ...(isSplit ? { layout } : {}) })
}
