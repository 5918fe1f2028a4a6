import type * as E from 'fp-ts/lib/Either.js'
import { hubContainer } from '../../composition/hub/hub-container.js'
import { TOKENS as T } from '../../composition/features/tokens.js'
import type { HubEvent } from '../../domain/events/hub-event.js'
import { memoryTools } from './memory-tools.js'

/** The use cases of sessions on fakes, wired as the hub wires them. */
export function sessionUseCases() {
  const { tools: ports, ...tools } = memoryTools()
  const container = hubContainer(ports)
  const told: HubEvent[] = []
  container.get(T.feed).subscribe((event) => told.push(event))
  const sessions = container.get(T.sessions)
  const startJob = (name: string): (() => void) => {
    const job = sessions.jobs.find((one) => one.name === name)
    if (job === undefined) throw new Error(`sessions have no job ${name}`)
    return job.start()
  }
  return {
    ...tools,
    told,
    unfollow: startJob('session records follow tmux'),
    create: sessions.createSession,
    answerWhenRunning: sessions.answerWhenRunning,
    end: sessions.endSession,
    rename: sessions.renameSession,
    adopt: sessions.adoptSession,
    restore: sessions.restoreSession,
    noteConversation: sessions.noteConversation,
    locate: sessions.locateSession,
    mark: sessions.markSession,
    forget: sessions.forgetSession,
    list: sessions.listSessions,
    beat: sessions.updateSessionRecords,
    boot: sessions.bootSessions,
    faded: sessions.fadedSessions,
    scrollback: sessions.readScrollback,
    screens: sessions.readScreens,
    reviveAfterCrash: () => startJob('revival after a crash'),
    recent: sessions.listRecentDirectories,
  }
}

/** The value of a right; throws the left, so that a test that expected success says what it got. */
export function right<A>(either: E.Either<unknown, A>): A {
  if (either._tag === 'Left') throw new Error(`expected a right, got ${JSON.stringify(either.left)}`)
  return either.right
}
