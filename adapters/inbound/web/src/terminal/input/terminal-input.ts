import { controlled } from '../../app/platform/keys.js'

/** Maximum characters per frame. The hub accepts frames of 1 MiB, and a character takes at most six bytes in JSON. */
const MAX_FRAME_CHARACTERS = 128 * 1_024

/** Splits a text into pieces that fit a frame, without splitting a surrogate pair. */
export function pieces(text: string, max: number = MAX_FRAME_CHARACTERS): ReadonlyArray<string> {
  const parts: string[] = []
  for (let at = 0; at < text.length;) {
    let end = Math.min(at + max, text.length)
    if (end < text.length && /[\ud800-\udbff]/.test(text.charAt(end - 1))) end -= 1
    parts.push(text.slice(at, end))
    at = end
  }
  return parts
}

export interface Modifiers {
  readonly ctrl: boolean
  readonly alt: boolean
}

export type Arrow = 'up' | 'down' | 'right' | 'left'

const LETTER: Readonly<Record<Arrow, string>> = { up: 'A', down: 'B', right: 'C', left: 'D' }

/**
 * Escape sequence of an arrow key as xterm sends it. `application` is the cursor mode that full-screen programs enable.
 */
export function arrowKey(arrow: Arrow, { ctrl, alt }: Modifiers, application: boolean): string {
  const modifier = 1 + (alt ? 2 : 0) + (ctrl ? 4 : 0)
  if (modifier > 1) return `\u001b[1;${modifier}${LETTER[arrow]}`
  return `\u001b${application ? 'O' : '['}${LETTER[arrow]}`
}

/** Typed text with the key row's modifiers applied. Text of several characters is a paste and stays unchanged. */
export function withModifiers(text: string, { ctrl, alt }: Modifiers): string {
  if (text.length !== 1) return text
  const key = ctrl ? (controlled(text) ?? text) : text
  return alt ? `\u001b${key}` : key
}
