import { spawn } from 'node:child_process'
import * as E from 'fp-ts/lib/Either.js'
import type { Clock } from '../../../application/shared/clock.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import { commandLine, type Words } from './command-line.js'
import { controlReader, type ControlReply } from './control-protocol.js'
import type { Farewell } from './picture.js'

/** A command to ask. */
export interface Question {
  readonly words: Words
  /** How many lines its answer certainly has, from the answers before it in the same call. */
  readonly certainLines?: (earlier: ReadonlyArray<ControlReply>) => number
}

export interface ControlConnection {
  /** Process of our own client, as `client_pid` tells it. */
  readonly clientPid: number
  /**
   * Runs the commands with nothing in between. An answer for each, up to and including the first that tmux refused.
   * `Unavailable` once the connection is gone, with what was asked done or not.
   */
  readonly ask: (questions: ReadonlyArray<Question>) => Promise<E.Either<Unavailable, ReadonlyArray<ControlReply>>>
  /** When the server was last heard, by our clock. */
  readonly heardAt: () => number
  readonly isOpen: () => boolean
  readonly close: () => void
}

export interface ControlConnectionDeps {
  readonly argv: readonly [string, ...string[]]
  readonly environment: Readonly<Record<string, string>>
  readonly clock: Clock
  /** Silence for so long after a question means that the server hangs. */
  readonly timeoutMs: number
  /** Something may have changed. */
  readonly onNotice: () => void
  /** Called once, after every open question was answered with `Unavailable`. */
  readonly onClose: (farewell: Farewell) => void
}

/** tmux has no server on this socket, or a server without a session to attach to. */
export interface NotRunning {
  readonly _tag: 'NotRunning'
}

interface Pending {
  readonly questions: ReadonlyArray<Question>
  readonly replies: ControlReply[]
  readonly settle: (answer: E.Either<Unavailable, ReadonlyArray<ControlReply>>) => void
}

const NOT_RUNNING =
  /^(no server running|no sessions|(error connecting to .*\()?(No such file or directory|Connection refused)|server exited|lost server)/
const STDERR_KEPT = 4096

/** Starts a control-mode client and answers once it is attached. */
export function connect(deps: ControlConnectionDeps): Promise<E.Either<NotRunning | Unavailable, ControlConnection>> {
  return new Promise((resolve) => {
    const [program, ...words] = deps.argv
    const child = spawn(program, words, { env: deps.environment, stdio: ['pipe', 'pipe', 'pipe'] })
    const pending: Pending[] = []
    let state: 'attaching' | 'open' | 'closed' = 'attaching'
    let complaint = ''
    let heardAt = deps.clock.now()

    const close = (detail: string, farewell: Farewell, cause?: unknown): void => {
      if (state === 'closed') return
      const wasOpen = state === 'open'
      state = 'closed'
      cancelAttachTimeout()
      child.stdin.destroy()
      child.kill('SIGKILL')
      const gone = unavailable('tmux', detail, cause)
      for (const { settle } of pending.splice(0)) settle(E.left(gone))
      if (wasOpen) deps.onClose(farewell)
      else resolve(E.left(NOT_RUNNING.test(complaint) ? { _tag: 'NotRunning' } : gone))
    }
    const cancelAttachTimeout = deps.clock.after(deps.timeoutMs, () => {
      close('did not let us attach in time', 'abrupt')
    })

    const ask: ControlConnection['ask'] = (questions) =>
      new Promise((answered) => {
        if (state !== 'open') {
          answered(E.left(unavailable('tmux', 'the connection is closed')))
          return
        }
        const cancelTimeout = deps.clock.after(deps.timeoutMs, () => {
          close('did not answer in time', 'abrupt')
        })
        pending.push({
          questions,
          replies: [],
          settle: (answer) => {
            cancelTimeout()
            answered(answer)
          },
        })
        child.stdin.write(`${commandLine(questions.map((question) => question.words))}\n`)
      })

    const read = controlReader({
      certainLines: () => {
        const [head] = pending
        return head?.questions[head.replies.length]?.certainLines?.(head.replies) ?? 0
      },
      reply: (reply) => {
        if (!reply.solicited) {
          if (state !== 'attaching') return
          complaint += reply.ok ? '' : reply.lines.join('\n')
          if (reply.ok) opened()
          return
        }
        const [head] = pending
        if (head === undefined) return
        head.replies.push(reply)
        if (reply.ok && head.replies.length < head.questions.length) return
        pending.shift()
        head.settle(E.right(head.replies))
      },
      notice: (name, rest) => {
        if (name === 'exit') {
          complaint += rest
          // With a reason it is `server exited unexpectedly` or the like; detached by hand, we are back at once.
          close('closed the connection', rest === '' ? 'orderly' : 'abrupt')
        } else if (state === 'open') deps.onNotice()
      },
    })
    const opened = (): void => {
      state = 'open'
      cancelAttachTimeout()
      resolve(
        E.right({
          clientPid: child.pid ?? 0,
          ask,
          heardAt: () => heardAt,
          isOpen: () => state === 'open',
          close: () => {
            close('closed by us', 'abrupt')
          },
        }),
      )
    }

    child.stdout.on('data', (chunk: Buffer) => {
      heardAt = deps.clock.now()
      read(chunk)
    })
    child.stderr.on('data', (chunk: Buffer) => {
      if (complaint.length < STDERR_KEPT) complaint += chunk.toString('utf8')
    })
    child.stdin.on('error', (error) => {
      close('closed the connection', 'abrupt', error)
    })
    child.on('error', (error) => {
      close('could not be started', 'abrupt', error)
    })
    child.on('close', () => {
      close(complaint === '' ? 'closed the connection' : complaint.trim(), 'abrupt')
    })
  })
}
