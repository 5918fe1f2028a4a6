/** What a clipboard text would do to a terminal. */
export interface Paste {
  /** Without control characters that could end the bracket or act as keys; tab and line ends stay. */
  readonly text: string
  readonly lines: number
}

/** Past this, a line is asked for like many: whole files are seldom pasted on purpose. */
const LONG_LINE = 5_000

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g

export function readPaste(raw: string): Paste {
  const text = raw.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replace(CONTROL, '')
  return { text, lines: text.replace(/\n+$/, '').split('\n').length }
}

/**
 * Whether to ask first. tmux brackets what it passes on only if the program asks for it, and the terminal cannot see
 * whether it does: a line end may run a line.
 */
export const isRisky = ({ text, lines }: Paste): boolean => lines > 1 || text.endsWith('\n') || text.length > LONG_LINE
