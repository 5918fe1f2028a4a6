import { ESLintUtils } from '@typescript-eslint/utils'
import ts from 'typescript'

const LAZY = new Set(['IO', 'IOEither', 'IOOption', 'Task', 'TaskEither', 'TaskOption', 'TaskThese'])
const READERS = new Set(['ReaderIO', 'ReaderTask', 'ReaderTaskEither', 'StateReaderTaskEither'])

/**
 * A Task of fp-ts does nothing until it is called. One that is built and dropped, as a separate statement or as what
 * a callback answers to a caller that ignores answers, is work that never happens, and no compiler says so.
 */
export const noFloatingTask = ESLintUtils.RuleCreator.withoutDocs({
  meta: {
    type: 'problem',
    schema: [],
    messages: { floating: 'This task is built and dropped: call it, return it, or compose it into one that runs.' },
  },
  defaultOptions: [],
  create(context) {
    const services = ESLintUtils.getParserServices(context)
    const checker = services.program.getTypeChecker()
    const isLazy = (node) => {
      const type = services.getTypeAtLocation(node)
      return (type.isUnion() ? type.types : [type]).some((part) => isNamedLazy(part) || answersPromise(part, checker))
    }
    const check = (node) => {
      for (const part of discarded(node)) if (isLazy(part)) context.report({ node: part, messageId: 'floating' })
    }
    return {
      ExpressionStatement: ({ expression }) => check(expression),
      'ArrowFunctionExpression[expression=true]'(node) {
        if (isIgnoredByCaller(services.esTreeNodeToTSNodeMap.get(node), checker)) check(node.body)
      },
    }
  },
})

/** The expressions whose value `node` throws away: looks through `void`, `&&`, `? :` and the comma. */
function discarded(node) {
  switch (node.type) {
    case 'UnaryExpression':
      return node.operator === 'void' ? discarded(node.argument) : []
    case 'LogicalExpression':
      return discarded(node.right)
    case 'ConditionalExpression':
      return [...discarded(node.consequent), ...discarded(node.alternate)]
    case 'SequenceExpression':
      return node.expressions.flatMap(discarded)
    case 'AssignmentExpression':
      return []
    default:
      return [node]
  }
}

function isNamedLazy(type) {
  return [type.aliasSymbol, type.getSymbol()].some(
    (symbol) =>
      symbol !== undefined &&
      (LAZY.has(symbol.name) || READERS.has(symbol.name)) &&
      symbol.declarations?.some((at) => at.getSourceFile().fileName.includes('/fp-ts/')),
  )
}

/** `() => Promise<…>`: what a Task is once its name is lost to inference. */
function answersPromise(type, checker) {
  return type.getCallSignatures().some((signature) => {
    if (signature.getParameters().length > 0) return false
    const answer = checker.getReturnTypeOfSignature(signature)
    return answer.getProperty('then') !== undefined
  })
}

function isIgnoredByCaller(arrow, checker) {
  const wanted = checker.getContextualType(arrow)?.getNonNullableType()
  const signatures = wanted?.getCallSignatures() ?? []
  return (
    signatures.length > 0 &&
    signatures.every((signature) => (checker.getReturnTypeOfSignature(signature).flags & ts.TypeFlags.Void) !== 0)
  )
}
