import { ESLintUtils } from '@typescript-eslint/utils'

/** Functions that return sentences about failures. */
const SENTENCES = new Set(['because', 'errorText', 'refusalText'])
const COMPARISONS = new Set(['==', '===', '!=', '!=='])

/**
 * The web client decides about a failure by its code (`hasCode`). Texts of the hub change, and its `error` is a word of the
 * wire that only `app/failed.ts` turns into a sentence.
 */
export const failureCodes = ESLintUtils.RuleCreator.withoutDocs({
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      error: 'The error of a failure is read by app/failed.ts alone: decide with hasCode, show because(failure).',
      status: 'A failure is told apart by its code, not by a status: hasCode of app/failed.ts.',
      sentence: 'A sentence about a failure is shown, not decided by: hasCode of app/failed.ts.',
    },
  },
  defaultOptions: [],
  create(context) {
    const report = (node, messageId) => context.report({ node, messageId })
    return {
      MemberExpression(node) {
        const name = nameOf(node)
        if (name === 'error') report(node, 'error')
        if (name === 'status' && isFailure(node.object)) report(node, 'status')
        if (isSentence(node.object)) report(node, 'sentence')
      },
      'ObjectPattern > Property'({ key, parent }) {
        const name = key.name ?? key.value
        if (name === 'error') report(key, 'error')
        const { init } = parent.parent
        if (name === 'status' && init && isFailure(init)) report(key, 'status')
      },
      BinaryExpression(node) {
        const { left, operator, right } = node
        if (operator === 'in' && left.value === 'error') report(node, 'error')
        if (COMPARISONS.has(operator) && [left, right].some(isSentence) && ![left, right].some(isNull))
          report(node, 'sentence')
      },
      SwitchStatement({ discriminant }) {
        if (isSentence(discriminant)) report(discriminant, 'sentence')
      },
      CallExpression(node) {
        const isTest = ['test', 'exec'].includes(nameOf(node.callee))
        if (isTest && node.arguments.some(isSentence)) report(node, 'sentence')
      },
    }
  },
})

const nameOf = ({ property }) => property?.name ?? property?.value
const isNull = ({ type, value }) => type === 'Literal' && value === null
const isSentence = ({ type, callee }) => type === 'CallExpression' && SENTENCES.has(callee.name)
/** `failure`, `answer.failure`, `answered.left`. */
const isFailure = (node) => /failure$|^left$/i.test(node.name ?? nameOf(node) ?? '')
