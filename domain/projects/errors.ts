import type { Tagged } from '../shared/tagged.js'
import type { ProjectId } from './project-id.js'

/** No project has this id, or it has no plan document where one is required. */
export interface ProjectNotFound extends Tagged<'ProjectNotFound'> {
  /** Id that no project has. */
  readonly id: ProjectId
}
export const projectNotFound = (id: ProjectId): ProjectNotFound => ({ _tag: 'ProjectNotFound', id })

/** The registration or change is invalid; `detail` is a machine-readable phrase. */
export interface InvalidProject extends Tagged<'InvalidProject'> {
  /** Field and reason. */
  readonly detail: string
}
export const invalidProject = (detail: string): InvalidProject => ({ _tag: 'InvalidProject', detail })

/** The registration has no folder. */
export type ProjectPathMissing = Tagged<'ProjectPathMissing'>
export const projectPathMissing: ProjectPathMissing = { _tag: 'ProjectPathMissing' }

/** The real path of the folder is outside all roots that may be browsed. */
export type PathOutsideRoots = Tagged<'PathOutsideRoots'>
export const pathOutsideRoots: PathOutsideRoots = { _tag: 'PathOutsideRoots' }

/** The folder is registered already. */
export interface ProjectPathTaken extends Tagged<'ProjectPathTaken'> {
  readonly id: ProjectId
}
export const projectPathTaken = (id: ProjectId): ProjectPathTaken => ({ _tag: 'ProjectPathTaken', id })

/** The change of a plan document is invalid; `detail` is the invalid part: `bad-action`, `bad-text`, … */
export type InvalidPlanEdit = Tagged<'InvalidPlanEdit', { readonly detail: string }>
export const invalidPlanEdit = (detail: string): InvalidPlanEdit => ({ _tag: 'InvalidPlanEdit', detail })

/** The line is not an item of the named section. */
export type StaleItemLine = Tagged<'StaleItemLine', { readonly line: number }>
export const staleItemLine = (line: number): StaleItemLine => ({ _tag: 'StaleItemLine', line })

/** The plan document has no such heading. */
export type PlanSectionNotFound = Tagged<'PlanSectionNotFound', { readonly section: string }>
export const planSectionNotFound = (section: string): PlanSectionNotFound => ({ _tag: 'PlanSectionNotFound', section })

/** The plan document has changed since the client read it. */
export interface PlanChanged extends Tagged<'PlanChanged'> {
  /** Current revision of the document. */
  readonly docRev: string
}
export const planChanged = (docRev: string): PlanChanged => ({ _tag: 'PlanChanged', docRev })

/** A release needs a heading that the plan document does not have. */
export type PlanIncomplete = Tagged<'PlanIncomplete', { readonly missing: 'released' | 'dev' | 'changelog' }>
export const planIncomplete = (missing: PlanIncomplete['missing']): PlanIncomplete => ({
  _tag: 'PlanIncomplete',
  missing,
})

/** A release needs its sections in the order Released, In Development, Changelog. */
export type PlanOrderUnsupported = Tagged<'PlanOrderUnsupported'>
export const planOrderUnsupported: PlanOrderUnsupported = { _tag: 'PlanOrderUnsupported' }

/** The hub holds no document from before a release of this project: there was none since its start, or it was undone. */
export type NoReleaseToUndo = Tagged<'NoReleaseToUndo'>
export const noReleaseToUndo: NoReleaseToUndo = { _tag: 'NoReleaseToUndo' }

/** The project has no `ROADMAP.md` in the format of the hub, or has a `CHANGELOG.md` already. */
export type NothingToMigrate = Tagged<'NothingToMigrate'>
export const nothingToMigrate: NothingToMigrate = { _tag: 'NothingToMigrate' }
