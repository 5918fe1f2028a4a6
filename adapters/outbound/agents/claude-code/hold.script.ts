/**
 * Holds a call that Claude Code would run without asking: `node hold.mjs <hub> <limit> [<ms>]`, as a PreToolUse hook that waits for
 * `limit` seconds, with the call on its input.
 *
 * A call that the hub has taken runs only by its answer: when the connection breaks, this asks again every `ms` milliseconds, and refuses
 * the call at the limit. A hub that cannot be reached at first leaves the call to the agent.
 */
import { askBeforeTool, textOf } from './asking.script.js'
import { identity, whenAgentEnds } from './identity.script.js'

/** Seconds before the end of the hook. The hub answers fifteen seconds before it. */
const ENDS_BEFORE = 10
/** Milliseconds between two attempts, and between two looks at the limit. */
const EVERY_MS = 1_000

const [, , hub = '', limit = '', everyMs = String(EVERY_MS)] = process.argv
const endsAt = Date.now() + (Number(limit) - ENDS_BEFORE) * 1_000

const pass = (answer: string): never => {
  process.stdout.write(answer)
  process.exit(0)
}
const refuse = (permissionDecisionReason: string): never =>
  pass(
    JSON.stringify({
      hookSpecificOutput: { hookEventName: 'PreToolUse', permissionDecision: 'deny', permissionDecisionReason },
    }),
  )

// The agent takes no answer any more.
void whenAgentEnds(() => process.exit(0))
setInterval(() => {
  if (Date.now() >= endsAt) refuse('Not decided by a person: nobody answered in time')
}, EVERY_MS).unref()

const call = await textOf(process.stdin, Infinity)

const self = await identity().catch(() => null)
if (self === null) process.exit(0)
const { token, session, job } = self

for (let isTaken = false; ; isTaken = true) {
  const { reply, isConnected } = await askBeforeTool(hub, call, {
    Authorization: `Bearer ${token}`,
    'X-Penates-Session': session,
    'X-Penates-Gate': 'hold',
    'X-Penates-Background': job,
    'X-Penates-Hold': String(Math.max(60, Math.ceil((endsAt - Date.now()) / 1_000) + ENDS_BEFORE)),
  })
  if (reply?.status === 200) pass(reply.text)
  if (!isTaken && (reply !== null || !isConnected)) process.exit(0)
  if (reply !== null && reply.status < 500)
    refuse(`Not decided by a person: the hub answered with status ${String(reply.status)}`)
  await new Promise((resolve) => setTimeout(resolve, Number(everyMs)))
}
