import type { Job } from '../shared/job.js'
import type { TerminalFeature } from '../terminal/terminal-feature.js'
import { makeListUpdates, type ListUpdates, type ListUpdatesDeps } from './list-updates.js'
import { makeStartUpdate, type StartUpdate, type StartUpdateDeps } from './start-update.js'
import { makeVersionCache, type VersionCache, type VersionCacheDeps } from './version-cache.js'

/** Versions of the hub and of the programs around it, and their updates. */
export interface UpdatesFeature {
  readonly versions: Pick<VersionCache, 'read' | 'check'>
  readonly listUpdates: ListUpdates
  readonly startUpdate: StartUpdate
  readonly jobs: ReadonlyArray<Job>
}

type StepDeps = VersionCacheDeps & ListUpdatesDeps & StartUpdateDeps

export interface UpdatesDeps extends Omit<StepDeps, 'versions' | 'lastSize'> {
  readonly terminal: Pick<TerminalFeature, 'lastSize'>
}

export function makeUpdates({ terminal, ...ports }: UpdatesDeps): UpdatesFeature {
  const versions = makeVersionCache(ports)
  const shared = { ...ports, ...terminal, versions }
  return {
    versions,
    listUpdates: makeListUpdates(shared),
    startUpdate: makeStartUpdate(shared),
    jobs: [{ name: 'look for releases', start: versions.follow }],
  }
}
