import { spawn } from 'node:child_process'
import * as E from 'fp-ts/lib/Either.js'
import type { Clock } from '../../../application/shared/clock.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import { guarded } from '../../../infrastructure/guard/guard.js'
import { commandLine, type Args } from './command-line.js'
import { controlReader, type ControlReply } from './control-protocol.js'
import type { DisconnectReason } from './snapshot.js'

/** A command to ask. */
export interface Question {
  readonly args: Args
  /** Minimum number of lines in its reply, computed from the earlier replies of the same call. */
  readonly certainLines?: (earlier: ReadonlyArray<ControlReply>) => number
}

export type Answers = E.Either<Unavailable, ReadonlyArray<ControlReply>>

export interface ControlConnection {
  /** Process id of the hub's own client, equal to its `client_pid`. */
  readonly clientPid: number
  /**
   * Runs the commands with nothing in between. An answer for each, up to and including the first that tmux refused.
   * `Unavailable` when none comes in time or the connection is lost: then it may be done or not, or be done later. The
   * time, `answerMs` where given, counts from when everything asked before has been answered: a hook of the person's
   * that runs for seconds holds up what follows, and is no silence of the server.
   */
  readonly ask: (questions: ReadonlyArray<Question>, answerMs?: number) => Promise<Answers>
  /** When the server was last heard, by our clock. */
  readonly heardAt: () => number
  /** False while the server owes an answer that is overdue, and once the connection is lost. */
  readonly isAnswering: () => boolean
  readonly isOpen: () => boolean
  readonly close: (disconnectReason?: DisconnectReason) => void
}

export interface ControlConnectionDeps {
  readonly argv: readonly [string, ...string[]]
  readonly environment: Readonly<Record<string, string>>
  readonly clock: Clock
  /** An answer that takes longer is overdue. */
  readonly answerMs: number
  readonly onNotice: (name: string, rest: string) => void
  /** An overdue answer came after all; notices may have been missed on the way. */
  readonly onRecovery: () => void
  /** Called once, after every open question was answered with `Unavailable`. */
  readonly onClose: (disconnectReason: DisconnectReason) => void
}

/** tmux has no server on this socket, or a server without a session to attach to. */
export interface NotRunning {
  readonly _tag: 'NotRunning'
}

interface Pending {
  readonly questions: ReadonlyArray<Question>
  readonly replies: ControlReply[]
  readonly answerMs: number
  readonly settle: (answers: Answers) => void
}

/**
 * A server that hangs is waited for: it takes up where it stopped, and clients that come and go meanwhile are a danger
 * to it. Only after so long the connection counts as broken by itself.
 */
const ABANDON_MS = 60_000
/** Time after a client's exit at which its pipes count as read although another process holds them open. */
const LAST_WORDS_MS = 250
const NOT_RUNNING =
  /^(no server running|no sessions|(error connecting to .*\()?(No such file or directory|Connection refused)|server exited|lost server)/
const STDERR_KEPT = 4096

export type Connected = E.Either<NotRunning | Unavailable, ControlConnection>

/** A control-mode client on its way in. */
export interface Attaching {
  /** Settles once it is attached, which takes as long as the server hangs, or not to be. */
  readonly done: Promise<Connected>
  /** Gives up, or closes what came of it. */
  readonly close: () => void
}

const PART = 'tmux connection'

/** Starts a control-mode client. */
export function connect(deps: ControlConnectionDeps): Attaching {
  const { clock } = deps
  let giveUp: ControlConnection['close'] = () => undefined
  const done = new Promise<Connected>((resolve) => {
    const [program, ...args] = deps.argv
    const child = spawn(program, args, { env: deps.environment, stdio: ['pipe', 'pipe', 'pipe'] })
    const pending: Pending[] = []
    let state: 'attaching' | 'open' | 'closed' = 'attaching'
    let complaint = ''
    let heardAt = clock.now()
    let isOverdue = false

    const close = (detail: string, disconnectReason: DisconnectReason, cause?: unknown): void => {
      if (state === 'closed') return
      const wasOpen = state === 'open'
      state = 'closed'
      cancelAbandon()
      cancelOverdue()
      child.kill('SIGKILL')
      for (const stream of [child.stdin, child.stdout, child.stderr]) stream.destroy()
      const gone = unavailable('tmux', detail, cause)
      for (const { settle } of pending.splice(0)) settle(E.left(gone))
      if (wasOpen) deps.onClose(disconnectReason)
      else resolve(E.left(NOT_RUNNING.test(complaint) ? { _tag: 'NotRunning' } : gone))
    }
    giveUp = (disconnectReason = 'abrupt') => {
      close('closed by us', disconnectReason)
    }
    let cancelAbandon = clock.after(ABANDON_MS, () => {
      close('did not let us attach', 'abrupt')
    })

    let cancelOverdue = (): void => undefined
    /** Waits for the answer to the first question that has none yet. */
    const awaitFirst = (): void => {
      cancelOverdue()
      const [head] = pending
      cancelOverdue = head === undefined ? () => undefined : clock.after(head.answerMs, noteOverdue)
    }
    const noteOverdue = (): void => {
      isOverdue = true
      cancelAbandon()
      cancelAbandon = clock.after(ABANDON_MS, () => {
        close('does not answer any more', 'abrupt')
      })
      for (const { settle } of pending) settle(E.left(unavailable('tmux', 'does not answer')))
    }

    const ask: ControlConnection['ask'] = (questions, answerMs = deps.answerMs) =>
      new Promise((answered) => {
        if (state !== 'open' || isOverdue) {
          answered(E.left(unavailable('tmux', isOverdue ? 'does not answer' : 'the connection is closed')))
          return
        }
        const line = commandLine(questions.map(({ args }) => args))
        if (line === null) {
          answered(E.left(unavailable('tmux', 'takes no NUL character')))
          return
        }
        pending.push({ questions, replies: [], answerMs, settle: answered })
        if (pending.length === 1) awaitFirst()
        child.stdin.write(`${line}\n`)
      })

    const heard = (): void => {
      heardAt = clock.now()
      if (!isOverdue) return
      isOverdue = false
      cancelAbandon()
      awaitFirst()
      deps.onRecovery()
    }
    const opened = (): void => {
      state = 'open'
      cancelAbandon()
      const isOpen = (): boolean => state === 'open'
      resolve(
        E.right({
          clientPid: child.pid ?? 0,
          ask,
          heardAt: () => heardAt,
          isAnswering: () => isOpen() && !isOverdue,
          isOpen,
          close: giveUp,
        }),
      )
    }
    const ended = (): void => {
      close(complaint === '' ? 'closed the connection' : complaint.trim(), 'abrupt')
    }
    const read = controlReader({
      certainLines: () => {
        const [head] = pending
        return head?.questions[head.replies.length]?.certainLines?.(head.replies) ?? 0
      },
      reply: (reply) => {
        if (!reply.solicited) {
          if (state !== 'attaching') return
          if (reply.ok) opened()
          else complaint += reply.lines.join('\n')
          return
        }
        const [head] = pending
        if (head === undefined) return
        head.replies.push(reply)
        if (reply.ok && head.replies.length < head.questions.length) return
        pending.shift()
        awaitFirst()
        head.settle(E.right(head.replies))
      },
      notice: (name, rest) => {
        if (name === 'exit') {
          complaint += rest
          // With a reason it is `server exited unexpectedly` or the like; detached by hand, we are back soon.
          close('closed the connection', rest === '' ? 'orderly' : 'abrupt')
        } else if (state === 'open') deps.onNotice(name, rest)
      },
    })

    const take = (chunk: Buffer): void => {
      heard()
      read(chunk)
    }
    const cutOff = (): void => {
      if (state === 'open') close('closed the connection', 'abrupt')
    }
    const complain = (chunk: Buffer): void => {
      if (complaint.length < STDERR_KEPT) complaint += chunk.toString('utf8')
    }
    // After an unreadable answer the connection is out of step, so a new one is opened.
    child.stdout.on('data', guarded(PART, take, cutOff))
    child.stdout.on('end', guarded(PART, cutOff)).on('error', guarded(PART, cutOff))
    child.stderr.on('data', guarded(PART, complain)).on('error', () => undefined)
    // It has gone, and what it said before is still to be read: whether it said goodbye.
    child.stdin.on('error', () => undefined)
    child.on(
      'error',
      guarded(PART, (error) => close('could not be started', 'abrupt', error)),
    )
    const exited = (): void => {
      if (state === 'closed') return
      cancelAbandon()
      // A busy hub gets to its timers before it reads: what has arrived meanwhile is read first.
      cancelAbandon = clock.after(LAST_WORDS_MS, () => setImmediate(guarded(PART, ended)))
    }
    child.on('exit', guarded(PART, exited))
    child.on('close', guarded(PART, ended))
  })
  return {
    done,
    close: () => {
      giveUp()
    },
  }
}
