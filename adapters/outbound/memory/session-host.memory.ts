import * as E from 'fp-ts/lib/Either.js'
import { identity } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Clock } from '../../../application/shared/clock.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import { makeListeners } from '../../../application/shared/listeners.js'
import type { PaneKey, SessionHost, SessionSpec } from '../../../application/sessions/session-host.port.js'
import {
  sessionDiedAtOnce,
  sessionExists,
  sessionNotFound,
  type SessionDiedAtOnce,
  type SessionExists,
  type SessionNotFound,
} from '../../../domain/sessions/errors.js'
import { hostSessionId, type SessionId } from '../../../domain/sessions/session-id.js'
import { lastRows, parseStyledRows, textOfRow } from '../../../domain/terminal/styled-row.js'
import type { HostRun, Session, HostEvent } from '../../../domain/sessions/session.js'
import { byName, hasNul, NO_NUL, scrollbackText, withoutMarks } from './host-texts.memory.js'
import type { Death, MemorySessionControls } from './session-controls.memory.js'

/** Sessions in memory. Its time is compressed: a start is settled at once, one way or the other. */
export interface MemorySessionHost extends SessionHost {
  readonly controls: MemorySessionControls
}

interface Entry {
  readonly session: Session
  readonly spec: SessionSpec | null
  readonly mouse: boolean
  readonly hidesStatus: boolean
  readonly screen: ReadonlyArray<string>
  readonly history: ReadonlyArray<string>
  readonly typed: string
  readonly pressed: ReadonlyArray<PaneKey>
}

/** tmux(1), `set-clipboard`. */
const DEFAULT_CLIPBOARD = 'external'
const MS_PER_SECOND = 1000

export function memorySessionHost(clock: Clock): MemorySessionHost {
  const entries = new Map<string, Entry>()
  const deaths = new Map<string, Death>()
  const reactions = new Map<string, (key: PaneKey) => void>()
  const listeners = makeListeners<HostEvent>('session events')
  const screenListeners = makeListeners<SessionId>('screens')
  const unheard: HostEvent[] = []
  let nextId = 0
  let nextPid = 4000
  let run: HostRun | null = null
  let isUnavailable = false
  let clipboard = DEFAULT_CLIPBOARD
  let unread: ReadonlyArray<Session> | null = null

  const tell = (event: HostEvent): void => {
    if (isUnavailable) unheard.push(event)
    else listeners.tell(event)
  }
  const sessions = (): ReadonlyArray<Session> => [...entries.values()].map(({ session }) => session).sort(byName)
  const wholeSeconds = (): number => Math.floor(clock.now() / MS_PER_SECOND) * MS_PER_SECOND
  const answer =
    <A, B>(read: () => E.Either<A, B>): TE.TaskEither<A | Unavailable, B> =>
    () =>
      Promise.resolve<E.Either<A | Unavailable, B>>(
        isUnavailable ? E.left(unavailable('tmux', 'made unavailable by a test')) : read(),
      )

  const add = (name: string, directory: string, spec: SessionSpec | null): Session => {
    const hostId = `$${String(nextId++)}`
    if (run === null) {
      run = { pid: nextPid++, startedAt: wholeSeconds() }
      clipboard = DEFAULT_CLIPBOARD
    }
    const command = spec?.command ?? ''
    const createdAt = wholeSeconds()
    const session: Session = {
      id: spec?.id ?? hostSessionId(hostId, createdAt),
      hostId,
      name,
      createdAt,
      windows: 1,
      viewers: 0,
      path: directory,
      foreground: command === '' ? 'bash' : (command.split(' ')[0]?.split('/').at(-1) ?? null),
      startCommand: command === '' ? null : command,
      startDirectory: directory,
    }
    entries.set(name, {
      session,
      spec,
      mouse: spec?.mouse ?? false,
      hidesStatus: spec?.hidesStatus === true,
      screen: [],
      history: [],
      typed: '',
      pressed: [],
    })
    tell({ _tag: 'SessionStarted', id: session.id, name })
    return session
  }
  const remove = (name: string): void => {
    const entry = entries.get(name)
    if (entry === undefined) return
    entries.delete(name)
    // Like tmux, the host leaves with its last session.
    if (entries.size === 0) run = null
    tell({ _tag: 'SessionEnded', id: entry.session.id, name, with: 'session' })
  }
  const clear = (by: 'host' | 'crash'): void => {
    const all = sessions()
    entries.clear()
    run = null
    for (const { id, name } of all) tell({ _tag: 'SessionEnded', id, name, with: by })
  }
  const move = (entry: Entry, to: string): Session => {
    const from = entry.session.name
    if (from === to) return entry.session
    const session = { ...entry.session, name: to }
    entries.delete(from)
    entries.set(to, { ...entry, session })
    tell({ _tag: 'SessionRenamed', id: session.id, from, to })
    return session
  }
  const update = (name: string, change: (entry: Entry) => Entry): void => {
    const entry = entries.get(name)
    if (entry !== undefined) entries.set(name, change(entry))
  }
  const setFacts = (name: string, facts: Partial<Session>): void =>
    update(name, (entry) => ({ ...entry, session: { ...entry.session, ...facts } }))
  const on = <A, B>(
    name: string,
    use: (entry: Entry) => E.Either<A, B>,
  ): TE.TaskEither<A | SessionNotFound | Unavailable, B> =>
    answer((): E.Either<A | SessionNotFound, B> => {
      const entry = entries.get(name)
      return entry === undefined ? E.left(sessionNotFound(name)) : use(entry)
    })

  const deathOf = ({ name, command }: SessionSpec): SessionDiedAtOnce =>
    sessionDiedAtOnce(name, command, deaths.get(command)?.exitCode ?? null, deaths.get(command)?.lastLines ?? [])

  /** `isShown`: the session is there before its program has ended. */
  const launch = (
    spec: SessionSpec,
    isShown: boolean,
  ): E.Either<SessionExists | SessionDiedAtOnce | Unavailable, Session> => {
    const { name, command, directory, environment } = spec
    if (hasNul(command, directory, ...Object.values(environment))) return E.left(NO_NUL)
    if (entries.has(name)) return E.left(sessionExists(name))
    if (!isShown && deaths.has(command)) return E.left(deathOf(spec))
    unread = null
    return E.right(add(name, directory, spec))
  }

  const type: SessionHost['type'] = (name, text) =>
    TE.map(() => update(name, (entry) => ({ ...entry, typed: entry.typed + text })))(
      on(name, (): E.Either<Unavailable, void> => (hasNul(text) ? E.left(NO_NUL) : E.right(undefined))),
    )
  return {
    list: answer(() => E.right(unread ?? sessions())),
    find: (name) => on(name, ({ session }) => E.right(session)),
    run: answer(() => E.right(run)),
    start: (spec, whenRunning) => async () => {
      const added = await answer(() => launch(spec, whenRunning !== undefined))()
      if (E.isLeft(added) || whenRunning === undefined) return added
      await whenRunning(added.right)()
      if (deaths.has(spec.command)) remove(spec.name)
      return deaths.has(spec.command) ? E.left(deathOf(spec)) : added
    },
    end: (name) =>
      on(name, () => {
        unread = null
        remove(name)
        return E.right(undefined)
      }),
    rename: (name, to) =>
      on(name, (entry): E.Either<SessionExists, Session> => {
        if (entries.has(to) && to !== name) return E.left(sessionExists(to))
        unread = null
        return E.right(move(entry, to))
      }),
    identify: (name, id) => TE.map(() => setFacts(name, { id }))(on(name, E.right)),
    scrollback: (name, lines, extent) =>
      on(name, ({ history, screen }) => {
        const read = extent === 'marked-history-and-screen' ? identity<string> : withoutMarks
        const above = scrollbackText(history.slice(-lines).map(read))
        return E.right(extent === 'history' ? above : above + screen.map(read).join('\r\n'))
      }),
    screen: (name, lines) =>
      on(name, ({ screen }) =>
        E.right(lastRows(parseStyledRows(screen.map(withoutMarks)).map(textOfRow), lines, identity)),
      ),
    styledScreen: (name, lines) =>
      on(name, ({ screen }) => E.right(lastRows(parseStyledRows(screen.map(withoutMarks)), lines, textOfRow))),
    type,
    paste: (name, text) => type(name, text.replaceAll('\n', '\r')),
    press: (name, key) =>
      on(name, () => {
        update(name, (entry) => ({ ...entry, pressed: [...entry.pressed, key] }))
        reactions.get(name)?.(key)
        return E.right(undefined)
      }),
    setStatus: (name, shown) =>
      TE.map(() => update(name, (entry) => ({ ...entry, hidesStatus: !shown })))(on(name, E.right)),
    setMouse: (name, mouse) => TE.map(() => update(name, (entry) => ({ ...entry, mouse })))(on(name, E.right)),
    clipboard: answer(() => E.right(run === null ? null : { run, value: clipboard })),
    setClipboard: (value) =>
      answer(() => {
        if (run !== null) clipboard = value
        return E.right(undefined)
      }),
    watch: listeners.add,
    watchScreens: screenListeners.add,
    controls: {
      diesAtOnce: (command, death) => {
        if (death === null) deaths.delete(command)
        else deaths.set(command, death)
      },
      startByHand: (name, directory = '/') => add(name.replace(/[.:]/g, '_'), directory, null),
      exit: remove,
      renameByHand: (from, to) => {
        const entry = entries.get(from)
        if (entry !== undefined) move(entry, to.replace(/[.:]/g, '_'))
      },
      setViewers: (name, viewers) => {
        const session = entries.get(name)?.session
        if (session === undefined) return
        setFacts(name, { viewers })
        if (session.viewers > 0 !== viewers > 0)
          tell({ _tag: 'SessionAttached', id: session.id, name, attached: viewers > 0 })
      },
      viewersOf: (name) => entries.get(name)?.session.viewers ?? 0,
      set: setFacts,
      setScreen: (name, screen) => {
        update(name, (entry) => ({ ...entry, screen }))
        const id = entries.get(name)?.session.id
        if (id !== undefined && !isUnavailable) screenListeners.tell(id)
      },
      setHistory: (name, history) => {
        update(name, (entry) => ({ ...entry, history }))
      },
      specOf: (name) => entries.get(name)?.spec ?? null,
      hidesStatus: (name) => entries.get(name)?.hidesStatus === true,
      mouseOf: (name) => entries.get(name)?.mouse ?? null,
      typedIn: (name) => entries.get(name)?.typed ?? '',
      onPress: (name, react) => {
        reactions.set(name, react)
      },
      pressedIn: (name) => entries.get(name)?.pressed ?? [],
      stopReading: () => {
        unread = sessions()
      },
      stopHost: () => clear('host'),
      crash: () => clear('crash'),
      setUnavailable: (now) => {
        isUnavailable = now
        if (!now) for (const event of unheard.splice(0)) tell(event)
      },
    },
  }
}
