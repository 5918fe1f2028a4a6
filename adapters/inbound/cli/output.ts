import { EXIT, type ExitCode, type ExitName } from './exit-codes.js'
import { safeJson, safeText } from './safe-text.js'

/** Result of a command in each of its forms. */
export interface Result {
  /** Printed with `--json`. */
  readonly json: unknown
  /** Printed otherwise; whole lines. */
  readonly text: string
  /** Printed with `--quiet`, one a line. */
  readonly ids?: ReadonlyArray<string>
}

/** Failure of a command. */
export interface Failure {
  readonly problem: string
  /** Advice; `null` without one. */
  readonly mend?: string | null
  /** `failed` when left out. */
  readonly exit?: ExitName
  /** Tag of the hub's error. */
  readonly code?: string | null
}

/** Ways in which a command prints. Controls in texts are shown as escapes. */
export interface Output {
  readonly print: (result: Result) => ExitCode
  /** Prints one element of a stream; with `--json` on one line. */
  readonly emit: (element: Result) => void
  /** Prints a remark to stderr, unless `--quiet` or `--json` is given. */
  readonly note: (text: string) => void
  readonly fail: (failure: Failure) => ExitCode
}

export interface OutputDeps {
  /** Both take text with its line ends; `out` bytes as well. */
  readonly out: (text: string | Uint8Array) => void
  readonly err: (text: string) => void
}

export interface OutputForm {
  readonly isJson: boolean
  readonly isQuiet: boolean
}

const JSON_INDENT = 2

export function makeOutput({ out, err }: OutputDeps, { isJson, isQuiet }: OutputForm): Output {
  const write = ({ json, text, ids = [] }: Result, indent?: number): void => {
    if (isJson) out(`${safeJson(json, indent)}\n`)
    else if (isQuiet) out(ids.map((id) => `${safeText(id)}\n`).join(''))
    else out(safeText(text))
  }
  return {
    print: (result) => {
      write(result, JSON_INDENT)
      return EXIT.ok
    },
    emit: (element) => write(element),
    note: (text) => {
      if (!isJson && !isQuiet) err(`${safeText(text)}\n`)
    },
    fail: ({ problem, mend = null, exit = 'failed', code = null }) => {
      const advice = mend === null ? '' : `  ${mend}\n`
      err(
        isJson
          ? `${safeJson({ error: problem, code, mend, exit: EXIT[exit] })}\n`
          : safeText(`penates: ${problem}\n${advice}`),
      )
      return EXIT[exit]
    },
  }
}
