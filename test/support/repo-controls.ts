import type { MemoryRepoControls } from '../../adapters/outbound/memory/memory-repository.js'
import type { Eventually } from '../contracts/harness.js'

/** Controls of a repository on disk or in memory: those of the fake, whose results may come later. */
export type RepoControls = {
  readonly [Step in keyof MemoryRepoControls]: (
    ...input: Parameters<MemoryRepoControls[Step]>
  ) => Eventually<ReturnType<MemoryRepoControls[Step]>>
}

/** When the first commit is made: 2026-03-01T08:00:00+01:00, in seconds. */
export const FIRST_COMMIT_AT = 1_772_348_400
export const AUTHOR = 'Ada Löwe'
