import { scriptAddress } from '../platform/trusted.js'
import type { HighlightAnswer, HighlightRequest } from './highlighter.worker.js'
import workerAddress from './highlighter.worker.ts?worker&url'
import type { SyntaxRun } from './runs.js'

/** Syntax runs of each line of a text. */
export type HighlightedText = ReadonlyArray<ReadonlyArray<SyntaxRun>>

/** Maximum length in characters. Longer texts are generated files and exceed what a diff shows. */
const MAX_CHARACTERS = 400_000

let worker: Worker | null = null
let last = 0
const waiting = new Map<number, (answer: HighlightAnswer | null) => void>()

/** Highlights texts in a worker, which starts with the first call and is kept. `null`: the text stays plain. */
export async function highlight(
  language: string,
  texts: ReadonlyArray<string>,
): Promise<ReadonlyArray<HighlightedText | null>> {
  const plain = texts.map(() => null)
  if (texts.reduce((sum, text) => sum + text.length, 0) > MAX_CHARACTERS) return plain
  worker ??= startWorker()
  last += 1
  const request: HighlightRequest = { id: last, language, texts }
  const answer = await new Promise<HighlightAnswer | null>((settle) => {
    waiting.set(request.id, settle)
    worker?.postMessage(request)
  })
  return answer?.texts ?? plain
}

function startWorker(): Worker {
  const started = new Worker(scriptAddress(workerAddress), { type: 'module' })
  started.onmessage = ({ data }: MessageEvent<HighlightAnswer>) => {
    waiting.get(data.id)?.(data)
    waiting.delete(data.id)
  }
  // Loading the worker failed, for example because the hub is unreachable. The next call tries again.
  started.onerror = () => {
    worker = null
    for (const settle of waiting.values()) settle(null)
    waiting.clear()
  }
  return started
}
