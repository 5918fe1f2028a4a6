import type { WindowSize } from '../local-terminal.js'
import { fitting, makeFlow, rowsOf, shownText } from './flow.js'

/** Look of a row. */
export type Look = 'plain' | 'dim' | 'bold' | 'red'

/** State at the bottom of the screen; the hub reads it there (`screen.ts` of the agent's folder). */
export type ScreenState = 'ready' | 'working' | 'asking'

/** Rows at the bottom. */
export interface Bottom {
  readonly state: ScreenState
  /** Hint behind the state. */
  readonly hint: string
  /** Question above the state; empty without one. */
  readonly question: ReadonlyArray<string>
  /** Text that is typed. */
  readonly draft: string
}

/** Conversation that scrolls upwards, with a prompt below. */
export interface Screen {
  readonly setBottom: (bottom: Bottom) => void
  /** Text of the agent, of which more may follow. */
  readonly stream: (text: string, look: Look) => void
  /** Whole text; completes what was streamed. */
  readonly print: (text: string, look?: Look) => void
  /** Draws again after a change of the size. */
  readonly redraw: () => void
  /** Removes the prompt. */
  readonly close: () => void
}

const ESC = '\u001b'
const LOOKS: Readonly<Record<Look, string>> = { plain: '', dim: `${ESC}[2m`, bold: `${ESC}[1m`, red: `${ESC}[31m` }
const PLAIN = `${ESC}[0m`
/** The prompts of other CLIs stand in the first column; what an agent writes must not look like one. */
const INDENT = '  '
const MIN_COLUMNS = 20
const MAX_DRAFT_ROWS = 6

/** Draws by erasing the rows at the bottom and writing them again below what is new. */
export function makeScreen(write: (text: string) => void, size: () => WindowSize): Screen {
  const width = (): number => Math.max(size().columns, MIN_COLUMNS) - INDENT.length - 1
  const flow = makeFlow(width)
  let look: Look = 'plain'
  let bottom: Bottom = { state: 'working', hint: '', question: [], draft: '' }
  let drawn = 0

  const styled = (row: string, kind: Look): string =>
    row === '' ? '' : kind === 'plain' ? INDENT + row : INDENT + LOOKS[kind] + row + PLAIN

  function bottomRows(): ReadonlyArray<string> {
    const { state, hint, question, draft } = bottom
    const cut = (text: string): string => text.slice(0, fitting(text, width()))
    const lines = draft.split('\n')
    const shown = lines.slice(-MAX_DRAFT_ROWS).map((line) => lastPart(shownText(line), width() - 1))
    return [
      ...(flow.open() === '' ? [] : [styled(flow.open(), look)]),
      ...question.flatMap((text) => rowsOf(text, width())).map((row) => styled(row, 'bold')),
      LOOKS.dim + cut(`acp · ${state}${hint === '' ? '' : ` · ${hint}`}`) + PLAIN,
      ...shown.map((line, at) => (at === 0 ? '> ' : '  ') + line),
    ]
  }

  const erased = (): string => (drawn === 0 ? '' : `\r${drawn > 1 ? `${ESC}[${String(drawn - 1)}A` : ''}${ESC}[J`)

  function draw(above: ReadonlyArray<string>): void {
    const rows = bottomRows()
    const before = erased()
    drawn = rows.length
    write(before + [...above, ...rows].join('\r\n'))
  }

  const endStream = (): ReadonlyArray<string> => flow.end().map((row) => styled(row, look))

  return {
    setBottom: (next) => {
      bottom = next
      draw([])
    },
    stream: (text, kind) => {
      const former = kind === look ? [] : endStream()
      look = kind
      draw([...former, ...flow.add(text).map((row) => styled(row, kind))])
    },
    print: (text, kind = 'plain') => draw([...endStream(), ...rowsOf(text, width()).map((row) => styled(row, kind))]),
    redraw: () => draw([]),
    close: () => {
      const last = endStream()
      write(`${erased()}${last.map((row) => `${row}\r\n`).join('')}`)
      drawn = 0
    },
  }
}

/** End of a text that fits into `width` columns. */
function lastPart(text: string, width: number): string {
  const half = Math.floor(width / 2)
  return fitting(text, width) === text.length ? text : `…${text.slice(-(half - 1))}`
}
