import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { Keys } from './keys.js'

interface Tip {
  readonly text: string
  readonly shortcut: string | null
  readonly x: number
  readonly y: number
  readonly above: boolean
}

const HOVER_MS = 350
const GAP_PX = 6

function tipFor(target: Element): Tip | null {
  const holder = target.closest<HTMLElement>('[data-tip]')
  const text = holder?.dataset['tip']
  if (!holder || !text) return null
  const box = holder.getBoundingClientRect()
  const above = box.bottom > window.innerHeight - 48
  return {
    text,
    shortcut: holder.dataset['shortcut'] ?? null,
    x: Math.min(Math.max(box.left + box.width / 2, 70), window.innerWidth - 70),
    y: above ? box.top - GAP_PX : box.bottom + GAP_PX,
    above,
  }
}

/** Shared tooltip of all elements with `data-tip`, shown on hover and keyboard focus. */
export function TooltipLayer(): VNode | null {
  const [tip, setTip] = useState<Tip | null>(null)

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    const hide = (): void => {
      clearTimeout(timer)
      setTip(null)
    }
    const hover = ({ target, pointerType }: PointerEvent): void => {
      hide()
      if (pointerType !== 'mouse' || !(target instanceof Element)) return
      timer = setTimeout(() => {
        if (target.isConnected) setTip(tipFor(target))
      }, HOVER_MS)
    }
    const focus = ({ target }: FocusEvent): void => {
      if (target instanceof Element && target.matches(':focus-visible')) setTip(tipFor(target))
    }
    document.addEventListener('pointerover', hover)
    document.addEventListener('pointerdown', hide)
    document.addEventListener('focusin', focus)
    document.addEventListener('focusout', hide)
    document.addEventListener('keydown', hide)
    document.addEventListener('scroll', hide, true)
    return () => {
      hide()
      document.removeEventListener('pointerover', hover)
      document.removeEventListener('pointerdown', hide)
      document.removeEventListener('focusin', focus)
      document.removeEventListener('focusout', hide)
      document.removeEventListener('keydown', hide)
      document.removeEventListener('scroll', hide, true)
    }
  }, [])

  if (!tip) return null
  return (
    <div class={`tooltip ${tip.above ? 'above' : ''}`} style={{ left: tip.x, top: tip.y }} aria-hidden="true">
      {tip.text}
      {tip.shortcut && <Keys of={tip.shortcut} />}
    </div>
  )
}
