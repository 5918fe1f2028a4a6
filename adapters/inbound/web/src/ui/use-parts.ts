import { useEffect, useState } from 'preact/hooks'
import { nextTask } from '../app/platform/next-task.js'

/**
 * Number of parts of a long page that are drawn: the first at once, each other one in a task of its own after it. Parts are
 * appended, so that nothing moves.
 */
export function useParts(count: number): number {
  const [drawn, setDrawn] = useState(1)
  useEffect(() => {
    if (drawn >= count) return undefined
    let isOver = false
    void nextTask().then(() => {
      if (!isOver) setDrawn(drawn + 1)
    })
    return () => (isOver = true)
  }, [drawn, count])
  return drawn
}
