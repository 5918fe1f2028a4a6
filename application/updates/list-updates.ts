import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import type { Instant } from '../../domain/shared/instant.js'
import { HUB_ID } from '../../domain/updates/catalogue.js'
import type { UpdateGuard, UpdateItem } from '../../domain/updates/update-item.js'
import type { Clock } from '../shared/clock.port.js'
import type { Log } from '../shared/log.port.js'
import type { HubInstallation } from './hub-installation.port.js'
import type { VersionCache } from './version-cache.js'
import type { VersionCollector } from './version-collector.port.js'

/** Everything with a version, as it was found last. */
export interface Updates {
  readonly hub: UpdateItem & { readonly guard: UpdateGuard }
  /** Without the hub. */
  readonly items: ReadonlyArray<UpdateItem>
  /** `null` before the first check. */
  readonly checkedAt: Instant | null
  readonly error: string | null
}

/** `refresh` runs a new check, which concurrent requests share. Without it no check is started. */
export type ListUpdates = (refresh: boolean) => T.Task<Updates>
export interface ListUpdatesDeps {
  readonly collectors: ReadonlyArray<VersionCollector>
  readonly versions: VersionCache
  readonly hub: HubInstallation
  readonly clock: Clock
  readonly log: Log
}

export function makeListUpdates({ collectors, versions, hub, clock, log }: ListUpdatesDeps): ListUpdates {
  let items: ReadonlyArray<UpdateItem> = []
  let checkedAt: Instant | null = null
  let error: string | null = null
  let looking: Promise<void> | null = null

  /** Collectors fail independently: what one could not find out is left out. */
  const look = async (): Promise<void> => {
    const found = await Promise.all([...collectors.map(({ collect }) => collect()), versions.check()])
    const lists = found.slice(0, -1) as ReadonlyArray<Awaited<ReturnType<VersionCollector['collect']>>>
    const failed = lists.filter(E.isLeft)
    for (const { left } of failed) log.warn('versions could not be collected', { detail: left.detail })
    items = lists.flatMap((list) => (E.isRight(list) ? list.right : []))
    error = collectors.length > 0 && failed.length === collectors.length ? 'nothing could be found out' : null
    checkedAt = clock.now()
  }

  const lookOnce = (): Promise<void> => {
    looking ??= look().finally(() => {
      looking = null
    })
    return looking
  }

  return (refresh) => async () => {
    if (refresh) await lookOnce()
    const { current, release, isNewer } = versions.read()
    const guard: UpdateGuard = isNewer ? await hub.guard() : { ok: false, reason: 'up-to-date' }
    return {
      hub: {
        id: HUB_ID,
        category: 'hub',
        name: 'Penates',
        current,
        latest: release?.version ?? null,
        outdated: isNewer,
        source: 'github',
        executable: true,
        url: release?.url ?? null,
        guard,
      },
      items,
      checkedAt,
      error,
    }
  }
}
