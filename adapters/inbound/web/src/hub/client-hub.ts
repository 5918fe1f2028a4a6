import type { Asking } from './asking.js'
import type { Hub } from './hub.js'

/** The hub behind the page's own address, by way of its typed client. */
export function clientHub({ client, ask }: Asking): Hub {
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
    setAsksInAutoMode: (asksInAutoMode) =>
      ask(client.changeApprovalConfig({ body: { asksInAutoMode } }), ({ body }) => body),
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
