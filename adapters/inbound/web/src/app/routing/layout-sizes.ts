import type { Layout, Share } from './layout.js'

/** A border of a layout: right of a column, or below a session of a column. */
export type Border = { readonly column: number } | { readonly column: number; readonly row: number }

/** Parts of the page that columns and sessions within them take, in whole percent that add up to 100. */
export interface LayoutSizes {
  readonly widths: ReadonlyArray<number>
  readonly heights: ReadonlyArray<ReadonlyArray<number>>
}

/** Smallest width or height of a terminal, in percent. */
export const MIN_SIZE = 10
const WHOLE = 100

/** Parses `sizes=60.50.50_40.100`: per column its width, then the heights in it. `null` for another shape than the layout's. */
export function parseSizes(query: URLSearchParams, layout: Layout): LayoutSizes | null {
  const columns = (query.get('sizes') ?? '').split('_').map((column) => column.split('.').map(Number))
  const sizes = { widths: columns.map(([width = 0]) => width), heights: columns.map(([, ...heights]) => heights) }
  const isShape =
    columns.length === layout.length && layout.every(({ length }, at) => sizes.heights[at]?.length === length)
  return isShape && [sizes.widths, ...sizes.heights].every(isWhole) ? sizes : null
}

const isWhole = (parts: ReadonlyArray<number>): boolean =>
  parts.every((part) => Number.isInteger(part) && part >= MIN_SIZE) &&
  parts.reduce((sum, part) => sum + part, 0) === WHOLE

/** Query that `parseSizes` reads. */
export const sizesQuery = ({ widths, heights }: LayoutSizes): string =>
  `sizes=${widths.map((width, at) => [width, ...(heights[at] ?? [])].join('.')).join('_')}`

/** Equal parts; the first ones take what is left over. */
export const equalSizes = (layout: Layout): LayoutSizes => ({
  widths: equalParts(layout.length),
  heights: layout.map(({ length }) => equalParts(length)),
})

const equalParts = (count: number): ReadonlyArray<number> =>
  Array.from({ length: count }, (_, at) => Math.floor(WHOLE / count) + (at < WHOLE % count ? 1 : 0))

/** Borders of a layout between two terminals. */
export const bordersOf = (layout: Layout): ReadonlyArray<Border> => [
  ...layout.slice(1).map((_, column) => ({ column })),
  ...layout.flatMap((sessions, column) => sessions.slice(1).map((_, row) => ({ column, row }))),
]

/** Distance of a border from the left or upper edge of the page, in percent. */
export const placeOfBorder = (sizes: LayoutSizes, border: Border): number =>
  sum(partsOf(sizes, border).slice(0, indexOf(border) + 1))

/** The sizes with a border elsewhere. Only its two neighbours change, and none becomes smaller than `MIN_SIZE`. */
export function withBorderAt(sizes: LayoutSizes, border: Border, place: number): LayoutSizes {
  const index = indexOf(border)
  const moved = movedTo(partsOf(sizes, border), index, place)
  if (!('row' in border)) return { ...sizes, widths: moved }
  return { ...sizes, heights: sizes.heights.map((heights, column) => (column === border.column ? moved : heights)) }
}

const indexOf = (border: Border): number => ('row' in border ? border.row : border.column)

const partsOf = ({ widths, heights }: LayoutSizes, border: Border): ReadonlyArray<number> =>
  'row' in border ? (heights[border.column] ?? []) : widths

function movedTo(parts: ReadonlyArray<number>, index: number, place: number): ReadonlyArray<number> {
  const before = sum(parts.slice(0, index))
  const both = (parts[index] ?? 0) + (parts[index + 1] ?? 0)
  const first = Math.min(Math.max(Math.round(place) - before, MIN_SIZE), both - MIN_SIZE)
  return parts.map((part, at) => (at === index ? first : at === index + 1 ? both - first : part))
}

const sum = (parts: ReadonlyArray<number>): number => parts.reduce((total, part) => total + part, 0)

/** Shares of the sessions, in the order of the columns. */
export const sharesOf = (layout: Layout, { widths, heights }: LayoutSizes): ReadonlyArray<Share> =>
  layout.flatMap((column, index) =>
    column.map((_, row) => ({
      left: sum(widths.slice(0, index)),
      top: sum((heights[index] ?? []).slice(0, row)),
      width: widths[index] ?? 0,
      height: heights[index]?.[row] ?? 0,
    })),
  )

/** Part of the page that a border lies in. */
export function lineOfBorder(sizes: LayoutSizes, border: Border): Share {
  const place = placeOfBorder(sizes, border)
  if (!('row' in border)) return { left: place, top: 0, width: 0, height: WHOLE }
  return {
    left: sum(sizes.widths.slice(0, border.column)),
    top: place,
    width: sizes.widths[border.column] ?? 0,
    height: 0,
  }
}
