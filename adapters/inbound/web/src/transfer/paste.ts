/** Sanitized clipboard text. */
export interface Paste {
  /** Text without control characters that could end the bracketed paste or act as keys. Tabs and line ends are kept. */
  readonly text: string
  readonly lines: number
}

/** Length above which a single line needs a confirmation. Whole files are rarely pasted on purpose. */
const LONG_LINE = 5_000

const CONTROL = /[\u0000-\u0008\u000b\u000c\u000e-\u001f\u007f-\u009f]/g

export function readPaste(raw: string): Paste {
  const text = raw.replaceAll('\r\n', '\n').replaceAll('\r', '\n').replace(CONTROL, '')
  return { text, lines: text.replace(/\n+$/, '').split('\n').length }
}

/**
 * True when a paste needs a confirmation. tmux adds bracketed-paste markers only if the program enabled them, which the
 * terminal cannot detect: a line end may run a command.
 */
export const isRisky = ({ text, lines }: Paste): boolean => lines > 1 || text.endsWith('\n') || text.length > LONG_LINE
