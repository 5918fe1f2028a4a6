/**
 * Stands before every tool of a strict session: `node gate.mjs <hub> <key> [<limit> [<ms>]]`, as a PreToolUse hook of Claude Code that
 * waits for `limit` seconds. While it waits it looks every `ms` milliseconds whether the hub still answers. A hub that has taken the
 * call and goes has as long to come back, as after an update: the call is asked about again. One that is not there at first refuses it.
 *
 * Claude Code lets a tool run whenever a hook fails in any way but one: it ends with 2. The command line of the hook turns
 * every status but `PASSED` into 2. This ends with `PASSED` only for an answer that allows the tool or has no opinion and
 * is signed with the hub's key (Ed25519, SPKI DER, base64url) over the nonce of this request.
 */
import { createPublicKey, randomBytes, verify } from 'node:crypto'
import { request } from 'node:http'
import { askBeforeTool, textOf, type Reply } from './asking.script.js'
import { identity, whenAgentEnds, type Identity } from './identity.script.js'

/** Seconds before the end of the hook. The hub answers fifteen seconds before it. */
const ENDS_BEFORE = 10
/** Milliseconds between two looks at the hub, upper bound of its answer to one, and of its absence. */
const LOOKS_EVERY_MS = 60_000
/** Milliseconds between two attempts to ask again. */
const AGAIN_EVERY_MS = 1_000

/** Exit status that lets the tool run; `wanted-hooks.ts` has the other copy. An empty script ends with 0. */
const PASSED = 47
const NONCE_BYTES = 18

/** Exit code 2 blocks the tool. Set first, so that an unexpected exit blocks it as well. */
process.exitCode = 2

function refuse(reason: string): never {
  process.stderr.write(`${reason}\n`)
  process.exit(2)
}

function pass(output: string): never {
  process.stdout.write(output)
  process.exit(PASSED)
}

interface Answer {
  readonly penates?: unknown
  readonly hookSpecificOutput?: {
    readonly hookEventName?: unknown
    readonly permissionDecision?: unknown
    readonly permissionDecisionReason?: unknown
    readonly updatedInput?: unknown
  }
}

/** True when the hub that the key belongs to signed this answer for this request. */
function isSigned({ headers, text }: Reply, nonce: string, key: string): boolean {
  const spki = createPublicKey({ key: Buffer.from(key, 'base64url'), format: 'der', type: 'spki' })
  const signature = Buffer.from(String(headers['x-penates-signature']), 'base64url')
  return verify(null, Buffer.from(`${nonce}\n${text}`), spki, signature)
}

/** Refuses the tool once the hub hangs: a call may wait for days, but not for a hub that will not answer it. Cuts off one that is gone. */
function watchOver(hub: string, everyMs: number, cutOff: () => void): void {
  const hangs = (): never => refuse('Penates refused this: the hub does not answer.')
  setInterval(() => {
    request(new URL(`${hub}/healthz`), { agent: false, timeout: everyMs }, (response) => {
      if (response.statusCode !== 200) cutOff()
      response.resume()
    })
      .on('timeout', hangs)
      .on('error', cutOff)
      .end()
  }, everyMs).unref()
}

/** Acts on what the hub said; anything but the words that are agreed on is no answer. */
function follow(reply: Reply, nonce: string, key: string): never {
  const { status, text } = reply
  if (status !== 200) refuse(`Penates refused this: the hub answered with status ${String(status)}.`)
  if (!isSigned(reply, nonce, key)) refuse('Penates refused this: the answer is not signed by the hub.')
  let answer: Answer | null
  try {
    answer = JSON.parse(text) as Answer | null
  } catch {
    refuse('Penates refused this: what the hub answered makes no sense.')
  }
  if (answer?.penates === 'no-opinion') pass('')
  const said = answer?.hookSpecificOutput
  if (said?.hookEventName !== 'PreToolUse') refuse('Penates refused this: the hub gave no answer.')
  const { permissionDecision, permissionDecisionReason, updatedInput } = said
  if (permissionDecision === 'allow' || permissionDecision === 'ask') {
    const hookEventName = 'PreToolUse'
    const output = { hookEventName, permissionDecision, permissionDecisionReason, updatedInput }
    pass(JSON.stringify({ hookSpecificOutput: output }))
  }
  const hasReason = permissionDecision === 'deny' && typeof permissionDecisionReason === 'string'
  refuse(hasReason ? permissionDecisionReason : 'Penates refused this: the hub gave no answer.')
}

async function main(): Promise<void> {
  void whenAgentEnds(() => process.exit(2))
  const [, , hub = '', key = '', limit = '125', looksEveryMs = String(LOOKS_EVERY_MS)] = process.argv
  setTimeout(
    () => {
      refuse('Penates refused this: nobody answered in time.')
    },
    (Number(limit) - ENDS_BEFORE) * 1_000,
  ).unref()
  const self = await identity().catch(() => refuse('Penates refused this: the session could not be identified.'))
  if (self === null) {
    const { PENATES_TOKEN: token = '', PENATES_SESSION: session = '' } = process.env
    // Without both it was started by hand, outside of the hub's sessions.
    if (token === '' && session === '') pass('')
    refuse('Penates refused this: the session has lost its token.')
  }
  const call = await textOf(process.stdin).catch(() => refuse('Penates refused this: the call is too large.'))
  await waitFor(hub, self, call, { key, limit, everyMs: Number(looksEveryMs) })
}

interface Terms {
  readonly key: string
  readonly limit: string
  readonly everyMs: number
}

async function waitFor(hub: string, { token, session, job }: Identity, call: string, terms: Terms): Promise<never> {
  const { key, limit, everyMs } = terms
  const isGone = (): never => refuse('Penates refused this: the hub cannot be reached.')
  let cut = new AbortController()
  watchOver(hub, everyMs, () => {
    cut.abort()
  })
  /** When a hub that had taken the call was last seen; `null` before one has. */
  let seenAt: number | null = null
  for (;;) {
    const [nonce, startedAt] = [randomBytes(NONCE_BYTES).toString('base64url'), Date.now()]
    cut = new AbortController()
    const headers = {
      Authorization: `Bearer ${token}`,
      'X-Penates-Session': session,
      'X-Penates-Gate': 'wrapper',
      'X-Penates-Background': job,
      'X-Penates-Nonce': nonce,
      'X-Penates-Hold': limit,
    }
    const { reply, isConnected } = await askBeforeTool(hub, call, headers, cut.signal)
    const isBusy = seenAt !== null && reply !== null && reply.status >= 500
    if (reply !== null && !isBusy) follow(reply, nonce, key)
    // A hub that hangs up at once is as good as gone.
    if (isConnected && (seenAt === null || Date.now() - startedAt >= everyMs)) seenAt = Date.now()
    if (seenAt === null || Date.now() - seenAt >= everyMs) isGone()
    await new Promise((resolve) => setTimeout(resolve, Math.min(AGAIN_EVERY_MS, everyMs)))
  }
}

await main()
