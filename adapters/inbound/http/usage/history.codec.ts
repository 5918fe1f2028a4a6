import type { Usage } from '../../../../application/usage/usage-document.js'
import { providerOf, type Provider } from '../../../../domain/usage/model.js'
import { sumOf } from '../../../../domain/usage/owned-usage.js'
import type { DayUsage, ModelUsage, UsageSum } from '../../../../domain/usage/report.js'
import { tokensOf } from '../../../../domain/usage/tally.js'
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

/** Of Claude Code: how much of what models were given came from a cache; per cent with two digits. */
function cacheRate(models: ReadonlyArray<ModelUsage>): UsageJson['cacheRate'] {
  const { input, cacheRead } = sumJson(sumOf(models.filter(({ agent }) => agent === 'claude-code')))
  const total = input + cacheRead
  return { read: cacheRead, total, pct: total === 0 ? 0 : Math.round((cacheRead / total) * 10_000) / 100 }
}

function byProvider(models: ReadonlyArray<ModelUsage>): UsageJson['byProvider'] {
  const used = models.filter(({ tokens }) => tokensOf(tokens) > 0)
  const names = [...new Set(used.map(({ model }) => model))]
  const all = names.map((model) => ({ model, ...share(used.filter((one) => one.model === model)) }))
  return [...new Set(names.map(providerOf))]
    .map((provider) => ({
      provider,
      label: LABELS[provider],
      ...share(used.filter(({ model }) => providerOf(model) === provider)),
      models: all.filter(({ model }) => providerOf(model) === provider).sort(mostFirst),
    }))
    .sort(mostFirst)
}

function share(parts: ReadonlyArray<UsageSum>): { readonly tokens: number; readonly costUsd: number } {
  const { tokens, costUsd } = sumOf(parts)
  return { tokens: tokensOf(tokens), costUsd }
}

const mostFirst = (one: { readonly tokens: number }, other: { readonly tokens: number }): number =>
  other.tokens - one.tokens
