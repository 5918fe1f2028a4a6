import { ChevronUp, X } from 'lucide-preact'
import { useSignal } from '@preact/signals'
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { pressingBudgets } from '../usage/budgets.js'
import { notices, offerNotices } from '../app/notices.js'
import { reach } from '../app/sessions.js'
import { Icon } from '../ui/icon.js'
import { NoticeActions, NoticeLine, NoticeList, toneOf } from '../ui/notice-line.js'
import { isUnnamed, readChoices } from '../usage/budget-names.js'
import { hubNotices } from './hub-notices.js'

/** Line with the state of the connection and all notices, the most urgent first. */
export function StatusSlot(): VNode {
  const isOpen = useSignal(false)
  const m = messages.value
  const shown = notices.value
  const [first] = shown
  if (first === undefined) return <Connection />
  const close = (): void => {
    isOpen.value = false
  }
  return (
    <div class={`status-slot cluster gap-4 rigid relative line-above surface faint text-1 nowrap ${toneOf(first)}`}>
      {isOpen.value ? (
        <NoticeList notices={shown} onClose={close} />
      ) : (
        <>
          <NoticeLine notice={first} />
          <NoticeActions notice={first} />
          {shown.slice(1).map((notice) => (
            <NoticeLine key={notice.kind} notice={notice} />
          ))}
        </>
      )}
      <button
        type="button"
        class={`status-toggle to-end rigid bare faint text-1 ${isOpen.value ? 'open' : ''}`}
        aria-expanded={isOpen.value}
        aria-label={isOpen.value ? m.fewerNotices : m.allNotices(shown.length)}
        onClick={() => (isOpen.value = !isOpen.value)}
      >
        {isOpen.value ? <Icon of={X} /> : shown.length > 1 ? `+${String(shown.length - 1)}` : <Icon of={ChevronUp} />}
      </button>
    </div>
  )
}

function Connection(): VNode {
  return (
    <div class="status-slot cluster gap-4 rigid relative line-above surface faint text-1 nowrap">
      <span class={`reach cluster gap-8 ${reach.value}`} role="status">
        <span class="reach-dot" aria-hidden="true" />
        <span>{messages.value[reach.value]}</span>
      </span>
    </div>
  )
}

/** Offers the notices of the hub. Names of projects and cards are read where a budget presses whose target no session names. */
export function useHubNotices(): void {
  useEffect(() => offerNotices(hubNotices), [])
  const lacksName = pressingBudgets.value.some(isUnnamed)
  useEffect(() => {
    if (lacksName) void readChoices()
  }, [lacksName])
}
