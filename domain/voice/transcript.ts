import * as E from 'fp-ts/lib/Either.js'
import { badLanguage, type BadLanguage } from './errors.js'

/** Output of whisper.cpp for a clip without speech: `[BLANK_AUDIO]`, `[ Silence ]`, `(silence)`. */
const NOTHING_HEARD = /^[[(]\s*(blank_audio|silence|no speech|inaudible)\s*[\])]$/i

/** Trimmed text of a clip; empty when nothing was said. */
export function transcriptOf(written: string): string {
  const text = written.trim()
  return NOTHING_HEARD.test(text) ? '' : text
}

/**
 * Time limit for transcribing a clip. On two old cores a large model takes about three times the length of the speech.
 */
const SHORTEST_MS = 30_000
const PER_SPOKEN_MS = 4

export const timeForClip = (lengthMs: number): number => Math.max(SHORTEST_MS, lengthMs * PER_SPOKEN_MS)

/** Two or three letters of ISO 639, or `auto` for detection by the model. */
export function parseLanguage(raw: string): E.Either<BadLanguage, string> {
  return /^(auto|[a-z]{2,3})$/.test(raw) ? E.right(raw) : E.left(badLanguage)
}
