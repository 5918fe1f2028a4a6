import type { Gate, Verdict } from '../../../../domain/approvals/approval.js'

/** Header that identifies an installation of the hub's hooks. Such an installation calls both gates. */
export const GATE_HEADER = 'x-penates-gate'
/** Header value of the wrapper. It fails closed: an empty answer counts as a failure. */
export const WRAPPER = 'wrapper'

/** Header with a nonce of the wrapper; the answer is signed for it. */
export const NONCE_HEADER = 'x-penates-nonce'
/** Ed25519 signature (base64url) of the nonce, a line feed and the body. */
export const SIGNATURE_HEADER = 'X-Penates-Signature'

/** Text that the wrapper verifies. */
export const signedText = (nonce: string, body: unknown): string =>
  `${nonce}\n${body === undefined ? '' : JSON.stringify(body)}`

/**
 * Body that the wrapper requires for "no opinion". An empty answer could come from any server, so it does not count.
 */
const SPOKEN_NO_OPINION = { penates: 'no-opinion' }

/**
 * The verdict in Claude Code's words for that hook (2.1.197); `undefined` for an empty body. An allow always names the
 * input that was approved, `asked` unless it was edited: of several hooks the last answer decides what runs, and one
 * without an input would leave it to the others.
 */
export function verdictJson(
  gate: Gate,
  verdict: Verdict,
  asked: unknown,
  isWrapper: boolean,
): Record<string, unknown> | undefined {
  const spoken = gate === 'PreToolUse' ? beforeTool(verdict, asked) : permission(verdict, asked)
  if (spoken !== undefined) return { hookSpecificOutput: { hookEventName: gate, ...spoken } }
  return isWrapper ? SPOKEN_NO_OPINION : undefined
}

const approvedInput = ({ input }: Extract<Verdict, { _tag: 'Allow' }>, asked: unknown): Record<string, unknown> => ({
  updatedInput: input ?? asked ?? {},
})

function beforeTool(verdict: Verdict, asked: unknown): Record<string, unknown> | undefined {
  switch (verdict._tag) {
    case 'Allow':
      return {
        permissionDecision: 'allow',
        permissionDecisionReason: 'Approved via Penates',
        ...approvedInput(verdict, asked),
      }
    case 'Deny':
      return { permissionDecision: 'deny', permissionDecisionReason: verdict.reason }
    case 'Terminal':
      return { permissionDecision: 'ask', permissionDecisionReason: verdict.reason ?? 'Nobody answered from elsewhere' }
    case 'NoOpinion':
      return undefined
  }
}

function permission(verdict: Verdict, asked: unknown): Record<string, unknown> | undefined {
  switch (verdict._tag) {
    case 'Allow':
      return { decision: { behavior: 'allow', ...approvedInput(verdict, asked) } }
    case 'Deny':
      return { decision: { behavior: 'deny', message: verdict.reason } }
    case 'Terminal':
    case 'NoOpinion':
      return undefined
  }
}
