import { verbatimLines } from './plan-verbatim.js'

const MAX_LENGTH = 20_000

/** Markdown of a release in stored form: LF line ends, trimmed. */
export const trimNarrative = (typed: string): string => typed.replace(/\r\n?/g, '\n').trim()

/** True when the text is valid in a changelog entry: it starts no section and leaves no code block or comment open. */
export function isNarrative(typed: string): boolean {
  const lines = trimNarrative(typed).split('\n')
  return (
    typed.length <= MAX_LENGTH &&
    !/[^\P{Cc}\n\r\t]|\p{Cs}/u.test(typed) &&
    lines.every((line) => !/^##[ \t]/.test(line)) &&
    !verbatimLines(lines).isLeftOpen
  )
}
