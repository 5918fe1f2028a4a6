import { fork, type ChildProcess } from 'node:child_process'
import type { Clock } from '../../../application/shared/clock.port.js'
import { guarded } from '../../../infrastructure/guard/guard.js'
import type { Answers, RequestMessage, ReadRequest, ResponseMessage } from './messages.js'

/** Outcome of a request. `absent`: the process is not ready. */
export type Outcome<Kind extends ReadRequest['_tag']> =
  | { readonly _tag: 'answered'; readonly answer: Answers[Kind] }
  | { readonly _tag: 'refused'; readonly lasting: boolean }
  | { readonly _tag: 'absent' }

/** Process that reads repositories with libgit2. Started on demand, ended when idle. */
export interface Reader {
  /** Never rejects and does not wait for the process to start; resolves with `absent` until it is ready. */
  readonly ask: <Q extends ReadRequest>(question: Q) => Promise<Outcome<Q['_tag']>>
  /** Starts it; whether it could. */
  readonly ready: () => Promise<boolean>
  readonly close: () => void
}

export interface ReaderDeps {
  readonly clock: Clock
  /** Absolute path of `reader.script.js`. */
  readonly script: string
  readonly environment: Readonly<Record<string, string>>
}

/** A question that takes longer is broken off, together with the process; git has as long again. */
const TIMEOUT_MS = 4_000
/** Idle timeout. The process exits and frees its 80 MB. */
const IDLE_MS = 60_000
/** Pause after an unexpected exit. A process that exits during its start, as without libgit2, is not started again. */
const REST_MS = 60_000
/** Heap of its JavaScript, in MB: answers are small. */
const NODE_OPTIONS = ['--expose-gc', '--max-old-space-size=128', '--max-semi-space-size=2']

/** glibc keeps a heap for each thread that ever asked for memory: 156 MB after a while, and 88 with two. mallopt(3). */
const FEW_HEAPS = { MALLOC_ARENA_MAX: '2' }

const PART = 'libgit2 process'

type AnyOutcome = Outcome<ReadRequest['_tag']>

interface Running {
  readonly child: ChildProcess
  readonly waiting: Map<number, (outcome: AnyOutcome) => void>
  readonly isReady: Promise<boolean>
  state: 'starting' | 'ready' | 'ended'
  cancelIdle: () => void
}

export function libgit2Reader({ clock, script, environment }: ReaderDeps): Reader {
  let running: Running | null = null
  /** `null`: never again. */
  let startsAgainAt: number | null = 0
  let lastId = 0

  const start = (): Running | null => {
    if (running !== null) return running
    if (startsAgainAt === null || clock.now() < startsAgainAt) return null
    const child = fork(script, [], {
      env: { ...environment, ...FEW_HEAPS },
      execArgv: NODE_OPTIONS,
      stdio: ['ignore', 'ignore', 'ignore', 'ipc'],
    })
    child.unref()
    let settleReady: (isReady: boolean) => void = () => undefined
    const isReady = new Promise<boolean>((resolve) => (settleReady = resolve))
    const own: Running = { child, waiting: new Map(), isReady, state: 'starting', cancelIdle: () => undefined }

    const ended = (): void => {
      if (own.state === 'ended') return
      startsAgainAt = own.state === 'starting' ? null : clock.now() + REST_MS
      // One of these it did not survive.
      finish(own, { _tag: 'refused', lasting: true })
    }
    const hear = (message: ResponseMessage): void => {
      if (message._tag === 'ready') {
        own.state = 'ready'
        settleReady(true)
        restIdle(own)
      } else {
        own.waiting.get(message.id)?.(message)
        own.waiting.delete(message.id)
      }
      // Only who waits keeps this process alive.
      if (own.waiting.size === 0) child.channel?.unref()
    }
    const exited = (): void => {
      ended()
      settleReady(false)
    }
    child.on('message', guarded(PART, hear, ended))
    child.on('error', guarded(PART, ended))
    child.on('exit', guarded(PART, exited))
    running = own
    return own
  }

  const finish = (own: Running, outcome: AnyOutcome = { _tag: 'absent' }): void => {
    own.state = 'ended'
    if (running === own) running = null
    own.cancelIdle()
    own.child.kill('SIGKILL')
    for (const settle of own.waiting.values()) settle(outcome)
    own.waiting.clear()
  }

  const restIdle = (own: Running): void => {
    own.cancelIdle()
    own.cancelIdle = clock.after(IDLE_MS, () => {
      finish(own)
    })
  }

  const askOf = (own: Running, question: ReadRequest): Promise<AnyOutcome> =>
    new Promise((resolve) => {
      const id = (lastId += 1)
      restIdle(own)
      const cancelTimeout = clock.after(TIMEOUT_MS, () => {
        resolve({ _tag: 'refused', lasting: true })
        finish(own)
      })
      own.waiting.set(id, (outcome) => {
        cancelTimeout()
        resolve(outcome)
      })
      own.child.channel?.ref()
      const message: RequestMessage = { id, question }
      const sent = (error: Error | null): void => {
        if (error !== null) finish(own)
      }
      own.child.send(message, guarded(PART, sent))
    })

  return {
    ask: async <Q extends ReadRequest>(question: Q) => {
      const own = start()
      const outcome: AnyOutcome = own?.state === 'ready' ? await askOf(own, question) : { _tag: 'absent' }
      return outcome as Outcome<Q['_tag']>
    },
    ready: async () => (await start()?.isReady) ?? false,
    close: () => {
      startsAgainAt = null
      if (running !== null) finish(running)
    },
  }
}
