import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Clock } from '../../../application/shared/clock.port.js'
import { makeListeners } from '../../../application/shared/listeners.js'
import type { Args, CommandRunner } from '../../../application/shared/command-runner.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import type { SessionHost } from '../../../application/sessions/session-host.port.js'
import {
  sessionExists,
  sessionNotFound,
  type SessionExists,
  type SessionNotFound,
} from '../../../domain/sessions/errors.js'
import type { Session } from '../../../domain/sessions/session.js'
import type { SessionId } from '../../../domain/sessions/session-id.js'
import { detach } from '../../../infrastructure/guard/guard.js'
import type { Account } from '../../../infrastructure/process/as-account.js'
import { isDuplicate, isGone, LEADER_FORMAT, readLeaders, readRun, RUN_FORMAT } from './formats.js'
import { literal, unaliased } from './command-line.js'
import type { ControlReply } from './control-protocol.js'
import { serialQueue, withTimeout } from './deadline.js'
import type { Snapshot } from './snapshot.js'
import { waitForGroups } from './processes.js'
import { visibleSnapshot } from './visible-snapshot.js'
import { sessionScreens } from './session-screens.js'
import { sessionScrollback } from './session-scrollback.js'
import { isListening, socketFile, socketIdentity, socketArgs, type TmuxSocket } from './socket.js'
import { makeStartSession } from './start-session.js'
import { sessionIdentities } from './session-identities.js'
import type { TmuxCommand } from './session-commands.js'
import { identityArgs, mouseArgs, statusArgs } from './start-args.js'
import { tmuxLink } from './tmux-link.js'

export type { TmuxSocket } from './socket.js'

/** Tools and tmux server of a session host. */
export interface TmuxSessionHostDeps {
  readonly runner: CommandRunner
  readonly clock: Clock
  /** Path or name of the program. */
  readonly binary: string
  readonly socket: TmuxSocket
  /** Variables of the hub's tmux processes and of a server that they start: no secrets, no `TMUX`, a UTF-8 locale. */
  readonly environment: Readonly<Record<string, string>>
  /** Prefix for a command that may start a server, so that the server outlives the hub: see `ownScope`. */
  readonly launch?: T.Task<ReadonlyArray<string>>
  /** Account that programs of sessions run as; without it that of the tmux server. Needs a server that runs as root. */
  readonly account?: Account | null
  /** Milliseconds that a program must live to count as started; 1,500 unless given. */
  readonly livesMs?: number
}

/** The host, and the end of its connection. Sessions run on. */
export interface TmuxSessionHost extends SessionHost {
  /** Runs commands of another adapter: see `TmuxCommand`. */
  readonly command: TmuxCommand
  /** Runs the end of a viewer, but not while the control connection attaches: see `TmuxLink`. */
  readonly whenAttached: (run: () => void) => void
  /** Ends the connection to tmux; sessions run on. */
  readonly close: () => void
}

/** A CLI that finds nothing to continue ends within about a second. */
const LIVES_MS = 1500
const CALL_MS = 4800
const START_MS = 7800
/** The hub's connection gets no output, sizes nothing, and from tmux 3.6 on outlives the session it is attached to. */
const CLIENT_FLAGS = 'no-output,ignore-size,no-detach-on-destroy'

/** Sessions of one tmux server over one control-mode connection, made on the first call and kept. tmux ≥ 3.2. */
export function tmuxSessionHost(deps: TmuxSessionHostDeps): TmuxSessionHost {
  const { runner, clock, binary, socket, environment, launch = T.of([]), account = null, livesMs = LIVES_MS } = deps
  const tmux: Args = [binary, '-u', ...socketArgs(socket)]
  const listeningAt = socketFile(socket, environment, process.getuid?.() ?? 0)
  const visible = visibleSnapshot()
  const identities = sessionIdentities()
  const screenEvents = makeListeners<SessionId>('screens')
  const link = tmuxLink({
    // `-E`: a session that a user started keeps the user's `SSH_AUTH_SOCK` and similar variables for new windows.
    controlArgv: [...tmux, '-N', '-C', ...unaliased(['attach-session', '-E', '-f', CLIENT_FLAGS])],
    environment,
    isListening: () => isListening(listeningAt),
    socketIdentity: () => socketIdentity(listeningAt),
    clock,
    onSnapshot: visible.update,
    identities,
    onScreen: screenEvents.tell,
  })
  const startSession = makeStartSession({ ...deps, link, visible, identities, tmux, launch, account, livesMs })
  const serialized = serialQueue()

  const freshSnapshot = pipe(withTimeout(clock, CALL_MS, link.refresh), TE.map(visible.withoutHidden))
  /** Called by every poll of every client; a current snapshot is returned without a call to tmux. */
  const snapshot: TE.TaskEither<Unavailable, Snapshot> = () => {
    const present = link.currentSnapshot()
    link.refreshIfStale()
    return present === null ? freshSnapshot() : Promise.resolve(E.right(visible.withoutHidden(present)))
  }

  /** Finds a session by its exact name in a fresh snapshot: tmux reads `=$5` as an id. */
  const find = async (name: string): Promise<E.Either<SessionNotFound | Unavailable, Found>> => {
    const all = await link.refresh()
    if (E.isLeft(all)) return all
    const session = all.right.sessions.find((one) => one.name === name)
    return session === undefined ? E.left(sessionNotFound(name)) : E.right({ session, snapshot: all.right })
  }

  const screens = sessionScreens(link, find)
  const readScrollback = sessionScrollback({ runner, link, visible, tmux, environment, timeoutMs: CALL_MS })

  /** Sends commands. Returns their replies; `null` when no server runs. */
  const sendIfRunning = async (
    commands: ReadonlyArray<Args>,
  ): Promise<E.Either<Unavailable, ReadonlyArray<ControlReply> | null>> => {
    const connected = await link.connection()
    if (E.isLeft(connected)) return connected.left._tag === 'NotRunning' ? E.right(null) : E.left(connected.left)
    return connected.right.send(commands.map((args) => ({ args, runsAnother: args[0] === 'if-shell' })))
  }

  /** Reads the one session when the snapshot contains it, else all sessions, because it may be new. */
  const read = async (name: string): Promise<E.Either<SessionNotFound | Unavailable, Session>> => {
    const guess = link.currentSnapshot()?.sessions.find((one) => one.name === name)
    if (guess !== undefined) {
      const alone = await link.readSession(guess.hostId)
      const [session] = E.isRight(alone) ? visible.withoutHidden(alone.right).sessions : []
      if (session?.name === name) return E.right(session)
    }
    const all = await link.refresh()
    if (E.isLeft(all)) return all
    const session = visible.withoutHidden(all.right).sessions.find((one) => one.name === name)
    return session === undefined ? E.left(sessionNotFound(name)) : E.right(session)
  }

  /** Finds the session, changes it, and returns when the snapshot shows the change. */
  const change = (
    name: string,
    args: (found: Found) => ReadonlyArray<Args>,
  ): TE.TaskEither<SessionNotFound | Unavailable, Changed> =>
    withTimeout(clock, CALL_MS, () =>
      serialized(async () => {
        const found = await find(name)
        if (E.isLeft(found)) return found
        const sent = await link.send(args(found.right).map((one) => ({ args: one })))
        const shown = await link.refresh()
        if (E.isLeft(shown)) return E.isLeft(sent) ? sent : shown
        if (E.isLeft(sent)) {
          // The connection can be lost with the session that it is attached to, or with the server after its last one.
          const isListed = shown.right.sessions.some(({ hostId }) => hostId === found.right.session.hostId)
          return isListed ? sent : E.left(sessionNotFound(name))
        }
        const refusal = sent.right.find(({ ok }) => !ok)?.lines[0] ?? null
        return refusal !== null && isGone(refusal)
          ? E.left(sessionNotFound(name)) // ended by another client meanwhile
          : E.right({ refusal, replies: sent.right, session: found.right.session, snapshot: shown.right })
      }),
    )

  /** Runs commands with the session as their target. */
  const runCommands = (
    name: string,
    args: (target: string) => ReadonlyArray<Args>,
  ): TE.TaskEither<SessionNotFound | Unavailable, void> =>
    pipe(
      change(name, ({ session: { hostId } }) => args(`${hostId}:`)),
      TE.flatMapEither(unlessRefused),
    )
  const runCommand = (name: string, args: (target: string) => Args) => runCommands(name, (target) => [args(target)])

  return {
    list: pipe(
      snapshot,
      TE.map(({ sessions }) => sessions),
    ),
    find: (name) => withTimeout(clock, CALL_MS, () => read(name)),
    run: pipe(
      snapshot,
      TE.map(({ run }) => run),
    ),
    start: (spec, whenRunning) =>
      withTimeout(clock, START_MS, (isGivenUp) => startSession(spec, isGivenUp, whenRunning)),
    end: (name) =>
      pipe(
        change(name, endCommands),
        TE.tap(({ replies: [panes] }) => TE.fromTask(() => waitForGroups(readLeaders(panes?.lines ?? []), clock))),
        TE.flatMapEither(unlessRefused),
      ),
    rename: (name, to) =>
      pipe(
        change(name, ({ session: { hostId } }) => [['rename-session', '-t', `${hostId}:`, '--', literal(to)]]),
        TE.flatMapEither(
          ({ refusal, session, snapshot: { sessions } }): E.Either<SessionExists | Unavailable, Session> => {
            if (refusal !== null) return E.left(isDuplicate(refusal) ? sessionExists(to) : unavailable('tmux', refusal))
            return E.right(sessions.find(({ hostId }) => hostId === session.hostId) ?? { ...session, name: to })
          },
        ),
      ),
    identify: (name, id) =>
      pipe(
        change(name, ({ session: { hostId } }) => {
          identities.assign(hostId, id)
          return [identityArgs(`${hostId}:`, id)]
        }),
        TE.flatMapEither(unlessRefused),
      ),
    type: (name, text) =>
      runCommands(name, (target) => [leaveModes(target), ['send-keys', '-l', '-t', target, '--', text]]),
    paste: (name, text) => runCommands(name, (target) => pasteArgs(target, text)),
    press: (name, key) => runCommands(name, (target) => [leaveModes(target), ['send-keys', '-t', target, key]]),
    setMouse: (name, mouse) => runCommand(name, (target) => mouseArgs(target, mouse)),
    setStatus: (name, shown) => runCommand(name, (target) => statusArgs(target, shown)),
    scrollback: (name, lines, extent) =>
      withTimeout(clock, CALL_MS, async () => {
        const found = await find(name)
        if (E.isLeft(found)) return found
        return readScrollback(found.right.session, lines, extent)
      }),
    screen: (name, lines) => withTimeout(clock, CALL_MS, () => screens.plain(name, lines)),
    styledScreen: (name, lines) => withTimeout(clock, CALL_MS, () => screens.styled(name, lines)),
    clipboard: withTimeout(clock, CALL_MS, async () => {
      const sent = await sendIfRunning([
        ['display-message', '-p', RUN_FORMAT],
        ['show-options', '-s', '-v', 'set-clipboard'],
      ])
      if (E.isLeft(sent)) return sent
      if (sent.right === null) return E.right(null)
      const [first, second] = sent.right
      const run = readRun(first?.lines ?? [])
      const value = second?.lines[0]
      return run === null || value === undefined
        ? E.left(unavailable('tmux', second?.lines[0] ?? ''))
        : E.right({ run, value })
    }),
    setClipboard: (value) =>
      withTimeout(clock, CALL_MS, async () => {
        const sent = await sendIfRunning([['set-option', '-s', '--', 'set-clipboard', value]])
        if (E.isLeft(sent)) return sent
        const [reply] = sent.right ?? []
        return reply?.ok === false ? E.left(unavailable('tmux', reply.lines[0] ?? '')) : E.right(undefined)
      }),
    watch: (listener) => {
      if (link.currentSnapshot() === null) detach('tmux connection', () => link.refresh())
      return visible.watch(listener)
    },
    watchScreens: screenEvents.add,
    command: (...commands) =>
      withTimeout(clock, CALL_MS, async () => {
        const sent = await sendIfRunning(commands)
        if (E.isLeft(sent)) return sent
        const replies = sent.right
        if (replies === null || replies.some(({ ok }) => !ok)) return E.right(null)
        return E.right(replies.flatMap(({ lines }) => lines.map((line) => `${line}\n`)).join(''))
      }),
    whenAttached: link.whenAttached,
    close: link.close,
  }
}

/** Buffer of a paste. Changes run one at a time, so that each has it for itself. */
const PASTE_BUFFER = 'penates-paste'

/** A pane in copy mode takes keys itself and drops pastes without an error; measured with tmux 3.5a. */
const leaveModes = (target: string): Args => ['copy-mode', '-q', '-t', target]

/** Commands that write a text into a pane. The buffer is removed with the paste. */
const pasteArgs = (target: string, text: string): ReadonlyArray<Args> => [
  leaveModes(target),
  ['set-buffer', '-b', PASTE_BUFFER, '--', text],
  ['paste-buffer', '-d', '-p', '-b', PASTE_BUFFER, '-t', target],
]

interface Found {
  readonly session: Session
  readonly snapshot: Snapshot
}

interface Changed extends Found {
  readonly refusal: string | null
  readonly replies: ReadonlyArray<ControlReply>
}

const unlessRefused = ({ refusal }: Changed): E.Either<Unavailable, void> =>
  refusal === null ? E.right(undefined) : E.left(unavailable('tmux', refusal))

/**
 * Lists the process groups of the session's panes, then ends the session. Before tmux 3.6 the control connection ends with
 * the session that it is attached to, so it switches to another one first.
 */
function endCommands({ session: { hostId }, snapshot: { sessions, attachedTo } }: Found): ReadonlyArray<Args> {
  const other = hostId === attachedTo ? sessions.find((one) => one.hostId !== hostId) : undefined
  return [
    ['list-panes', '-s', '-t', `${hostId}:`, '-F', LEADER_FORMAT],
    ...(other === undefined ? [] : [['switch-client', '-E', '-t', `${other.hostId}:`] as const]),
    ['kill-session', '-t', `${hostId}:`],
  ]
}
