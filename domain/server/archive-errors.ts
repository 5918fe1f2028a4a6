import type { Tagged } from '../shared/tagged.js'

/** The path of the new archive exists. */
export type PathTaken = Tagged<'PathTaken', { readonly file: string }>
export const pathTaken = (file: string): PathTaken => ({ _tag: 'PathTaken', file })

/** The state changed too often to read a consistent copy. */
export type StateBusy = Tagged<'StateBusy'>
export const stateBusy: StateBusy = { _tag: 'StateBusy' }

/** The file is not an archive that this version can read. */
export interface NoArchive extends Tagged<'NoArchive'> {
  /** Reason, in English. */
  readonly detail: string
}
export const noArchive = (detail: string): NoArchive => ({ _tag: 'NoArchive', detail })

/** State exists already, and replacing it was not requested. */
export type StateThere = Tagged<'StateThere', { readonly folder: string }>
export const stateThere = (folder: string): StateThere => ({ _tag: 'StateThere', folder })

/** A hub runs on the state folder. */
export type HubRuns = Tagged<'HubRuns', { readonly pid: number | null }>
export const hubRuns = (pid: number | null): HubRuns => ({ _tag: 'HubRuns', pid })
