/** Marks of prompts and of outputs of commands in terminal input, as shells send them. FinalTerm, OSC 133. */
export const PROMPT_MARK = '\u001b]133;A\u0007'
export const OUTPUT_MARK = '\u001b]133;C\u0007'
/** Marks of each kind that a history has, the last ones: tmux needs 0.1 s to find them. */
export const MAX_MARKS = 200
