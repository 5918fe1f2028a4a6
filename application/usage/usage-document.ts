import type { AgentId } from '../../domain/agents/agent-id.js'
import { ownedUsage, projectUsages, type OwnedUsage, type ProjectUsage } from '../../domain/usage/owned-usage.js'
import type { ProjectId } from '../../domain/projects/project-id.js'
import type { UsageCell } from '../../domain/usage/cell.js'
import { modelKey } from '../../domain/usage/model.js'
import { knownOwners, ownerFinder, type KnownOwners, type Owners } from '../../domain/usage/owners.js'
import type { Report, ReportQuery } from '../../domain/usage/report.js'
import { cacheRate, providerShares, type CacheRate, type ProviderShare } from '../../domain/usage/shares.js'
import type { ReadingProgress } from '../../domain/usage/reading-progress.js'

/** Usage of agents by day and by owner. */
export interface Usage {
  readonly report: Report
  readonly owners: KnownOwners
  /** Of the days asked for. */
  readonly window: OwnedUsage
  /** Of the month, by the main agent alone. */
  readonly monthProjects: ReadonlyArray<ProjectUsage>
  /** Of the month, by the main agent. */
  readonly cacheRate: CacheRate
  /** Of the month. */
  readonly byProvider: ReadonlyArray<ProviderShare>
  /** Progress of reading the logs; the sums may grow while it is `scanning`. */
  readonly progress: ReadingProgress
}

/** `history` is the answer of the API, the others are files to save. */
export type UsageForm = 'history' | 'csv' | 'json'

/** Usage that a document is restricted to; `null` for no restriction. */
export interface UsageFilter {
  /** Project by the nearest registered folder. */
  readonly projectId: ProjectId | null
  readonly model: string | null
}

export const ALL_USAGE: UsageFilter = { projectId: null, model: null }

/** Request for an encoded usage document. */
export interface DocumentRequest {
  readonly form: UsageForm
  /** Range of days and prices. */
  readonly query: ReportQuery
  /** Projects, cards and sessions that usage is assigned to. */
  readonly owners: Owners
  /** Agent that the projects and the cache rate of the month are stated for. */
  readonly mainAgent: AgentId
  readonly only: UsageFilter
}

/** Usage in the form that clients read. */
export interface UsageDocument {
  /** Encoded document. */
  readonly bytes: Uint8Array
  /** First and last day, as in the report. */
  readonly from: string
  /** Last day of the document: `2026-03-01`. */
  readonly to: string
  /** At the moment of summing. */
  readonly progress: ReadingProgress
}

/** Cells that a request counts. */
export function requestedCells(
  cells: Iterable<UsageCell>,
  { only: { projectId, model }, owners }: Pick<DocumentRequest, 'only' | 'owners'>,
): Iterable<UsageCell> {
  if (projectId === null && model === null) return cells
  const { projectOf } = ownerFinder(owners)
  const owned = new Map<string | null, boolean>()
  const isOwned = (directory: string | null): boolean => {
    const known = owned.get(directory) ?? projectOf(directory) === projectId
    owned.set(directory, known)
    return known
  }
  return filtered(
    cells,
    (cell) => (projectId === null || isOwned(cell.directory)) && (model === null || modelKey(cell.model) === model),
  )
}

function* filtered<A>(all: Iterable<A>, isWanted: (one: A) => boolean): Generator<A> {
  for (const one of all) if (isWanted(one)) yield one
}

/** Writes usage in a form. The bytes lie in a buffer of their own, which can be moved to another thread. */
export type EncodeUsage = (form: UsageForm, usage: Usage) => Uint8Array

export function usageDocument(
  encode: EncodeUsage,
  { form, owners, mainAgent }: DocumentRequest,
  report: Report,
  progress: ReadingProgress,
): UsageDocument {
  const known = knownOwners(owners)
  const usage: Usage = {
    report,
    owners: known,
    window: ownedUsage(report.window, known),
    monthProjects: projectUsages(
      report.month.directories.filter(({ agent }) => agent === mainAgent),
      known.projectOf,
    ),
    cacheRate: cacheRate(report.month.models, mainAgent),
    byProvider: providerShares(report.month.models),
    progress,
  }
  return { bytes: encode(form, usage), from: report.window.from, to: report.window.to, progress }
}
