import * as E from 'fp-ts/lib/Either.js'
import { controlCharacters, type ControlCharacters } from './errors.js'

/**
 * Matches C0, DEL and C1 except tab and line feed. A command line may have several lines, but no terminal control
 * codes.
 */
const NOT_IN_A_COMMAND = /[^\P{Cc}\t\n]/u

/**
 * Accepts a command line and the environment of a session. A command line may hold no control character but tab and
 * line feed, a variable (a prompt is one) none but NUL, which ends every value of an environment. environ(7).
 */
export function checkedTexts<
  Texts extends { readonly command: string; readonly environment: Readonly<Record<string, string>> },
>(texts: Texts): E.Either<ControlCharacters, Texts> {
  if (NOT_IN_A_COMMAND.test(texts.command)) return E.left(controlCharacters('command'))
  if (Object.values(texts.environment).some((value) => value.includes('\0'))) return E.left(controlCharacters('prompt'))
  return E.right(texts)
}
