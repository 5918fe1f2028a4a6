/** Blanks and invisible characters; Claude Code 2.1.332 removes those before it reads the first character. */
const UNSEEN_START = /^[\s\p{Default_Ignorable_Code_Point}\p{Cf}]+/u
const UNSEEN_END = /[\p{Default_Ignorable_Code_Point}\p{Cf}]+$/u

/** Sign that begins a command of the shell at the start of a prompt, outside of any gate. */
const SHELL = /^[!！]/

/**
 * End at which Enter does not send: a mention or a command opens a list of suggestions, which takes the key, and a backslash makes a
 * line end of it.
 */
const OPEN_END = /(?:^|\s)[@$]\S*$|\\$/

/**
 * Text as Claude Code, Codex and opencode take it as a prompt: a blank in front of a shell sign, and one behind an open end. What each
 * version does is in `docs/prompts.md`.
 */
export function promptInput(text: string): string {
  const seen = text.replace(UNSEEN_START, '')
  return `${SHELL.test(seen) ? ' ' : ''}${seen}${OPEN_END.test(seen.replace(UNSEEN_END, '')) ? ' ' : ''}`
}
