import { isNewer } from './version.js'

/** Kind of a program with a version. */
export type UpdateCategory = 'hub' | 'cli' | 'dependency' | 'external'

/** Component with versions. */
export interface UpdateItem {
  readonly id: string
  /** Kind of the program. */
  readonly category: UpdateCategory
  /** Name for people. */
  readonly name: string
  /** `null` when the installed version is unknown. */
  readonly current: string | null
  /** `null` when no source could be reached. */
  readonly latest: string | null
  /** True when a newer version is known. */
  readonly outdated: boolean
  /** Source of the latest version: `github`, `cli`, `npm-outdated`, `brew`. */
  readonly source: string
  /** True when the hub can update it. */
  readonly executable: boolean
  /** Page of the program; `null` for none. */
  readonly url: string | null
}

/** Permission to replace the hub's own files, or the reason against it. */
export type UpdateGuard = { readonly ok: true } | { readonly ok: false; readonly reason: GuardReason }
/** Reason why the hub cannot be updated. */
export type GuardReason = 'up-to-date' | 'dirty-tree' | 'local-ahead' | 'unknown'

export const isOutdated = (current: string | null, latest: string | null): boolean =>
  current !== null && latest !== null && isNewer(current, latest)
