import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startBenchHub, type BenchHub } from './bench-hub.js'
import { median, type Benchmark } from './harness.js'
import type { LoopDelay } from './loop-probe.js'

const PROBE = fileURLToPath(new URL('loop-probe.js', import.meta.url))
const ROWS = 100_000
const PAGE = 500
/** The first pages compile the code that reads them. */
const WARM_UP_PAGES = 10
const ID = '11111111-2222-4333-8444-555555555555'

/** Time line of a session whose transcript has 100,000 rows, read from its end to its start. */
export const timeline: Benchmark = {
  name: `time line of ${ROWS.toLocaleString('en')} rows, all pages of ${String(PAGE)}`,
  limit: '20 ms of the event loop; 300 ms for a page',
  mustReach: '≤ 1×',
  run: async () => {
    const hub = await startBenchHub({ preload: PROBE })
    try {
      const startedAt = Date.now()
      await hub.start('long', 'cat')
      await writeTranscript(hub, startedAt)
      const pages: number[] = []
      let cursor = ''
      for (let page = 0; page === 0 || cursor !== ''; page += 1) {
        if (page === WARM_UP_PAGES) await hub.askProbe()
        const begun = performance.now()
        cursor = await readPage(hub, cursor)
        if (page >= WARM_UP_PAGES) pages.push(performance.now() - begun)
      }
      const { computed } = (await hub.askProbe()) as LoopDelay
      return [
        {
          what: 'longest work between two turns of the loop',
          ours: computed,
          limit: 20,
          unit: 'ms',
          bound: { atMost: 1 },
        },
        {
          what: `a page, median of ${String(pages.length)}`,
          ours: median(pages),
          limit: 300,
          unit: 'ms',
          bound: { atMost: 1 },
        },
      ]
    } finally {
      await hub.stop()
    }
  },
}

async function readPage({ url, token }: BenchHub, cursor: string): Promise<string> {
  const query = new URLSearchParams({ limit: String(PAGE), cursor })
  for (const kind of ['prompt', 'answer', 'call', 'notice']) query.append('kind', kind)
  const answer = await fetch(`${url}/api/sessions/long/timeline?${query.toString()}`, {
    headers: { Authorization: `Bearer ${token}` },
  })
  const { next } = (await answer.json()) as { readonly next: string | null }
  return next ?? ''
}

/** Prompts, calls, results and answers that all came within the session. */
async function writeTranscript({ folder }: BenchHub, startedAt: number): Promise<void> {
  const row = (index: number): string => {
    const timestamp = new Date(startedAt + index / 1_000).toISOString()
    const call = `toolu_${String(index - (index % 4))}`
    const [type, content] = (
      [
        ['user', `prompt ${String(index)}`],
        ['assistant', [{ type: 'tool_use', id: call, name: 'Bash', input: { command: `npm test ${String(index)}` } }]],
        ['user', [{ type: 'tool_result', tool_use_id: call, content: 'ok '.repeat(100) }]],
        ['assistant', `## Done\n\n${'It is **done** with `code` and [a link](https://example.com). '.repeat(8)}`],
      ] as const
    )[index % 4] ?? ['user', '']
    return JSON.stringify({ type, timestamp, sessionId: ID, message: { content } })
  }
  const place = join(folder, '.claude', 'projects', folder.replaceAll(/[^A-Za-z0-9]/g, '-'))
  await mkdir(place, { recursive: true })
  await writeFile(join(place, `${ID}.jsonl`), `${Array.from({ length: ROWS }, (_, index) => row(index)).join('\n')}\n`)
}
