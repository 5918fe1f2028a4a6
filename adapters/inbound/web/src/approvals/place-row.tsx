import type { ComponentChildren, VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { placeTexts } from './place-texts.js'

/** Time in sight after which a new row counts as seen. */
const SEEN_MS = 2_000

interface Props {
  readonly id: string
  /** True for a row that keeps the height it had. */
  readonly isKept: boolean
  readonly isNew: boolean
  readonly onSeen: () => void
  readonly children: ComponentChildren
}

/** Row of the list, with a mark while it is new. */
export function PlaceRow({ id, isKept, isNew, onSeen, children }: Props): VNode {
  const box = useRef<HTMLDivElement>(null)
  const height = useRef(0)
  // The page still shows the row as it was.
  if (!isKept) height.current = 0
  else if (height.current === 0) height.current = box.current?.offsetHeight ?? 0
  useSeen(box, isNew, onSeen)
  return (
    <div
      ref={box}
      class="waiting-place relative"
      data-place={id}
      style={height.current > 0 ? { minHeight: `${height.current}px` } : {}}
    >
      {isNew && <span class="place-new text-1">{placeTexts.value.isNew}</span>}
      {children}
    </div>
  )
}

function useSeen(box: { readonly current: HTMLElement | null }, isNew: boolean, onSeen: () => void): void {
  const latest = useRef(onSeen)
  latest.current = onSeen
  useEffect(() => {
    if (!isNew || box.current === null) return
    let timer: ReturnType<typeof setTimeout> | undefined
    const watch = new IntersectionObserver((entries) => {
      clearTimeout(timer)
      if (entries.at(-1)?.isIntersecting === true) timer = setTimeout(() => latest.current(), SEEN_MS)
    })
    watch.observe(box.current)
    return () => {
      clearTimeout(timer)
      watch.disconnect()
    }
  }, [isNew])
}
