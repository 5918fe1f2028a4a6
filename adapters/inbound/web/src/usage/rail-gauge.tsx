import type { VNode } from 'preact'
import { messages } from '../i18n/messages.js'
import { USAGE } from '../routing/route.js'
import { Link } from '../ui/link.js'
import { levelOf, percentOf } from './gauges.js'
import { limitAccounts } from '../state/usage.js'

/** Link to the usage page with the fullest five-hour limit, else the fullest limit. */
export function RailGauge({ collapsed }: { readonly collapsed: boolean }): VNode | null {
  const windows = (limitAccounts.value ?? []).flatMap((account) => account.windows)
  const short = windows.filter(({ label }) => label === '5h')
  const [fullest] = [...(short.length > 0 ? short : windows)].sort((one, other) => percentOf(other) - percentOf(one))
  if (fullest === undefined) return null
  const percent = Math.round(percentOf(fullest))
  const words = `${fullest.label ?? ''} ${percent} %`
  return (
    <Link
      to={USAGE}
      class="rail-item rail-gauge"
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
