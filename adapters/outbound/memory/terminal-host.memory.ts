import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { SessionHost } from '../../../application/sessions/session-host.port.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import type {
  AttachSpec,
  LinkEnd,
  LinkListener,
  TerminalHost,
  TerminalLink,
} from '../../../application/terminal/terminal-host.port.js'
import { sessionNotFound, type SessionNotFound } from '../../../domain/sessions/errors.js'
import {
  findQueries,
  NO_QUERIES,
  NOTHING_FOUND,
  queried,
  withoutStrayAnswers,
} from '../../../domain/terminal/emulator-answers.js'
import { MAX_NOTCHES, type PaneState, type WheelTurn } from '../../../domain/terminal/pane.js'
import { DEFAULT_SIZE, type TerminalSize } from '../../../domain/terminal/terminal-size.js'
import { guarded, type Guarded } from '../../../infrastructure/guard/guard.js'

/** Terminals on sessions whose one program echoes what is typed. */
export interface MemoryTerminalHost extends TerminalHost {
  /** The session's program prints. */
  readonly print: (session: string, text: string) => void
  /** Size of the session's windows. */
  readonly sizeOf: (session: string) => TerminalSize
  /** Number of open terminals of a session. */
  readonly viewersOf: (session: string) => number
  /** Detaches every viewer of a session, as another client can. */
  readonly detachAll: (session: string) => void
}

interface View {
  readonly listener: LinkListener
  size: TerminalSize
  hidden: boolean
  isPaused: boolean
  /** Printed while paused: a redraw follows. */
  isStale: boolean
}

interface Screen {
  text: string
  isAlternate: boolean
  readsMouse: boolean
  size: TerminalSize
  readonly views: Set<View>
}

/** Keys of the host that detach their viewer. */
const DETACH_KEYS = '\x02d'
const detachedText = (session: string): string => `[detached (from session ${session})]\r\n`
const REDRAW = '\x1b[?1049h\x1b[H\x1b[2J'
const SCREEN_CHARACTERS = 16_384
const ARROWS_PER_NOTCH = 3

/** Errors that a viewer throws do not reach the host. */
const tell = <Args extends ReadonlyArray<unknown>>(listener: (...args: Args) => void): Guarded<Args> =>
  guarded('terminal output', listener)

/** Follows the given sessions; like tmux it skips what a paused viewer missed and redraws instead. */
export function memoryTerminalHost({
  sessions,
}: {
  readonly sessions: Pick<SessionHost, 'list' | 'watch'>
}): MemoryTerminalHost {
  const screens = new Map<string, Screen>()

  sessions.watch((event) => {
    if (event._tag === 'SessionEnded') {
      endViews(event.name, '[exited]\r\n', 'session-gone')
      screens.delete(event.name)
    } else if (event._tag === 'SessionRenamed') {
      const screen = screens.get(event.from)
      if (screen === undefined) return
      screens.delete(event.from)
      screens.set(event.to, screen)
    }
  })

  function screenOf(session: string): Screen {
    const screen = screens.get(session) ?? {
      text: '',
      isAlternate: false,
      readsMouse: false,
      size: DEFAULT_SIZE,
      views: new Set<View>(),
    }
    screens.set(session, screen)
    return screen
  }

  const screenOfLive = (session: string): TE.TaskEither<SessionNotFound | Unavailable, Screen> =>
    pipe(
      sessions.list,
      TE.flatMapEither((live) =>
        live.some(({ name }) => name === session) ? E.right(screenOf(session)) : E.left(sessionNotFound(session)),
      ),
    )

  function endViews(session: string, farewell: string, end: LinkEnd): void {
    const screen = screenOf(session)
    for (const view of [...screen.views]) endView(screen, view, farewell, end)
  }

  function endView({ views }: Screen, view: View, farewell: string, end: LinkEnd): void {
    views.delete(view)
    tell(view.listener.output)(Buffer.from(farewell))
    tell(view.listener.exit)(end)
  }

  function attach(
    screen: Screen,
    { session, size, hidden, isPassive = false, isPaneOnly = false }: AttachSpec,
    listener: LinkListener,
  ): TerminalLink {
    let queries = NO_QUERIES
    const output: LinkListener['output'] = (chunk) => {
      const { forms } = findQueries(NOTHING_FOUND, Buffer.from(chunk).toString('latin1'))
      if (!isPaneOnly) queries = queried(queries, forms, performance.now())
      tell(listener.output)(chunk)
    }
    const view: View = { listener: { ...listener, output }, size, hidden, isPaused: false, isStale: false }
    screen.views.add(view)
    fit(screen, view)
    const begin = guarded('terminal output', () => {
      if (screen.views.has(view)) draw(screen, view)
    })
    setImmediate(begin)
    const whileAttached = (act: () => void): void => {
      if (screen.views.has(view)) act()
    }
    return {
      write: (raw) => {
        const rest = withoutStrayAnswers(queries, raw, performance.now())
        queries = rest.state
        whileAttached(() => {
          if (isPassive || rest.input === '') return
          if (rest.input === DETACH_KEYS && !isPaneOnly) endView(screen, view, detachedText(session), 'detached')
          else setImmediate(guarded('terminal output', print), screen, rest.input)
        })
        return true
      },
      resize: (wanted) => {
        whileAttached(() => {
          view.size = wanted
          fit(screen, view)
        })
      },
      setHidden: (isHidden) => {
        whileAttached(() => {
          view.hidden = isHidden
          const next = isHidden ? [...screen.views].find((other) => !other.hidden) : view
          if (next !== undefined) fit(screen, next)
        })
      },
      wheel: (turn) =>
        TE.fromIO(() => {
          const pane = paneOf(screen)
          const keys = pane.scrolls === 'program' ? wheelKeys(pane, turn) : ''
          if (keys !== '') whileAttached(() => setImmediate(guarded('terminal output', print), screen, keys))
          return pane
        }),
      pause: () => {
        view.isPaused = true
      },
      resume: () => {
        view.isPaused = false
        whileAttached(() => {
          if (view.isStale) draw(screen, view)
        })
      },
      close: () => void screen.views.delete(view),
    }
  }

  return {
    windowSize: (session) =>
      pipe(
        screenOfLive(session),
        TE.map(({ size }) => size),
      ),
    attach: (spec, listener) =>
      pipe(
        screenOfLive(spec.session),
        TE.map((screen) => attach(screen, spec, listener)),
      ),
    print: (session, text) => {
      print(screenOf(session), text)
    },
    sizeOf: (session) => screenOf(session).size,
    viewersOf: (session) => screenOf(session).views.size,
    detachAll: (session) => {
      endViews(session, detachedText(session), 'detached')
    },
  }
}

const paneOf = ({ isAlternate, readsMouse }: Screen): PaneState => ({
  mouse: readsMouse,
  scrolls: isAlternate || readsMouse ? 'program' : 'viewer',
})

function wheelKeys({ mouse }: PaneState, { notches, column, row }: WheelTurn): string {
  const count = Math.min(Math.abs(notches), MAX_NOTCHES)
  const isUp = notches < 0
  return mouse
    ? `\x1b[<${isUp ? 64 : 65};${column};${row}M`.repeat(count)
    : `\x1b[${isUp ? 'A' : 'B'}`.repeat(ARROWS_PER_NOTCH * count)
}

/** Value of the last switch of a mode in a text; `before` without one. */
function modeAfter(text: string, mode: number, before: boolean): boolean {
  const last = [...text.matchAll(new RegExp(`\\x1b\\[\\?${mode}([hl])`, 'g'))].at(-1)
  return last === undefined ? before : last[1] === 'h'
}

function print(screen: Screen, text: string): void {
  screen.isAlternate = modeAfter(text, 1049, screen.isAlternate)
  screen.readsMouse = modeAfter(text, 1000, screen.readsMouse)
  screen.text = (screen.text + text).slice(-SCREEN_CHARACTERS)
  for (const view of [...screen.views]) {
    if (view.isPaused) view.isStale = true
    else tell(view.listener.output)(Buffer.from(text))
  }
}

function draw(screen: Screen, view: View): void {
  view.isStale = view.isPaused
  if (!view.isPaused) tell(view.listener.output)(Buffer.from(REDRAW + screen.text))
}

function fit(screen: Screen, view: View): void {
  if (!view.hidden) screen.size = view.size
}
