import { unavailable } from '../../../application/shared/errors.js'
import type { Session } from '../../../domain/sessions/session.js'
import { OUTPUT_MARK, PROMPT_MARK } from '../../../domain/terminal/command-marks.js'

const LIMIT_BYTES = 8 * 1024 * 1024

/** Line without the marks of prompts and outputs. */
export const withoutMarks = (line: string): string => line.replaceAll(PROMPT_MARK, '').replaceAll(OUTPUT_MARK, '')

/** Lines of a history as terminal input, at most the last 8 MiB. */
export function scrollbackText(history: ReadonlyArray<string>): string {
  const text = history.map((line) => `${line}\r\n`).join('')
  const bytes = Buffer.from(text)
  if (bytes.length <= LIMIT_BYTES) return text
  return bytes.subarray(bytes.indexOf('\n', bytes.length - LIMIT_BYTES) + 1).toString('utf8')
}

/** Failure of the host on tmux for a text that it cannot take. */
export const NO_NUL = unavailable('tmux', 'takes no NUL character')
export const hasNul = (...texts: ReadonlyArray<string>): boolean => texts.some((text) => text.includes('\0'))

/** Bytes of the names of sessions, which are compared at each look at the host. */
const bytes = new WeakMap<object, Buffer>()
function bytesOf(session: Pick<Session, 'name'>): Buffer {
  const known = bytes.get(session) ?? Buffer.from(session.name)
  bytes.set(session, known)
  return known
}

/** Order of tmux: by the bytes of the name. */
export const byName = (a: Pick<Session, 'name'>, b: Pick<Session, 'name'>): number =>
  Buffer.compare(bytesOf(a), bytesOf(b))
