import type { VNode } from 'preact'
import { STATUS_LINE_FRESH_MS } from '../../../../../domain/usage/status-line.js'
import { limitAccounts, type LimitAccount } from './usage.js'
import { messages } from '../app/texts/messages.js'
import { limitName } from './limit-name.js'
import { calmNow } from '../app/now.js'
import { clockOrDay } from '../ui/ago.js'

type LimitWindow = LimitAccount['windows'][number]

/** Usage of each limit of each account, with a forecast at the current rate. */
export function Gauges(): VNode | null {
  const m = messages.value
  const accounts = limitAccounts.value ?? []
  if (accounts.length === 0) return null
  return (
    <section class="usage-block shrink box-large surface" aria-label={m.limits}>
      <header>
        <h2>{m.limits}</h2>
      </header>
      <div class="gauges grid">
        {accounts.flatMap((account) =>
          account.windows.map((window, index) => (
            <Gauge key={`${account.accountId} ${index}`} account={account} window={window} />
          )),
        )}
      </div>
    </section>
  )
}

function Gauge({ account, window }: { readonly account: LimitAccount; readonly window: LimitWindow }): VNode {
  const { pace, resetsAt } = window
  const m = messages.value
  const percent = percentOf(window)
  const name = limitName(account, window, m)
  const asOf = oldReading(account)
  return (
    <div class={`gauge ${levelOf(window)}`}>
      <span class="gauge-name">{name}</span>
      <span class="gauge-value">{window.limited ? m.limitReached : `${Math.round(percent)} %`}</span>
      <span
        class="gauge-track"
        role="meter"
        aria-label={name}
        aria-valuemin={0}
        aria-valuemax={100}
        aria-valuenow={Math.round(percent)}
      >
        <span class="gauge-fill" style={{ width: `${percent}%` }} />
        {pace && (
          <span class="gauge-mark" data-tip={m.paceMark} style={{ left: `${Math.min(100, pace.expectedPct)}%` }} />
        )}
      </span>
      <span class="hint">
        {resetsAt !== null && m.resetsIn(spanWords(resetsAt - calmNow.value / 1000))}
        {asOf !== null && `${resetsAt === null ? '' : ' · '}${m.asOf(clockOrDay(asOf))}`}
        {pace && ` · ${pace.lastsToReset || pace.etaSeconds === null ? m.lasts : m.fullIn(spanWords(pace.etaSeconds))}`}
      </span>
    </div>
  )
}

/** Time of a reading of limits that is too old to be current, or of a former run of the hub. */
function oldReading({ capturedAt }: LimitAccount): number | null {
  const at = Date.parse(capturedAt ?? '')
  return calmNow.value - at > STATUS_LINE_FRESH_MS ? at : null
}

/** Percentage from 0 to 100; 100 when the account is rate limited. */
export const percentOf = ({ limited, usedPercentage }: LimitWindow): number =>
  limited ? 100 : Math.min(100, Math.max(0, usedPercentage ?? 0))

const WARN_AT = 75
const FULL_AT = 90

export function levelOf(window: LimitWindow): 'calm' | 'warn' | 'full' {
  const percent = percentOf(window)
  if (percent >= FULL_AT) return 'full'
  return percent >= WARN_AT || window.pace?.lastsToReset === false ? 'warn' : 'calm'
}

/** Duration in seconds as text: `2 h 5 min`, `3 d 4 h`. */
function spanWords(seconds: number): string {
  const minutes = Math.max(0, Math.round(seconds / 60))
  const [days, hours] = [Math.floor(minutes / 1_440), Math.floor((minutes % 1_440) / 60)]
  if (days > 0) return `${days} d ${hours} h`
  return hours > 0 ? `${hours} h ${minutes % 60} min` : `${minutes} min`
}
