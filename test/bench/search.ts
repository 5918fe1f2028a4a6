import { spawnSync } from 'node:child_process'
import { rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BENCH_CACHE, median, said, timed, type Benchmark, type Measurement } from './harness.js'
import { usageCorpus } from './usage/corpus.js'

const INDEX_ALL = fileURLToPath(new URL('./search/index-all.js', import.meta.url))
/** A word of most entries, two words of many, and one of a single entry. */
const SEARCHES = ['await', 'größe function', 'zweiundvierzig'] as const
const RUNS = 3
const INDEX_WITHIN_MS = 60_000

interface Indexed {
  readonly indexMs: number
  readonly p99Ms: number
  /** Of each search, several times. */
  readonly queryMs: ReadonlyArray<ReadonlyArray<number>>
  readonly changedMs: ReadonlyArray<number>
}

/** Full-text index of some years of conversations. */
export const search: Benchmark = {
  name: 'search in 3,142 conversations, 1.24 GB',
  limit: '`cat` of every file into `wc -l`; `rg -c` of the word in every file (`grep -c` where it is not installed)',
  mustReach: 'index ≤ 100× and ≤ 60 s; search ≤ 100 ms and ≤ 0.2×; a change ≤ 100 ms; event loop ≤ 20 ms',
  run: async () => {
    const corpus = await usageCorpus(BENCH_CACHE)
    const files = join(corpus, 'projects')
    const index = join(BENCH_CACHE, 'conversations.sqlite')
    const changing = join(files, 'searched.jsonl')
    const removeIndex = () => Promise.all([index, `${index}-journal`].map((file) => rm(file, { force: true })))
    const hasRg = spawnSync('rg', ['--version']).status === 0
    const shell = (command: string) => ['sh', '-c', `${command} | wc -l`, 'sh', files]
    const overAll = (command: string) => shell(`find "$1" -name '*.jsonl' -exec ${command} {} +`)
    const searching = (word: string) => (hasRg ? shell(`rg -uuu -c ${word} "$1"`) : overAll(`grep -c ${word}`))
    try {
      await removeIndex()
      await writeFile(changing, line('zweiundvierzig'))
      const { indexMs, p99Ms, queryMs, changedMs } = JSON.parse(
        await said([process.execPath, INDEX_ALL, corpus, index, changing, ...SEARCHES]),
      ) as Indexed
      const best = async (command: ReadonlyArray<string>): Promise<number> => {
        const times: number[] = []
        for (let run = 0; run < RUNS; run += 1) times.push(await timed(() => said(command)))
        return Math.min(...times)
      }
      const catMs = await best(overAll('cat'))
      const searches: Measurement[] = []
      for (const [at, text] of SEARCHES.entries()) {
        const ours = median(queryMs[at] ?? [])
        const [word = ''] = text.split(' ')
        searches.push(within(`search for "${text}"`, ours, 100, 1))
        const what = `search for "${text}", against ${hasRg ? 'rg' : 'grep'}`
        searches.push(within(what, ours, await best(searching(word)), 0.2))
      }
      return [
        within('index of all, against cat', indexMs, catMs, 100),
        within('index of all', indexMs, INDEX_WITHIN_MS, 1),
        ...searches,
        within('search for a row that was just written, median', median(changedMs), 100, 1),
        within('event-loop delay while it reads all, p99', p99Ms, 20, 1),
      ]
    } finally {
      await Promise.all([removeIndex(), rm(changing, { force: true })])
    }
  },
}

const within = (what: string, ours: number, limit: number, atMost: number): Measurement => ({
  ...{ what, ours, limit, unit: 'ms', bound: { atMost } },
})

const line = (content: string): string =>
  `${JSON.stringify({ type: 'user', timestamp: '2026-11-01T10:00:00Z', message: { role: 'user', content } })}\n`
