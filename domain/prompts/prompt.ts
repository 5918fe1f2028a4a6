import * as E from 'fp-ts/lib/Either.js'
import type { SessionId } from '../sessions/session-id.js'
import type { Instant } from '../shared/instant.js'
import { invalidPrompt, type InvalidPrompt } from './errors.js'

/**
 * `waiting`: to be sent when the agent is idle; `sending`: typed or about to be, not confirmed; `sent`: the agent has
 * reported it; `failed`: certainly not sent; `unknown`: may have been sent.
 */
export type PromptState = 'waiting' | 'sending' | 'sent' | 'failed' | 'unknown'

/**
 * Reason of `failed` and `unknown`. `ended`: the session ended before; `unavailable`: the terminal failed; `dialog`: a dialog
 * opened before Enter, or the screen does not show the prompt; `unconfirmed`: the agent did not report it; `restart`: the hub ended in between.
 */
export type PromptFault = 'ended' | 'unavailable' | 'dialog' | 'unconfirmed' | 'restart'

/** Prompt in the queue of a session. */
export interface QueuedPrompt {
  readonly id: string
  readonly session: SessionId
  readonly text: string
  readonly state: PromptState
  readonly fault: PromptFault | null
  readonly createdAt: Instant
  /** Time of the change to the present state. */
  readonly changedAt: Instant
}

/** Longest prompt, in UTF-16 code units. A request of it fits in the body limit of JSON. */
export const MAX_PROMPT_LENGTH = 50_000

/** C0, DEL and C1 but tab and line feed: as input of a terminal they are keys, or end a paste. */
const CONTROLS = /[^\P{Cc}\t\n]/gu

/**
 * Controls of text direction. Claude Code 2.1.332 removes them from a prompt and waits for a second Enter, so the prompt would not be
 * sent.
 */
const DIRECTIONS = /\p{Bidi_Control}/gu

/** Halves of surrogate pairs. UTF-8 has none, so a terminal gets the replacement character. */
const LONE_SURROGATES = /\p{Surrogate}/gu

/** Characters without a sign of their own: joiners, soft hyphens, variation selectors. */
const INVISIBLE = /[\p{Default_Ignorable_Code_Point}\p{Cf}]/gu

const visibleWords = (text: string): string =>
  text.replaceAll(INVISIBLE, '').replaceAll(/\s+/g, ' ').normalize('NFC').trim()

/** Removes control characters, controls of text direction, and blanks at the ends. Line ends become line feeds. */
export function promptText(raw: string): E.Either<InvalidPrompt, string> {
  const unix = raw.replaceAll(/\r\n?/g, '\n')
  const text = unix.replace(CONTROLS, '').replace(DIRECTIONS, '').replace(LONE_SURROGATES, '\ufffd').trim()
  if (visibleWords(text) === '') return E.left(invalidPrompt('empty'))
  return text.length > MAX_PROMPT_LENGTH ? E.left(invalidPrompt('too-long')) : E.right(text)
}

/**
 * True for texts that differ in blanks, invisible characters and the form of accents only: agents report a prompt without blanks at its
 * ends, tabs as blanks, and composed accents. Claude Code 2.1.332 removes invisible characters.
 */
export const isSamePrompt = (one: string, other: string): boolean => visibleWords(one) === visibleWords(other)

/** Time for an agent to process a paste; an Enter before that would be a line end of it. */
export const BEFORE_ENTER_MS = 400
