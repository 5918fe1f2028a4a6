import type { VNode } from 'preact'
import { messages } from '../app/texts/messages.js'
import { USAGE } from '../app/routing/route.js'
import { Link } from '../ui/link.js'
import { limitName } from './limit-name.js'
import { levelOf, percentOf } from './gauges.js'
import { limitAccounts } from './usage.js'

/** Link to the usage page with the fullest five-hour limit, else the fullest limit. */
export function RailGauge({ collapsed }: { readonly collapsed: boolean }): VNode | null {
  const limits = (limitAccounts.value ?? []).flatMap((account) =>
    account.windows.map((window) => ({ account, window })),
  )
  const short = limits.filter(({ window }) => window.label === '5h')
  const [first] = [...(short.length > 0 ? short : limits)].sort(
    (one, other) => percentOf(other.window) - percentOf(one.window),
  )
  if (first === undefined) return null
  const { account, window: fullest } = first
  const percent = Math.round(percentOf(fullest))
  const words = `${limitName(account, fullest, messages.value)} ${percent} %`
  return (
    <Link
      to={USAGE}
      class="rail-item full-width align-left cluster gap-10 relative bare round faint pressable rail-gauge"
      label={`${messages.value.limits}: ${words}`}
      tip={collapsed ? words : undefined}
    >
      <span class={`gauge ${levelOf(fullest)}`}>
        <span class="rail-text">{fullest.label}</span>
        <span class="gauge-track">
          <span class="gauge-fill" style={{ width: `${percent}%` }} />
        </span>
        <span class="rail-text">{percent} %</span>
      </span>
    </Link>
  )
}
