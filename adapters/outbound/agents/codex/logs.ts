import { join } from 'node:path'
import type { AgentLogs } from '../../../../application/agents/agent-cli.port.js'
import { agentId } from '../../../../domain/agents/agent-id.js'
import type { Instant } from '../../../../domain/shared/instant.js'
import type { ForkMark, RowCounts, RowOrigin, UsageRow } from '../../../../domain/usage/row.js'
import { countOf, LARGEST_SUM, momentOf, MOST_TOKENS, readCount, recordOf, textOf } from '../row-values.js'

export const CODEX = agentId('codex')

/** Parser state carried from one line of a rollout to the next. */
export interface RolloutState {
  readonly session: string
  /**
   * Conversation that the rows are counted for: for a sub-agent (0.171.0) the one that a person started. Left out in states that
   * were stored before it was read.
   */
  readonly countedFor?: string
  /** True once the log has named its session. Only the first name counts, because forks repeat their parent's. */
  readonly isNamed: boolean
  readonly forkedFrom: string | null
  readonly forkedAt: Instant
  readonly model: string
  readonly directory: string | null
  /** Running sum at the last row (`total`), and the sum of the rows themselves (`counted`). */
  readonly total: RolloutTokens
  readonly counted: number
  /** Part of the running sum that the rows repeated by a fork do not account for; it belongs to the parent. */
  readonly inheritedLack: number
  readonly rows: number
  readonly lastAt: Instant | null
  /** Time of the last line read. `isReplay` is true while all lines so far were written in one go. */
  readonly previousAt: Instant
  readonly isReplay: boolean
}

/** Tokens as Codex writes them: `input` includes `cached`. */
export interface RolloutTokens {
  readonly input: number
  readonly cached: number
  readonly output: number
  readonly all: number
}

/** Longest gap in milliseconds between two copied lines. A model takes longer than this to answer. */
const REPLAY_GAP_MS = 400

/** Longest time in milliseconds from the fork to the last copied line, when the lines are not written in one go. */
const MOST_REPLAY_MS = 60_000

const NO_TOKENS: RolloutTokens = { input: 0, cached: 0, output: 0, all: 0 }

/** State before the first line of a rollout. `name` is the session until the log names it. */
const rolloutStart = (name: string): RolloutState => ({
  session: name,
  isNamed: false,
  forkedFrom: null,
  forkedAt: 0,
  model: '',
  directory: null,
  total: NO_TOKENS,
  counted: 0,
  inheritedLack: 0,
  rows: 0,
  lastAt: null,
  previousAt: 0,
  isReplay: false,
})

/** Folder of Codex: the configured one, else the usual one in the home. */
export const codexFolder = ([folder]: ReadonlyArray<string>, home: string): string => folder ?? join(home, '.codex')

/** Rollouts. Each line is read with what the lines before have said. */
export const logs: AgentLogs = {
  folders: (configured, home) =>
    ['sessions', 'archived_sessions'].map((name) => join(codexFolder(configured, home), name)),
  isLog: (name) => name.startsWith('rollout-') && name.endsWith('.jsonl'),
  lineTypes: [
    { type: 'event_msg', containing: '"token_count"' },
    { type: 'session_meta', containing: null },
    { type: 'turn_context', containing: null },
  ],
  areLinesIndependent: false,
  reader: (name, known) => {
    let state = known === null ? rolloutStart(sessionIn(name)) : (known as RolloutState)
    return {
      read: (line) => {
        const step = readRolloutLine(state, line)
        state = step.state
        return step.row
      },
      closing: () => closingRow(state),
      state: () => state,
    }
  },
}

/** The name of a rollout ends in the id of its session. */
const sessionIn = (name: string): string => /([0-9a-f-]{36})\.jsonl$/.exec(name)?.[1] ?? name

export interface RolloutStep {
  readonly state: RolloutState
  readonly row: UsageRow | null
}

/**
 * Reads the next line. A row is the usage of one request; a line that leaves the running sum unchanged is not a
 * request.
 */
function readRolloutLine(state: RolloutState, line: unknown): RolloutStep {
  const record = recordOf(line)
  const payload = recordOf(record['payload'])
  const at = momentOf(record['timestamp'])
  const next = at === null ? state : goneOn(state, at)
  if (record['type'] === 'session_meta') return { state: named(next, payload, at ?? 0), row: null }
  if (record['type'] === 'turn_context') return { state: inContext(next, payload), row: null }
  if (record['type'] !== 'event_msg' || payload['type'] !== 'token_count' || at === null)
    return { state: next, row: null }
  return counted(next, recordOf(payload['info']), at)
}

/** Excess of the running sum over all rows together, charged as input at the time of the last row; usually 0. */
function closingRow(state: RolloutState): UsageRow | null {
  if (state.lastAt === null) return null
  const input = countOf(state.total.all - state.counted - state.inheritedLack)
  return {
    id: closingId(state.session),
    at: state.lastAt,
    origin: originOf(state),
    counts: { input, output: 0, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 },
    kind: 'closing',
    version: state.rows,
    stop: null,
    tools: [],
    fork: null,
  }
}

const goneOn = (state: RolloutState, at: Instant): RolloutState => ({
  ...state,
  previousAt: at,
  isReplay: state.isReplay && at - state.previousAt <= REPLAY_GAP_MS,
})

function named(state: RolloutState, payload: Readonly<Record<string, unknown>>, at: Instant): RolloutState {
  if (state.isNamed) return state
  const forkedFrom = textOf(payload['forked_from_id'])
  const session = textOf(payload['id']) ?? state.session
  const parent = textOf(payload['parent_thread_id'])
  return {
    ...state,
    session,
    countedFor: parent === null ? session : (textOf(payload['session_id']) ?? parent),
    isNamed: true,
    forkedFrom,
    forkedAt: at,
    isReplay: forkedFrom !== null,
    directory: textOf(payload['cwd']) ?? state.directory,
    model: textOf(payload['model']) ?? state.model,
  }
}

const inContext = (state: RolloutState, payload: Readonly<Record<string, unknown>>): RolloutState => ({
  ...state,
  model: textOf(payload['model']) ?? state.model,
  directory: textOf(payload['cwd']) ?? state.directory,
})

/** `total_tokens` of the running sum alone decides whether a row is a request, also where the sum has no other field. */
function counted(state: RolloutState, info: Readonly<Record<string, unknown>>, at: Instant): RolloutStep {
  const sums = tokensIn(info['total_token_usage'], LARGEST_SUM)
  const own = tokensIn(info['last_token_usage'], MOST_TOKENS)
  const taken = own ?? (sums === null ? NO_TOKENS : since(state.total, sums))
  if (taken.all > MOST_TOKENS) return { state, row: null }
  const all = readCount(recordOf(info['total_token_usage'])['total_tokens'], LARGEST_SUM)
  const sum = sums ?? plus(state.total, taken)
  const total = all === null ? sum : { ...sum, all }
  if (total.all === state.total.all) return { state, row: null }
  const allCounted = state.counted + taken.all
  const next: RolloutState = {
    ...state,
    total,
    counted: allCounted,
    rows: state.rows + 1,
    lastAt: at,
    inheritedLack: state.isReplay ? Math.max(0, total.all - allCounted) : state.inheritedLack,
  }
  // The closing row charges tokens that are in the running sum alone.
  return { state: next, row: own === null && sums === null ? null : rowOf(next, total, taken, at) }
}

function rowOf(state: RolloutState, total: RolloutTokens, taken: RolloutTokens, at: Instant): UsageRow {
  const place = `${placeOf(total)} ${placeOf(taken)}`
  const counts: RowCounts = {
    input: taken.input - taken.cached,
    output: taken.output,
    cacheRead: taken.cached,
    cacheWrite: 0,
    cacheWrite1h: 0,
  }
  return {
    id: rowId(state.session, place),
    at,
    origin: originOf(state),
    counts,
    kind: 'message',
    version: 0,
    stop: null,
    tools: [],
    fork: forkOf(state, place, at),
  }
}

const placeOf = ({ input, cached, output, all }: RolloutTokens): string => `${input} ${cached} ${output} ${all}`

const forkOf = ({ forkedFrom, forkedAt, isReplay }: RolloutState, place: string, at: Instant): ForkMark | null =>
  forkedFrom === null || !(isReplay || at - forkedAt <= MOST_REPLAY_MS)
    ? null
    : { parent: closingId(forkedFrom), parentRow: rowId(forkedFrom, place), at: forkedAt, isReplay }

const rowId = (session: string, place: string): string => `codex ${session} ${place}`
const closingId = (session: string): string => `codex ${session}`

const originOf = ({ session, countedFor, model, directory }: RolloutState): RowOrigin => ({
  agent: CODEX,
  model,
  variant: 'standard',
  session: countedFor ?? session,
  directory,
  isCopy: false,
})

/** `null` when a field is missing or is no number of tokens, because a sum that lacks a part looks like one that fell. */
function tokensIn(usage: unknown, most: number): RolloutTokens | null {
  const fields = recordOf(usage)
  const input = readCount(fields['input_tokens'], most)
  const output = readCount(fields['output_tokens'], most)
  const cached = fields['cached_input_tokens'] === null ? 0 : readCount(fields['cached_input_tokens'], most)
  if (input === null || cached === null || output === null) return null
  return tokensOf(input, cached, output, readCount(fields['total_tokens'], most) ?? 0)
}

const since = (before: RolloutTokens, now: RolloutTokens): RolloutTokens =>
  tokensOf(
    Math.max(0, now.input - before.input),
    Math.max(0, now.cached - before.cached),
    Math.max(0, now.output - before.output),
    now.all - before.all,
  )

/** Tokens of which no part is larger than the whole. */
const tokensOf = (input: number, cached: number, output: number, all: number): RolloutTokens => ({
  input,
  cached: Math.min(cached, input),
  output,
  all: Math.max(all, input + output),
})

const plus = (one: RolloutTokens, other: RolloutTokens): RolloutTokens => ({
  input: one.input + other.input,
  cached: one.cached + other.cached,
  output: one.output + other.output,
  all: one.all + other.all,
})
