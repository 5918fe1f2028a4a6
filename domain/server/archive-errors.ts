/** There is something where the archive was to go. */
export interface PathTaken {
  readonly _tag: 'PathTaken'
  readonly file: string
}
export const pathTaken = (file: string): PathTaken => ({ _tag: 'PathTaken', file })

/** The state changed so often that no moment of it could be read. */
export interface StateBusy {
  readonly _tag: 'StateBusy'
}
export const stateBusy: StateBusy = { _tag: 'StateBusy' }

/** The file is no archive that this version can read. */
export interface NoArchive {
  readonly _tag: 'NoArchive'
  /** Why, in English. */
  readonly detail: string
}
export const noArchive = (detail: string): NoArchive => ({ _tag: 'NoArchive', detail })

/** There is state already, and nobody said that it may be replaced. */
export interface StateThere {
  readonly _tag: 'StateThere'
  readonly folder: string
}
export const stateThere = (folder: string): StateThere => ({ _tag: 'StateThere', folder })

/** A hub runs on the state folder. */
export interface HubRuns {
  readonly _tag: 'HubRuns'
  readonly pid: number | null
}
export const hubRuns = (pid: number | null): HubRuns => ({ _tag: 'HubRuns', pid })
