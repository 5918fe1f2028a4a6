import { statSync } from 'node:fs'
import { join } from 'node:path'
import { addCached, readCached } from './cache.mjs'
import { root } from './run.mjs'

/** Seconds of a shard, roughly: long beside the start of mocha, short beside the whole run. */
const SHARD_SECONDS = 40
/** Each loads its modules anew; seconds of a run on a busy machine would ask for far more of them. */
const MOST_SHARDS = 8
/** Of a file that has not run here yet, by its size. */
const SECONDS_PER_KB = 0.1
/** Of fast files that take longer than their size tells, measured beside the other checks on two cores. */
const MEASURED = {
  'dist/test/adapters/inbound/cli/acp/transcript.test.js': 5,
  'dist/test/adapters/inbound/cli/hub-commands.test.js': 9,
  'dist/test/adapters/inbound/http/routing/drawn-requests.test.js': 18,
  'dist/test/adapters/inbound/http/tokens/scopes.test.js': 9,
  'dist/test/adapters/outbound/agents/acp/conversations.test.js': 5,
  'dist/test/adapters/outbound/agents/claude-code/conversations.test.js': 8,
  'dist/test/adapters/outbound/agents/codex/conversations.test.js': 8,
  'dist/test/adapters/outbound/agents/opencode/conversations.test.js': 8,
  'dist/test/adapters/outbound/conversation-index/bad-transcripts.test.js': 12,
  'dist/test/adapters/outbound/conversation-index/conversation-index.test.js': 8,
  'dist/test/adapters/outbound/json-store/golden.test.js': 6,
  'dist/test/adapters/outbound/json-store/stores.test.js': 5,
  'dist/test/application/board/finish/recover-finishes.test.js': 7,
  'dist/test/composition/simulate-crashes.test.js': 12,
  'dist/test/composition/simulate.test.js': 13,
  'dist/test/infrastructure/ws/upgrade-dispatcher.test.js': 5,
  'test/scripts/mocha.test.mjs': 7,
}
const CACHE = 'test-seconds'

/** Seconds of each file of a suite in its last run on this machine. */
export const secondsOf = (suite) => readCached(CACHE)[suite] ?? {}

export const keepSeconds = (suite, seconds) => addCached(CACHE, suite, seconds)

const guess = (file) => MEASURED[file] ?? 0.3 + (statSync(join(root, file)).size / 1024) * SECONDS_PER_KB

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
