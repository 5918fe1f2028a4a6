/**
 * Passes one report of Claude Code on to the hub: `node report.mjs <event> <hub>`, for events that it does not send by
 * itself. Prints nothing, waits for no answer, never fails.
 */
import { request } from 'node:http'
import { identity } from './identity.script.js'

const LIMIT_MS = 1_500

const [, , event = '', hub = ''] = process.argv
setTimeout(() => process.exit(0), LIMIT_MS)

const done = (): never => process.exit(0)
process.on('uncaughtException', done)
process.on('unhandledRejection', done)

const { token, session } = (await identity()) ?? done()

const posting = request(new URL(`/api/hooks/${event}`, hub), {
  method: 'POST',
  agent: false,
  headers: { Authorization: `Bearer ${token}`, 'X-Penates-Session': session },
})
posting.on('response', done).on('error', done)
process.stdin.pipe(posting)
