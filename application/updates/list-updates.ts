import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import type { Instant } from '../../domain/shared/instant.js'
import { HUB_ID } from '../../domain/updates/catalogue.js'
import type { UpdateGuard, UpdateItem } from '../../domain/updates/update-item.js'
import type { UpdatesSteps } from './ports.js'

/** Everything with a version, as it was found last. */
export interface Updates {
  readonly hub: UpdateItem & { readonly guard: UpdateGuard }
  /** Without the hub. */
  readonly items: ReadonlyArray<UpdateItem>
  /** `null` before the first check. */
  readonly checkedAt: Instant | null
  readonly error: string | null
}

/**
 * `refresh` runs a new check, which concurrent requests share, and answers after 8 s at the latest with what is known by then.
 * Without it no check is started.
 */
export type ListUpdates = (refresh: boolean) => T.Task<Updates>

/** Below the 10 s that a person waits for a page. */
const ANSWER_MS = 8_000

export function makeListUpdates(
  deps: Pick<UpdatesSteps, 'collectors' | 'versions' | 'hub' | 'clock' | 'log'>,
): ListUpdates {
  const { collectors, versions, hub, clock, log } = deps
  const items: ReadonlyArray<UpdateItem>[] = collectors.map(() => [])
  let checkedAt: Instant | null = null
  let error: string | null = null
  let looking: Promise<void> | null = null

  const lookOnce = (): Promise<void> => {
    looking ??= look().finally(() => {
      looking = null
    })
    return looking
  }

  /** Collectors fail independently: what one could not find out is left out. */
  const look = async (): Promise<void> => {
    let failures = 0
    const collecting = collectors.map(async ({ collect }, at) => {
      const list = await collect()
      items[at] = E.isRight(list) ? list.right : []
      if (E.isRight(list)) return
      failures += 1
      log.warn('versions could not be collected', { detail: list.left.detail })
    })
    await Promise.all([...collecting, versions.check()])
    error = collectors.length > 0 && failures === collectors.length ? 'nothing could be found out' : null
    checkedAt = clock.now()
  }

  /** Without a network programs wait for a minute; what they find out later is in a later answer. */
  const lookInTime = (): Promise<void> =>
    new Promise((resolve, reject) => {
      const cancel = clock.after(ANSWER_MS, () => {
        error = 'not everything has been found out yet'
        resolve()
      })
      lookOnce().finally(cancel).then(resolve, reject)
    })

  return (refresh) => async () => {
    if (refresh) await lookInTime()
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
      items: items.flat(),
      checkedAt,
      error,
    }
  }
}
