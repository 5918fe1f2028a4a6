/**
 * Passes one report of a coding CLI on to the hub: `node report.mjs <event> <hub> [<agent>]`, for events that it does not
 * send by itself. Never fails. Prints the answer of a gate and waits for it; for any other event it does neither.
 */
import { request } from 'node:http'
import { identity } from './identity.script.js'

const LIMIT_MS = 1_500
/** Longer than the hub holds a call (110 s), shorter than a CLI waits for this script (125 s). */
const GATE_LIMIT_MS = 115_000

const [, , event = '', hub = '', agent = ''] = process.argv
const isGate = event === 'pre-tool-use' || event === 'PermissionRequest'
setTimeout(() => process.exit(0), isGate ? GATE_LIMIT_MS : LIMIT_MS)

const done = (): never => process.exit(0)
process.on('uncaughtException', done)
process.on('unhandledRejection', done)

const { token, session } = (await identity()) ?? done()

const posting = request(new URL(`/api/hooks/${event}`, hub), {
  method: 'POST',
  agent: false,
  headers: {
    Authorization: `Bearer ${token}`,
    'X-Penates-Session': session,
    'X-Penates-Background': process.env['CLAUDE_JOB_DIR'] ?? '',
    ...(agent === '' ? {} : { 'X-Penates-Agent': agent, 'X-Penates-Gate': 'command' }),
  },
})
posting.on('response', (response) => {
  if (!isGate || response.statusCode !== 200) done()
  response.on('error', done).on('end', done).pipe(process.stdout, { end: false })
})
posting.on('error', done)
process.stdin.pipe(posting)
