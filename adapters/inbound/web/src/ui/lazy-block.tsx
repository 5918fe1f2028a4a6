import type { ComponentChildren, VNode } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

interface Props {
  /** Estimated height in pixels until the block is drawn. */
  readonly height: number
  /** Draws the block at once, even out of view. */
  readonly now?: boolean
  readonly class?: string
  readonly children: () => ComponentChildren
}

/** Distance from the edge of the scroller within which blocks are drawn. A fast swipe moves about one screen. */
const MARGIN_PX = 1_500

type Show = () => void

/** One observer per scrolling element. */
const observers = new WeakMap<Element, IntersectionObserver>()
const waiting = new WeakMap<Element, Show>()

function observerOf(scroller: Element): IntersectionObserver {
  const known = observers.get(scroller)
  if (known) return known
  const made = new IntersectionObserver(
    (entries) => {
      for (const { isIntersecting, target } of entries) if (isIntersecting) waiting.get(target)?.()
    },
    { root: scroller, rootMargin: `${MARGIN_PX}px 0px` },
  )
  observers.set(scroller, made)
  return made
}

/**
 * Part of a long list that is drawn when it comes near the viewport, and stays drawn. An ancestor with `data-scroller`
 * must be the scrolling element.
 */
export function LazyBlock({ height, now, children, ...rest }: Props): VNode {
  const box = useRef<HTMLDivElement>(null)
  const [isShown, setShown] = useState(now === true)
  const draws = isShown || now === true

  useLayoutEffect(() => {
    const element = box.current
    const scroller = element?.closest('[data-scroller]')
    if (draws || !element || !scroller) return
    const observer = observerOf(scroller)
    waiting.set(element, () => setShown(true))
    observer.observe(element)
    return () => {
      observer.unobserve(element)
      waiting.delete(element)
    }
  }, [draws])

  return (
    <div
      ref={box}
      class={`lazy-block ${rest.class ?? ''}`}
      style={draws ? { containIntrinsicBlockSize: `auto ${height}px` } : { height: `${height}px` }}
    >
      {draws && children()}
    </div>
  )
}
