import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { unavailable } from '../../application/shared/errors.js'
import type { SessionSpec } from '../../application/sessions/session-host.port.js'
import type { HostEvent, Session } from '../../domain/sessions/session.js'
import { sessionExists, sessionNotFound } from '../../domain/sessions/errors.js'
import { hostSessionId, sessionId } from '../../domain/sessions/session-id.js'
import { breaking, type Mutants } from './mutants.js'
import type { SessionHostHarness } from './session-host.contract.js'

const broken = breaking<SessionHostHarness, 'host'>('host')
const starting = (change: (spec: SessionSpec) => SessionSpec) =>
  broken(({ start }) => ({ start: (spec) => start(change(spec)) }))
const reporting = (change: (event: HostEvent) => ReadonlyArray<HostEvent>) =>
  broken(({ watch }) => ({
    watch: (listener) =>
      watch((event) => {
        change(event).forEach(listener)
      }),
  }))
const done = () => TE.right(undefined)
const never = () => () => new Promise<never>(() => undefined)

/** Broken hosts of sessions. */
export const sessionHostMutants: Mutants<SessionHostHarness> = {
  'lists nothing and has no run before there is a session': {
    'is unavailable while it does not run': broken(() => ({ list: TE.left(unavailable('mutant', 'no server')) })),
  },
  'starts a session and lists it as it answered': {
    'answers a start with other facts than the list': broken(({ start }) => ({
      start: (spec) =>
        pipe(
          start(spec),
          TE.map((session) => ({ ...session, windows: 2 })),
        ),
    })),
    'starts no program': broken(() => ({
      start: (spec) =>
        TE.right<never, Session>({
          ...{ id: spec.id, hostId: '$0', name: spec.name, createdAt: 0, windows: 1, viewers: 0, foreground: null },
          ...{ path: spec.directory, startCommand: spec.command, startDirectory: spec.directory },
        }),
    })),
  },
  'keeps one run while there are sessions, and has none after the last': {
    'runs on without a session': broken(({ run }) => {
      let last: ReturnType<typeof run> | null = null
      return {
        run: async () => {
          const now = await run()
          if (E.isRight(now) && now.right !== null) last = Promise.resolve(now)
          return last ?? now
        },
      }
    }),
    'dies with the first session that ends': broken(({ list, end }) => ({
      end: (name) =>
        pipe(
          end(name),
          TE.flatMap(() => list),
          TE.flatMap(TE.traverseSeqArray((session) => end(session.name))),
          TE.map(() => undefined),
        ),
    })),
  },
  'tells the plain shell from a command': {
    'starts the plain shell as a command': starting((spec) => ({ ...spec, command: spec.command || 'sh' })),
  },
  'refuses a name that is taken and leaves its owner alone': {
    'replaces a session of the same name': broken(({ start, end }) => ({
      start: (spec) => () => end(spec.name)().then(() => start(spec)()),
    })),
  },
  'refuses a NUL in every text, starts nothing, and answers as before': {
    'cuts texts at a NUL': broken(({ start, type }) => ({
      start: (spec) => start({ ...spec, command: spec.command.split('\0')[0] ?? '' }),
      type: (name, text) => type(name, text.split('\0')[0] ?? ''),
    })),
  },
  'finds a session where its program is now': {
    'finds a session where it was started': broken(({ find }) => ({
      find: (name) =>
        pipe(
          find(name),
          TE.map((session) => ({ ...session, path: session.startDirectory ?? session.path })),
        ),
    })),
  },
  'finds a session that was made by hand a moment ago, before the list has it': {
    'finds only sessions that it has started': broken(({ find, start }) => {
      const started = new Set<string>()
      return {
        start: (spec) => {
          started.add(spec.name)
          return start(spec)
        },
        find: (name) => (started.has(name) ? find(name) : TE.left(sessionNotFound(name))),
      }
    }),
  },
  'lists a session that was made by hand with its folder from the first': {
    'lists no folder of a session at first': broken(({ list }) => {
      const seen = new Set<string>()
      return {
        list: pipe(
          list,
          TE.map((sessions) =>
            sessions.map((session) => {
              const isNew = !seen.has(session.name)
              seen.add(session.name)
              return isNew ? { ...session, path: '' } : session
            }),
          ),
        ),
      }
    }),
  },
  'lets one of ten starts of the same name win': {
    'answers each of several starts with the session': broken(({ start, find }) => ({
      start: (spec) => async () => {
        const started = await start(spec)()
        if (E.isRight(started) || started.left._tag !== 'SessionExists') return started
        return E.mapLeft(() => sessionExists(spec.name))(await find(spec.name)())
      },
    })),
  },
  'reports the exit of a program that died at once, leaves nothing behind and emits no event': {
    'takes a program that died at once for a started one': broken(({ start }, { livingCommand, dyingCommand }) => ({
      start: (spec) => start({ ...spec, command: spec.command === dyingCommand ? livingCommand : spec.command }),
    })),
    'does not return the last lines of a program': broken(({ start }) => ({
      start: (spec) =>
        pipe(
          start(spec),
          TE.mapLeft((error) => (error._tag === 'SessionDiedAtOnce' ? { ...error, lastLines: [] } : error)),
        ),
    })),
    'leaves a dead session behind': broken(({ start }, { startByHand }) => ({
      start: (spec) => async () => {
        const started = await start(spec)()
        if (E.isLeft(started)) await startByHand(spec.name)
        return started
      },
    })),
  },
  'fails a start whose program ends 0.8 s later': {
    'starts in 300 ms': (scene) => ({
      ...scene,
      asShipped: () => ({
        ...scene.host,
        start: (spec) => scene.host.start({ ...spec, command: scene.livingCommand }),
      }),
    }),
  },
  'calls back once a program runs and lists its session from then on, also of one that ends later': {
    'does not call back': (scene) => ({
      ...scene,
      asShipped: () => ({ ...scene.host, start: (spec) => scene.host.start(spec) }),
    }),
    'calls back before the session is listed': (scene) => ({
      ...scene,
      asShipped: () => ({
        ...scene.host,
        start: (spec, whenRunning) => async () => {
          const early = { ...spec, path: spec.directory } as unknown as Session
          await whenRunning?.(early)()
          return scene.host.start(spec)()
        },
      }),
    }),
  },
  'gives the program its environment, folder and size': {
    'drops the environment': starting((spec) => ({ ...spec, environment: {} })),
    'drops the folder': starting((spec) => ({ ...spec, directory: '/' })),
    'drops the size': starting((spec) => ({ ...spec, size: { columns: 80, rows: 24 } })),
    'expands the environment': starting(({ environment, ...spec }) => ({
      ...spec,
      environment: Object.fromEntries(
        Object.entries(environment).map(([name, value]) => [name, value.replace('$HOME', '/home/me')]),
      ),
    })),
  },
  'types texts as they are, and the program reads them with the next Enter': {
    'types nothing': broken(() => ({ type: done })),
    'presses nothing': broken(() => ({ press: done })),
    'presses Enter after each text': broken(({ type, press }) => ({
      type: (name, text) =>
        pipe(
          type(name, text),
          TE.flatMap(() => press(name, 'Enter')),
        ),
    })),
    'presses Escape for Enter': broken(({ press }) => ({ press: (name) => press(name, 'Escape') })),
    'reads formats in a text': broken(({ type }) => ({
      type: (name, text) => type(name, text.replace('#{pid}', '4711')),
    })),
  },
  'pastes a text as it is, and the program reads it with the next Enter': {
    'pastes nothing': broken(() => ({ paste: done })),
    'reads formats in a paste': broken(({ paste }) => ({
      paste: (name, text) => paste(name, text.replace('#{pid}', '4711')),
    })),
    'pastes into a session that does not run': broken(({ paste }) => ({
      paste: (name, text) => (name === 'gone' ? done() : paste(name, text)),
    })),
  },
  'sets the mouse of one session at its start and later': {
    'starts with the mouse on': starting((spec) => ({ ...spec, mouse: true })),
    'does not change the mouse': broken(() => ({ setMouse: done })),
    'changes the mouse of every session': broken(({ list, setMouse }) => ({
      setMouse: (_name, mouse) =>
        pipe(
          list,
          TE.flatMap(TE.traverseSeqArray((session) => setMouse(session.name, mouse))),
          TE.map(() => undefined),
        ),
    })),
  },
  'hides the status line of one session at its start and later': {
    'starts with the status line': starting(({ hidesStatus: _, ...spec }) => spec),
    'does not change the status line': broken(() => ({ setStatus: done })),
    'hides the status line of every session': starting((spec) => ({ ...spec, hidesStatus: true })),
  },
  'changes the clipboard setting of a running host until its end': {
    'does not change the clipboard': broken(() => ({ setClipboard: done })),
    'keeps the clipboard over its end': broken(({ clipboard, setClipboard }) => {
      let kept: string | null = null
      return {
        setClipboard: (value) => {
          kept = value
          return setClipboard(value)
        },
        clipboard: pipe(
          clipboard,
          TE.map((now) => now && { ...now, value: kept ?? now.value }),
        ),
      }
    }),
  },
  'settles every call within 5 s, and a start within 8 s': {
    'does not settle a start': broken(() => ({ start: never })),
    'settles an end late': broken(({ end }) => ({
      end: (name) => async () => {
        await new Promise((resolve) => setTimeout(resolve, 6_000).unref())
        return end(name)()
      },
    })),
    'does not settle the reading of a screen': broken(() => ({ screen: never })),
  },
  'ends one session and leaves its namesake-by-prefix alone': {
    'does not end a session': broken(() => ({ end: done })),
    'answers an end before the session is gone': broken(({ end }) => ({
      end: (name) => () => {
        setImmediate(() => void end(name)())
        return done()()
      },
    })),
    'ends every session with that prefix': broken(({ list, end }) => ({
      end: (name) =>
        pipe(
          list,
          TE.map((sessions) => sessions.filter((session) => session.name.startsWith(name))),
          TE.flatMap((sessions) => (sessions.length === 0 ? TE.left(sessionNotFound(name)) : TE.right(sessions))),
          TE.flatMap(TE.traverseSeqArray((session) => end(session.name))),
          TE.map(() => undefined),
        ),
    })),
    'answers the end of an unknown session': broken(({ end }) => ({
      end: (name) =>
        pipe(
          end(name),
          TE.orElseW(() => TE.right(undefined)),
        ),
    })),
  },
  'takes no name for a prefix, a pattern, an id or a format': {
    'finds a session by a prefix': broken(({ list, find }) => ({
      find: (name) =>
        pipe(
          list,
          TE.flatMap((sessions) => find(sessions.find((session) => session.name.startsWith(name))?.name ?? name)),
        ),
    })),
    'finds a session by the id of the host': broken(({ list, screen }) => ({
      screen: (name, lines) =>
        pipe(
          list,
          TE.flatMap((sessions) => screen(sessions.find(({ hostId }) => hostId === name)?.name ?? name, lines)),
        ),
    })),
  },
  'works on sessions with any name': {
    'takes a dollar for an id of the host': broken(({ end }) => ({
      end: (name) => (name.startsWith('$') ? TE.left(sessionNotFound(name)) : end(name)),
    })),
    'finds no session with a quote in its name': broken(({ find }) => ({
      find: (name) => (name.includes('"') ? TE.left(sessionNotFound(name)) : find(name)),
    })),
  },
  'renames, keeps the id, and refuses a name that is taken': {
    'does not rename': broken(({ find }) => ({ rename: (name) => find(name) })),
    'starts anew under the new name': broken(({ rename }) => ({
      rename: (name, to) =>
        pipe(
          rename(name, to),
          TE.map((session) => ({ ...session, createdAt: session.createdAt + 1_000 })),
        ),
    })),
    'takes over the name of another session': broken(({ rename, end }) => ({
      rename: (name, to) => () => (name === to ? rename(name, to)() : end(to)().then(() => rename(name, to)())),
    })),
  },
  'lets one of ten ends and one of ten renames win': {
    'answers every rename with the session': broken(({ rename, list }) => ({
      rename: (name, to) =>
        pipe(
          rename(name, to),
          TE.orElse(() =>
            pipe(
              list,
              TE.flatMap(([session]) => (session === undefined ? TE.left(sessionNotFound(name)) : TE.right(session))),
            ),
          ),
        ),
    })),
  },
  'emits each change once and in order, from any cause': {
    'emits a change twice': reporting((event) => [event, event]),
    'emits no end': reporting((event) => (event._tag === 'SessionEnded' ? [] : [event])),
    'emits a rename as an end and a start': reporting((event) =>
      event._tag === 'SessionRenamed'
        ? [
            { _tag: 'SessionEnded', id: event.id, name: event.from, with: 'session' },
            { _tag: 'SessionStarted', id: event.id, name: event.to },
          ]
        : [event],
    ),
    'emits after the end of a subscription': broken(({ watch }) => ({
      watch: (listener) => {
        watch(listener)
        return () => undefined
      },
    })),
  },
  'reports a session whose screen has changed, each time, until the end of the subscription': {
    'reports no screens': broken(() => ({ watchScreens: () => () => undefined })),
    'reports a screen once': broken(({ watchScreens }) => ({
      watchScreens: (listener) => {
        const stop = watchScreens((session) => {
          stop()
          listener(session)
        })
        return stop
      },
    })),
    'reports another session': broken(({ watchScreens }) => ({
      watchScreens: (listener) => watchScreens((session) => listener(sessionId(`not ${session}`))),
    })),
    'reports screens after the end of a subscription': broken(({ watchScreens }) => ({
      watchScreens: (listener) => {
        watchScreens(listener)
        return () => undefined
      },
    })),
  },
  'gives a session the id of its start, and keeps it through renames until the end': {
    'gives a session its own id': starting((spec) => ({ ...spec, id: sessionId(`own ${spec.id}`) })),
    'gives another id with a rename': broken(({ rename, identify, find }) => ({
      rename: (name, to) =>
        pipe(
          rename(name, to),
          TE.flatMap(() => identify(to, sessionId(`renamed ${to}`))),
          TE.flatMap(() => find(to)),
        ),
    })),
  },
  'keeps the ids of two sessions that exchange their names': {
    'keeps ids by name': broken(({ list, start }) => {
      const ids = new Map<string, Session['id']>()
      return {
        start: (spec) => {
          ids.set(spec.name, spec.id)
          return start(spec)
        },
        list: pipe(
          list,
          TE.map((sessions) => sessions.map((session) => ({ ...session, id: ids.get(session.name) ?? session.id }))),
        ),
      }
    }),
  },
  'gives a session that was started by hand the id of the host and its start': {
    'gives a session by hand its name as id': broken(({ find }) => ({
      find: (name) =>
        pipe(
          find(name),
          TE.map((session) => ({ ...session, id: sessionId(session.name) })),
        ),
    })),
  },
  'gives another id to a live session, and a session of the same name that follows does not get it': {
    'does not change the id': broken(() => ({ identify: done })),
    'gives the id to a session that follows': broken(({ find, identify }) => {
      const ids = new Map<string, Session['id']>()
      return {
        identify: (name, id) => {
          ids.set(name, id)
          return identify(name, id)
        },
        find: (name) =>
          pipe(
            find(name),
            TE.map((session) => ({
              ...session,
              id: ids.get(name) ?? hostSessionId(session.hostId, session.createdAt),
            })),
          ),
      }
    }),
  },
  'counts viewers, and tells of the first and the last': {
    'counts no viewers': broken(({ list }) => ({
      list: pipe(
        list,
        TE.map((sessions) => sessions.map((session) => ({ ...session, viewers: 0 }))),
      ),
    })),
    'emits no viewers': reporting((event) => (event._tag === 'SessionAttached' ? [] : [event])),
  },
  'gives what scrolled away, and nothing when nothing has': {
    'returns no history': broken(() => ({ scrollback: () => TE.right('') })),
    'returns the oldest lines of the history': broken(({ scrollback }) => ({
      scrollback: (name, lines, extent) =>
        pipe(
          scrollback(name, 10_000, extent),
          TE.map((text) =>
            text
              .split('\r\n')
              .slice(0, lines)
              .map((line) => `${line}\r\n`)
              .join(''),
          ),
        ),
    })),
    'returns the first lines of the screen': broken(({ screen }) => ({
      screen: (name, lines) =>
        pipe(
          screen(name, 1_000),
          TE.map((rows) => rows.slice(0, lines)),
        ),
    })),
    'ends lines with a line feed': broken(({ scrollback }) => ({
      scrollback: (name, lines, extent) =>
        pipe(
          scrollback(name, lines, extent),
          TE.map((text) => text.replaceAll('\r\n', '\n')),
        ),
    })),
  },
  'gives the last rows with the look that the rows above have left, and their plain text': {
    'returns rows without their look': broken(({ screen }) => ({
      styledScreen: (name, lines) =>
        pipe(
          screen(name, lines),
          TE.map((rows) => rows.map((text) => [{ text }])),
        ),
    })),
    'starts each row without a look': broken(({ styledScreen }) => ({
      styledScreen: (name, lines) =>
        pipe(
          styledScreen(name, lines),
          TE.map((rows) => rows.map((row) => row.map((run, at) => (at === 0 ? { text: run.text } : run)))),
        ),
    })),
  },
  'gives history and screen of one moment without a gap and without a line twice': {
    'returns the history only': broken(({ scrollback }) => ({
      scrollback: (name, lines) => scrollback(name, lines, 'history'),
    })),
    'returns the last line of the history twice': broken(({ scrollback }) => ({
      scrollback: (name, lines, extent) =>
        pipe(
          TE.Do,
          TE.bind('last', () => scrollback(name, 1, 'history')),
          TE.bind('text', () => scrollback(name, lines, extent)),
          TE.map(({ last, text }) => (extent === 'history' ? text : text.replace(last, last + last))),
        ),
    })),
  },
  'marks prompts and outputs where programs have reported them, and on request only': {
    'returns no marks': broken(({ scrollback }) => ({
      scrollback: (name, lines, extent) =>
        scrollback(name, lines, extent === 'history' ? extent : 'history-and-screen'),
    })),
    'returns marks without a request': broken(({ scrollback }) => ({
      scrollback: (name, lines, extent) =>
        scrollback(name, lines, extent === 'history' ? extent : 'marked-history-and-screen'),
    })),
    'marks the line after a prompt': broken(({ scrollback }) => ({
      scrollback: (name, lines, extent) =>
        pipe(
          scrollback(name, lines, extent),
          TE.map((text) => text.replaceAll(/(\u001b\]133;A\u0007)(.*\r\n)/g, '$2$1')),
        ),
    })),
  },
}
