/**
 * Stands before every tool of a strict session: `node gate.mjs <hub> [<ms>]`, as a PreToolUse hook of Claude Code.
 *
 * Claude Code lets a tool run whenever a hook fails in any way but one: it ends with 2. So this ends with 2 unless the hub
 * has said in so many words that the tool may run, or that it has no opinion. It imports nothing of ours.
 */
import { request } from 'node:http'

/** Longer than the hub holds a call (110 s), shorter than Claude Code waits for this (125 s). */
const DEADLINE_MS = 115_000
/** A verdict carries at most an edited input. */
const MAX_ANSWER_BYTES = 4 * 1024 * 1024

/** Whatever ends the process before it is told otherwise. */
process.exitCode = 2

function refuse(reason: string): never {
  process.stderr.write(`${reason}\n`)
  process.exit(2)
}

function pass(output: string): never {
  process.stdout.write(output)
  process.exit(0)
}

/** Reads a stream to its end. */
async function textOf(stream: AsyncIterable<Buffer>, maxBytes: number): Promise<string> {
  const chunks: Buffer[] = []
  let size = 0
  for await (const chunk of stream) {
    size += chunk.length
    if (size > maxBytes) throw new Error('too much')
    chunks.push(chunk)
  }
  return Buffer.concat(chunks).toString('utf8')
}

function ask(hub: string, token: string, session: string, call: string): Promise<{ status: number; text: string }> {
  return new Promise((resolve, reject) => {
    const asking = request(
      new URL('/api/hooks/pre-tool-use', hub),
      {
        method: 'POST',
        agent: false,
        headers: {
          Authorization: `Bearer ${token}`,
          'X-Penates-Session': session,
          'X-Penates-Gate': 'wrapper',
          'Content-Type': 'application/json',
          'Content-Length': Buffer.byteLength(call),
        },
      },
      (response) => {
        response.on('error', reject)
        textOf(response, MAX_ANSWER_BYTES).then((text) => {
          resolve({ status: response.statusCode ?? 0, text })
        }, reject)
      },
    )
    asking.on('error', reject)
    asking.end(call)
  })
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

/** Acts on what the hub said; anything but the words that are agreed on is no answer. */
function follow({ status, text }: { status: number; text: string }): never {
  if (status !== 200) refuse(`Penates refused this: the hub answered with status ${String(status)}.`)
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
  const [, , hub = '', deadlineMs = String(DEADLINE_MS)] = process.argv
  const { PENATES_TOKEN: token = '', PENATES_SESSION: session = '' } = process.env
  // Started by hand outside of our sessions: none of our business.
  if (token === '' && session === '') pass('')
  if (token === '' || session === '') refuse('Penates refused this: the session has lost its token.')
  setTimeout(() => {
    refuse('Penates refused this: nobody answered in time.')
  }, Number(deadlineMs)).unref()
  try {
    follow(await ask(hub, token, session, await textOf(process.stdin, MAX_ANSWER_BYTES)))
  } catch {
    refuse('Penates refused this: the hub cannot be reached.')
  }
}

await main()
