import { loadErrorTexts } from './texts/error-texts.js'
import { asking, type Asking } from './hub/asking.js'
import type {
  ApprovalConfig,
  HubOutcome,
  HeldDecision,
  HubSettings,
  NewSession,
  PushDevice,
  SentDecision,
} from './hub/hub.js'
import { onBoot, type BootMemory } from './reload.js'
import { browserShelf } from './platform/preference.js'
import { clientId } from './device.js'
import { lookForNewVersion, RELOADED_AT } from './new-version.js'
import { noteLimited } from './limited.js'
import { dropToken, token } from './sign-in.js'
import type { Begun } from './starts.js'
import { hubAddress, mount } from './platform/mount.js'

const tab = browserShelf(() => sessionStorage)

let memory: BootMemory = { boot: null, reloadedAt: Number(tab.read(RELOADED_AT)) || null }

/** A restarted hub may serve a newer page. */
function noticeBoot(seen: number): void {
  const next = onBoot(memory, seen, Date.now())
  memory = next.memory
  if (next.isNewer) void lookForNewVersion()
}

/** Client of the hub that served this page. */
export const toHub = asking({
  mount,
  token: () => token.value,
  clientId,
  boot: noticeBoot,
  unauthorized: dropToken,
  loadTexts: loadErrorTexts,
  limited: noteLimited,
})

/** Calls on a page of the history. */
const HISTORY_PAGE = 50

/** Builds requests from the typed client of the hub that served this page. */
export const hubCalls = <Calls>(make: (hub: Asking) => Calls): Calls => make(toHub)

/** Path parameters of a route that names one thing by its id. */
export const withId = (id: string): { readonly params: { readonly id: string } } => ({ params: { id } })

/** True unless the start goes on after its answer. */
export const isSettled = ({ status }: { readonly status: number }): boolean => status !== ACCEPTED

const ACCEPTED = 202
const nothing = (): void => undefined
const named = (name: string): { readonly params: { readonly name: string } } => ({ params: { name } })

/**
 * Requests about sessions, approvals, notifications and settings to the hub that served this page. They never reject.
 */
export const hub = hubCalls(({ client, later, ask }) => ({
  start: ({ name, directory, command, prompt, branch }: NewSession) =>
    ask(
      later.createSession({
        body: {
          ...{ name, directory },
          ...(command === null ? { shell: true } : { command, prompt }),
          ...(branch === null ? {} : { branch }),
        },
      }),
      (answer): Begun => ({ name: answer.body.name, isSettled: isSettled(answer) }),
    ),
  /** `keep` leaves a dormant entry, so that the session can be restored. */
  kill: (name: string, keep: boolean) => ask(client.endSession({ ...named(name), query: { keep } }), nothing),
  /** Returns the new full name. */
  rename: (name: string, newName: string) =>
    ask(client.renameSession({ ...named(name), body: { newName } }), ({ body }) => body.name),
  adopt: (name: string) => ask(client.adoptSession(named(name)), nothing),
  /** `continues` lets a coding CLI continue its conversation. The answer is true when it does. */
  restore: (name: string, continues = false) =>
    ask(later.restoreSession({ ...named(name), query: { continue: continues } }), (answer) => ({
      ...{ name, isSettled: isSettled(answer) },
      continuesConversation: answer.body.continuesConversation,
    })),
  adoptAs: (id: string, name: string) => ask(client.adoptRenamed({ body: { id, name } }), ({ body }) => body.name),
  bringBackFaded: () => ask(client.bringBackSessions(), nothing),
  dropFaded: () => ask(client.dropFadedSessions(), nothing),
  forget: (name: string) => ask(client.forgetSession(named(name)), nothing),
  setMuted: (name: string, muted: boolean) => ask(client.muteSession({ ...named(name), body: { muted } }), nothing),
  setPinned: (name: string, pinned: boolean) => ask(client.pinSession({ ...named(name), body: { pinned } }), nothing),
  /** History and screen with colour sequences, for writing to a terminal. */
  scrollback: (name: string, lines: number) =>
    ask(client.readScrollback({ ...named(name), query: { lines, screen: true } }), ({ body }) => body.data),
  /** The same with a mark in front of each prompt and each output of a command. */
  markedScrollback: (name: string, lines: number) =>
    ask(client.readScrollback({ ...named(name), query: { lines, marks: true } }), ({ body }) => body.data),
  approvals: () => ask(client.listApprovals({ query: { wait: 0 } }), ({ body }) => body.approvals),
  decide: (id: string, decision: SentDecision) =>
    ask(client.decideApproval({ params: { id }, body: { ...decision } }), nothing),
  hold: (id: string, decision: HeldDecision) =>
    ask(client.holdDecision({ params: { id }, body: { ...decision } }), ({ body }) => body),
  takeBack: (id: string) => ask(client.takeBackDecision({ params: { id } }), nothing),
  approvalHistory: (query: { readonly before: number; readonly q: string; readonly outcome: HubOutcome | null }) =>
    ask(client.listDecidedCalls({ query: { ...query, limit: HISTORY_PAGE } }), ({ body }) => body),
  setAsksInAutoMode: (asksInAutoMode: boolean) =>
    ask(client.changeApprovalConfig({ body: { asksInAutoMode } }), ({ body }) => body),
  setApprovalMode: (mode: ApprovalConfig['mode']) =>
    ask(client.changeApprovalConfig({ body: { mode } }), ({ body }) => body),
  pushKey: () => ask(client.readPushKey(), ({ body }) => body.publicKey),
  subscribePush: (device: PushDevice) => ask(client.subscribePush({ body: device }), nothing),
  unsubscribePush: (endpoint: string) => ask(client.unsubscribePush({ body: { endpoint } }), nothing),
  testPush: () => ask(client.testPush(), ({ body }) => body.sent),
  change: (settings: Partial<HubSettings>) =>
    ask(client.changeSettings({ body: settings }), ({ body }) => body.settings),
}))

/** WebSocket address of this hub. */
export function socketAddress(path: string): string {
  const { protocol, host } = window.location
  return `${protocol === 'https:' ? 'wss' : 'ws'}://${host}${hubAddress(path)}`
}
