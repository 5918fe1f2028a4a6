import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { lazyPage } from '../ui/lazy-page.js'
import { PREVIEW_LINES, watchPreview, type Screen } from './previews.js'

interface ScreenProps {
  readonly shown: Screen
}

/** Colours are in a script of their own, without which the text is shown plain. */
const StyledScreen = lazyPage<ScreenProps>(async () => (await import('./styled-screen.js')).StyledScreen, Plain, Plain)

function Plain({ shown: { lines } }: ScreenProps): VNode {
  return <>{lines.join('\n')}</>
}

/** Last lines of a session's screen, sent by the hub only while the element is visible. */
export function ScreenPreview({ name }: { readonly name: string }): VNode {
  const box = useRef<HTMLPreElement>(null)
  const [shown, setShown] = useState<Screen | null>(null)

  useEffect(() => {
    const element = box.current
    if (!element) return
    let stop: (() => void) | null = null
    const observer = new IntersectionObserver(([entry]) => {
      if (entry?.isIntersecting && !stop) {
        const watched = watchPreview(name)
        const unsubscribe = watched.screen.subscribe(setShown)
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

  const empty = shown?.lines.length === 0
  return (
    <pre ref={box} class={`preview ${empty ? 'faint' : ''}`} style={{ '--lines': PREVIEW_LINES }}>
      {empty ? messages.value.emptyScreen : shown && <StyledScreen shown={shown} />}
    </pre>
  )
}
