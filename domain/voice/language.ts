import * as E from 'fp-ts/lib/Either.js'
import { badLanguage, type BadLanguage } from './errors.js'

/** Two or three letters of ISO 639, or `auto` for detection by the model. */
export function parseLanguage(raw: string): E.Either<BadLanguage, string> {
  return /^(auto|[a-z]{2,3})$/.test(raw) ? E.right(raw) : E.left(badLanguage)
}
