import { statSync } from 'node:fs'
import { join } from 'node:path'
import { addCached, readCached } from './cache.mjs'
import { root } from './run.mjs'

/** Seconds of a shard, roughly: long beside the start of mocha, short beside the whole run. */
const SHARD_SECONDS = 40
/** Each loads its modules anew; seconds of a run on a busy machine would ask for far more of them. */
const MOST_SHARDS = 8
/** Of a file that has not run here yet, by its size. */
const SECONDS_PER_KB = 0.5
const CACHE = 'test-seconds'

/** Seconds of each file of a suite in its last run on this machine. */
export const secondsOf = (suite) => readCached(CACHE)[suite] ?? {}

export const keepSeconds = (suite, seconds) => addCached(CACHE, suite, seconds)

const guess = (file) => 1 + (statSync(join(root, file)).size / 1024) * SECONDS_PER_KB

/**
 * Splits files into shards, at most and at least so many, that take about as long as each other; the longest file comes
 * first.
 */
export function shardsOf(files, known, most = MOST_SHARDS, least = 1) {
  const rated = files
    .map((file) => ({ file, seconds: known[file] ?? guess(file) }))
    .sort((a, b) => b.seconds - a.seconds)
  const total = rated.reduce((sum, { seconds }) => sum + seconds, 0)
  const shards = Array.from({ length: Math.min(most, Math.max(least, Math.ceil(total / SHARD_SECONDS))) }, () => ({
    files: [],
    seconds: 0,
  }))
  for (const { file, seconds } of rated) {
    const shortest = shards.reduce((best, shard) => (shard.seconds < best.seconds ? shard : best))
    shortest.files.push(file)
    shortest.seconds += seconds
  }
  return shards.filter((shard) => shard.files.length > 0).map((shard) => shard.files)
}
