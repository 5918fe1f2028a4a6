import type { ResourceLimits, Worker } from 'node:worker_threads'
import { detach, guarded, reportFault } from '../guard/guard.js'
import type { ThreadAnswer, ThreadRequest } from './answer-requests.js'

export interface AskedThreadOptions {
  /** Constant name for counts of faults. */
  readonly name: string
  /** Absolute path of a module that calls `answerRequests`. */
  readonly script: string
  readonly workerData: unknown
  readonly limits: ResourceLimits
  /** Runs a function after a time; returns a function that cancels it. */
  readonly after: (delayMs: number, run: () => void) => () => void
  /** Time without a request after which the thread ends. */
  readonly idleMs: number
  /** Time that the thread has for its end. */
  readonly closeMs: number
}

/** Thread that answers requests. */
export interface AskedThread<Request, Answer> {
  /** Starts the thread when it does not run. Rejects when the request fails or the thread ends. */
  readonly ask: (request: Request) => Promise<Answer>
  /** Ends the thread. Later requests are rejected. */
  readonly close: () => Promise<void>
}

interface Waiting<Answer> {
  readonly resolve: (answer: Answer) => void
  readonly reject: (error: Error) => void
}

interface Running<Answer> {
  readonly worker: Worker
  readonly waiting: Map<number, Waiting<Answer>>
  readonly ended: Promise<void>
}

/** Thread that starts with the first request and ends when idle. It does not keep the process alive while nothing is asked. */
export function askedThread<Request, Answer>(options: AskedThreadOptions): AskedThread<Request, Answer> {
  const { name, script, workerData, limits, after, idleMs, closeMs } = options
  let running: Running<Answer> | null = null
  let lastId = 0
  let isClosed = false
  let cancelIdle = (): void => undefined

  const send = ({ worker }: Running<Answer>, message: ThreadRequest<Request>): void => worker.postMessage(message)

  function start(): Running<Answer> {
    // Loaded with the first request: it takes a megabyte.
    const threads = process.getBuiltinModule('node:worker_threads')
    const worker = new threads.Worker(script, { workerData, resourceLimits: limits })
    const waiting: Running<Answer>['waiting'] = new Map()
    const own: Running<Answer> = {
      worker,
      waiting,
      ended: new Promise((resolve) => {
        worker.on(
          'exit',
          guarded(name, () => resolve()),
        )
      }),
    }
    const failed = (error: Error): void => {
      if (running === own) running = null
      for (const { reject } of waiting.values()) reject(error)
      waiting.clear()
    }
    worker.on(
      'error',
      guarded(name, (error: Error) => {
        reportFault(name, error)
        failed(error)
      }),
    )
    worker.on(
      'exit',
      guarded(name, () => failed(new Error(`the thread of the ${name} has ended`))),
    )
    worker.on(
      'message',
      guarded(name, (message: ThreadAnswer<Answer>) => settle(own, message)),
    )
    running = own
    return own
  }

  function settle({ worker, waiting }: Running<Answer>, message: ThreadAnswer<Answer>): void {
    const request = waiting.get(message.id)
    waiting.delete(message.id)
    if (waiting.size === 0) worker.unref()
    if (message._tag === 'answer') request?.resolve(message.answer)
    else request?.reject(new Error(message.detail))
  }

  function restIdle(): void {
    cancelIdle()
    cancelIdle = after(idleMs, () => {
      if (running === null) return
      if (running.waiting.size > 0) restIdle()
      else detach(name, end(running))
    })
  }

  function end(own: Running<Answer>): Promise<void> {
    if (running === own) running = null
    send(own, { _tag: 'close' })
    const cancel = after(closeMs, () => detach(name, () => own.worker.terminate()))
    return own.ended.finally(cancel)
  }

  return {
    ask: (request) =>
      new Promise((resolve, reject) => {
        if (isClosed) {
          reject(new Error(`the ${name} is closed`))
          return
        }
        const own = running ?? start()
        const id = (lastId += 1)
        own.waiting.set(id, { resolve, reject })
        own.worker.ref()
        send(own, { _tag: 'request', id, request })
        restIdle()
      }),
    close: async () => {
      isClosed = true
      cancelIdle()
      if (running !== null) await end(running)
    },
  }
}
