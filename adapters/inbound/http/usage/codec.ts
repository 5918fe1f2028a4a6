import { identity } from 'fp-ts/lib/function.js'
import * as t from 'io-ts'
import type { ConversationUsage } from '../../../../application/usage/read-usage.js'
import type { Usage } from '../../../../application/usage/usage-document.js'
import { tokensOf } from '../../../../domain/usage/cell.js'
import type { Provider } from '../../../../domain/usage/model.js'
import type { DayUsage, HourUsage, ModelUsage, PeriodUsage, UsageSum } from '../../../../domain/usage/report.js'
import type { ProviderShare } from '../../../../domain/usage/shares.js'
import type { TurnUsage } from '../../../../domain/usage/turn-usage.js'
import { integer, nullable } from '../../../../infrastructure/codec/codecs.js'
import { from, isoTime, jsonOf, optional } from '../../../../infrastructure/codec/json-of.js'
import { placed, ProviderJson, SUM, UsageWindowJson, type PlacedUsage } from './window.codec.js'
import { named } from '../../../../infrastructure/codec/schema.js'

const TOP_TOOLS = 10
const LABELS: Readonly<Record<Provider, string>> = {
  claude: 'Claude',
  codex: 'Codex',
  gemini: 'Gemini',
  other: 'Other',
}

const Counts = t.record(t.string, t.number)

/** Counts by model, summed over agents. */
function byModel(
  models: ReadonlyArray<ModelUsage>,
  countOf: (model: ModelUsage) => number,
): Readonly<Record<string, number>> {
  const counts = new Map<string, number>()
  for (const model of models) {
    const count = countOf(model)
    if (count > 0) counts.set(model.model, (counts.get(model.model) ?? 0) + count)
  }
  return Object.fromEntries(counts)
}

const usedTokens = ({ tokens }: UsageSum): number => tokensOf(tokens)
const unpricedTokens = (model: ModelUsage): number => model.unpricedTokens

/** A local day. `cost` is in US dollars, of the models that a price is known of. */
const DayJson = jsonOf<DayUsage, 'models' | 'tokens' | 'costUsd'>()({
  date: t.string,
  input: SUM.input,
  output: SUM.output,
  byModel: from(Counts, ({ models }) => byModel(models, usedTokens)),
  cost: from(t.number, ({ costUsd }) => costUsd),
  sessions: integer,
  errors: integer,
  cacheRead: SUM.cacheRead,
  messages: integer,
  costByModel: from(Counts, ({ models }) => byModel(models, ({ costUsd }) => costUsd)),
})

const HourJson = jsonOf<HourUsage, 'models' | 'tokens' | 'costUsd' | 'messages' | 'errors'>()({
  hour: integer,
  input: SUM.input,
  output: SUM.output,
  cost: from(t.number, ({ costUsd }) => costUsd),
  byModel: from(Counts, ({ models }) => byModel(models, usedTokens)),
  costByModel: from(Counts, ({ models }) => byModel(models, ({ costUsd }) => costUsd)),
})

const ShareJson = jsonOf<ProviderShare>()({
  provider: ProviderJson,
  label: from(t.string, ({ provider }) => LABELS[provider]),
  tokens: integer,
  costUsd: t.number,
  models: t.readonlyArray(t.strict({ model: t.string, tokens: integer, costUsd: t.number })),
})

/** Progress of reading logs. The sums may grow while the state is `scanning`. */
export const ScanJson = t.strict({
  state: t.keyof({ scanning: null, ready: null }),
  filesRead: integer,
  files: integer,
  bytesRead: integer,
  bytes: integer,
})

/** Fields of the month ignore `days`. */
export const UsageJson = named(
  'Usage',
  jsonOf<Usage, 'report' | 'owners' | 'monthProjects' | 'progress'>()({
    days: from(t.readonlyArray(DayJson), ({ report }) => report.days),
    monthTotal: from(integer, ({ report }) => usedTokens(report.month)),
    monthByModel: from(Counts, ({ report }) => byModel(report.month.models, usedTokens)),
    byProject: from(
      t.readonlyArray(
        jsonOf<PlacedUsage, 'projectId' | 'directory' | 'messages' | 'errors'>()({
          /** Id in the registry; `null` for folders that belong to no project. */
          id: from(nullable(t.string), ({ projectId }) => projectId),
          project: t.string,
          path: from(t.string, ({ path }) => path ?? ''),
          tokens: SUM.tokens,
          costUsd: SUM.costUsd,
        }),
      ),
      ({ monthProjects, owners }) => placed(monthProjects, owners),
    ),
    heatmap: from(
      t.readonlyArray(
        jsonOf<PeriodUsage['heatmap'][number], 'weekday'>()({
          dow: from(integer, ({ weekday }) => weekday),
          hour: integer,
          tokens: integer,
        }),
      ),
      ({ report }) => report.month.heatmap,
    ),
    cacheRate: t.strict({ read: integer, total: integer, pct: t.number }),
    workStyle: from(
      jsonOf<PeriodUsage['stops'], 'other'>()({
        toolUse: integer,
        endTurn: integer,
        total: from(integer, ({ toolUse, endTurn, other }) => toolUse + endTurn + other),
      }),
      ({ report }) => report.month.stops,
    ),
    toolUsage: from(t.readonlyArray(t.strict({ name: t.string, count: integer })), ({ report }) =>
      report.month.tools.slice(0, TOP_TOOLS),
    ),
    dailySessions: from(Counts, ({ report }) =>
      Object.fromEntries(
        report.monthDays.flatMap(({ date, sessions }) => (sessions > 0 ? [[date, sessions] as const] : [])),
      ),
    ),
    monthSessions: from(integer, ({ report }) => report.month.sessions),
    errors: from(
      t.strict({ total: integer, byDate: t.readonlyArray(t.strict({ date: t.string, count: integer })) }),
      ({ report: { month, monthDays } }) => ({
        total: month.errors,
        byDate: monthDays.flatMap(({ date, errors }) => (errors > 0 ? [{ date, count: errors }] : [])).reverse(),
      }),
    ),
    byProvider: t.readonlyArray(ShareJson),
    /** IANA name of the zone that days end in. */
    tz: from(t.string, ({ report }) => report.timeZone),
    /** Tokens of the days asked for and of the month that no price is known of, by model. */
    unpriced: from(Counts, ({ report: { month, window } }) => ({
      ...byModel(month.models, unpricedTokens),
      ...byModel(window.models, unpricedTokens),
    })),
    monthCost: from(t.number, ({ report }) => report.month.costUsd),
    /** Hours of the day that was asked for. */
    hours: optional(t.readonlyArray(HourJson), ({ report }) => report.hours),
    window: from(UsageWindowJson, identity),
    scan: from(ScanJson, ({ progress }) => progress),
    /** Paths that could not be read. */
    unreadable: from(t.readonlyArray(t.string), ({ report }) => report.unreadable),
  }),
)
export type UsageJson = t.TypeOf<typeof UsageJson>

/** Usage of a conversation by its turns. */
export const ConversationUsageJson = named(
  'ConversationUsage',
  jsonOf<ConversationUsage>()({
    /** In the order of their starts; `null` before the logs have been read once. */
    turns: nullable(
      t.readonlyArray(
        jsonOf<TurnUsage>()({
          at: isoTime,
          /** US dollars; `null` when the price of one of its models is not known. */
          costUsd: nullable(t.number),
          /** Input, output and cache writes. */
          tokens: integer,
          messages: integer,
        }),
      ),
    ),
  }),
)
