import type { AgentId } from '../agents/agent-id.js'
import { providerOf, type Provider } from './model.js'
import { sumOf } from './owned-usage.js'
import type { ModelUsage, UsageSum } from './report.js'
import { tokensOf } from './cell.js'

/** Tokens and US dollars of a part of the usage. */
export interface Share {
  readonly tokens: number
  readonly costUsd: number
}

/** Usage of a provider and its models, most tokens first. */
export interface ProviderShare extends Share {
  readonly provider: Provider
  readonly models: ReadonlyArray<Share & { readonly model: string }>
}

/** Input that an agent read from a cache: tokens read, tokens of all input, and the percentage with two decimals. */
export interface CacheRate {
  readonly read: number
  readonly total: number
  readonly pct: number
}

export function cacheRate(models: ReadonlyArray<ModelUsage>, of: AgentId): CacheRate {
  const { tokens } = sumOf(models.filter(({ agent }) => agent === of))
  const { input, cacheRead: read, cacheWrite5m, cacheWrite1h } = tokens
  const total = input + cacheWrite5m + cacheWrite1h + read
  return { read, total, pct: total === 0 ? 0 : Math.round((read / total) * 10_000) / 100 }
}

/** Providers with usage, most tokens first. */
export function providerShares(models: ReadonlyArray<ModelUsage>): ReadonlyArray<ProviderShare> {
  const used = models.filter(({ tokens }) => tokensOf(tokens) > 0)
  const names = [...new Set(used.map(({ model }) => model))]
  const all = names.map((model) => ({ model, ...share(used.filter((one) => one.model === model)) }))
  return [...new Set(names.map(providerOf))]
    .map((provider) => ({
      provider,
      ...share(used.filter(({ model }) => providerOf(model) === provider)),
      models: all.filter(({ model }) => providerOf(model) === provider).sort(mostFirst),
    }))
    .sort(mostFirst)
}

function share(parts: ReadonlyArray<UsageSum>): Share {
  const { tokens, costUsd } = sumOf(parts)
  return { tokens: tokensOf(tokens), costUsd }
}

const mostFirst = (one: Share, other: Share): number => other.tokens - one.tokens
