import * as E from 'fp-ts/lib/Either.js'
import { spawn } from 'node:child_process'
import type { Args } from '../../../application/shared/command-runner.port.js'
import type { Clock } from '../../../application/shared/clock.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import { guarded } from '../../../infrastructure/guard/guard.js'
import { commandLine } from './command-line.js'
import { controlReader, type ControlReply } from './control-protocol.js'
import type { DisconnectReason } from './snapshot.js'

/** Command for tmux. */
export interface ControlCommand {
  readonly args: Args
  /** Minimum number of lines in its reply, computed from the earlier replies of the same request. */
  readonly minReplyLines?: (earlier: ReadonlyArray<ControlReply>) => number
  /** Runs one more command, as `if-shell` does. Its reply follows. */
  readonly runsAnother?: boolean
}

export type ControlResponse = E.Either<Unavailable, ReadonlyArray<ControlReply>>

export interface ControlConnection {
  /** Process id of the hub's own client, equal to its `client_pid`. */
  readonly clientPid: number
  /**
   * Runs the commands with nothing in between. Returns one reply per command, up to and including the first refused one.
   * `Unavailable` when no reply arrives in time or the connection is lost; the commands may run or may have run
   * nevertheless. The timeout (`timeoutMs`, or that of the connection) starts when all earlier requests have their
   * replies: a user's tmux hook that runs for seconds delays the commands after it, which is no fault of the server.
   */
  readonly send: (commands: ReadonlyArray<ControlCommand>, timeoutMs?: number) => Promise<ControlResponse>
  /** False while a reply is overdue, and after the connection is lost. */
  readonly isResponsive: () => boolean
  readonly isOpen: () => boolean
  readonly close: (disconnectReason?: DisconnectReason) => void
}

export interface ControlConnectionDeps {
  readonly argv: readonly [string, ...string[]]
  readonly environment: Readonly<Record<string, string>>
  readonly clock: Clock
  /** Time after which a reply is overdue. */
  readonly replyTimeoutMs: number
  readonly onNotice: (name: string, rest: string) => void
  /** Called when an overdue reply arrives; notifications may have been missed before it. */
  readonly onRecovery: () => void
  /** Called once, after all pending requests failed with `Unavailable`. */
  readonly onClose: (disconnectReason: DisconnectReason) => void
}

/** tmux has no server on this socket, or a server without a session to attach to. */
export interface NotRunning {
  readonly _tag: 'NotRunning'
}

interface Pending {
  /** One for each reply. */
  readonly commands: ReadonlyArray<Pick<ControlCommand, 'minReplyLines'>>
  readonly replies: ControlReply[]
  readonly timeoutMs: number
  readonly settle: (response: ControlResponse) => void
}

/**
 * Time that a server may hang before the connection counts as broken. It is long because a server that resumes
 * continues with the pending commands, and clients that attach or detach meanwhile can crash it.
 */
const ABANDON_MS = 60_000
/** Time after a client's exit at which its pipes count as read although another process holds them open. */
const EXIT_DRAIN_MS = 250
const NOT_RUNNING =
  /^(no server running|no sessions|(error connecting to .*\()?(No such file or directory|Connection refused)|server exited|lost server)/
const MAX_STDERR_LENGTH = 4096

export type ConnectResult = E.Either<NotRunning | Unavailable, ControlConnection>

/** Control-mode client that is attaching. */
export interface PendingConnection {
  /** Settles when the client is attached or has failed. A server that hangs delays it. */
  readonly done: Promise<ConnectResult>
  /** Cancels the attempt, or closes the connection. */
  readonly close: () => void
}

const PART = 'tmux connection'

/** Starts a control-mode client. */
export function connect(deps: ControlConnectionDeps): PendingConnection {
  const { clock } = deps
  let abort: ControlConnection['close'] = () => undefined
  const done = new Promise<ConnectResult>((resolve) => {
    const [program, ...args] = deps.argv
    const child = spawn(program, args, { env: deps.environment, stdio: ['pipe', 'pipe', 'pipe'] })
    const pending: Pending[] = []
    let state: 'attaching' | 'open' | 'closed' = 'attaching'
    let errorText = ''
    let isOverdue = false

    const close = (detail: string, disconnectReason: DisconnectReason, cause?: unknown): void => {
      if (state === 'closed') return
      const wasOpen = state === 'open'
      state = 'closed'
      cancelAbandon()
      cancelReplyTimeout()
      child.kill('SIGKILL')
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy()
      const gone = unavailable('tmux', detail, cause)
      for (const { settle } of pending.splice(0)) settle(E.left(gone))
      if (wasOpen) deps.onClose(disconnectReason)
      else resolve(E.left(NOT_RUNNING.test(errorText) ? { _tag: 'NotRunning' } : gone))
    }
    abort = (disconnectReason = 'abrupt') => {
      close('closed by us', disconnectReason)
    }
    let cancelAbandon = clock.after(ABANDON_MS, () => {
      close('did not let us attach', 'abrupt')
    })

    let cancelReplyTimeout = (): void => undefined
    /** Starts the timeout of the oldest pending request. */
    const startReplyTimeout = (): void => {
      cancelReplyTimeout()
      const [head] = pending
      cancelReplyTimeout = head === undefined ? () => undefined : clock.after(head.timeoutMs, onReplyTimeout)
    }
    const onReplyTimeout = (): void => {
      isOverdue = true
      cancelAbandon()
      cancelAbandon = clock.after(ABANDON_MS, () => {
        close('does not answer any more', 'abrupt')
      })
      for (const { settle } of pending) settle(E.left(unavailable('tmux', 'does not answer')))
    }

    const send: ControlConnection['send'] = (commands, timeoutMs = deps.replyTimeoutMs) =>
      new Promise((resolve) => {
        if (state !== 'open' || isOverdue) {
          resolve(E.left(unavailable('tmux', isOverdue ? 'does not answer' : 'the connection is closed')))
          return
        }
        const line = commandLine(commands.map(({ args }) => args))
        if (line === null) {
          resolve(E.left(unavailable('tmux', 'takes no NUL character')))
          return
        }
        const replying = commands.flatMap((command) => (command.runsAnother === true ? [command, {}] : [command]))
        pending.push({ commands: replying, replies: [], timeoutMs, settle: resolve })
        if (pending.length === 1) startReplyTimeout()
        child.stdin.write(`${line}\n`)
      })

    const markReceived = (): void => {
      if (!isOverdue) return
      isOverdue = false
      cancelAbandon()
      startReplyTimeout()
      deps.onRecovery()
    }
    const onOpen = (): void => {
      state = 'open'
      cancelAbandon()
      const isOpen = (): boolean => state === 'open'
      resolve(
        E.right({
          clientPid: child.pid ?? 0,
          send,
          isResponsive: () => isOpen() && !isOverdue,
          isOpen,
          close: abort,
        }),
      )
    }
    const onEnd = (): void => {
      close(errorText === '' ? 'closed the connection' : errorText.trim(), 'abrupt')
    }
    const read = controlReader({
      minReplyLines: () => {
        const [head] = pending
        return head?.commands[head.replies.length]?.minReplyLines?.(head.replies) ?? 0
      },
      reply: (reply) => {
        if (!reply.solicited) {
          if (state !== 'attaching') return
          if (reply.ok) onOpen()
          else errorText += reply.lines.join('\n')
          return
        }
        const [head] = pending
        if (head === undefined) return
        head.replies.push(reply)
        if (reply.ok && head.replies.length < head.commands.length) return
        pending.shift()
        startReplyTimeout()
        head.settle(E.right(head.replies))
      },
      notice: (name, rest) => {
        if (name === 'exit') {
          errorText += rest
          // With a reason it is `server exited unexpectedly` or the like; without one a user detached the client.
          close('closed the connection', rest === '' ? 'orderly' : 'abrupt')
        } else if (state === 'open') deps.onNotice(name, rest)
      },
    })

    const receive = (chunk: Buffer): void => {
      markReceived()
      read(chunk)
    }
    const onStreamEnd = (): void => {
      if (state === 'open') close('closed the connection', 'abrupt')
    }
    const collectStderr = (chunk: Buffer): void => {
      if (errorText.length < MAX_STDERR_LENGTH) errorText += chunk.toString('utf8')
    }
    // After an unreadable reply the connection is out of step, so a new one is opened.
    child.stdout.on('data', guarded(PART, receive, onStreamEnd))
    child.stdout.on('end', guarded(PART, onStreamEnd)).on('error', guarded(PART, onStreamEnd))
    child.stderr.on('data', guarded(PART, collectStderr)).on('error', () => undefined)
    // The process has ended; its last output is still to be read and contains `%exit` after an orderly end.
    child.stdin.on('error', () => undefined)
    child.on(
      'error',
      guarded(PART, (error) => close('could not be started', 'abrupt', error)),
    )
    const onExit = (): void => {
      if (state === 'closed') return
      cancelAbandon()
      // A busy hub runs its timers before it reads, so that output which has arrived is read first.
      cancelAbandon = clock.after(EXIT_DRAIN_MS, () => setImmediate(guarded(PART, onEnd)))
    }
    child.on('exit', guarded(PART, onExit))
    child.on('close', guarded(PART, onEnd))
  })
  return {
    done,
    close: () => {
      abort()
    },
  }
}

/**
 * Variables of the control client. The client sends each variable in its own message, and tmux 3.5a crashes when it writes
 * to the client before the last one: with a desktop's 60 variables in one of 34 attaches at 50 changes a second, with
 * these in one of 65.
 */
const SENT_VARIABLES = ['PATH', 'HOME', 'LANG', 'LC_ALL', 'LC_CTYPE', 'TMUX_TMPDIR']

export const controlEnvironment = (environment: Readonly<Record<string, string>>): Readonly<Record<string, string>> =>
  Object.fromEntries(Object.entries(environment).filter(([name]) => SENT_VARIABLES.includes(name)))
