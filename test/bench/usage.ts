import { chmod, mkdir, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { BENCH_CACHE, median, said, timed, type Benchmark, type Measurement } from './harness.js'
import { usageCorpus } from './usage/corpus.js'

const SCAN = fileURLToPath(new URL('./usage/scan.js', import.meta.url))
/** A native program, and the last version of it that is JavaScript. */
const [NATIVE, SCRIPT] = ['20.0.24', '18.0.11']
/** The best of so many is a time that nothing else has had a part in. */
const RUNS = 3

interface Scan {
  readonly scanMs: number
  readonly p99Ms: number
  readonly grownMiB: number
  readonly changedMs: ReadonlyArray<number>
}

/** Reading some years of transcripts. */
export const usage: Benchmark = {
  name: 'usage of 3,142 transcripts, 1.24 GB',
  limit: '`cat` of every file into `wc -l`; `ccusage` on the same files, without network',
  mustReach: '≤ 2.5× of cat; ≤ 1.5× and 0.25× of ccusage; warm ≤ 0.1×; ≤ 50 ms; ≤ 20 ms; ≤ 150 MB',
  run: async () => {
    const corpus = await usageCorpus(BENCH_CACHE)
    const [native, script] = [await ccusage(NATIVE), await ccusage(SCRIPT)]
    const index = join(BENCH_CACHE, 'usage.index')
    const files = join(corpus, 'projects')
    const reading = ['sh', '-c', 'find "$1" -name "*.jsonl" -exec cat {} + | wc -l', 'sh', files]
    const home = join(BENCH_CACHE, 'ccusage-home')
    await mkdir(home, { recursive: true })
    const environment = { HOME: home, CLAUDE_CONFIG_DIR: corpus }
    const daily = ['daily', '--json', '--offline', '--timezone', 'UTC']

    const [catMs, coldMs, nativeMs, warmMs]: number[][] = [[], [], [], []]
    const scans: Scan[] = []
    for (let run = 0; run < RUNS; run++) {
      catMs?.push(await timed(() => said(reading)))
      await rm(index, { force: true })
      coldMs?.push(await timed(async () => scans.push(await scan(corpus, index))))
      warmMs?.push(await timed(() => scan(corpus, index)))
      nativeMs?.push(await timed(() => said([native, 'claude', ...daily], environment)))
    }
    const scriptMs = await timed(() => said([process.execPath, script, ...daily], environment))
    const changing = join(files, 'changing.jsonl')
    await writeFile(changing, '')
    const { changedMs } = await scan(corpus, index, changing)
    await rm(changing)

    const best = (times: ReadonlyArray<number> = []): number => Math.min(...times)
    const within = (what: string, ours: number, limit: number, most: number): Measurement => ({
      what,
      ours,
      limit,
      unit: 'ms',
      bound: { atMost: most },
    })
    const worst = (pick: (scan: Scan) => number): number => Math.max(...scans.map(pick))
    return [
      within('cold, against cat', best(scans.map(({ scanMs }) => scanMs)), best(catMs), 2.5),
      within('cold, whole process, against native ccusage', best(coldMs), best(nativeMs), 1.5),
      within('cold, whole process, against ccusage in JavaScript', best(coldMs), scriptMs, 0.25),
      within('warm, whole process, against native ccusage', best(warmMs), best(nativeMs), 0.1),
      within('report after a change of one file, median', median(changedMs), 50, 1),
      within(
        'event-loop delay while it reads all, p99',
        worst(({ p99Ms }) => p99Ms),
        20,
        1,
      ),
      {
        ...within(
          'memory that reading all takes',
          worst(({ grownMiB }) => grownMiB),
          150,
          1,
        ),
        unit: 'MiB',
      },
    ]
  },
}

const scan = async (corpus: string, index: string, ...changing: ReadonlyArray<string>): Promise<Scan> =>
  JSON.parse(await said([process.execPath, SCAN, corpus, index, ...changing])) as Scan

/** Installs a version where nothing else uses it, once; answers with what to start. */
async function ccusage(version: string): Promise<string> {
  const folder = join(BENCH_CACHE, `ccusage-${version}`)
  const modules = join(folder, 'node_modules')
  if ((await stat(modules).catch(() => null)) === null) {
    await mkdir(folder, { recursive: true })
    await said(['npm', 'install', '--no-audit', '--no-fund', '--no-save', '--prefix', folder, `ccusage@${version}`])
  }
  if (version !== NATIVE) return join(modules, 'ccusage', 'dist', 'index.js')
  const program = join(modules, '@ccusage', `ccusage-${process.platform}-${process.arch}`, 'bin', 'ccusage')
  // It comes without the right to be started; its own starter, a Node.js program, gives it.
  await chmod(program, 0o755)
  return program
}
