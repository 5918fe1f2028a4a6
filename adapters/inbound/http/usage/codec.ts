import * as t from 'io-ts'
import { nullable } from '../../../../infrastructure/codec/codecs.js'

/** `input` is what was read afresh or written into a cache; `tokens` are input and output. Reads from caches are apart. */
const SUM = {
  input: t.number,
  output: t.number,
  cacheRead: t.number,
  cacheWrite5m: t.number,
  cacheWrite1h: t.number,
  tokens: t.number,
  costUsd: t.number,
  messages: t.number,
  errors: t.number,
}
export const SumJson = t.strict(SUM)

const ProviderJson = t.keyof({ claude: null, codex: null, gemini: null, other: null })
const Tokens = t.record(t.string, t.number)
const TokensOfModel = { model: t.string, tokens: t.number, costUsd: t.number }

/** A local day. `cost` is in US dollars, of the models that a price is known of. */
const DayJson = t.strict({
  date: t.string,
  input: t.number,
  output: t.number,
  byModel: Tokens,
  cost: t.number,
  sessions: t.number,
  errors: t.number,
  cacheRead: t.number,
  messages: t.number,
  costByModel: Tokens,
})

const WindowJson = t.strict({
  from: t.string,
  to: t.string,
  sessions: t.number,
  ...SUM,
  byModel: t.readonlyArray(
    t.strict({
      model: t.string,
      provider: ProviderJson,
      agent: t.string,
      unpricedTokens: t.number,
      ...SUM,
    }),
  ),
  /** `id` of the registry; `null` for folders that belong to no project. */
  byProject: t.readonlyArray(t.strict({ id: nullable(t.string), project: t.string, path: nullable(t.string), ...SUM })),
  /** `session` is the agent’s own id, `name` that of our session; times are ISO, to a quarter of an hour. */
  bySession: t.readonlyArray(
    t.strict({
      session: t.string,
      name: nullable(t.string),
      agent: t.string,
      path: nullable(t.string),
      project: nullable(t.string),
      card: nullable(t.string),
      firstAt: t.string,
      lastAt: t.string,
      ...SUM,
    }),
  ),
  byCard: t.readonlyArray(t.strict({ card: t.string, title: t.string, stage: t.string, project: t.string, ...SUM })),
})

/** Progress of reading logs. The sums may grow while the state is `scanning`. */
export const ScanJson = t.strict({
  state: t.keyof({ scanning: null, ready: null }),
  filesRead: t.number,
  files: t.number,
  bytesRead: t.number,
  bytes: t.number,
})

/** Fields of the month ignore `days`. */
export const UsageJson = t.strict({
  days: t.readonlyArray(DayJson),
  monthTotal: t.number,
  monthByModel: Tokens,
  byProject: t.readonlyArray(t.strict({ project: t.string, path: t.string, tokens: t.number })),
  heatmap: t.readonlyArray(t.strict({ dow: t.number, hour: t.number, tokens: t.number })),
  cacheRate: t.strict({ read: t.number, total: t.number, pct: t.number }),
  workStyle: t.strict({ toolUse: t.number, endTurn: t.number, total: t.number }),
  toolUsage: t.readonlyArray(t.strict({ name: t.string, count: t.number })),
  dailySessions: t.record(t.string, t.number),
  monthSessions: t.number,
  errors: t.strict({
    total: t.number,
    byDate: t.readonlyArray(t.strict({ date: t.string, count: t.number })),
  }),
  byProvider: t.readonlyArray(
    t.strict({
      provider: ProviderJson,
      label: t.string,
      tokens: t.number,
      costUsd: t.number,
      models: t.readonlyArray(t.strict(TokensOfModel)),
    }),
  ),
  /** IANA name of the zone that days end in. */
  tz: t.string,
  /** Tokens of the days asked for and of the month that no price is known of, by model. */
  unpriced: Tokens,
  monthCost: t.number,
  window: WindowJson,
  scan: ScanJson,
  /** Paths that could not be read. */
  unreadable: t.readonlyArray(t.string),
})
export type UsageJson = t.TypeOf<typeof UsageJson>
