import { verbatimLines } from './plan-verbatim.js'

const MAX_LENGTH = 20_000

/** Markdown that tells of a release, as it is written: LF, and no blank lines around it. */
export const trimNarrative = (typed: string): string => typed.replace(/\r\n?/g, '\n').trim()

/**
 * Whether a text can stand in a changelog entry: nothing in it may begin a section, or keep what follows from being read, as
 * code or a comment that is left open would.
 */
export function isNarrative(typed: string): boolean {
  const lines = trimNarrative(typed).split('\n')
  return (
    typed.length <= MAX_LENGTH &&
    !/[^\P{Cc}\n\r\t]|\p{Cs}/u.test(typed) &&
    lines.every((line) => !/^##[ \t]/.test(line)) &&
    !verbatimLines(lines).isLeftOpen
  )
}
