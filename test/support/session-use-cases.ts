import type * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { Container, ContainerModule } from 'inversify'
import { attentionModule } from '../../composition/modules/attention.module.js'
import { sessionsModule } from '../../composition/modules/sessions.module.js'
import { terminalModule } from '../../composition/modules/terminal.module.js'
import { provideValue } from '../../composition/provide.js'
import { TOKENS as T } from '../../composition/tokens.js'
import type { HubEvent } from '../../domain/events/hub-event.js'
import { memoryTools } from './memory-tools.js'

/** The use cases of sessions on fakes, wired as the hub wires them. */
export function sessionUseCases() {
  const tools = memoryTools()
  const container = new Container()
  const unguarded = new ContainerModule((options) => {
    provideValue(options, T.guardStart, () => TE.right([]))
  })
  container.load(unguarded, tools.module, attentionModule, sessionsModule, terminalModule)
  const told: HubEvent[] = []
  container.get(T.feed).subscribe((event) => told.push(event))
  const unfollow = container.get(T.followHost)()
  return {
    ...tools,
    told,
    unfollow,
    create: container.get(T.createSession),
    end: container.get(T.endSession),
    rename: container.get(T.renameSession),
    adopt: container.get(T.adoptSession),
    restore: container.get(T.restoreSession),
    locate: container.get(T.locateSession),
    mark: container.get(T.markSession),
    forget: container.get(T.forgetSession),
    list: container.get(T.listSessions),
    beat: container.get(T.takeHeartbeat),
    boot: container.get(T.bootSessions),
    scrollback: container.get(T.readScrollback),
    screens: container.get(T.readScreens),
    reviveAfterCrash: container.get(T.reviveAfterCrash),
    recent: container.get(T.listRecentDirectories),
  }
}

/** The value of a right; throws the left, so that a test that expected success says what it got. */
export function right<A>(either: E.Either<unknown, A>): A {
  if (either._tag === 'Left') throw new Error(`expected a right, got ${JSON.stringify(either.left)}`)
  return either.right
}
