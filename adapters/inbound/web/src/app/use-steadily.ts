import { useEffect, useRef } from 'preact/hooks'

/** Calls the last `act` at this interval while the page is visible; `null` for never. */
export function useSteadily(act: () => void, everyMs: number | null): void {
  const latest = useRef(act)
  latest.current = act
  useEffect(() => {
    if (everyMs === null) return
    const timer = setInterval(() => {
      if (!document.hidden) latest.current()
    }, everyMs)
    return () => clearInterval(timer)
  }, [everyMs])
}
