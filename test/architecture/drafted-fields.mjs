import { ASTUtils, ESLintUtils } from '@typescript-eslint/utils'

const TEXT_TYPES = new Set(['text', 'number', 'email', 'tel', 'url'])
const HANDLERS = new Set(['onInput', 'onChange', 'onText'])

/**
 * Text that a person types into a form is a draft of `app/drafts.ts`, so that it survives a reload of the page. State of
 * `useState` that takes it, and a field without `value`, lose it. Searches, secrets and read-only fields are exempt.
 */
export const draftedFields = ESLintUtils.RuleCreator.withoutDocs({
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      uncontrolled: 'A text field shows a draft of app/drafts.ts as its value.',
      state: 'Typed text is a draft (useDraft, draftSignal), not useState: it would be lost by a reload.',
    },
  },
  defaultOptions: [],
  create(context) {
    const isStateSetter = (node) => {
      const variable = node.type === 'Identifier' && ASTUtils.findVariable(context.sourceCode.getScope(node), node.name)
      const definition = variable ? variable.defs[0]?.node : undefined
      const init = definition?.type === 'VariableDeclarator' ? definition.init : null
      return init?.type === 'CallExpression' && init.callee.type === 'Identifier' && init.callee.name === 'useState'
    }
    const report = (node) => context.report({ node, messageId: 'state' })

    return {
      JSXOpeningElement(node) {
        if (isTextField(node) && !has(node, 'value') && !has(node, 'readOnly')) {
          context.report({ node, messageId: 'uncontrolled' })
        }
      },
      JSXAttribute({ name, value, parent }) {
        if (
          !HANDLERS.has(name.name) ||
          has(parent, 'isSecret') ||
          value?.type !== 'JSXExpressionContainer' ||
          !takesText(parent)
        )
          return
        const { expression } = value
        if (isStateSetter(expression)) report(expression)
        for (const call of callsIn(expression)) {
          const takesValue = call.arguments.some((one) => context.sourceCode.getText(one).endsWith('.value'))
          if (takesValue && isStateSetter(call.callee)) report(call)
        }
      },
    }
  },
})

const attribute = (element, wanted) => element.attributes.find(({ name }) => name?.name === wanted)
const has = (element, wanted) => attribute(element, wanted) !== undefined
const textOf = (element, wanted) => attribute(element, wanted)?.value?.value

/** Fields of HTML whose text belongs to a form. */
function isTextField(element) {
  if (element.name.name === 'textarea') return true
  const isOfText = TEXT_TYPES.has(textOf(element, 'type') ?? (has(element, 'type') ? '' : 'text'))
  return element.name.name === 'input' && isOfText && textOf(element, 'inputMode') !== 'search'
}

/** Components are taken for fields: which one of HTML they draw is not visible from here. */
const takesText = (element) => /^[A-Z]/.test(element.name.name ?? '') || isTextField(element)

/** Calls in a handler, those in nested functions included. */
function callsIn(node) {
  if (node === null || typeof node !== 'object') return []
  if (Array.isArray(node)) return node.flatMap(callsIn)
  if (typeof node.type !== 'string') return []
  const inside = Object.entries(node).flatMap(([key, part]) => (key === 'parent' ? [] : callsIn(part)))
  return node.type === 'CallExpression' ? [node, ...inside] : inside
}
