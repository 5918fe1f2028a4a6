import { RefreshCw, TriangleAlert, WifiOff } from 'lucide-preact'
import type { VNode } from 'preact'
import { messages } from '../i18n/messages.js'
import { span } from '../i18n/relative-time.js'
import { hideStateFault, stateFaults } from '../state/hub-facts.js'
import { newVersion, reloadNow } from '../state/new-version.js'
import { limitedUntil } from '../state/limited.js'
import { now } from '../state/now.js'
import { heardAt, hostFault, reach, refresh } from '../state/sessions.js'
import { Icon } from '../ui/icon.js'

/** Bar that reports the hub as unreachable with the age of the shown data and a retry button. */
export function OfflineBar(): VNode | null {
  const m = messages.value
  if (reach.value === 'limited') {
    const seconds = Math.max(1, Math.ceil((limitedUntil.value - now.value) / 1_000))
    return <FaultBar text={m.limitedBar(seconds)} />
  }
  if (reach.value !== 'offline') return newVersion.value ? <NewVersion /> : <Faults />
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

function NewVersion(): VNode {
  const m = messages.value
  return (
    <div class="offline-bar news" role="status">
      <Icon of={RefreshCw} />
      <span>{m.newVersion}</span>
      <button type="button" class="button quiet" onClick={reloadNow}>
        {m.reload}
      </button>
    </div>
  )
}

/** Faults that a reachable hub reports about itself. */
function Faults(): VNode | null {
  const m = messages.value
  if (hostFault.value !== null) return <FaultBar text={m.hostFault(hostFault.value)} />
  const [fault] = stateFaults.value
  if (!fault) return null
  return (
    <FaultBar text={m.stateFault(fault.file, fault.mend)}>
      <button
        type="button"
        class="button quiet"
        onClick={() => {
          hideStateFault(fault)
        }}
      >
        {m.dismiss}
      </button>
    </FaultBar>
  )
}

function FaultBar({ text, children }: { readonly text: string; readonly children?: VNode }): VNode {
  return (
    <div class="offline-bar" role="alert">
      <Icon of={TriangleAlert} />
      <span>{text}</span>
      {children}
    </div>
  )
}
