/** Doc comments that open with a relative clause instead of a noun or a verb. */
const OPENING = /^\*\s*(?:\*\s*)?(What|Whether|How|Where|Who|Why)\b/
/** Pronouns where a noun exists: caller, client, viewer, operator, process. */
const PRONOUN = /\b(nobody|somebody|anybody|whoever|whatever)\b/i
const UNSUBSCRIBE = /\bThe answer (?:stops|ends)\b/

/** Wording of comments that can be checked mechanically. The rules are in docs/guide.md. */
export const plainComments = {
  meta: {
    type: 'suggestion',
    schema: [],
    messages: {
      opening: 'Open with the noun or a third-person verb, not with "{{word}}".',
      pronoun: 'Name the caller, client, operator or process instead of "{{word}}".',
      unsubscribe: 'Write "Returns an unsubscribe function."',
    },
  },
  create: (context) => ({
    Program: () => {
      for (const comment of context.sourceCode.getAllComments()) {
        const { value, loc } = comment
        const report = (messageId, word) => context.report({ loc, messageId, data: { word } })
        const opening = comment.type === 'Block' ? OPENING.exec(value.replace(/^\*\s*\n\s*/, '')) : null
        if (opening !== null) report('opening', opening[1])
        const pronoun = PRONOUN.exec(value)
        if (pronoun !== null) report('pronoun', pronoun[1])
        if (UNSUBSCRIBE.test(value)) report('unsubscribe')
      }
    },
  }),
}
