import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { density } from '../app/platform/preferences.js'

/** Delay before the skeleton appears. A nearby hub responds faster, so the page does not flicker. */
const SHOW_AFTER_MS = 150

/** Placeholder while the session list is loading. */
export function Skeleton(): VNode | null {
  const [due, setDue] = useState(false)
  useEffect(() => {
    const timer = setTimeout(() => setDue(true), SHOW_AFTER_MS)
    return () => clearTimeout(timer)
  }, [])
  if (!due) return null
  const blocks = density.value === 'tiles' ? 6 : 12
  return (
    <div class={`skeleton ${density.value}`} aria-hidden="true">
      {Array.from({ length: blocks }, (_, at) => (
        <div key={at} />
      ))}
    </div>
  )
}
