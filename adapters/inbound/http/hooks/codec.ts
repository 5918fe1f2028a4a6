import { HOOK_LIMITS } from '../../../../domain/approvals/approval.js'

/** Header with the id of the agent that reports. Installations for Claude Code send none. */
export const AGENT_HEADER = 'x-penates-agent'
/** Header with the folder of an agent in the background, an absolute path; anything else for other agents. Its token is that of the session which started it. */
export const BACKGROUND_HEADER = 'x-penates-background'
/** Header that identifies an installation of the hub's hooks. Such an installation calls both gates. */
export const GATE_HEADER = 'x-penates-gate'
/** Header value of the wrapper. It fails closed: an empty answer counts as a failure. */
export const WRAPPER = 'wrapper'

/** Header value of the program that holds calls which the agent would run without asking. It asks again when the hub is gone. */
export const HOLD_PROGRAM = 'hold'
/** Header value of the plugin of opencode, which asks again at its `PermissionRequest` gate when the hub is gone. */
export const ASKING_PLUGIN = 'plugin+again'
/** Header value of a hook that leaves such calls to that program, which stands beside it. */
export const BESIDE_PROGRAM = 'http+hold'

/** Header with the seconds that the hook waits. One that is no whole number within the limits counts as missing. */
export const HOLD_HEADER = 'x-penates-hold'

export function hookLimitIn(header: string | ReadonlyArray<string> | undefined): number | undefined {
  const seconds = typeof header === 'string' && /^\d{1,9}$/.test(header) ? Number(header) : 0
  return seconds >= HOOK_LIMITS.min && seconds <= HOOK_LIMITS.max ? seconds : undefined
}

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
export const SPOKEN_NO_OPINION = { penates: 'no-opinion' }
