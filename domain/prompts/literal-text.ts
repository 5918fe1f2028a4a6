/** Characters without a sign of their own, which a CLI may remove. */
const UNSEEN = '[\\p{Default_Ignorable_Code_Point}\\p{Cf}]'
/** Sign of a command at the start of a prompt. */
const COMMAND = new RegExp(`^(?:\\s|${UNSEEN})*(?=/)`, 'u')
/** Place in front of a mention of a file or an agent, which Claude Code reads into the conversation. */
const MENTION = new RegExp(`(^|\\s)(?=${UNSEEN}*@)`, 'gu')
/** Prompts that end Claude Code and opencode. */
const EXIT = /^\s*(?:exit|quit|:q!?|:wq!?)\s*$/i

/** Text of an agent inside a prompt: a backslash in front of each mention, which no CLI reads as one then. */
export const literalPart = (text: string): string => text.replace(MENTION, '$1\\')

/** Prompt that an agent wrote: commands, mentions and words that end the CLI are text. Measured; see `docs/prompts.md`. */
export function literalPrompt(text: string): string {
  if (EXIT.test(text)) return `\\${text.trim()}`
  return literalPart(text.replace(COMMAND, '\\'))
}
