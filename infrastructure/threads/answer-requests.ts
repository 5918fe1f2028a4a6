import { parentPort } from 'node:worker_threads'
import { guarded } from '../guard/guard.js'

/** Message to a thread that answers requests. */
export type ThreadRequest<Request> =
  { readonly _tag: 'request'; readonly id: number; readonly request: Request } | { readonly _tag: 'close' }

/** Message of such a thread. */
export type ThreadAnswer<Answer> =
  | { readonly _tag: 'answer'; readonly id: number; readonly answer: Answer }
  | { readonly _tag: 'failed'; readonly id: number; readonly detail: string }

export interface Answering<Request, Answer> {
  /** A rejection fails the request with its message. */
  readonly answer: (request: Request) => Promise<Answer>
  /** Bytes of an answer that leave the thread with it, in place of being copied; each alone in its memory. */
  readonly moved?: (answer: Answer) => ReadonlyArray<Uint8Array>
  /** Called once before the thread ends. */
  readonly close: () => void
}

/** Answers the requests of an `askedThread` in the thread itself. */
export function answerRequests<Request, Answer>({ answer, moved = () => [], close }: Answering<Request, Answer>): void {
  const send = (message: ThreadAnswer<Answer>, bytes: ReadonlyArray<Uint8Array> = []): void =>
    parentPort?.postMessage(
      message,
      bytes.map(({ buffer }) => buffer as ArrayBuffer),
    )
  const receive = (message: ThreadRequest<Request>): void => {
    if (message._tag === 'close') {
      close()
      process.exit(0)
    }
    const { id } = message
    answer(message.request).then(
      (given) => send({ _tag: 'answer', id, answer: given }, moved(given)),
      (error: unknown) => send({ _tag: 'failed', id, detail: error instanceof Error ? error.message : String(error) }),
    )
  }
  parentPort?.on('message', guarded('thread', receive))
}
