import * as T from 'fp-ts/lib/Task.js'
import type { Instant } from '../../domain/shared/instant.js'
import { STATUS_LINE_ACCOUNT, type LimitWindow } from '../../domain/usage/limits.js'
import type { LimitSource } from './limit-source.port.js'
import type { UsageSteps } from './ports.js'

const MS_PER_SECOND = 1_000

/**
 * Last limits of the account from a status line. A window that has been reset since then is left out:
 * its use is unknown.
 */
export const makeStatusLineLimits =
  ({ statusLines, clock }: Pick<UsageSteps, 'statusLines' | 'clock'>): LimitSource =>
  () => {
    const last = statusLines.lastLimits()
    if (last === null) return T.of([])()
    const { pct5h, resets5h, pct7d, resets7d } = last.line
    const now = clock.now()
    const windows = [...windowOf('5h', pct5h, resets5h, now), ...windowOf('7d', pct7d, resets7d, now)]
    return T.of(
      windows.length === 0
        ? []
        : [
            {
              accountId: STATUS_LINE_ACCOUNT,
              accountLabel: null,
              agent: last.line.agent,
              hostName: null,
              capturedAt: new Date(last.at).toISOString(),
              isLimited: false,
              windows,
            },
          ],
    )()
  }

function windowOf(
  label: string,
  usedPercentage: number | null,
  resetsAt: number | null,
  now: Instant,
): ReadonlyArray<LimitWindow> {
  const isOver = resetsAt !== null && resetsAt * MS_PER_SECOND <= now
  if (usedPercentage === null || isOver) return []
  return [{ label, usedPercentage: Math.min(Math.max(usedPercentage, 0), 100), resetsAt, isLimited: false }]
}
