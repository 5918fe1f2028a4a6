import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { join } from 'node:path'

/** Folder for what benchmarks keep between runs. */
export const BENCH_CACHE = join(process.cwd(), '.cache', 'bench')

/** Result of a benchmark against its limit, in the same run. */
export interface Measurement {
  /** Name of the figure: `median, idle`. */
  readonly what: string
  readonly ours: number
  readonly limit: number
  readonly unit: 'ms' | 'ms/MiB' | 'ms/min' | 's' | 'kB' | 'MiB' | 'requests/s' | '/s' | 'calls' | '% of a core'
  /** The ratio `ours / limit` must be at most (or for rates: at least) this; `null` for a row that is only stated. */
  readonly bound: { readonly atMost: number } | { readonly atLeast: number } | null
}

export interface Benchmark {
  /** As in the table of docs/benchmarks.md. */
  readonly name: string
  /** Limit of the figure. */
  readonly limit: string
  readonly mustReach: string
  readonly run: () => Promise<ReadonlyArray<Measurement>>
}

const ratio = ({ ours, limit }: Measurement): number => ours / limit

export function reaches(measurement: Measurement): boolean {
  const { bound } = measurement
  if (bound === null) return true
  return 'atMost' in bound ? ratio(measurement) <= bound.atMost : ratio(measurement) >= bound.atLeast
}

/** `share` 0.5 is the median, 0.99 the p99; of no values it is NaN. */
export function quantile(values: ReadonlyArray<number>, share: number): number {
  const sorted = [...values].sort((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? NaN
}

export const median = (values: ReadonlyArray<number>): number => quantile(values, 0.5)

/** A line of the printed table; the same columns as in docs/benchmarks.md. */
export function row(benchmark: Benchmark, measurement: Measurement): string {
  const { what, ours, limit, unit } = measurement
  const cells = [
    benchmark.name,
    what,
    `${significant(ours)} ${unit}`,
    `${significant(limit)} ${unit}`,
    `${ratio(measurement).toFixed(2)}×`,
    measurement.bound === null ? 'stated' : benchmark.mustReach,
    measurement.bound === null ? '–' : reaches(measurement) ? 'yes' : '**no**',
  ]
  return `| ${cells.map((cell) => cell.replaceAll('|', '\\|')).join(' | ')} |`
}

export const HEADER = [
  '| benchmark | what | ours | limit | ratio | must reach | reached |',
  '|---|---|---|---|---|---|---|',
].join('\n')

const significant = (value: number): string => String(Number(value.toPrecision(3)))

/** Waits; benchmarks pace themselves by the wall clock. */
export const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms))

/** Milliseconds that `act` takes. */
export async function timed(act: () => Promise<unknown>): Promise<number> {
  const before = performance.now()
  await act()
  return performance.now() - before
}

/** Output of a program; a failure rejects. */
export async function said(
  words: ReadonlyArray<string>,
  environment: Readonly<Record<string, string>> = {},
): Promise<string> {
  const [program = '', ...rest] = words
  const child = spawn(program, rest, {
    env: { ...process.env, ...environment },
    stdio: ['ignore', 'pipe', 'ignore'],
  })
  const pieces: Buffer[] = []
  child.stdout.on('data', (piece: Buffer) => pieces.push(piece))
  const [code] = (await once(child, 'close')) as [number | null]
  if (code !== 0) throw new Error(`${program} ended with ${String(code)}`)
  return Buffer.concat(pieces).toString()
}
