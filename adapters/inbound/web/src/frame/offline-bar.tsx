import { TriangleAlert, WifiOff } from 'lucide-preact'
import type { VNode } from 'preact'
import { messages } from '../i18n/messages.js'
import { span } from '../logic/relative-time.js'
import { now } from '../state/now.js'
import { heardAt, hostFault, reach, refresh } from '../state/sessions.js'
import { Icon } from '../ui/icon.js'

/** Says that what is shown is old, how old, and offers to try again. */
export function OfflineBar(): VNode | null {
  const m = messages.value
  if (reach.value !== 'offline') return hostFault.value === null ? null : <HostFault reason={hostFault.value} />
  return (
    <div class="offline-bar" role="alert">
      <Icon of={WifiOff} />
      <span>{heardAt.value === null ? m.offlineNever : m.offlineBar(span(now.value - heardAt.value))}</span>
      <button type="button" class="button quiet" onClick={() => void refresh()}>
        {m.retryNow}
      </button>
    </div>
  )
}

function HostFault({ reason }: { readonly reason: string }): VNode {
  return (
    <div class="offline-bar" role="alert">
      <Icon of={TriangleAlert} />
      <span>{messages.value.hostFault(reason)}</span>
    </div>
  )
}
