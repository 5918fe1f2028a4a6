import {
  findQueries,
  isPlainInput,
  mayHaveQueries,
  NO_QUERIES,
  NOTHING_FOUND,
  queried,
  withoutStrayAnswers,
} from '../../../domain/terminal/emulator-answers.js'
import { bufferOf } from '../../../infrastructure/codec/buffer-of.js'

/**
 * Answers to the queries that tmux sends to each viewer for itself, once, when it begins to draw: those of xterm.js. None
 * of them names a feature. tmux 3.2 asks for DA2 and XTVERSION, 3.5a for DA1 too.
 */
const TMUX_ANSWERS: ReadonlyMap<string, string> = new Map([
  ['DA1', '\x1b[?1;2c'],
  ['DA2', '\x1b[>0;276;0c'],
  ['XTVERSION', '\x1bP>|xterm.js\x1b\\'],
])
/**
 * Milliseconds after the start of a viewer in which tmux certainly takes such an answer. It types one that comes 5 s after
 * its query into the program, as it does with a second one. tmux 3.5a, TTY_QUERY_TIMEOUT.
 */
const ANSWER_WITHIN_MS = 4_000

interface Options {
  /** Writes an answer to tmux. */
  readonly answer: (answer: string) => void
  /** False for a viewer whose emulator answers nothing. */
  readonly mayAnswer: boolean
  /** Milliseconds of a clock that is never set. */
  readonly now?: () => number
}

/** Queries to one viewer's terminal emulator, and the answers among its input. */
export interface ViewerAnswers {
  /** Reads the queries in a piece of output, and answers those of tmux itself. */
  readonly output: (chunk: Uint8Array) => void
  /** Input without the answers that nothing waits for. */
  readonly input: (input: string) => string
}

export function viewerAnswers({ answer, mayAnswer, now = () => performance.now() }: Options): ViewerAnswers {
  const startedAt = now()
  const unasked = new Map(TMUX_ANSWERS)
  let found = NOTHING_FOUND
  let queries = NO_QUERIES

  /** True for the query of a program, which reaches the emulator by `allow-passthrough`, and for one about colours. */
  function isForEmulator(form: string): boolean {
    const reply = unasked.get(form)
    if (reply === undefined) return mayAnswer
    unasked.delete(form)
    if (now() - startedAt < ANSWER_WITHIN_MS) answer(reply)
    return false
  }

  return {
    output: (chunk) => {
      if (found.cut === '' && !mayHaveQueries(chunk)) return
      found = findQueries(found, bufferOf(chunk).toString('latin1'))
      const forms = found.forms.filter(isForEmulator)
      if (forms.length > 0) queries = queried(queries, forms, now())
    },
    input: (input) => {
      if (isPlainInput(queries, input)) return input
      const rest = withoutStrayAnswers(queries, input, now())
      queries = rest.state
      return rest.input
    },
  }
}
