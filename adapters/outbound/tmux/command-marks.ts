import type { Args } from '../../../application/shared/command-runner.port.js'
import { MAX_MARKS, PROMPT_MARK, OUTPUT_MARK } from '../../../domain/terminal/command-marks.js'

const POSITION = '#{scroll_position} #{copy_cursor_y}'

/** Kinds of marks by the option of tmux's command that goes to the next one. */
const KINDS = [
  { option: [], mark: PROMPT_MARK },
  { option: ['-o'], mark: OUTPUT_MARK },
] as const

/** Number of positions that are printed for a kind: the last mark, and the marks before it. */
const PRINTED = 1 + MAX_MARKS

/** Window whose pane shows a copy of another one. Its width must be that of the other one, else lines are wrapped anew. */
export interface MarkWindow {
  /** Name of the session that is made for it. */
  readonly name: string
  readonly columns: number
}

/**
 * Commands that print `captured` and the positions of the marks in the same pane. tmux stores marks of OSC 133 with the
 * lines and goes to them in copy mode only, which all viewers of a pane share; so a pane of another session shows a copy
 * (`copy-mode -s`). Upwards from the last line each mark is found but one on that line, which the first two steps find.
 * `has-session` fails before anything was made. tmux 3.5a, window_copy_cursor_prompt.
 */
export function markedArgs(target: string, captured: Args, { name, columns }: MarkWindow): ReadonlyArray<Args> {
  const pane = `=${name}:`
  const go = (...words: ReadonlyArray<string>): Args => ['send-keys', '-t', pane, '-X', ...words]
  const print: Args = ['display-message', '-p', '-t', pane, POSITION]
  return [
    ['has-session', '-t', target],
    ['new-session', '-d', '-s', name, '-x', String(columns), '-y', '10', '--', 'cat', '-'],
    ['copy-mode', '-H', '-t', pane, '-s', target],
    ['display-message', '-p', '-t', target, '#{history_size}'],
    captured,
    go('history-top'),
    print,
    go('history-bottom'),
    print,
    ...KINDS.flatMap(({ option }) => [
      go('history-bottom'),
      go('previous-prompt', ...option),
      go('next-prompt', ...option),
      print,
      ...Array.from({ length: MAX_MARKS }, () => [go('previous-prompt', ...option), print]).flat(),
    ]),
    ['kill-session', '-t', pane],
  ]
}

/** Captured lines with a mark in front of each prompt and each output; `lines` of the history were captured at most. */
export function readMarked(printed: string, lines: number): ReadonlyArray<string> {
  const rows = printed.replace(/\n$/, '').split('\n')
  const positions = rows.splice(rows.length - KINDS.length * PRINTED - 2)
  const [above = 0] = numbersOf(positions[0])
  const first = Math.max(Number(rows.shift()) - lines, 0)
  const [last = 0, ...found] = positions.slice(1).map((position) => {
    const [scrolled = 0, row = 0] = numbersOf(position)
    return above - scrolled + row - first
  })
  const marks = KINDS.map(({ mark }, kind) => {
    const at = new Set(found.slice(kind * PRINTED, (kind + 1) * PRINTED))
    // Without a mark tmux stays on the last line.
    if (at.size === 1) at.delete(last)
    return { mark, at }
  })
  return rows.map((row, line) => marks.reduceRight((text, { mark, at }) => (at.has(line) ? mark + text : text), row))
}

const numbersOf = (position = ''): ReadonlyArray<number> => position.split(' ').map(Number)
