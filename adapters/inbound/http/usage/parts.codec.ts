import type * as t from 'io-ts'
import type { Usage } from '../../../../application/usage/usage-document.js'
import { providerOf } from '../../../../domain/usage/model.js'
import type { ProjectUsage } from '../../../../domain/usage/owned-usage.js'
import type { ModelUsage, UsageSum } from '../../../../domain/usage/report.js'
import { tokensOf } from '../../../../domain/usage/cell.js'
import type { SumJson, UsageJson } from './codec.js'

export function sumJson({ tokens, costUsd, messages, errors }: UsageSum): t.TypeOf<typeof SumJson> {
  const { input, output, cacheRead, cacheWrite5m, cacheWrite1h } = tokens
  return {
    input: input + cacheWrite5m + cacheWrite1h,
    output,
    cacheRead,
    cacheWrite5m,
    cacheWrite1h,
    tokens: tokensOf(tokens),
    costUsd,
    messages,
    errors,
  }
}

/** Counts by model, summed over agents. */
export function byModel(
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

/** Requested days, by every dimension of usage. */
export function windowJson({ report: { window }, window: owned, owners }: Usage): UsageJson['window'] {
  const { from, to, sessions } = window
  const iso = (at: number): string => new Date(at).toISOString()
  return {
    from,
    to,
    sessions,
    ...sumJson(window),
    byModel: window.models.filter(isSomething).map((model) => ({
      model: model.model,
      provider: providerOf(model.model),
      agent: model.agent,
      unpricedTokens: model.unpricedTokens,
      ...sumJson(model),
    })),
    byProject: owned.projects.map((project) => ({
      id: project.projectId,
      ...placeJson(project, owners),
      ...sumJson(project),
    })),
    bySession: owned.sessions.map(({ owner, ...session }) => ({
      session: session.session,
      name: owner.session,
      agent: session.agent,
      path: session.directory,
      project: owner.projectId,
      card: owner.cardId,
      firstAt: iso(session.firstAt),
      lastAt: iso(session.lastAt),
      ...sumJson(session),
    })),
    byCard: owned.cards.flatMap(({ cardId, ...sum }) => {
      const card = owners.cards.get(cardId)
      if (card === undefined) return []
      return [{ card: cardId, title: card.title, stage: card.stage, project: card.projectId, ...sumJson(sum) }]
    }),
  }
}

/** A failed request names no model and uses nothing. */
const isSomething = ({ tokens, messages }: UsageSum): boolean => messages > 0 || tokensOf(tokens) > 0

/** Display name and path of a registered project; the folder's name and path for other folders. */
export function placeJson(
  { projectId, directory }: ProjectUsage,
  { projects }: Usage['owners'],
): { readonly project: string; readonly path: string | null } {
  const project = projectId === null ? undefined : projects.get(projectId)
  if (project !== undefined) return { project: project.displayName, path: project.path }
  if (directory === null) return { project: 'unknown', path: null }
  return { project: directory.slice(directory.lastIndexOf('/') + 1) || directory, path: directory }
}
