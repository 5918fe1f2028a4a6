import * as E from 'fp-ts/lib/Either.js'
import type { Clock } from '../../../application/shared/clock.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import { CLIENT_FORMAT, readPicture, RUN_FORMAT, SESSION_FORMAT, SUBSCRIPTION_FORMAT } from './answers.js'
import { connect, type ControlConnection, type NotRunning, type Question } from './control-connection.js'
import type { ControlReply } from './control-protocol.js'
import { NOTHING, type Farewell, type Picture } from './picture.js'

export interface TmuxLinkDeps {
  readonly controlArgv: readonly [string, ...string[]]
  readonly environment: Readonly<Record<string, string>>
  readonly isListening: () => Promise<boolean>
  readonly clock: Clock
  /** A new picture, read after whatever was asked of the connection before it, and how the one before was lost. */
  readonly onPicture: (picture: Picture, farewell: Farewell) => void
}

/** The one connection, held as long as there is a server, and the picture it keeps true. */
export interface TmuxLink {
  /** The picture as it stands, `null` while it cannot be trusted: unread, cut off, or the server is silent. */
  readonly present: () => Picture | null
  /** A picture whose reading began after this call. */
  readonly refresh: () => Promise<E.Either<Unavailable, Picture>>
  readonly connection: () => Promise<E.Either<NotRunning | Unavailable, ControlConnection>>
  readonly close: () => void
}

/** So that a call with a connection, two readings and a change still settles within 5 s. */
const ANSWER_TIMEOUT_MS = 2000
/** How often a silent server is asked whether it is there. */
const HEARTBEAT_MS = 2000
/** How soon somebody's new server is noticed; looking costs one system call. */
const LOOK_AGAIN_MS = 500
const BACK_OFF_MAX_MS = 5000
/** A connection can be cut by the end of the very session it is attached to; more than twice in a row is a fault. */
const READ_ATTEMPTS = 3
const SUBSCRIPTION = `penates::${SUBSCRIPTION_FORMAT}`

export function tmuxLink({ controlArgv, environment, isListening, clock, onPicture }: TmuxLinkDeps): TmuxLink {
  let current: ControlConnection | null = null
  let connecting: Promise<E.Either<NotRunning | Unavailable, ControlConnection>> | null = null
  let picture: Picture | null = null
  let farewell: Farewell = 'abrupt'
  let isReachable = false
  let reading: Promise<E.Either<Unavailable, Picture>> | null = null
  let queued: Promise<E.Either<Unavailable, Picture>> | null = null
  let isClosed = false
  let failures = 0
  let cancelRetry = (): void => undefined

  const hint = (): void => {
    if (!isClosed && queued === null) void refresh()
  }
  const stopHeartbeat = clock.every(HEARTBEAT_MS, () => {
    if (current !== null && clock.now() - current.heardAt() >= HEARTBEAT_MS) hint()
  })

  const open = async (): Promise<E.Either<NotRunning | Unavailable, ControlConnection>> => {
    if (isClosed) return E.left(unavailable('tmux', 'closed'))
    if (!(await isListening())) return E.left({ _tag: 'NotRunning' })
    const opened = await connect({
      argv: controlArgv,
      environment,
      clock,
      timeoutMs: ANSWER_TIMEOUT_MS,
      onNotice: hint,
      onClose: (as) => {
        current = null
        farewell = as
        hint()
      },
    })
    if (E.isLeft(opened)) return opened
    take(opened.right)
    return opened
  }

  const take = (opened: ControlConnection): void => {
    if (isClosed) opened.close()
    if (!opened.isOpen()) return
    current = opened
    void opened.ask([{ words: ['refresh-client', '-B', SUBSCRIPTION] }])
  }

  const connection: TmuxLink['connection'] = () => {
    if (current !== null) return Promise.resolve(E.right(current))
    connecting ??= open().finally(() => {
      connecting = null
    })
    return connecting
  }

  const readOnce = async (): Promise<E.Either<Unavailable, Picture>> => {
    const connected = await connection()
    if (E.isLeft(connected)) return connected.left._tag === 'NotRunning' ? E.right(NOTHING) : E.left(connected.left)
    const answered = await connected.right.ask([
      { words: ['display-message', '-p', RUN_FORMAT] },
      { words: ['list-sessions', '-F', SESSION_FORMAT] },
      { words: ['list-clients', '-F', CLIENT_FORMAT] },
    ])
    if (E.isLeft(answered)) return answered
    const [run, sessions, clients] = answered.right
    const read =
      run !== undefined && sessions !== undefined && clients?.ok === true
        ? readPicture(run.lines, sessions.lines, clients.lines, connected.right.clientPid)
        : null
    return read === null ? E.left(unavailable('tmux', 'answered what we cannot read')) : E.right(read)
  }

  const read = async (): Promise<E.Either<Unavailable, Picture>> => {
    const since = clock.now()
    let answer = await readOnce()
    for (let attempt = 1; attempt < READ_ATTEMPTS && E.isLeft(answer); attempt++) {
      if (isClosed || clock.now() - since >= ANSWER_TIMEOUT_MS) break
      answer = await readOnce()
    }
    cancelRetry()
    isReachable = E.isRight(answer)
    failures = isReachable ? 0 : failures + 1
    if (E.isRight(answer)) {
      picture = answer.right
      onPicture(picture, farewell)
    }
    if (current === null && !isClosed) {
      const waitMs = isReachable ? LOOK_AGAIN_MS : Math.min(LOOK_AGAIN_MS * 2 ** failures, BACK_OFF_MAX_MS)
      cancelRetry = clock.after(waitMs, hint)
    }
    return answer
  }

  const begin = (): Promise<E.Either<Unavailable, Picture>> => {
    const begun = read()
    reading = begun
    void begun.then(() => {
      reading = null
    })
    return begun
  }
  const refresh: TmuxLink['refresh'] = () => {
    if (reading === null) return begin()
    queued ??= reading.then(() => {
      queued = null
      return begin()
    })
    return queued
  }

  return {
    present: () => (isReachable && current !== null ? picture : null),
    refresh,
    connection,
    close: () => {
      isClosed = true
      cancelRetry()
      stopHeartbeat()
      current?.close()
    },
  }
}

/** Asks over the connection there is or one made now; that nothing runs is `Unavailable` here. */
export async function askNow(
  link: TmuxLink,
  questions: ReadonlyArray<Question>,
): Promise<E.Either<Unavailable, ReadonlyArray<ControlReply>>> {
  const connected = await link.connection()
  if (E.isRight(connected)) return connected.right.ask(questions)
  return E.left(connected.left._tag === 'NotRunning' ? unavailable('tmux', 'no server is running') : connected.left)
}
