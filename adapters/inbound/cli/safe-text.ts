/** Controls of C0 and C1 but tab and line feed, and marks that change the direction of text (Unicode TR 9). */
const UNSAFE = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]/g

const escaped = (character: string): string => `\\u${character.charCodeAt(0).toString(16).padStart(4, '0')}`

/** Text for a terminal: controls are shown as escapes, so that names cannot act on the terminal. */
export const safeText = (text: string): string => text.replace(UNSAFE, escaped)

/** The same for one line or one cell of a table. */
export const safeLine = (text: string): string => safeText(text).replaceAll('\n', '\\n').replaceAll('\t', '\\t')

/** JSON without raw controls; an equal value. */
export const safeJson = (value: unknown, indent?: number): string =>
  ((JSON.stringify(value, null, indent) as string | undefined) ?? 'null').replace(UNSAFE, escaped)

/** Sequences of ECMA-48 and of terminals: CSI, strings up to their terminator, and two-character escapes. */
const SEQUENCES = /\u001b(?:\[[0-?]*[ -/]*[@-~]|[\]PX^_][^\u0007\u001b]*(?:\u0007|\u001b\\)?|[ -/]*[0-~])/g

/** Text of a terminal without colours and other sequences. */
export const plainText = (text: string): string => text.replace(SEQUENCES, '').replaceAll('\r\n', '\n')

/** Text without controls but tab and line feed. Typed into a terminal, it cannot act as keys. */
export const withoutControls = (text: string): string => text.replaceAll('\r\n', '\n').replace(UNSAFE, '')
