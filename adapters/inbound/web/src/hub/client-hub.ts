import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { ClientFailure } from '../../../http/client/call.js'
import { hubClient } from '../../../http/client/hub-client.js'
import type { Answer, Hub, HubFailure } from './hub.js'

export interface ClientHubOptions {
  readonly token: () => string | null
  /** Every answer's `X-Penates-Boot`. */
  readonly boot: (startedAt: number) => void
  readonly unauthorized: () => void
}

/** A hub that has not answered by then is not there; a start or a restore takes up to 8 s. */
const TIMEOUT_MS = 15_000

const UNAUTHORIZED = 401
/** A proxy in front of a hub that is down answers with a page of its own. */
const BAD_GATEWAY = 502

/** The hub behind the page's own address, by way of its typed client. */
export function clientHub({ token, boot, unauthorized }: ClientHubOptions): Hub {
  const watchedFetch: typeof fetch = async (input, init) => {
    const answer = await fetch(input, { ...init, cache: 'no-store', signal: AbortSignal.timeout(TIMEOUT_MS) })
    boot(Number(answer.headers.get('x-penates-boot') ?? Number.NaN))
    return answer
  }
  const client = hubClient({ baseUrl: '', token, fetch: watchedFetch })

  async function ask<A, B>(call: TE.TaskEither<ClientFailure, A>, read: (answer: A) => B): Promise<Answer<B>> {
    const answered = await call()
    if (E.isRight(answered)) return { ok: true, value: read(answered.right) }
    const failure = failureOf(answered.left)
    if (failure._tag === 'Unauthorized') unauthorized()
    return { ok: false, failure }
  }
  const nothing = (): void => undefined
  const named = (name: string): { readonly params: { readonly name: string } } => ({ params: { name } })

  return {
    sessions: () =>
      ask(client.listSessions(), ({ body, headers }) => ({ sessions: body, hostFault: hostFaultIn(headers) })),
    start: ({ name, directory, command }) =>
      ask(
        client.createSession({ body: { name, directory, ...(command === null ? { shell: true } : { command }) } }),
        ({ body }) => body.name,
      ),
    kill: (name, keep) => ask(client.endSession({ ...named(name), query: { keep } }), nothing),
    rename: (name, newName) =>
      ask(client.renameSession({ ...named(name), body: { newName } }), ({ body }) => body.name),
    adopt: (name) => ask(client.adoptSession(named(name)), nothing),
    restore: (name) => ask(client.restoreSession(named(name)), nothing),
    forget: (name) => ask(client.forgetSession(named(name)), nothing),
    setMuted: (name, muted) => ask(client.muteSession({ ...named(name), body: { muted } }), nothing),
    setPinned: (name, pinned) => ask(client.pinSession({ ...named(name), body: { pinned } }), nothing),
    scrollback: (name, lines) =>
      ask(client.readScrollback({ ...named(name), query: { lines } }), ({ body }) => body.data),
    screens: (name, lines) => ask(client.readScreens({ query: { name, lines } }), ({ body }) => body.screens),
    recentFolders: (limit) =>
      ask(client.listRecentDirectories({ query: { limit } }), ({ body }) => body.dirs.map(({ cwd }) => cwd)),
    approvals: () => ask(client.listApprovals({ query: { wait: 0 } }), ({ body }) => body.approvals),
    decide: (id, decision) => ask(client.decideApproval({ params: { id }, body: { ...decision } }), nothing),
    approvalConfig: () => ask(client.readApprovalConfig(), ({ body }) => body),
    setApprovalMode: (mode) => ask(client.changeApprovalConfig({ body: { mode } }), ({ body }) => body),
    pushKey: () => ask(client.readPushKey(), ({ body }) => body.publicKey),
    subscribePush: (device) => ask(client.subscribePush({ body: device }), nothing),
    unsubscribePush: (endpoint) => ask(client.unsubscribePush({ body: { endpoint } }), nothing),
    testPush: () => ask(client.testPush(), ({ body }) => body.sent),
    facts: () => ask(client.readSettings(), ({ body }) => body),
    change: (settings) => ask(client.changeSettings({ body: settings }), ({ body }) => body.settings),
  }
}

/** Percent-encoded, for a header takes no line ends. */
function hostFaultIn(headers: Headers): string | null {
  const told = headers.get('x-penates-host-fault')
  try {
    return told === null ? null : decodeURIComponent(told)
  } catch {
    return told
  }
}

function failureOf(failure: ClientFailure): HubFailure {
  switch (failure._tag) {
    case 'Refused':
      if (failure.status === UNAUTHORIZED) return { _tag: 'Unauthorized' }
      if (failure.status >= BAD_GATEWAY && failure.body === undefined) return { _tag: 'Unreachable' }
      return { _tag: 'Refused', status: failure.status, error: failure.error, lines: lastLines(failure.body) }
    case 'Unreadable':
      return { _tag: 'Refused', status: failure.status, error: `unreadable: ${failure.at.join(', ')}`, lines: [] }
    case 'Unreachable':
    case 'Aborted':
      return { _tag: 'Unreachable' }
  }
}

/** What a program left on its screen that ended at once. */
function lastLines(body: unknown): ReadonlyArray<string> {
  if (typeof body !== 'object' || body === null || !('lastLines' in body) || !Array.isArray(body.lastLines)) return []
  return body.lastLines.filter((line): line is string => typeof line === 'string')
}
