import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import type { Instant } from '../../domain/shared/instant.js'
import { isNewer } from '../../domain/updates/version.js'
import { detach } from '../shared/detached.js'
import type { Release } from './release-feed.port.js'
import type { UpdatesPorts } from './ports.js'

/** Known versions of the hub. */
export interface VersionNews {
  readonly current: string
  readonly release: Release | null
  readonly isNewer: boolean
  /** `null` before the first look. */
  readonly checkedAt: Instant | null
  /** Error of the last check; `null` when it succeeded. After an error, the earlier result stays. */
  readonly error: string | null
}

export interface VersionCache {
  /** Last known result. Sends no request. */
  readonly read: () => VersionNews
  /** Asks the feed now. */
  readonly check: T.Task<VersionNews>
  /** Looks by itself until the answer is called: a while after the start, then twice a day, sooner after a failure. */
  readonly follow: () => () => void
}

/** Delay of the first check after the start. A short run of the hub sends no request. */
const FIRST_AFTER_MS = 300_000
const EVERY_MS = 12 * 3_600_000
/** After failures: a quarter of an hour, half, one, … up to the usual. */
const AGAIN_AFTER_MS = 900_000

export function makeVersionCache(
  deps: Pick<UpdatesPorts, 'feed' | 'hub' | 'clock' | 'checksForUpdates'>,
): VersionCache {
  const { feed, hub, clock, checksForUpdates } = deps
  let release: Release | null = null
  let checkedAt: Instant | null = null
  let error: string | null = null
  let failures = 0

  const read = (): VersionNews => ({
    current: hub.version,
    release,
    isNewer: release !== null && isNewer(hub.version, release.version),
    checkedAt,
    error,
  })

  const check = async (): Promise<VersionNews> => {
    const latest = await feed.latest()
    checkedAt = clock.now()
    if (E.isLeft(latest)) {
      failures += 1
      error = 'the release feed does not answer'
    } else {
      failures = 0
      error = null
      release = latest.right
    }
    return read()
  }

  return {
    read,
    check,
    follow: () => {
      let cancel = (): void => undefined
      const lookAfter = (ms: number): void => {
        cancel = clock.after(ms, () => {
          const checked = check().finally(() => {
            lookAfter(failures === 0 ? EVERY_MS : Math.min(AGAIN_AFTER_MS * 2 ** (failures - 1), EVERY_MS))
          })
          detach('look for releases', checked)
        })
      }
      if (checksForUpdates) lookAfter(FIRST_AFTER_MS)
      return () => {
        cancel()
      }
    },
  }
}
