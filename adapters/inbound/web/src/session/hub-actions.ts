import type { Answer, CodeOf, HubSession } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { failed, hasCode } from '../app/failed.js'
import { programOf } from '../app/cli-of-session.js'
import { followRename } from './identity.js'
import { ending, patch, refresh, sessionByName, shown } from '../app/sessions.js'
import { begin } from '../app/starts.js'
import { ask, client, isSettled, later } from '../app/the-hub.js'
import { toast } from '../app/toasts.js'

async function settle<A>(asked: Promise<Answer<A>>, what: string): Promise<Answer<A>> {
  const answer = await asked
  await refresh()
  if (!answer.ok) failed(what, answer.failure)
  return answer
}

/** True when the hub can start the session again, because it stored the command. */
const canRestore = ({ status, command }: HubSession): boolean => status === 'running' && command !== null

/** Ends sessions. Those with a stored command stay as dormant entries, and undo in the toast restores them. */
export async function kill(killed: ReadonlyArray<HubSession>): Promise<void> {
  const m = messages.value
  const names = new Set(killed.map(({ name }) => name))
  ending.value = new Set([...ending.value, ...names])
  const answers = await Promise.all(
    killed.map(async (session) => ({
      session,
      answer: await ask(client.endSession({ params: { name: session.name }, query: { keep: canRestore(session) } })),
    })),
  )
  await refresh()
  ending.value = new Set([...ending.value].filter((name) => !names.has(name)))
  for (const { session, answer } of answers) {
    if (!answer.ok) failed(m.couldNotKill(shown(session.name)), answer.failure)
  }
  const gone = answers.filter(({ answer }) => answer.ok).map(({ session }) => session)
  const [first] = gone
  if (!first) return
  const back = gone.filter(canRestore)
  toast({
    text: gone.length === 1 ? m.killed(shown(first.name)) : m.killedMany(gone.length),
    undo: back.length > 0 ? () => void Promise.all(back.map(startAgain)) : null,
  })
}

/** Undo of an end: a new process with the same command in the same folder, which continues the conversation. */
async function startAgain(session: HubSession): Promise<void> {
  const { name } = session
  const m = messages.value
  const plainly = programOf(session, '').cli ? m.conversationBegins : m.startedAgain
  const answer = await beginRestore(name, true)
  const continues = answer.ok && answer.value.continuesConversation
  await restored(name, answer, (continues ? m.conversationGoesOn : plainly)(shown(name)))
}

export const restore = async (name: string): Promise<boolean> =>
  restored(name, await beginRestore(name), messages.value.restored(shown(name)))

const beginRestore = (name: string, continues = false) =>
  begin(
    () =>
      ask(later.restoreSession({ params: { name }, query: { continue: continues } }), (answer) => ({
        ...{ name, isSettled: isSettled(answer) },
        continuesConversation: answer.body.continuesConversation,
      })),
    (failure) => {
      void refresh()
      failed(messages.value.couldNotRestore(shown(name)), failure, () => void restore(name))
    },
  )

async function restored(
  name: string,
  answer: Answer<unknown, CodeOf<'restoreSession'>>,
  started: string,
): Promise<boolean> {
  await refresh()
  // Another client restored it first. The session is running, which was the goal.
  const runs = answer.ok || hasCode(answer.failure, 'SessionRunning')
  if (runs) toast({ text: answer.ok ? started : messages.value.restored(shown(name)) })
  else failed(messages.value.couldNotRestore(shown(name)), answer.failure)
  return runs
}

export async function adopt(name: string): Promise<void> {
  const m = messages.value
  const answer = await settle(ask(client.adoptSession({ params: { name } })), m.couldNotAdopt(shown(name)))
  if (answer.ok) toast({ text: m.adopted(shown(name)) })
}

/** Adopts a session under another name. Resolves to that, or `null` when it failed. */
export async function adoptAs(name: string, newName: string): Promise<string | null> {
  const m = messages.value
  const id = sessionByName.peek().get(name)?.id
  if (id === undefined) return null
  const answer = await ask(client.adoptRenamed({ body: { id, name: newName } }), ({ body }) => body.name)
  if (answer.ok) followRename(id, name, answer.value)
  await refresh()
  if (!answer.ok) {
    failed(m.couldNotAdopt(name), answer.failure)
    return null
  }
  toast({ text: m.adopted(shown(answer.value)) })
  return answer.value
}

/** Lists the sessions again that left the list, or drops them. */
export async function settleFaded(isWanted: boolean): Promise<void> {
  await settle(isWanted ? ask(client.bringBackSessions()) : ask(client.dropFadedSessions()), messages.value.couldNotSet)
}

export async function forget(name: string): Promise<void> {
  const m = messages.value
  const answer = await settle(ask(client.forgetSession({ params: { name } })), m.couldNotForget(shown(name)))
  if (answer.ok) toast({ text: m.forgotten(shown(name)) })
}

/** Resolves to the new full name, or `null` when the rename failed. */
export async function rename(name: string, newName: string): Promise<string | null> {
  const id = sessionByName.peek().get(name)?.id ?? null
  const answer = await ask(client.renameSession({ params: { name }, body: { newName } }), ({ body }) => body.name)
  if (answer.ok) followRename(id, name, answer.value)
  await refresh()
  if (answer.ok) return answer.value
  failed(messages.value.couldNotRename(shown(name)), answer.failure)
  return null
}

async function mark(session: HubSession, key: 'pinned' | 'muted', value: boolean): Promise<void> {
  const { name } = session
  patch(name, { [key]: value })
  const answer = await (key === 'pinned'
    ? ask(client.pinSession({ params: { name }, body: { pinned: value } }))
    : ask(client.muteSession({ params: { name }, body: { muted: value } })))
  await refresh()
  if (answer.ok) return
  const m = messages.value
  const unknown = hasCode(answer.failure, 'SessionNotKnown')
  if (unknown) toast({ kind: 'failed', text: m.failedTo(m.couldNotChange(shown(name)), m.notRemembered) })
  else failed(m.couldNotChange(shown(name)), answer.failure)
}

export const setPinned = (session: HubSession, pinned: boolean): Promise<void> => mark(session, 'pinned', pinned)
export const setMuted = (session: HubSession, muted: boolean): Promise<void> => mark(session, 'muted', muted)

/** True when the hub stores an entry that pin and mute can be saved in. */
export const isRemembered = ({ status, command }: HubSession): boolean => status === 'dormant' || command !== null
