import { ArrowDownToLine, ArrowUpToLine, UnfoldVertical, type LucideIcon } from 'lucide-preact'
import type { VNode } from 'preact'
import { messages } from '../app/texts/messages.js'
import { Icon } from '../ui/icon.js'
import { OPEN_STEP, type HiddenGap } from './items.js'

interface Props {
  readonly gap: HiddenGap
  /** True when the hidden lines can be shown. */
  readonly opens: boolean
  readonly onOpen: (part: 'above' | 'below' | 'all') => void
}

/** Row for the hidden lines of a gap, with buttons that expand it. */
export function GapView({ gap, opens, onOpen }: Props): VNode {
  const m = messages.value
  const { count, isFirst, isLast, section } = gap
  const isSmall = count !== null && count <= OPEN_STEP
  const button = (icon: LucideIcon, label: string, part: 'above' | 'below' | 'all'): VNode => (
    <button
      type="button"
      class="gap-open touch-size centre-items grid spring bare pressable"
      aria-label={label}
      data-tip={label}
      onClick={() => onOpen(part)}
    >
      <Icon of={icon} size={14} />
    </button>
  )
  return (
    <div class="diff-row is-gap">
      <span class="gap-buttons flex rigid">
        {opens && isSmall && button(UnfoldVertical, m.openGap(count), 'all')}
        {opens && !isSmall && !isFirst && button(ArrowDownToLine, m.openGapDown, 'above')}
        {opens && !isSmall && !isLast && button(ArrowUpToLine, m.openGapUp, 'below')}
      </span>
      <span class="gap-section ellipsis shrink">
        {section !== '' ? section : count !== null ? m.hiddenLines(count) : ''}
      </span>
    </div>
  )
}
