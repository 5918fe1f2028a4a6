import { setFlagsFromString, writeHeapSnapshot } from 'node:v8'
import { runInNewContext } from 'node:vm'

/**
 * Loaded into the hub before it starts: collects garbage at a message of the parent and answers with what is left. A message
 * with `snapshot` writes a heap snapshot there as well.
 */
export interface MemoryLeft {
  readonly rss: number
  readonly heapUsed: number
  readonly heapTotal: number
  readonly external: number
  readonly handles: number
}

setFlagsFromString('--expose-gc')
const gc = runInNewContext('gc') as () => void
/** Finalizers of one collection free what the next one takes. */
const COLLECTIONS = 3

process.on('message', ({ snapshot }: { readonly snapshot?: string }) => {
  for (let times = 0; times < COLLECTIONS; times += 1) gc()
  const { rss, heapUsed, heapTotal, external } = process.memoryUsage()
  if (snapshot !== undefined) writeHeapSnapshot(snapshot)
  const left: MemoryLeft = { rss, heapUsed, heapTotal, external, handles: process.getActiveResourcesInfo().length }
  process.send?.(left)
})
process.channel?.unref()
