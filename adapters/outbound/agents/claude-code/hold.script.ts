/**
 * Holds a call that Claude Code would run without asking: `node hold.mjs <hub> <limit> [<ms>]`, as a PreToolUse hook that waits for
 * `limit` seconds, with the call on its input.
 *
 * A call that the hub has taken runs only by its answer: when the connection breaks, this asks again every `ms` milliseconds, and refuses
 * the call at the limit. A hub that cannot be reached at first leaves the call to the agent.
 */
import { request } from 'node:http'
import { identity } from './identity.script.js'

/** Seconds before the end of the hook. The hub answers fifteen seconds before it. */
const ENDS_BEFORE = 10
/** Milliseconds between two attempts, and between two looks at the agent. */
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

const agent = process.ppid
setInterval(() => {
  // The agent takes no answer any more.
  if (process.ppid !== agent) process.exit(0)
  if (Date.now() >= endsAt) refuse('Not decided by a person: nobody answered in time')
}, EVERY_MS).unref()

const payload: Buffer[] = []
for await (const chunk of process.stdin) payload.push(chunk as Buffer)
const call = Buffer.concat(payload)

const self = await identity().catch(() => null)
if (self === null) process.exit(0)
const { token, session, job } = self

interface Attempt {
  /** `null` without a complete answer. */
  readonly answer: { readonly status: number; readonly text: string } | null
  readonly isConnected: boolean
}

const ask = (): Promise<Attempt> =>
  new Promise((resolve) => {
    let isConnected = false
    const failed = (): void => resolve({ answer: null, isConnected })
    const asking = request(
      new URL(`${hub}/api/hooks/pre-tool-use`),
      {
        method: 'POST',
        agent: false,
        headers: {
          Authorization: `Bearer ${token}`,
          'X-Penates-Session': session,
          'X-Penates-Gate': 'hold',
          'X-Penates-Background': job,
          'X-Penates-Hold': String(Math.max(60, Math.ceil((endsAt - Date.now()) / 1_000) + ENDS_BEFORE)),
          'Content-Type': 'application/json',
          'Content-Length': call.byteLength,
        },
      },
      (response) => {
        const chunks: Buffer[] = []
        response
          .on('data', (chunk: Buffer) => chunks.push(chunk))
          .on('error', failed)
          .on('close', failed)
          .on('end', () => {
            const text = Buffer.concat(chunks).toString('utf8')
            resolve({ answer: { status: response.statusCode ?? 0, text }, isConnected })
          })
      },
    )
    asking
      .on('socket', (socket) => socket.once('connect', () => void (isConnected = true)))
      .on('error', failed)
      .end(call)
  })

for (let isTaken = false; ; isTaken = true) {
  const { answer, isConnected } = await ask()
  if (answer?.status === 200) pass(answer.text)
  if (!isTaken && (answer !== null || !isConnected)) process.exit(0)
  if (answer !== null && answer.status < 500)
    refuse(`Not decided by a person: the hub answered with status ${String(answer.status)}`)
  await new Promise((resolve) => setTimeout(resolve, Number(everyMs)))
}
