import { signal } from '@preact/signals'
import { gridOf, placed, renamedIn, without, type Layout, type Side } from './routing/layout.js'
import { equalSizes, type LayoutSizes } from './routing/layout-sizes.js'
import { isNarrow } from './appearance.js'
import { push, replace, route } from './router.js'

/** Narrowest column of terminals in px: 60 columns of the smallest font, 11 px. */
const LEAST_COLUMN_PX = 60 * 11 * 0.6

/** Width in px that the page has for terminals; infinite before it is measured. */
export const terminalRoom = signal(Infinity)

/** True while each column is at least that wide. */
export const hasRoomFor = ({ widths }: LayoutSizes): boolean =>
  widths.every((percent) => (percent / 100) * terminalRoom.value >= LEAST_COLUMN_PX)

/** Layout of the address. */
const wantedLayout = (): Layout | null => (route.value.page === 'terminal' ? (route.value.layout ?? null) : null)

/** Layout of the shown terminals: that of the address where its columns have room. */
export function shownLayout(): Layout | null {
  const layout = wantedLayout()
  return layout !== null && !isNarrow.value && hasRoomFor(equalSizes(layout)) ? layout : null
}

/** Sessions of a layout that has no room: the page shows one of them. */
export const tabbedTerminals = (): ReadonlyArray<string> =>
  shownLayout() === null ? (wantedLayout()?.flat() ?? []) : []

/** Sessions whose terminals the page shows. */
export function shownTerminals(): ReadonlyArray<string> {
  const here = route.value
  return here.page === 'terminal' ? (shownLayout()?.flat() ?? [here.session]) : []
}

/** Changes the sizes of the shown layout; `null` makes its parts equal. */
export function resizeTerminals(sizes: LayoutSizes | null): void {
  const here = route.peek()
  if (here.page !== 'terminal') return
  const { sizes: _before, ...rest } = here
  replace({ ...rest, ...(sizes && { sizes }) })
}

/** Shows a session at a side of one that is shown. */
export function splitTerminal(at: string, side: Side, session: string): void {
  show(placed(wantedLayout() ?? [[at]], session, side, at), session)
}

/** Shows two to nine sessions in a grid. */
export function watchSessions(names: ReadonlyArray<string>): void {
  const [first] = names
  if (first !== undefined) show(gridOf(names), first)
}

/** Takes a terminal out of the layout. The last one fills the page. */
export function closeTerminal(session: string): void {
  const rest = without(wantedLayout() ?? [], session)
  const [next] = rest.flat()
  if (next === undefined) return
  const here = route.peek()
  const isActive = here.page === 'terminal' && here.session === session
  show(rest, isActive || here.page !== 'terminal' ? next : here.session)
}

/** Moves the focus to the next or previous terminal of the layout. Returns false without a layout. */
export function focusBeside(step: 1 | -1): boolean {
  const here = route.peek()
  const names = wantedLayout()?.flat()
  if (names === undefined || here.page !== 'terminal') return false
  const next = names[(names.indexOf(here.session) + step + names.length) % names.length]
  if (next !== undefined) replace({ ...here, session: next })
  return true
}

/** Replaces the old name of a session in the page's address. */
export function renameInAddress(from: string, to: string): void {
  const here = route.peek()
  if (here.page !== 'terminal') return
  const session = here.session === from ? to : here.session
  replace({ ...here, session, ...(here.layout && { layout: renamedIn(here.layout, from, to) }) })
}

function show(layout: Layout, session: string): void {
  const isSplit = layout.flat().length > 1
  push({ page: 'terminal', session, ...(isSplit ? { layout } : {}) })
}
