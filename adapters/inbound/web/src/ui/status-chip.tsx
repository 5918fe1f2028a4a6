import { X } from 'lucide-preact'
import { signal, useSignal } from '@preact/signals'
import type { VNode } from 'preact'
import { useEffect } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { isNarrow } from '../app/appearance.js'
import { notices } from '../app/notices.js'
import { Icon } from './icon.js'
import { iconOf, NoticeList, roleOf, toneOf } from './notice-line.js'

/** Open side panels, which cover the header of the page on narrow screens. */
const panels = signal(0)

/** Counts a side panel while it is open. */
export function useOpenPanel(): void {
  useEffect(() => {
    panels.value += 1
    return () => (panels.value -= 1)
  }, [])
}

/** Button in the header of a narrow screen that opens the notices; absent without one. It takes free room of the header. */
export function StatusChip({ isInPanel = false }: { readonly isInPanel?: boolean }): VNode | null {
  const isOpen = useSignal(false)
  const m = messages.value
  const shown = notices.value
  const [first] = shown
  if (!isNarrow.value || isInPanel !== panels.value > 0 || first === undefined) return null
  const close = (): void => {
    isOpen.value = false
  }
  return (
    <div
      class={`status-slot cluster gap-4 rigid relative line-above surface faint text-1 nowrap chip-slot ${toneOf(first)}`}
    >
      <button
        type="button"
        class="icon-button status-chip flex text-1"
        aria-expanded={isOpen.value}
        aria-label={isOpen.value ? m.fewerNotices : m.allNotices(shown.length)}
        onClick={() => (isOpen.value = !isOpen.value)}
      >
        <Icon of={isOpen.value ? X : iconOf(first)} />
        {shown.length > 1 && <span aria-hidden="true">{shown.length}</span>}
      </button>
      {isOpen.value ? (
        <NoticeList notices={shown} onClose={close} />
      ) : (
        <span class="visually-hidden" role={roleOf(first)}>
          {first.text}
        </span>
      )}
    </div>
  )
}
