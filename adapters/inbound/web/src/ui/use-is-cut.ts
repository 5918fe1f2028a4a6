import type { Ref } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'

interface Fit<E extends HTMLElement> {
  /** Of the box that has the text and the controls beside it. */
  readonly box: Ref<HTMLDivElement>
  /** Of the element with the text, which hides or scrolls what does not fit. */
  readonly text: Ref<E>
  readonly isCut: boolean
}

/** Rounded heights differ by a pixel at some zoom levels. */
const ROUNDING_PX = 1

/**
 * True while an element cannot show its whole text. Once cut it stays so until the text or the width of the box changes, because
 * the controls that replace others then have another width.
 */
export function useIsCut<E extends HTMLElement>(content: string): Fit<E> {
  const box = useRef<HTMLDivElement>(null)
  const text = useRef<E>(null)
  const [cut, setCut] = useState<{ readonly content: string; readonly width: number } | null>(null)
  const measure = (): void => {
    if (!box.current || !text.current) return
    const width = box.current.clientWidth
    const { scrollHeight, clientHeight } = text.current
    setCut((before) => {
      if (before?.content === content && before.width === width) return before
      return scrollHeight > clientHeight + ROUNDING_PX ? { content, width } : null
    })
  }
  const latest = useRef(measure)
  latest.current = measure
  useLayoutEffect(measure, [content, cut])
  useLayoutEffect(() => {
    if (!box.current) return
    const observer = new ResizeObserver(() => latest.current())
    observer.observe(box.current)
    return () => observer.disconnect()
  }, [])
  return { box, text, isCut: cut?.content === content }
}
