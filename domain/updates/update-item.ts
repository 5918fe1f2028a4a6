import { isNewer } from './version.js'

export type UpdateCategory = 'hub' | 'cli' | 'dependency' | 'external'

/** Something that has versions. */
export interface UpdateItem {
  readonly id: string
  readonly category: UpdateCategory
  readonly name: string
  /** `null` when it does not say. */
  readonly current: string | null
  /** `null` when nobody could be asked. */
  readonly latest: string | null
  readonly outdated: boolean
  /** Who told of the latest one: `github`, `cli`, `npm-outdated`, `brew`. */
  readonly source: string
  /** Whether the hub can update it. */
  readonly executable: boolean
  readonly url: string | null
}

/** Whether the hub's own files may be replaced now, and if not, why. */
export type UpdateGuard = { readonly ok: true } | { readonly ok: false; readonly reason: GuardReason }
export type GuardReason = 'up-to-date' | 'dirty-tree' | 'local-ahead' | 'unknown'

export const isOutdated = (current: string | null, latest: string | null): boolean =>
  current !== null && latest !== null && isNewer(current, latest)
