import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Clock } from '../../../application/shared/clock.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import type { SessionId } from '../../../domain/sessions/session-id.js'
import { detach, guarded } from '../../../infrastructure/guard/guard.js'
import { requestSnapshot, type CachedSnapshot } from './request-snapshot.js'
import {
  connect,
  type ControlResponse,
  type PendingConnection,
  type ConnectResult,
  type ControlConnection,
  type ControlCommand,
  controlEnvironment,
} from './control-connection.js'
import { EMPTY_SNAPSHOT, type DisconnectReason, type Snapshot } from './snapshot.js'
import type { SessionIdentities } from './session-identities.js'
import { ACTIVITY_FORMAT, screenActivity } from './screen.js'
import { ENDED_WINDOW } from './start-args.js'
import { endOrphanClients, terminalNameOf } from './stale-clients.js'
import { pause } from '../../../application/shared/pause.js'

export interface TmuxLinkDeps {
  readonly controlArgv: readonly [string, ...string[]]
  readonly environment: Readonly<Record<string, string>>
  readonly isListening: () => Promise<boolean>
  /** Identity of the socket file. Changes when another file replaces it; `null` while there is none. */
  readonly socketIdentity: () => Promise<string | null>
  readonly clock: Clock
  /**
   * Called with a new snapshot, read after all earlier commands of the connection, and the cause of the last disconnect.
   */
  readonly onSnapshot: (snapshot: Snapshot, disconnectReason: DisconnectReason) => void
  readonly identities: SessionIdentities
  /** Called with a session whose screen may have changed. */
  readonly onScreen: (session: SessionId) => void
}

/** Connection to the tmux server, open while there is one, and the snapshot that it keeps current. */
export interface TmuxLink {
  /** Current snapshot; `null` before the first read, while disconnected, and while the server does not answer. */
  readonly currentSnapshot: () => Snapshot | null
  /** Snapshot whose read began after this call. */
  readonly refresh: () => Promise<Read>
  /** Snapshot of one session, read after this call; empty when no session has the host id. */
  readonly readSession: (hostId: string) => Promise<Read>
  /** Re-reads fields that tmux does not notify about (path, command) when the snapshot is older than 1 s, some ms later. */
  readonly refreshIfStale: () => void
  readonly connection: () => Promise<ConnectResult>
  /** Sends commands over the open connection or a new one. `Unavailable` when no server runs. */
  readonly send: (commands: ReadonlyArray<ControlCommand>) => Promise<ControlResponse>
  /**
   * Runs the function at once, or after a control client that is attaching has attached. Needed for actions that make tmux
   * notify its clients, such as the end of a viewer: they can crash tmux while a client attaches.
   */
  readonly whenAttached: (run: () => void) => void
  readonly close: () => void
}

type Read = E.Either<Unavailable, Snapshot>

/** Small enough for a call with a connection, two reads and a change to settle within 5 s. */
const REPLY_TIMEOUT_MS = 2000
/**
 * Interval of liveness checks, which also find sessions with output: a check costs the server a few microseconds. `refresh-client -B`
 * would notify of output, but ends tmux 3.5a with every session when its client has just lost the session that it was attached to
 * (control_check_subs_session reads `c->session`), and looks once a second as well.
 */
const KEEPALIVE_MS = 1000
const MAX_SNAPSHOT_AGE_MS = 1000
/** Writing to tmux takes longer than answering from the snapshot; the request that found it stale is answered first. */
const AFTER_ANSWER_MS = 20
const SILENCE_MS = 500
const SILENCE_POLL_MS = 10
/** Interval of checks for a server while there is no connection. A check costs one system call. */
const RETRY_MS = 500
const BACK_OFF_MAX_MS = 5000
/**
 * Delay before attaching again. tmux 3.5a crashes, and every session with it, when a session is created, renamed or
 * ended, or a client leaves, in the microseconds in which a control client attaches: tmux writes to the client before
 * its state exists (control_write without control_state). The cause of a disconnect often comes with such changes, so
 * the delay lets them finish.
 */
const ATTACH_DELAY_MS = 300
/** Minimum interval of reads after notifications. With 200 sessions the reads take at most a tenth of a core. */
const READ_GAP_MS = 25
/** A connection can be lost with the session that it is attached to; more than twice in a row is a fault. */
const READ_ATTEMPTS = 3

const PART = 'tmux connection'

export function tmuxLink(deps: TmuxLinkDeps): TmuxLink {
  const { controlArgv, environment, isListening, socketIdentity, clock, onSnapshot, onScreen, identities } = deps
  const activity = screenActivity()
  let current: ControlConnection | null = null
  let connecting: Promise<ConnectResult> | null = null
  let attaching: PendingConnection | null = null
  let connectedTo: string | null = null
  let lostAt = -ATTACH_DELAY_MS
  let disconnectReason: DisconnectReason = 'abrupt'
  let cached: CachedSnapshot | null = null
  let reading: Promise<Read> | null = null
  let queued: Promise<Read> | null = null
  let isStale = false
  let begunAt = 0
  let isClosed = false
  let failures = 0
  let cancelRetry = (): void => undefined

  /** Waits one turn of the event loop, so that a read that starts in this turn serves for both. */
  const scheduleRefresh = (delayMs = 0): void => {
    if (isStale || isClosed) return
    isStale = true
    const lookAgain = guarded(PART, () => {
      if (isStale && !isClosed && queued === null) return refresh()
      return undefined
    })
    const waitMs = Math.max(delayMs, begunAt + READ_GAP_MS - performance.now())
    if (waitMs <= 0) setImmediate(lookAgain)
    else setTimeout(lookAgain, waitMs).unref()
  }
  /** Closes the connection when another server listens on the socket; the old server may still run without one. */
  const closeIfReplaced = async (connection: ControlConnection): Promise<void> => {
    const identity = await socketIdentity()
    if (identity === null || identity === connectedTo || connection !== current) return
    if (await isListening()) connection.close('replaced')
  }
  const check = async (connection: ControlConnection): Promise<void> => {
    const sent = await connection.send([{ args: ['list-windows', '-a', '-F', ACTIVITY_FORMAT] }])
    const [windows] = E.isRight(sent) ? sent.right : []
    const active = windows?.ok === true && connection === current ? activity.changedIn(windows.lines) : []
    // The program and the folder of a session change with its screen.
    if (active.length > 0) scheduleRefresh()
    for (const { id, hostId } of cached?.snapshot.sessions ?? []) if (active.includes(hostId)) onScreen(id)
  }
  const stopKeepalive = clock.every(KEEPALIVE_MS, () => {
    if (current === null) return
    detach(PART, closeIfReplaced(current))
    detach(PART, check(current))
  })

  /** Waits until a server that is ending closes its socket. */
  const waitForSilence = async (): Promise<void> => {
    for (let waitedMs = 0; waitedMs < SILENCE_MS && (await isListening()); waitedMs += SILENCE_POLL_MS)
      await pause(clock, SILENCE_POLL_MS)
  }
  const open = async (): Promise<ConnectResult> => {
    if (!(await isListening())) return E.left({ _tag: 'NotRunning' })
    const settlesInMs = lostAt + ATTACH_DELAY_MS - clock.now()
    if (settlesInMs > 0) await pause(clock, settlesInMs)
    if (isClosed) return E.left(unavailable('tmux', 'closed'))
    connectedTo = await socketIdentity()
    attaching = connect({
      argv: controlArgv,
      environment: { ...controlEnvironment(environment), TERM: terminalNameOf(process.pid) },
      clock,
      replyTimeoutMs: REPLY_TIMEOUT_MS,
      onNotice: (name, rest) => {
        if (isRelevantNotice(name, rest)) scheduleRefresh()
      },
      onRecovery: () => scheduleRefresh(),
      onClose: (as) => {
        current = null
        lostAt = clock.now()
        disconnectReason = as
        activity.forget()
        scheduleRefresh()
      },
    })
    const opened = await attaching.done
    if (E.isLeft(opened) && opened.left._tag === 'NotRunning' && (await endOrphanClients()) > 0) await waitForSilence()
    attaching = E.isRight(opened) ? attaching : null
    if (E.isRight(opened)) take(opened.right)
    else lostAt = clock.now()
    return opened
  }
  const take = (opened: ControlConnection): void => {
    if (!opened.isOpen()) return
    current = opened
    scheduleRefresh()
  }

  /** The attempt continues after this call has timed out: a server that hangs accepts it later. */
  const connection: TmuxLink['connection'] = () => {
    if (current !== null) return Promise.resolve(E.right(current))
    if (isClosed) return Promise.resolve(E.left(unavailable('tmux', 'closed')))
    connecting ??= open().finally(() => {
      connecting = null
    })
    const attempt = connecting
    return new Promise((resolve, reject) => {
      const cancel = clock.after(REPLY_TIMEOUT_MS, () => {
        resolve(E.left(unavailable('tmux', 'does not let us attach')))
      })
      attempt.finally(cancel).then(resolve, reject)
    })
  }

  const readOnce = async (): Promise<Read> => {
    const connected = await connection()
    if (E.isLeft(connected) && connected.left._tag === 'Unavailable') return E.left(connected.left)
    const on = E.isRight(connected) ? connected.right : null
    const read =
      on === null
        ? E.right({ snapshot: EMPTY_SNAPSHOT, hubClients: [], reply: '' })
        : await requestSnapshot(on, identities, cached)
    if (E.isLeft(read)) return read
    cached = { ...read.right, on, at: clock.now() }
    return E.right(read.right.snapshot)
  }

  const read = async (): Promise<Read> => {
    const since = clock.now()
    let result = await readOnce()
    for (let attempt = 1; attempt < READ_ATTEMPTS && E.isLeft(result); attempt++) {
      if (isClosed || clock.now() - since >= REPLY_TIMEOUT_MS) break
      result = await readOnce()
    }
    cancelRetry()
    failures = E.isRight(result) ? 0 : failures + 1
    if (E.isRight(result) && !isClosed) onSnapshot(result.right, disconnectReason)
    if (current === null && !isClosed)
      cancelRetry = clock.after(Math.min(RETRY_MS * 2 ** failures, BACK_OFF_MAX_MS), () => scheduleRefresh())
    return result
  }

  const begin = (): Promise<Read> => {
    isStale = false
    begunAt = performance.now()
    const begun = read()
    reading = begun
    const ended = begun.finally(() => {
      reading = null
    })
    return ended
  }
  const refresh: TmuxLink['refresh'] = () => {
    if (reading === null) return begin()
    const next = (): Promise<Read> => {
      queued = null
      return begin()
    }
    queued ??= reading.then(next, next)
    return queued
  }

  return {
    currentSnapshot: () =>
      current !== null && current.isResponsive() && cached?.on === current ? cached.snapshot : null,
    refresh,
    readSession: async (hostId) => {
      const connected = await connection()
      if (E.isRight(connected))
        return pipe(
          await requestSnapshot(connected.right, identities, null, hostId),
          E.map(({ snapshot }) => snapshot),
        )
      return connected.left._tag === 'NotRunning' ? E.right(EMPTY_SNAPSHOT) : E.left(connected.left)
    },
    refreshIfStale: () => {
      if (cached !== null && clock.now() - cached.at >= MAX_SNAPSHOT_AGE_MS) scheduleRefresh(AFTER_ANSWER_MS)
    },
    connection,
    send: async (commands) => {
      const connected = await connection()
      if (E.isRight(connected)) return connected.right.send(commands)
      return E.left(connected.left._tag === 'NotRunning' ? unavailable('tmux', 'no server is running') : connected.left)
    },
    whenAttached: (run) => {
      if (attaching === null || current !== null) run()
      else detach(PART, attaching.done.then(run))
    },
    close: () => {
      isClosed = true
      cancelRetry()
      stopKeepalive()
      attaching?.close()
    },
  }
}

/** tmux renames windows with each program in them; only the name that a start waits for is relevant. */
const isRelevantNotice = (name: string, rest: string): boolean =>
  name.endsWith('window-renamed') ? rest.endsWith(` ${ENDED_WINDOW}`) : RELEVANT_NOTICES.has(name)

const RELEVANT_NOTICES = new Set([
  'sessions-changed',
  'session-changed',
  'session-renamed',
  'session-window-changed',
  'client-session-changed',
  'client-detached',
  'window-add',
  'window-close',
  'window-pane-changed',
  'unlinked-window-add',
  'unlinked-window-close',
])
