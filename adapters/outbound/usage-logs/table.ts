/** Rows of whole numbers below 2³², one after the other: a message takes 64 bytes, where an object would take 500. */
export interface Table {
  readonly stride: number
  /** Holds `rows * stride` numbers, and room for more. */
  words: Uint32Array
  rows: number
}

const FIRST_ROWS = 256
const HIGH = 4_294_967_296

export const emptyTable = (stride: number): Table => ({ stride, words: new Uint32Array(FIRST_ROWS * stride), rows: 0 })

/** Adds a row of zeros; answers with where in `words` it begins. */
export function addRow(table: Table): number {
  const start = table.rows * table.stride
  if (start === table.words.length) {
    const larger = new Uint32Array(Math.max(FIRST_ROWS, Math.ceil(table.rows * 1.5)) * table.stride)
    larger.set(table.words)
    table.words = larger
  }
  table.rows += 1
  return start
}

/** Words in use, without spare capacity. */
export const usedWords = ({ words, rows, stride }: Table): Uint32Array => words.slice(0, rows * stride)

/** Whole numbers of up to 53 bits take two places. */
export function writeLong(words: Uint32Array, at: number, value: number): void {
  words[at] = Math.floor(value / HIGH)
  words[at + 1] = value % HIGH
}

export const readLong = (words: Uint32Array, at: number): number => (words[at] ?? 0) * HIGH + (words[at + 1] ?? 0)
