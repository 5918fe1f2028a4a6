import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { Clock } from '../../../application/shared/clock.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import { detach, guarded } from '../../../infrastructure/guard/guard.js'
import { requestSnapshot, type Known } from './request-snapshot.js'
import {
  connect,
  type Answers,
  type Attaching,
  type Connected,
  type ControlConnection,
  type Question,
} from './control-connection.js'
import { NOTHING, type DisconnectReason, type Snapshot } from './snapshot.js'
import type { SessionIdentities } from './session-identities.js'
import { ENDED_WINDOW } from './start-args.js'
import { introduced } from './control-environment.js'
import { endOrphans, markOf } from './strays.js'

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
}

/** Connection to the tmux server, open while there is one, and the snapshot that it keeps current. */
export interface TmuxLink {
  /** Current snapshot; `null` before the first read, while disconnected, and while the server does not answer. */
  readonly present: () => Snapshot | null
  /** Snapshot whose read began after this call. */
  readonly refresh: () => Promise<Read>
  /** Snapshot of one session, read after this call; empty when no session has the host id. */
  readonly one: (hostId: string) => Promise<Read>
  /** Re-reads fields that tmux does not notify about (path, command) when the snapshot is older than 1 s. */
  readonly look: () => void
  readonly connection: () => Promise<Connected>
  /** Asks over the connection there is or one made now; that nothing runs is `Unavailable` here. */
  readonly ask: (questions: ReadonlyArray<Question>) => Promise<Answers>
  /**
   * Runs at once, or where a control client is on its way in, once that is over: for what makes tmux notify its clients
   * (a viewer that leaves), which can crash it while one introduces itself.
   */
  readonly whenAttached: (run: () => void) => void
  readonly close: () => void
}

type Read = E.Either<Unavailable, Snapshot>

/** So that a call with a connection, two readings and a change still settles within 5 s. */
const ANSWER_MS = 2000
/** Interval of liveness checks of a silent server. A check costs the server a few microseconds. */
const HEARTBEAT_MS = 1000
const LOOK_MS = 1000
const SILENCE_MS = 500
const SILENCE_POLL_MS = 10
/** Interval of checks for a server while there is no connection. A check costs one system call. */
const LOOK_AGAIN_MS = 500
const BACK_OFF_MAX_MS = 5000
/**
 * Delay before attaching again. tmux 3.5a crashes, and every session with it, when a session is created, renamed or
 * ended, or a client leaves, in the microseconds in which a control client attaches: tmux writes to the client before
 * its state exists (control_write without control_state). The cause of a disconnect often comes with such changes, so
 * the delay lets them finish.
 */
const SETTLE_MS = 300
/** Minimum interval of reads after notifications. With 200 sessions the reads take at most a tenth of a core. */
const READ_GAP_MS = 25
/** A connection can be cut by the end of the very session it is attached to; more than twice in a row is a fault. */
const READ_ATTEMPTS = 3

const PART = 'tmux connection'

export function tmuxLink(deps: TmuxLinkDeps): TmuxLink {
  const { controlArgv, environment, isListening, socketIdentity, clock, onSnapshot, identities } = deps
  let current: ControlConnection | null = null
  let connecting: Promise<Connected> | null = null
  let attaching: Attaching | null = null
  let connectedTo: string | null = null
  let lostAt = -SETTLE_MS
  let disconnectReason: DisconnectReason = 'abrupt'
  let known: Known | null = null
  let reading: Promise<Read> | null = null
  let queued: Promise<Read> | null = null
  let isStale = false
  let begunAt = 0
  let isClosed = false
  let failures = 0
  let cancelRetry = (): void => undefined

  const pause = (ms: number): Promise<void> => new Promise((resolve) => void clock.after(ms, resolve))

  /** Waits a turn, so that a reading which begins in this one anyway, for a change of ours, serves for both. */
  const hint = (): void => {
    if (isStale || isClosed) return
    isStale = true
    const lookAgain = guarded(PART, () => {
      if (isStale && !isClosed && queued === null) return refresh()
      return undefined
    })
    const gapMs = begunAt + READ_GAP_MS - performance.now()
    if (gapMs <= 0) setImmediate(lookAgain)
    else setTimeout(lookAgain, gapMs).unref()
  }
  /** The server that the connection belongs to may live on without its socket, while another one listens there. */
  const leaveReplaced = async (connection: ControlConnection): Promise<void> => {
    const identity = await socketIdentity()
    if (identity === null || identity === connectedTo || connection !== current) return
    if (await isListening()) connection.close('replaced')
  }
  const stopHeartbeat = clock.every(HEARTBEAT_MS, () => {
    if (current === null) return
    detach(PART, leaveReplaced(current))
    if (clock.now() - current.heardAt() < HEARTBEAT_MS) return
    detach(PART, current.ask([{ args: ['display-message', '-p', ''] }]))
  })

  /** A server that was held up in its end listens no more within moments. */
  const silence = async (): Promise<void> => {
    for (let waitedMs = 0; waitedMs < SILENCE_MS && (await isListening()); waitedMs += SILENCE_POLL_MS)
      await pause(SILENCE_POLL_MS)
  }
  const open = async (): Promise<Connected> => {
    if (!(await isListening())) return E.left({ _tag: 'NotRunning' })
    const settlesInMs = lostAt + SETTLE_MS - clock.now()
    if (settlesInMs > 0) await pause(settlesInMs)
    if (isClosed) return E.left(unavailable('tmux', 'closed'))
    connectedTo = await socketIdentity()
    attaching = connect({
      argv: controlArgv,
      environment: { ...introduced(environment), TERM: markOf(process.pid) },
      clock,
      answerMs: ANSWER_MS,
      onNotice: (name, rest) => {
        if (isHint(name, rest)) hint()
      },
      onRecovery: hint,
      onClose: (as) => {
        current = null
        lostAt = clock.now()
        disconnectReason = as
        hint()
      },
    })
    const opened = await attaching.done
    if (E.isLeft(opened) && opened.left._tag === 'NotRunning' && (await endOrphans()) > 0) await silence()
    attaching = E.isRight(opened) ? attaching : null
    if (E.isRight(opened)) take(opened.right)
    else lostAt = clock.now()
    return opened
  }
  const take = (opened: ControlConnection): void => {
    if (!opened.isOpen()) return
    current = opened
    hint()
  }

  /** An attempt goes on when it takes too long for this call: the server hangs, and lets us in when it is back. */
  const connection: TmuxLink['connection'] = () => {
    if (current !== null) return Promise.resolve(E.right(current))
    if (isClosed) return Promise.resolve(E.left(unavailable('tmux', 'closed')))
    connecting ??= open().finally(() => {
      connecting = null
    })
    const attempt = connecting
    return new Promise((resolve, reject) => {
      const cancel = clock.after(ANSWER_MS, () => {
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
      on === null ? E.right({ snapshot: NOTHING, strays: [], reply: '' }) : await requestSnapshot(on, identities, known)
    if (E.isLeft(read)) return read
    known = { ...read.right, on, at: clock.now() }
    return E.right(read.right.snapshot)
  }

  const read = async (): Promise<Read> => {
    const since = clock.now()
    let answer = await readOnce()
    for (let attempt = 1; attempt < READ_ATTEMPTS && E.isLeft(answer); attempt++) {
      if (isClosed || clock.now() - since >= ANSWER_MS) break
      answer = await readOnce()
    }
    cancelRetry()
    failures = E.isRight(answer) ? 0 : failures + 1
    if (E.isRight(answer) && !isClosed) onSnapshot(answer.right, disconnectReason)
    if (current === null && !isClosed)
      cancelRetry = clock.after(Math.min(LOOK_AGAIN_MS * 2 ** failures, BACK_OFF_MAX_MS), hint)
    return answer
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
    present: () => (current !== null && current.isAnswering() && known?.on === current ? known.snapshot : null),
    refresh,
    one: async (hostId) => {
      const connected = await connection()
      if (E.isRight(connected))
        return pipe(
          await requestSnapshot(connected.right, identities, null, hostId),
          E.map(({ snapshot }) => snapshot),
        )
      return connected.left._tag === 'NotRunning' ? E.right(NOTHING) : E.left(connected.left)
    },
    look: () => {
      if (known !== null && clock.now() - known.at >= LOOK_MS) hint()
    },
    connection,
    ask: async (questions) => {
      const connected = await connection()
      if (E.isRight(connected)) return connected.right.ask(questions)
      return E.left(connected.left._tag === 'NotRunning' ? unavailable('tmux', 'no server is running') : connected.left)
    },
    whenAttached: (run) => {
      if (attaching === null || current !== null) run()
      else detach(PART, attaching.done.then(run))
    },
    close: () => {
      isClosed = true
      cancelRetry()
      stopHeartbeat()
      attaching?.close()
    },
  }
}

/** Windows are renamed with every program that runs in them; only what a start waits for is of interest. */
const isHint = (name: string, rest: string): boolean =>
  name.endsWith('window-renamed') ? rest.endsWith(` ${ENDED_WINDOW}`) : HINTS.has(name)

const HINTS = new Set([
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
