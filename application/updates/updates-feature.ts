import type { Job } from '../shared/job.js'
import { makeListUpdates, type ListUpdates } from './list-updates.js'
import { makeStartUpdate, type StartUpdate } from './start-update.js'
import { makeVersionCache, type VersionCache } from './version-cache.js'
import type { UpdatesPorts } from './ports.js'

/** Versions of the hub and of the programs around it, and their updates. */
export interface UpdatesFeature {
  readonly versions: Pick<VersionCache, 'read' | 'check'>
  readonly listUpdates: ListUpdates
  readonly startUpdate: StartUpdate
  readonly jobs: ReadonlyArray<Job>
}

export function makeUpdates({ terminal, ...ports }: UpdatesPorts): UpdatesFeature {
  const versions = makeVersionCache(ports)
  const shared = { ...ports, ...terminal, versions }
  return {
    versions,
    listUpdates: makeListUpdates(shared),
    startUpdate: makeStartUpdate(shared),
    jobs: [{ name: 'look for releases', start: versions.follow }],
  }
}
