import { ESLintUtils } from '@typescript-eslint/utils'
import ts from 'typescript'

/** Declarations of functions that call back later: the runtime's own, and those of packages with their own events. */
const FROM_OUTSIDE =
  /\/node_modules\/(?:@types\/(?:node|ws)|@fastify\/busboy|(?:@lydell\/)?node-pty|nodegit|typescript\/lib\/lib\.dom[^/]*)/

/** They take a listener away, or call the function before they return. */
const CALL_NOTHING_LATER = new Set(['off', 'removeListener', 'removeEventListener', 'promisify', 'run'])

/**
 * A callback that the runtime or a library calls later must be `guarded(…)`: an exception in it has no caller and would end
 * the process. Accepted without a guard: the `resolve` and `reject` of a promise, and functions with an empty body.
 */
export const guardedCallbacks = ESLintUtils.RuleCreator.withoutDocs({
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      unguarded:
        'An exception here has no caller and ends the process: wrap the callback in guarded(…) (infrastructure/guard).',
    },
  },
  defaultOptions: [],
  create(context) {
    const services = ESLintUtils.getParserServices(context)
    const checker = services.program.getTypeChecker()
    const typeOf = (node) => services.getTypeAtLocation(node)

    const check = (node) => {
      if (!isCalledBack(node)) return
      for (const argument of node.arguments) for (const callback of callbacksOf(argument)) report(callback)
    }
    const report = (node) => {
      if (!isSafe(node)) context.report({ node, messageId: 'unguarded' })
    }

    /** The functions in an argument: itself, or members of an object literal. */
    const callbacksOf = (node) => {
      if (node.type === 'ObjectExpression')
        return node.properties.flatMap((property) => (property.type === 'Property' ? callbacksOf(property.value) : []))
      if (node.type === 'ConditionalExpression') return [node.consequent, node.alternate].flatMap(callbacksOf)
      if (node.type === 'SpreadElement') return []
      return typeOf(node).getNonNullableType().getCallSignatures().length > 0 ? [node] : []
    }

    const isCalledBack = (node) => {
      const name = node.callee.type === 'MemberExpression' ? node.callee.property.name : node.callee.name
      if (CALL_NOTHING_LATER.has(name)) return false
      const signature = checker.getResolvedSignature(services.esTreeNodeToTSNodeMap.get(node))
      const declaration = signature?.getDeclaration()
      const file = declaration?.getSourceFile().fileName ?? ''
      return FROM_OUTSIDE.test(file)
    }

    const isSafe = (node) => isGuarded(typeOf(node)) || isEmpty(node) || isSettler(node)

    const isGuarded = (type) =>
      (type.isUnion() ? type.types : [type]).every(
        (part) =>
          (part.flags & (ts.TypeFlags.Undefined | ts.TypeFlags.Null)) !== 0 ||
          checker
            .getPropertiesOfType(part)
            .some(({ escapedName }) => String(escapedName).startsWith('__@guardedBrand')),
      )

    const isEmpty = (node) =>
      /^(?:Arrow)?Function(?:Expression)?$/.test(node.type) &&
      (node.body.type === 'BlockStatement'
        ? node.body.body.length === 0
        : node.body.type === 'Identifier' && node.body.name === 'undefined')

    /** `resolve` or `reject` of `new Promise((resolve, reject) => …)`. */
    const isSettler = (node) => {
      if (node.type !== 'Identifier') return false
      for (let scope = context.sourceCode.getScope(node); scope !== null; scope = scope.upper) {
        const variable = scope.set.get(node.name)
        if (variable === undefined) continue
        const [definition] = variable.defs
        const executor = definition?.type === 'Parameter' ? definition.node : null
        return executor?.parent?.type === 'NewExpression' && executor.parent.callee.name === 'Promise'
      }
      return false
    }

    return {
      CallExpression: check,
      NewExpression: check,
      AssignmentExpression(node) {
        if (node.left.type !== 'MemberExpression' || !/^on[a-z]+$/.test(node.left.property.name ?? '')) return
        const declared = checker.getSymbolAtLocation(services.esTreeNodeToTSNodeMap.get(node.left.property))
          ?.declarations?.[0]
        if (FROM_OUTSIDE.test(declared?.getSourceFile().fileName ?? ''))
          for (const one of callbacksOf(node.right)) report(one)
      },
    }
  },
})
