import * as t from 'io-ts'
import type { Usage } from '../../../../application/usage/usage-document.js'
import { tokensOf, type TokenCounts } from '../../../../domain/usage/cell.js'
import { providerOf } from '../../../../domain/usage/model.js'
import type { CardUsage, OwnedSession, ProjectUsage } from '../../../../domain/usage/owned-usage.js'
import type { OwnerCard } from '../../../../domain/usage/owners.js'
import type { ModelUsage, PeriodUsage, UsageSum } from '../../../../domain/usage/report.js'
import { StageJson } from '../board/codec.js'
import { nullable, integer } from '../../../../infrastructure/codec/codecs.js'
import { from, isoTime, jsonOf, within } from '../../../../infrastructure/codec/json-of.js'

/** `input` is what was read afresh or written into a cache; `tokens` are input and output. Reads from caches are apart. */
export const SUM = {
  ...within<TokenCounts>()(({ tokens }: UsageSum) => tokens, {
    input: from(integer, ({ input, cacheWrite5m, cacheWrite1h }) => input + cacheWrite5m + cacheWrite1h),
    output: integer,
    cacheRead: integer,
    cacheWrite5m: integer,
    cacheWrite1h: integer,
    tokens: from(integer, tokensOf),
  }),
  costUsd: t.number,
  messages: integer,
  errors: integer,
}
export const SumJson = jsonOf<UsageSum>()(SUM)

export const ProviderJson = t.keyof({ claude: null, codex: null, gemini: null, other: null })

const ModelJson = jsonOf<ModelUsage, 'isPriced'>()({
  model: t.string,
  provider: from(ProviderJson, ({ model }) => providerOf(model)),
  agent: t.string,
  unpricedTokens: integer,
  ...SUM,
})

/** Usage of a project or folder with its display name and path. */
export interface PlacedUsage extends ProjectUsage {
  readonly project: string
  readonly path: string | null
}

/** Display name and path of registered projects; the folder's name and path for other folders. */
export const placed = (
  usages: ReadonlyArray<ProjectUsage>,
  { projects }: Usage['owners'],
): ReadonlyArray<PlacedUsage> =>
  usages.map((usage) => {
    const { projectId, directory } = usage
    const project = projectId === null ? undefined : projects.get(projectId)
    if (project !== undefined) return { ...usage, project: project.displayName, path: project.path }
    if (directory === null) return { ...usage, project: 'unknown', path: null }
    return { ...usage, project: directory.slice(directory.lastIndexOf('/') + 1) || directory, path: directory }
  })

/** `id` of the registry; `null` for folders that belong to no project. */
const ProjectJson = jsonOf<PlacedUsage, 'projectId' | 'directory'>()({
  id: from(nullable(t.string), ({ projectId }) => projectId),
  project: t.string,
  path: nullable(t.string),
  ...SUM,
})

/** `session` is the agent’s own id, `name` that of our session; times are ISO, to a quarter of an hour. */
const SessionJson = jsonOf<OwnedSession, 'owner' | 'directory'>()({
  session: t.string,
  name: from(nullable(t.string), ({ owner }) => owner.session),
  agent: t.string,
  path: from(nullable(t.string), ({ directory }) => directory),
  project: from(nullable(t.string), ({ owner }) => owner.projectId),
  card: from(nullable(t.string), ({ owner }) => owner.cardId),
  firstAt: isoTime,
  lastAt: isoTime,
  ...SUM,
})

/** Usage of a card that is on the board. */
interface CardRow {
  readonly usage: CardUsage
  readonly card: OwnerCard
}

const CardJson = jsonOf<CardRow, 'usage'>()({
  ...within<Pick<OwnerCard, 'id' | 'title' | 'stage' | 'projectId'>, 'id' | 'projectId'>()(
    ({ card }: CardRow) => card,
    {
      card: from(t.string, ({ id }) => id),
      title: t.string,
      stage: StageJson,
      project: from(t.string, ({ projectId }) => projectId),
    },
  ),
  ...within<CardUsage, 'cardId'>()(({ usage }: CardRow) => usage, SUM),
})

const periodOf = ({ report }: Usage): PeriodUsage => report.window

/** A failed request names no model and uses nothing. */
const isSomething = ({ tokens, messages }: UsageSum): boolean => messages > 0 || tokensOf(tokens) > 0

/** Requested days, by every dimension of usage. */
export const UsageWindowJson = jsonOf<
  Usage,
  'report' | 'owners' | 'window' | 'monthProjects' | 'cacheRate' | 'byProvider' | 'progress'
>()({
  ...within<PeriodUsage, 'models' | 'directories' | 'bySession' | 'heatmap' | 'stops' | 'tools'>()(periodOf, {
    from: t.string,
    to: t.string,
    sessions: integer,
    ...SUM,
    byModel: from(t.readonlyArray(ModelJson), ({ models }) => models.filter(isSomething)),
  }),
  byProject: from(t.readonlyArray(ProjectJson), ({ window, owners }) => placed(window.projects, owners)),
  bySession: from(t.readonlyArray(SessionJson), ({ window }) => window.sessions),
  byCard: from(t.readonlyArray(CardJson), ({ window, owners }) =>
    window.cards.flatMap((usage) => {
      const card = owners.cards.get(usage.cardId)
      return card === undefined ? [] : [{ usage, card }]
    }),
  ),
})
