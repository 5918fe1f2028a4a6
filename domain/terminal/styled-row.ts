/** Colour of a cell: index of the 256 colours of terminals, of which 0 to 15 are the palette's, or `#rrggbb`. */
export type CellColour = number | string

/** Look of a text. Absent colours are those of the terminal. */
export interface TextStyle {
  readonly fg?: CellColour
  readonly bg?: CellColour
  /** Bold; emulators show the eight colours in their bright forms. */
  readonly bold?: true
  /** Halfway to the background. */
  readonly dim?: true
  /** Slanted. */
  readonly italic?: true
  /** Underlined, in any form. */
  readonly underline?: true
  /** Text and background are exchanged. */
  readonly inverse?: true
  /** Struck through. */
  readonly strike?: true
}

/** Text of one look. */
export interface StyledRun extends TextStyle {
  /** Printable text without control characters. */
  readonly text: string
}

/** Row of a screen. Neighbouring runs differ in their look. */
export type StyledRow = ReadonlyArray<StyledRun>

/** Runs of a row. What follows has the look of the last one. */
export const MAX_RUNS = 120
/** Characters of a row, above the width of any terminal in use. */
export const MAX_ROW_CHARACTERS = 1_000

/** CSI sequences, strings (OSC, DCS, SOS, PM, APC), other escapes, and control characters, in this order. */
const SEQUENCES =
  /\u001b\[([0-?]*)[ -/]*([@-~])|\u001b[\]PX^_](?:[^\u0007\u001b]|\u001b(?!\\))*(?:\u0007|\u001b\\|$)|\u001b[ -/]*[0-~]?|[\u0000-\u001f\u007f-\u009f]/g

const SHIFT_OUT = '\u000e'
const SHIFT_IN = '\u000f'
/** Line drawing of DEC terminals, which shows these letters as lines. */
const DRAWN_LETTERS = '`afgjklmnopqrstuvwxyz{|}~'
const DRAWN_LINES = '◆▒°±┘┐┌└┼⎺⎻─⎼⎽├┤┴┬│≤≥π≠£·'

interface Pen {
  style: TextStyle
  isConcealed: boolean
  drawsLines: boolean
}

/**
 * Parses rows of text with SGR sequences; the look goes on from row to row. Other sequences and control characters are
 * dropped, concealed text becomes blanks.
 */
export function parseStyledRows(rows: ReadonlyArray<string>): ReadonlyArray<StyledRow> {
  const pen: Pen = { style: {}, isConcealed: false, drawsLines: false }
  return rows.map((row) => parseRow(row, pen))
}

/** Text of a row without its look. */
export const textOfRow = (row: StyledRow): string => row.map(({ text }) => text).join('')

/** The last `count` rows without the blank rows below them. */
export function lastRows<Row>(
  rows: ReadonlyArray<Row>,
  count: number,
  textOf: (row: Row) => string,
): ReadonlyArray<Row> {
  const end = rows.findLastIndex((row) => textOf(row).trim() !== '') + 1
  return rows.slice(Math.max(end - count, 0), end)
}

function parseRow(row: string, pen: Pen): StyledRow {
  const runs: StyledRun[] = []
  let left = MAX_ROW_CHARACTERS
  const add = (written: string): void => {
    const text = shownBy(pen, withinBound(written, left))
    left -= text.length
    if (text === '') return
    const last = runs.at(-1)
    const joins = last !== undefined && (runs.length === MAX_RUNS || isSame(last, pen.style))
    if (joins) runs[runs.length - 1] = { ...last, text: last.text + text }
    else runs.push({ text, ...pen.style })
  }
  let from = 0
  for (const match of row.matchAll(SEQUENCES)) {
    add(row.slice(from, match.index))
    from = match.index + match[0].length
    const [sequence, parameters = '', final] = match
    if (final === 'm') applySgr(pen, parameters)
    else if (sequence === SHIFT_OUT || sequence === SHIFT_IN) pen.drawsLines = sequence === SHIFT_OUT
  }
  add(row.slice(from))
  return runs
}

/** Cuts between characters, never within a pair of surrogates. */
function withinBound(text: string, left: number): string {
  if (text.length <= left) return text
  const cut = text.slice(0, Math.max(left, 0))
  return /[\ud800-\udbff]$/.test(cut) ? cut.slice(0, -1) : cut
}

function shownBy({ isConcealed, drawsLines }: Pen, text: string): string {
  if (isConcealed) return ' '.repeat(text.length)
  return drawsLines ? text.replace(/[`-~]/g, (letter) => DRAWN_LINES[DRAWN_LETTERS.indexOf(letter)] ?? letter) : text
}

const isSame = (one: TextStyle, other: TextStyle): boolean =>
  one.fg === other.fg &&
  one.bg === other.bg &&
  one.bold === other.bold &&
  one.dim === other.dim &&
  one.italic === other.italic &&
  one.underline === other.underline &&
  one.inverse === other.inverse &&
  one.strike === other.strike

/** Attributes that a parameter sets. */
const SETS: Readonly<Record<number, TextStyle>> = {
  1: { bold: true },
  2: { dim: true },
  3: { italic: true },
  4: { underline: true },
  7: { inverse: true },
  9: { strike: true },
  21: { underline: true },
}

/** Attributes that a parameter takes away. */
const UNSETS: Readonly<Record<number, ReadonlyArray<keyof TextStyle>>> = {
  22: ['bold', 'dim'],
  23: ['italic'],
  24: ['underline'],
  27: ['inverse'],
  29: ['strike'],
  39: ['fg'],
  49: ['bg'],
}

const CONCEAL = 8
const REVEAL = 28
const FOREGROUND = 38
const BACKGROUND = 48
const UNDERLINE_COLOUR = 58

/** Parameters of SGR, separated by semicolons, with parts separated by colons. Private ones are ignored. */
function applySgr(pen: Pen, parameters: string): void {
  if (/[<-?]/.test(parameters)) return
  const codes = parameters.split(';').map((code) => code.split(':'))
  for (let at = 0; at < codes.length; at += 1) {
    const [first = '', ...parts] = codes[at] ?? []
    const code = Number(first)
    if (code === FOREGROUND || code === BACKGROUND || code === UNDERLINE_COLOUR) {
      const { colour, taken } = parts.length > 0 ? colourOfParts(parts) : colourOfCodes(codes.slice(at + 1))
      at += taken
      if (colour !== null && code === FOREGROUND) pen.style = { ...pen.style, fg: colour }
      else if (colour !== null && code === BACKGROUND) pen.style = { ...pen.style, bg: colour }
    } else if (code === 4 && parts[0] === '0') pen.style = omit(pen.style, ['underline'])
    else applyCode(pen, code)
  }
}

function applyCode(pen: Pen, code: number): void {
  const set = SETS[code] ?? paletteColour(code)
  if (code === 0) {
    pen.style = {}
    pen.isConcealed = false
  } else if (code === CONCEAL || code === REVEAL) pen.isConcealed = code === CONCEAL
  else pen.style = { ...omit(pen.style, UNSETS[code] ?? []), ...set }
}

const omit = (style: TextStyle, keys: ReadonlyArray<keyof TextStyle>): TextStyle =>
  Object.fromEntries(Object.entries(style).filter(([key]) => !(keys as ReadonlyArray<string>).includes(key)))

/** First codes of the eight colours and their bright forms, and the index of their first colour. */
const RANGES = [
  { from: 30, index: 0, key: 'fg' },
  { from: 40, index: 0, key: 'bg' },
  { from: 90, index: 8, key: 'fg' },
  { from: 100, index: 8, key: 'bg' },
] as const

function paletteColour(code: number): TextStyle {
  const range = RANGES.find(({ from }) => code >= from && code < from + 8)
  return range === undefined ? {} : { [range.key]: code - range.from + range.index }
}

interface ReadColour {
  readonly colour: CellColour | null
  /** Parameters that the colour takes. */
  readonly taken: number
}

/** `5:n`, `2:r:g:b` or, with a colour space, `2::r:g:b`. */
function colourOfParts([kind, ...values]: ReadonlyArray<string>): ReadColour {
  if (kind === '5') return { colour: byteOf(values[0]), taken: 0 }
  return { colour: kind === '2' ? direct(values.slice(-3)) : null, taken: 0 }
}

/** `5;n` or `2;r;g;b`. */
function colourOfCodes(codes: ReadonlyArray<ReadonlyArray<string>>): ReadColour {
  const [kind, ...values] = codes.map(([first]) => first)
  if (kind === '5') return { colour: byteOf(values[0]), taken: 2 }
  return kind === '2' ? { colour: direct(values.slice(0, 3)), taken: 4 } : { colour: null, taken: 0 }
}

function direct(values: ReadonlyArray<string | undefined>): string | null {
  const bytes = values.map(byteOf)
  if (bytes.length !== 3 || bytes.includes(null)) return null
  return `#${bytes.map((byte) => (byte ?? 0).toString(16).padStart(2, '0')).join('')}`
}

function byteOf(value: string | undefined): number | null {
  const byte = Number(value === '' ? 0 : value)
  return Number.isInteger(byte) && byte >= 0 && byte <= 255 ? byte : null
}
