import type { VNode } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
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
/** Least distance to the sides of the window. */
const MARGIN_PX = 8
/** Keys that move the focus. */
const MOVES_FOCUS = /^(?:Tab|Arrow|Home|End|Page)/

function tipFor(target: Element): Tip | null {
  const holder = target.closest<HTMLElement>('[data-tip]')
  const text = holder?.dataset['tip']
  if (!holder || !text) return null
  const box = holder.getBoundingClientRect()
  const above = box.bottom > window.innerHeight - 48
  return {
    text,
    shortcut: holder.dataset['shortcut'] ?? null,
    x: box.left + box.width / 2,
    y: above ? box.top - GAP_PX : box.bottom + GAP_PX,
    above,
  }
}

/** Shared tooltip of all elements with `data-tip`, shown on hover and when a key moves the focus. */
export function TooltipLayer(): VNode | null {
  const [tip, setTip] = useState<Tip | null>(null)
  const shown = useRef<HTMLDivElement>(null)

  useLayoutEffect(() => {
    const box = shown.current
    if (box === null || tip === null) return
    const half = box.offsetWidth / 2 + MARGIN_PX
    box.style.left = `${String(Math.max(half, Math.min(tip.x, window.innerWidth - half)))}px`
  }, [tip])

  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined
    let isByKey = false
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
    const press = ({ key }: KeyboardEvent): void => {
      isByKey = MOVES_FOCUS.test(key)
      hide()
    }
    const point = (): void => {
      isByKey = false
      hide()
    }
    const focus = ({ target }: FocusEvent): void => {
      if (isByKey && target instanceof Element && target.matches(':focus-visible')) setTip(tipFor(target))
    }
    document.addEventListener('pointerover', hover)
    document.addEventListener('pointerdown', point)
    document.addEventListener('focusin', focus)
    document.addEventListener('focusout', hide)
    document.addEventListener('keydown', press)
    document.addEventListener('scroll', hide, true)
    return () => {
      hide()
      document.removeEventListener('pointerover', hover)
      document.removeEventListener('pointerdown', point)
      document.removeEventListener('focusin', focus)
      document.removeEventListener('focusout', hide)
      document.removeEventListener('keydown', press)
      document.removeEventListener('scroll', hide, true)
    }
  }, [])

  if (!tip) return null
  return (
    <div ref={shown} class={`tooltip ${tip.above ? 'above' : ''}`} style={{ top: tip.y }} aria-hidden="true">
      {tip.text}
      {tip.shortcut && <Keys of={tip.shortcut} />}
    </div>
  )
}
