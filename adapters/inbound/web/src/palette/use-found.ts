import { useEffect, useState } from 'preact/hooks'
import { FOUND_KINDS } from './found-kinds.js'
import type { PaletteItem } from './palette-item.js'

const TYPING_PAUSE_MS = 150

type FoundByKind = ReadonlyArray<ReadonlyArray<PaletteItem>>

/** Results of the hub: those of kinds that are read once, and those for the query after a pause in typing. */
export function useFound(query: string): ReadonlyArray<PaletteItem> {
  const [found, setFound] = useState<FoundByKind>(() => FOUND_KINDS.map(() => []))
  const wanted = query.trim()

  const put = (kind: number, items: ReadonlyArray<PaletteItem>): void =>
    setFound((known) => known.map((others, at) => (at === kind ? items : others)))

  useEffect(() => {
    const ended = new AbortController()
    FOUND_KINDS.forEach(({ fromLength, find }, kind) => {
      if (fromLength > 0) return
      void find('', ended.signal).then((items) => {
        if (!ended.signal.aborted) put(kind, items)
      })
    })
    return () => ended.abort()
  }, [])

  useEffect(() => {
    const ended = new AbortController()
    const timer = setTimeout(
      () =>
        FOUND_KINDS.forEach(({ fromLength, find }, kind) => {
          if (fromLength === 0) return
          if (wanted.length < fromLength) put(kind, [])
          else
            void find(wanted, ended.signal).then((items) => {
              if (!ended.signal.aborted)
                put(
                  kind,
                  items.map((item) => ({ ...item, foundFor: wanted })),
                )
            })
        }),
      TYPING_PAUSE_MS,
    )
    return () => {
      ended.abort()
      clearTimeout(timer)
    }
  }, [wanted])

  return found.flat()
}
