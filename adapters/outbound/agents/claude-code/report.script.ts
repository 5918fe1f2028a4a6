/**
 * Passes one report of a coding CLI on to the hub: `node report.mjs <event> <hub> [<agent> [<limit>]]`, for events that it does not
 * send by itself. Never fails. Prints the answer of a gate and waits for it; for any other event it does neither. A gate waits for
 * `limit` seconds.
 */
import { once } from 'node:events'
import { request, type ClientRequest } from 'node:http'
import type { HookRoute } from '../../../../domain/attention/hook.js'
import { senderIn, whenAgentEnds, type Identity } from './identity.script.js'

const LIMIT_MS = 1_500
/** Seconds before the end of the hook. The hub answers fifteen seconds before it. */
const ENDS_BEFORE = 10
/** Limit of a gate that names none, in seconds. */
const SHORT_LIMIT = 125

const [, , event, hub = '', agent = '', limit = ''] = process.argv as [string, string, HookRoute, ...string[]]
const isGate = event === 'pre-tool-use' || event === 'PermissionRequest'
const waits = Number(limit === '' ? SHORT_LIMIT : limit)
setTimeout(() => process.exit(0), isGate ? (waits - ENDS_BEFORE) * 1_000 : LIMIT_MS)

const done = (): never => process.exit(0)
if (isGate) void whenAgentEnds(done)
process.on('uncaughtException', done)
process.on('unhandledRejection', done)

const payload: Buffer[] = []
for await (const chunk of process.stdin) payload.push(chunk as Buffer)
const body = Buffer.concat(payload)

const { identity, possible } = await senderIn(folderOf(body.toString()))
if (identity === null) {
  // Each of these sessions may have changed its state, so their states become unknown. A server reports the end of a conversation
  // some time after its terminal has closed, which changes none of them.
  const unsure = event === 'SessionEnd' ? [] : possible
  await Promise.allSettled(unsure.map((session) => once(post('SessionEnd', session, '{}'), 'response')))
  process.exit(0)
}
post(event, identity, body)
  .on('response', (response) => {
    if (!isGate || response.statusCode !== 200) done()
    response.on('error', done).on('end', done).pipe(process.stdout, { end: false })
  })
  .on('error', done)

function post(name: HookRoute, { token, session, job }: Identity, text: Buffer | string): ClientRequest {
  const posting = request(new URL(`${hub}/api/hooks/${name}`), {
    method: 'POST',
    agent: false,
    headers: {
      Authorization: `Bearer ${token}`,
      'X-Penates-Session': session,
      'X-Penates-Background': job,
      ...(agent === '' ? {} : { 'X-Penates-Agent': agent, 'X-Penates-Gate': 'command' }),
      ...(limit === '' ? {} : { 'X-Penates-Hold': limit }),
    },
  })
  posting.end(text)
  return posting
}

/** Folder of the conversation that a payload is about; empty without one. */
function folderOf(text: string): string {
  try {
    const cwd = (JSON.parse(text) as { readonly cwd?: unknown } | null)?.cwd
    return typeof cwd === 'string' ? cwd : ''
  } catch {
    return ''
  }
}
