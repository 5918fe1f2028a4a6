import { AsyncLocalStorage } from 'node:async_hooks'
import type { EndSpan, SpanFacts, Tracer } from '../../../application/shared/tracer.port.js'

/** A span that has ended. */
export interface MemorySpan {
  readonly name: string
  /** Name of the span that it is below; `null` at the top. */
  readonly parent: string | null
  readonly facts: SpanFacts
  readonly failure: string | null
}

/** Spans in memory, in the order in which they ended. */
export interface MemoryTracer extends Tracer {
  readonly spans: () => ReadonlyArray<MemorySpan>
}

export function memoryTracer(): MemoryTracer {
  const current = new AsyncLocalStorage<string>()
  const spans: MemorySpan[] = []
  let running = 0
  return {
    span: (name, facts, work) => {
      const parent = current.getStore() ?? null
      let hasEnded = false
      const end: EndSpan = (failure, more = {}) => {
        if (!hasEnded) spans.push({ name, parent, facts: { ...facts, ...more }, failure })
        hasEnded = true
      }
      running += 1
      return current.run(name, async () => {
        try {
          return await work(end)
        } catch (thrown) {
          end('defect')
          throw thrown
        } finally {
          end(null)
          running -= 1
          // While it is in use every promise of the process takes longer.
          if (running === 0) current.disable()
        }
      })
    },
    close: () => Promise.resolve(),
    spans: () => spans,
  }
}
