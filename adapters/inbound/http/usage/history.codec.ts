import type { Usage } from '../../../../application/usage/usage-document.js'
import type { Provider } from '../../../../domain/usage/model.js'
import { cacheRate, providerShares } from '../../../../domain/usage/shares.js'
import type { DayUsage, ModelUsage, UsageSum } from '../../../../domain/usage/report.js'
import { tokensOf } from '../../../../domain/usage/cell.js'
import type { UsageJson } from './codec.js'
import { byModel, placeJson, sumJson, windowJson } from './parts.codec.js'

const TOP_TOOLS = 10
const LABELS: Readonly<Record<Provider, string>> = {
  claude: 'Claude',
  codex: 'Codex',
  gemini: 'Gemini',
  other: 'Other',
}

/** Usage as clients read it. */
export function usageJson(usage: Usage): UsageJson {
  const { report, owners, monthProjects, progress } = usage
  const { month, monthDays } = report
  const { toolUse, endTurn, other } = month.stops
  return {
    days: report.days.map(dayJson),
    monthTotal: tokensOf(month.tokens),
    monthByModel: byModel(month.models, usedTokens),
    byProject: monthProjects.map((project) => {
      const place = placeJson(project, owners)
      return { ...place, path: place.path ?? '', tokens: tokensOf(project.tokens) }
    }),
    heatmap: month.heatmap.map(({ weekday, hour, tokens }) => ({ dow: weekday, hour, tokens })),
    cacheRate: cacheRate(month.models),
    workStyle: { toolUse, endTurn, total: toolUse + endTurn + other },
    toolUsage: month.tools.slice(0, TOP_TOOLS),
    dailySessions: Object.fromEntries(
      monthDays.flatMap(({ date, sessions }) => (sessions > 0 ? [[date, sessions] as const] : [])),
    ),
    monthSessions: month.sessions,
    errors: {
      total: month.errors,
      byDate: monthDays.flatMap(({ date, errors }) => (errors > 0 ? [{ date, count: errors }] : [])).reverse(),
    },
    byProvider: byProvider(month.models),
    tz: report.timeZone,
    unpriced: { ...byModel(month.models, unpricedTokens), ...byModel(report.window.models, unpricedTokens) },
    monthCost: month.costUsd,
    window: windowJson(usage),
    scan: {
      state: progress.state,
      filesRead: progress.filesRead,
      files: progress.files,
      bytesRead: progress.bytesRead,
      bytes: progress.bytes,
    },
    unreadable: report.unreadable,
  }
}

const usedTokens = ({ tokens }: UsageSum): number => tokensOf(tokens)
const unpricedTokens = (model: ModelUsage): number => model.unpricedTokens

function dayJson(day: DayUsage): UsageJson['days'][number] {
  const { input, output, cacheRead } = sumJson(day)
  return {
    date: day.date,
    input,
    output,
    byModel: byModel(day.models, usedTokens),
    cost: day.costUsd,
    sessions: day.sessions,
    errors: day.errors,
    cacheRead,
    messages: day.messages,
    costByModel: byModel(day.models, ({ costUsd }) => costUsd),
  }
}

const byProvider = (models: ReadonlyArray<ModelUsage>): UsageJson['byProvider'] =>
  providerShares(models).map((share) => ({ ...share, label: LABELS[share.provider] }))
