/**
 * Reports of the mouse and of the focus, and answers to queries. F3 with modifiers has the form of a cursor in the first
 * row. xterm, Control Sequences.
 */
const REPORTS =
  /^(?:\x1b\[<[\d;]+[Mm]|\x1b\[[IO]|\x1b\[[?>][\d;]*[$\w]+|\x1b\[(?!1;(?:[2-9]|1[0-6])R)[\d;]+[Rnt]|\x1b[\]P][^\x07\x1b]*(?:\x07|\x1b\\))+$/

/** True for what a terminal emulator sends by itself, and false for what a person types or pastes. */
export const isReport = (text: string): boolean => REPORTS.test(text)
