import { ChevronLeft, ChevronRight } from 'lucide-preact'
import type { VNode } from 'preact'
import { railNames } from '../../session/rail-order.js'
import { shown } from '../../app/sessions.js'
import { Icon } from '../../ui/icon.js'
import { SWIPE_PX, type Swipe } from './touch.js'

/** Next or previous session in the rail's order; `null` when there is no other one. */
export function neighbourOf(session: string, step: 1 | -1): string | null {
  const live = railNames.value
  const next = live[(live.indexOf(session) + step + live.length) % live.length]
  return next === undefined || next === session ? null : next
}

/** Name of the session that a swipe leads to. It moves with the finger. */
export function SwipeName({ session, swipe }: { readonly session: string; readonly swipe: Swipe }): VNode | null {
  const { step, lengthPx } = swipe
  const next = neighbourOf(session, step)
  if (next === null) return null
  const side = step === -1 ? 'left' : 'right'
  const inPx = `calc(${step * 100}% - ${step * lengthPx}px)`
  return (
    <div
      class={`swipe-name cluster gap-6 clip box-large surface bold nowrap ${side} ${lengthPx > SWIPE_PX ? 'is-far' : ''}`}
      style={{ transform: `translateX(${inPx})` }}
      aria-hidden="true"
    >
      <Icon of={step === -1 ? ChevronLeft : ChevronRight} />
      {shown(next)}
    </div>
  )
}
