import { execFile } from 'node:child_process'
import { promisify } from 'node:util'
import type { Benchmark, Measurement } from './harness.js'

const execute = promisify(execFile)

/** Starts of each kind, in turn; the best counts, as other work on the machine adds time only. */
const ROUNDS = 15
/** `/server` has no separate limit: it loads what a hub needs. */
const ENTRY_POINTS = [
  { name: 'penates', atMost: 1.5 },
  { name: 'penates/client', atMost: 1.5 },
  { name: 'penates/server', atMost: 5 },
]

export const imports: Benchmark = {
  name: 'import of an entry point',
  limit: '`node -e 0`',
  mustReach: '≤ 1.5×; server stated',
  run: async () => {
    const scripts = ['0', ...ENTRY_POINTS.map(({ name }) => `import('${name}')`)]
    const best = scripts.map(() => Number.POSITIVE_INFINITY)
    for (let round = 0; round < ROUNDS; round += 1)
      for (const [index, script] of scripts.entries()) best[index] = Math.min(best[index] ?? 0, await msOf(script))
    const [bare = 0, ...loaded] = best
    return ENTRY_POINTS.map(({ name, atMost }, index): Measurement => {
      const ours = loaded[index] ?? 0
      return { what: `${name}, best of ${ROUNDS}`, ours, limit: bare, unit: 'ms', bound: { atMost } }
    })
  },
}

async function msOf(script: string): Promise<number> {
  const before = performance.now()
  await execute(process.execPath, ['-e', script])
  return performance.now() - before
}
