import { request, type Agent, type ClientRequest } from 'node:http'
import type { BenchHub } from './bench-hub.js'

interface Asked {
  readonly event: string
  readonly session: string
  readonly call: object
  /** Limit of the hook, in seconds; that of an older hook when left out. */
  readonly holdSeconds?: number
}

/** Asks at the gate of an event as a hook of Claude Code does. Destroying the request withdraws the question. */
export function askAtGate(hub: BenchHub, agent: Agent, { event, session, call, holdSeconds }: Asked): ClientRequest {
  const body = JSON.stringify(call)
  const headers = {
    Authorization: `Bearer ${hub.token}`,
    'X-Penates-Session': session,
    'X-Penates-Gate': 'http',
    ...(holdSeconds === undefined ? {} : { 'X-Penates-Hold': String(holdSeconds) }),
    'Content-Length': Buffer.byteLength(body),
  }
  const path = `/api/hooks/${event}`
  const asking = request({ host: '127.0.0.1', port: hub.port, agent, method: 'POST', path, headers })
  asking.on('error', () => undefined)
  asking.end(body)
  return asking
}

/** Calls that wait for an answer. */
export async function openCalls(hub: BenchHub): Promise<ReadonlyArray<{ readonly id: string }>> {
  const answer = await fetch(`${hub.url}/api/approvals`, { headers: { Authorization: `Bearer ${hub.token}` } })
  return ((await answer.json()) as { readonly approvals: ReadonlyArray<{ readonly id: string }> }).approvals
}
