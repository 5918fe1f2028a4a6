import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { HubInstallation } from '../../../application/updates/hub-installation.port.js'
import type { Release, ReleaseFeed } from '../../../application/updates/release-feed.port.js'
import type { VersionCollector } from '../../../application/updates/version-collector.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import type { UpdateGuard, UpdateItem } from '../../../domain/updates/update-item.js'

/** Versions that the fakes report. */
export interface MemoryVersions {
  /** Latest release; `null` for none. */
  release: Release | null
  /** Versions of programs. */
  items: ReadonlyArray<UpdateItem>
  /** Result of the check before an update. */
  guard: UpdateGuard
  /** False makes feed and collectors fail. */
  isReachable: boolean
  /** Number of reads, over all fakes. */
  asked: number
}

/** Ports of updates over one set of versions. */
export interface MemoryUpdates {
  /** Versions that the ports report. */
  readonly world: MemoryVersions
  readonly feed: ReleaseFeed
  readonly collector: VersionCollector
  /** Installed version. */
  readonly hub: HubInstallation
}

/** Feed, collector and installation that report the versions of `world`. */
export function memoryUpdates(version = '1.2.3'): MemoryUpdates {
  const world: MemoryVersions = { release: null, items: [], guard: { ok: true }, isReachable: true, asked: 0 }
  const asked = <A>(answer: () => A): TE.TaskEither<Unavailable, A> =>
    TE.fromIOEither(() => {
      world.asked += 1
      return world.isReachable ? E.right(answer()) : E.left(unavailable('updates', 'nobody answers'))
    })
  return {
    world,
    feed: { latest: asked(() => world.release) },
    collector: { collect: asked(() => world.items) },
    hub: {
      version,
      command: 'npm install --global penates@latest',
      directory: '/opt/penates',
      guard: () => Promise.resolve(world.guard),
    },
  }
}
