import { useEffect, useMemo } from 'preact/hooks'
import type { Answer } from './hub/hub.js'
import { reading, type Read } from './reading.js'

/** Reads from the hub and reads again whenever `revision` changes. `read` and `merge` of the first render are used. */
export function useReading<A>(
  read: () => Promise<Answer<A>>,
  revision: number,
  merge?: (old: A, next: A) => A,
): Read<A> & { readonly again: () => void } {
  const made = useMemo(() => reading(read, merge), [])
  useEffect(made.again, [revision])
  useEffect(() => made.stop, [])
  return { ...made.now.value, again: made.again }
}
