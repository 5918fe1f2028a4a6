import { safeLine } from './safe-text.js'

const GAP = '  '

/** Cells in aligned columns under a head; `''` without rows. Numbers are the caller's to format. */
export function table(head: ReadonlyArray<string>, rows: ReadonlyArray<ReadonlyArray<string>>): string {
  if (rows.length === 0) return ''
  const lines = [head, ...rows.map((row) => row.map(safeLine))]
  const widths = head.map((_, column) => Math.max(...lines.map((line) => line[column]?.length ?? 0)))
  return lines
    .map(
      (line) =>
        `${line
          .map((cell, column) => cell.padEnd(widths[column] ?? 0))
          .join(GAP)
          .trimEnd()}\n`,
    )
    .join('')
}

/** Labelled values, one a line; those that are `null` are left out. */
export const fields = (values: Readonly<Record<string, string | number | null>>): string => {
  const given = Object.entries(values).filter(([, value]) => value !== null)
  const width = Math.max(0, ...given.map(([label]) => label.length))
  return given.map(([label, value]) => `${label.padEnd(width)}${GAP}${safeLine(String(value))}\n`).join('')
}

const MAX_CELL = 60

/** Beginning of a long text for a cell. */
export const shortText = (text: string): string => (text.length > MAX_CELL ? `${text.slice(0, MAX_CELL - 1)}…` : text)

/** Absent values in tables. */
export const dash = (value: string | number | null | undefined): string =>
  value === null || value === undefined || value === '' ? '-' : String(value)

const UNITS = [
  ['d', 86_400_000],
  ['h', 3_600_000],
  ['m', 60_000],
] as const

/** A time span in its largest unit: `3d`, `5h`, `12m`, `40s`. */
export function span(milliseconds: number): string {
  const unit = UNITS.find(([, size]) => milliseconds >= size)
  return unit === undefined
    ? `${String(Math.max(0, Math.floor(milliseconds / 1000)))}s`
    : `${String(Math.floor(milliseconds / unit[1]))}${unit[0]}`
}

/** US dollars with cents. */
export const dollars = (value: number): string => `$${value.toFixed(2)}`

/** Counts with separators of thousands. */
export const count = (value: number): string => value.toLocaleString('en-US')
