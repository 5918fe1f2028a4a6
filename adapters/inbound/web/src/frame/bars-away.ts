import { useEffect, useState, type MutableRef } from 'preact/hooks'
import { isLow } from '../app/appearance.js'
import { route } from '../app/router.js'

/** Distance of a scroll that counts, in CSS pixels: a finger that rests on the page moves it by less. */
const SCROLL_PX = 8
/** Part of the page that a scrolled element takes at least; smaller ones are parts of an entry. */
const PAGE_SHARE = 0.4
/** Columns of the board count in any size: between their head and their field there is little of a low window. */
const COLUMN = '.column-body'
/** Distance from both ends in which the bars stay in sight, in CSS pixels: more than they are high. */
const NEAR_END_PX = 64

/** True while the bars of a low window are out of sight: from a scroll downwards to one upwards or another page. */
export function useBarsAway(page: MutableRef<HTMLElement | null>): boolean {
  const [isAway, setAway] = useState(false)
  const shown = route.value

  useEffect(() => {
    setAway(false)
    const element = page.current
    if (!element || !isLow.value) return
    const before = new WeakMap<EventTarget, number>()
    const onScroll = ({ target }: Event): void => {
      if (!(target instanceof HTMLElement)) return
      if (target.clientHeight < element.clientHeight * PAGE_SHARE && !target.matches(COLUMN)) return
      const { scrollTop, scrollHeight, clientHeight } = target
      const by = scrollTop - (before.get(target) ?? 0)
      if (Math.abs(by) < SCROLL_PX) return
      before.set(target, scrollTop)
      // Close to the end, the height that the bars leave would move the page.
      const hasRoom = scrollTop > NEAR_END_PX && scrollHeight - clientHeight - scrollTop > NEAR_END_PX
      setAway((was) => by > 0 && (was || hasRoom))
    }
    element.addEventListener('scroll', onScroll, { capture: true, passive: true })
    return () => element.removeEventListener('scroll', onScroll, { capture: true })
  }, [shown, isLow.value])

  return isAway
}
