import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { messages } from '../i18n/messages.js'
import { PREVIEW_LINES, watchPreview, type Preview } from '../state/previews.js'

/** Last lines of a session's screen, polled only while the element is visible. */
export function ScreenPreview({ name }: { readonly name: string }): VNode {
  const box = useRef<HTMLPreElement>(null)
  const [lines, setLines] = useState<Preview>(null)

  useEffect(() => {
    const element = box.current
    if (!element) return
    let stop: (() => void) | null = null
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting && !stop) {
        const watched = watchPreview(name)
        const unsubscribe = watched.lines.subscribe(setLines)
        stop = () => {
          unsubscribe()
          watched.stop()
        }
      } else if (!entry?.isIntersecting) {
        stop?.()
        stop = null
      }
    })
    observer.observe(element)
    return () => {
      observer.disconnect()
      stop?.()
    }
  }, [name])

  const empty = lines?.length === 0
  return (
    <pre ref={box} class={`preview ${empty ? 'faint' : ''}`} style={{ '--lines': PREVIEW_LINES }}>
      {empty ? messages.value.emptyScreen : lines?.join('\n')}
    </pre>
  )
}
