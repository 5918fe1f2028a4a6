import { plainText, safeText } from '../safe-text.js'

/** Columns of a character: two beyond Latin letters, which no terminal exceeds. */
const columnsOf = (code: number): number => (code < 0x300 ? 1 : 2)

/** Index behind the last character that fits into `width` columns; the length of a text that fits. At least one character. */
export function fitting(text: string, width: number, from = 0): number {
  let columns = 0
  for (let at = from; at < text.length;) {
    const code = text.codePointAt(at) ?? 0
    columns += columnsOf(code)
    if (columns > width && at > from) return at
    at += code > 0xffff ? 2 : 1
  }
  return text.length
}

/** Text without sequences of terminals, in which controls are escapes and a tab is two blanks. */
export const shownText = (text: string): string => safeText(plainText(text)).replaceAll('\t', '  ')

/** Text that comes in pieces, as rows of a terminal. */
export interface Flow {
  /** Rows that are complete. */
  readonly add: (piece: string) => ReadonlyArray<string>
  /** Start of the row that is not complete. */
  readonly open: () => string
  /** Completes the open row. */
  readonly end: () => ReadonlyArray<string>
}

/** Wraps text between words, else between characters. Takes time in proportion to the text. */
export function makeFlow(width: () => number): Flow {
  let open = ''

  function wrap(line: string, rows: string[]): string {
    let from = 0
    for (;;) {
      const end = fitting(line, width(), from)
      if (end === line.length) return line.slice(from)
      const space = line.slice(from, end + 1).lastIndexOf(' ')
      const cut = space > 0 ? from + space : end
      rows.push(line.slice(from, cut))
      from = line.charAt(cut) === ' ' ? cut + 1 : cut
    }
  }

  return {
    add: (piece) => {
      const rows: string[] = []
      const [first = '', ...others] = shownText(piece).split('\n')
      open = wrap(open + first, rows)
      for (const line of others) {
        rows.push(open)
        open = wrap(line, rows)
      }
      return rows
    },
    open: () => open,
    end: () => {
      const rows = open === '' ? [] : [open]
      open = ''
      return rows
    },
  }
}

/** Rows of a whole text. */
export function rowsOf(text: string, width: number): ReadonlyArray<string> {
  const flow = makeFlow(() => width)
  return [...flow.add(text), ...flow.end()]
}
