import type { Owner, OwnerFinder } from './owners.js'
import { unitsOf, usdOf } from './pricing.js'
import type { DirectoryUsage, PeriodUsage, SessionUsage, UsageSum } from './report.js'
import { tokensOf } from './cell.js'
import type { CardId } from '../board/card.js'
import type { ProjectId } from '../projects/project-id.js'

export interface OwnedSession extends SessionUsage {
  readonly owner: Owner
}

/** Usage of a registered project, or of a folder outside all projects. */
export interface ProjectUsage extends UsageSum {
  readonly projectId: ProjectId | null
  /** `null` for a project, and when the log has no folder. */
  readonly directory: string | null
}

export interface CardUsage extends UsageSum {
  readonly cardId: CardId
}

/** Usage of a period by owner, most tokens first. The projects add up to the period; the cards do not. */
export interface OwnedUsage {
  readonly sessions: ReadonlyArray<OwnedSession>
  readonly projects: ReadonlyArray<ProjectUsage>
  readonly cards: ReadonlyArray<CardUsage>
}

export function ownedUsage(period: PeriodUsage, { ownerOf, projectOf }: OwnerFinder): OwnedUsage {
  const sessions = period.bySession.map((session) => ({ ...session, owner: ownerOf(session) }))
  return {
    sessions,
    projects: projectUsages(period.directories, projectOf),
    cards: grouped(sessions, ({ owner }) => owner.cardId).flatMap(([cardId, sum]) =>
      cardId === null ? [] : [{ cardId, ...sum }],
    ),
  }
}

/** Usage by project. Folders outside all projects are listed individually. */
export function projectUsages(
  directories: ReadonlyArray<DirectoryUsage>,
  projectOf: OwnerFinder['projectOf'],
): ReadonlyArray<ProjectUsage> {
  const [inProjects, elsewhere] = [
    directories.filter(({ directory }) => projectOf(directory) !== null),
    directories.filter(({ directory }) => projectOf(directory) === null),
  ]
  return [
    ...grouped(inProjects, ({ directory }) => projectOf(directory)).map(([projectId, sum]) => ({
      projectId,
      directory: null,
      ...sum,
    })),
    ...grouped(elsewhere, ({ directory }) => directory).map(([directory, sum]) => ({
      projectId: null,
      directory,
      ...sum,
    })),
  ].sort(mostTokensFirst)
}

function grouped<Part extends UsageSum, Key>(
  parts: ReadonlyArray<Part>,
  keyOf: (part: Part) => Key,
): ReadonlyArray<readonly [Key, UsageSum]> {
  const groups = new Map<Key, Part[]>()
  for (const part of parts) {
    const group = groups.get(keyOf(part))
    if (group === undefined) groups.set(keyOf(part), [part])
    else group.push(part)
  }
  return [...groups]
    .map(([key, group]) => [key, sumOf(group)] as const)
    .sort(([, one], [, other]) => mostTokensFirst(one, other))
}

const mostTokensFirst = (one: UsageSum, other: UsageSum): number => tokensOf(other.tokens) - tokensOf(one.tokens)

/** Exact to the token, and to 1e-10 US dollars. */
export const sumOf = (parts: ReadonlyArray<UsageSum>): UsageSum => {
  const sum = (of: (part: UsageSum) => number): number => parts.reduce((total, part) => total + of(part), 0)
  return {
    tokens: {
      input: sum(({ tokens }) => tokens.input),
      output: sum(({ tokens }) => tokens.output),
      cacheRead: sum(({ tokens }) => tokens.cacheRead),
      cacheWrite5m: sum(({ tokens }) => tokens.cacheWrite5m),
      cacheWrite1h: sum(({ tokens }) => tokens.cacheWrite1h),
    },
    costUsd: usdOf(sum(({ costUsd }) => unitsOf(costUsd))),
    messages: sum(({ messages }) => messages),
    errors: sum(({ errors }) => errors),
  }
}
