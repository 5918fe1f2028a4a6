import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import type { Clock } from '../../../application/shared/clock.port.js'
import type { Args, CommandRunner } from '../../../application/shared/command-runner.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import type { SessionSpec, WhenRunning } from '../../../application/sessions/session-host.port.js'
import {
  sessionDiedAtOnce,
  sessionExists,
  type SessionDiedAtOnce,
  type SessionExists,
} from '../../../domain/sessions/errors.js'
import type { Session } from '../../../domain/sessions/session.js'
import { detach } from '../../../infrastructure/guard/guard.js'
import type { Account } from '../../../infrastructure/process/as-account.js'
import { unaliased } from './command-line.js'
import type { ControlConnection } from './control-connection.js'
import { serialQueue } from './deadline.js'
import type { VisibleSnapshot } from './visible-snapshot.js'
import { readScreen, screenCommands } from './screen.js'
import { isDuplicate } from './formats.js'
import type { SessionIdentities } from './session-identities.js'
import {
  createArgs,
  DEAD_FORMAT,
  FOREIGN_PIPE,
  configureArgs,
  pipeArgs,
  remainOnExitArgs,
  finalizeArgs,
} from './start-args.js'
import type { TmuxLink } from './tmux-link.js'

export interface StartSessionDeps {
  readonly link: TmuxLink
  readonly visible: VisibleSnapshot
  readonly identities: SessionIdentities
  readonly clock: Clock
  readonly runner: CommandRunner
  /** Program and socket. */
  readonly tmux: readonly [string, ...string[]]
  /** Prefix for a tmux command that may start a server. */
  readonly launch: T.Task<ReadonlyArray<string>>
  readonly environment: Readonly<Record<string, string>>
  /** Of the programs of sessions; `null` for the hub's own. */
  readonly account: Account | null
  /** Milliseconds that a program must live to count as started. */
  readonly livesMs: number
}

type StartError = SessionExists | SessionDiedAtOnce | Unavailable
interface Created {
  readonly id: string
  readonly connection: ControlConnection
}

const LAST_LINES = 20
const SESSION_ID = /^\$\d+$/m
/** A user's `after-new-session` hook may run for seconds before tmux replies. */
const CREATE_MS = 6000

/** Starts a session and hides it until the start has succeeded, or until a caller was told that it runs. */
export function makeStartSession(deps: StartSessionDeps) {
  const { link, visible, identities, clock, runner, tmux, launch, environment, account, livesMs } = deps
  const launching = serialQueue()

  /** Creates the session over the connection, so that no argv contains its command. */
  const createOn = async (
    connection: ControlConnection,
    spec: SessionSpec,
    hide: (id: string) => void,
  ): Promise<E.Either<StartError, Created>> => {
    const sent = await connection.send(
      [createArgs(spec), ...remainOnExitArgs(spec)].map((args) => ({ args })),
      CREATE_MS,
    )
    if (E.isLeft(sent)) return sent
    const [reply] = sent.right
    const line = reply?.lines[0] ?? ''
    if (reply?.ok !== true) return E.left(refusal(spec, line))
    hide(line)
    return E.right({ id: line, connection })
  }

  /** The first session of a server is made by a process, without anything secret; its program comes later. */
  const createFirst = async (
    spec: SessionSpec,
    hide: (id: string | null) => void,
  ): Promise<E.Either<StartError, Created>> => {
    const connected = await link.connection()
    if (E.isRight(connected)) return createOn(connected.right, spec, hide)
    if (connected.left._tag === 'Unavailable') return E.left(connected.left)
    hide(null)
    const kept = remainOnExitArgs(spec).flatMap((args) => [';', ...unaliased(args)])
    const args: Args = [...tmux, ...unaliased(createArgs(spec)), ...kept]
    const ran = await runner.run(withPrefix(await launch(), args), { environment, timeoutMs: CREATE_MS })()
    if (E.isLeft(ran)) return ran
    // Output of a hook comes after it, and a failure after it is one of the hook.
    const id = SESSION_ID.exec(ran.right.stdout)?.[0]
    if (id === undefined) return E.left(refusal(spec, ran.right.stderr.trim()))
    hide(id)
    const reached = await link.connection()
    if (E.isRight(reached)) return E.right({ id, connection: reached.right })
    // Else the next attempt would find the name taken until the placeholder ends.
    await runner.run([...tmux, ...unaliased(['kill-session', '-t', `${id}:`])], { environment, timeoutMs: CREATE_MS })()
    return E.left(
      reached.left._tag === 'NotRunning'
        ? unavailable('tmux', 'its server ended right after it started')
        : reached.left,
    )
  }

  const create = async (
    spec: SessionSpec,
    hide: (id: string | null) => void,
    isRepeated = false,
  ): Promise<E.Either<StartError, Created>> => {
    const connected = await link.connection()
    if (E.isLeft(connected)) return launching(() => createFirst(spec, hide))
    const created = await createOn(connected.right, spec, hide)
    if (E.isRight(created) || connected.right.isOpen() || isRepeated) return created
    // The connection can be lost with the session that it is attached to, or with the server after its last one.
    const now = await link.refresh()
    const isMade = E.isLeft(now) || now.right.sessions.some(({ name }) => name === spec.name)
    return isMade ? created : create(spec, hide, true)
  }

  /** The connection that made the session, or a new one to the same server. */
  const connectionTo = async ({ id, connection }: Created, spec: SessionSpec): Promise<ControlConnection> => {
    if (connection.isOpen()) return connection
    const now = await link.refresh()
    const isThere = E.isRight(now) && now.right.sessions.some((one) => one.hostId === id && one.name === spec.name)
    const connected = isThere ? await link.connection() : null
    return connected !== null && E.isRight(connected) ? connected.right : connection
  }

  /** Settles at the time limit, or as soon as a snapshot shows the program dead or the session gone. */
  const watchOver = (id: string): Promise<void> =>
    new Promise((resolve) => {
      const done = (): void => {
        cancel()
        forget()
        resolve()
      }
      const cancel = clock.after(livesMs, done)
      const forget = visible.onSnapshot(({ run, sessions, dead }) => {
        if (run !== null && (dead.has(id) || !sessions.some((session) => session.hostId === id))) done()
      })
    })

  /** The session as the host shows it; `null` when its program has ended already. */
  const running = async ({ id }: Created, { directory }: SessionSpec): Promise<Session | null> => {
    const now = await link.refresh()
    if (E.isLeft(now) || now.right.dead.has(id)) return null
    const session = now.right.sessions.find(({ hostId }) => hostId === id)
    return session === undefined ? null : { ...session, path: session.path ?? directory }
  }

  const live = async (
    created: Created,
    spec: SessionSpec,
    show: () => void,
    whenRunning: WhenRunning | undefined,
  ): Promise<E.Either<StartError, null>> => {
    const { id } = created
    const connection = await connectionTo(created, spec)
    const as = account === null || spec.asHub === true ? null : { account, environment }
    const configuring = configureArgs(id, spec, as).map((args) => ({ args }))
    const furnished = await connection.send([...configuring, { args: pipeArgs(id), runsAnother: true }])
    if (E.isLeft(furnished)) return furnished
    const refused = furnished.right.find(({ ok }) => !ok)
    if (refused !== undefined) return E.left(refusal(spec, refused.lines[0] ?? ''))
    const hasPipe = furnished.right.at(-1)?.lines[0] !== FOREIGN_PIPE
    const watched = watchOver(id)
    if (whenRunning !== undefined) {
      show()
      const session = await running(created, spec)
      if (session !== null) await whenRunning(session)()
    }
    await watched
    const settled = await link.send(finalizeArgs(id, hasPipe).map((args) => ({ args })))
    if (E.isLeft(settled)) return settled
    const [isDead] = settled.right
    if (isDead?.ok === true && isDead.lines[0] !== '1') return E.right(null)
    const left = await link.send([
      ...screenCommands(`${id}:^`, DEAD_FORMAT),
      { args: ['kill-session', '-t', `${id}:`] },
    ])
    if (E.isLeft(left)) return left
    await link.refresh() // A snapshot that contains the session must not be read after it stops being hidden.
    const remains = readScreen(left.right, LAST_LINES)
    const exitCode = remains === null || remains.facts === '' ? null : Number(remains.facts)
    return E.left(sessionDiedAtOnce(spec.name, spec.command, exitCode, remains?.rows ?? []))
  }

  /** `isGivenUp` is true when the caller has received a failure, so nothing of the session may remain. */
  return async (
    spec: SessionSpec,
    isGivenUp: () => boolean,
    whenRunning?: WhenRunning,
  ): Promise<E.Either<StartError, Session>> => {
    let created: E.Either<StartError, Created> | undefined
    let show = (): void => undefined
    try {
      created = await create(spec, (id) => {
        show()
        show = visible.hide({ hostId: id, name: spec.name })
        if (id !== null) identities.assign(id, spec.id)
      })
      if (E.isLeft(created)) return created
      const lived = await live(created.right, spec, () => show(), whenRunning)
      const isHalf = E.isLeft(lived) && lived.left._tag === 'Unavailable'
      if (isHalf || isGivenUp())
        detach('end of a failed start', link.send([{ args: ['kill-session', '-t', `${created.right.id}:`] }]))
      if (E.isLeft(lived)) return lived
    } finally {
      show()
    }
    const { id } = created.right
    const snapshot = await link.refresh()
    if (E.isLeft(snapshot)) return snapshot
    const session = snapshot.right.sessions.find((one) => one.hostId === id)
    return session === undefined ? E.left(sessionDiedAtOnce(spec.name, spec.command, null, [])) : E.right(session)
  }
}

const refusal = ({ name }: SessionSpec, text: string): SessionExists | Unavailable =>
  isDuplicate(text) ? sessionExists(name) : unavailable('tmux', text)

const withPrefix = ([program, ...args]: ReadonlyArray<string>, argv: Args): Args =>
  program === undefined ? argv : [program, ...args, ...argv]
