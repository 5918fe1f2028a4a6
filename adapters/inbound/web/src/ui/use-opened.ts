import { useState } from 'preact/hooks'

const NONE: ReadonlySet<string> = new Set()

/** Keys of entries that are unfolded, and a function that folds or unfolds one. */
export function useOpened(): readonly [opened: ReadonlySet<string>, toggle: (key: string) => void] {
  const [opened, setOpened] = useState(NONE)
  const toggle = (key: string): void =>
    setOpened((before) => {
      const changed = new Set(before)
      if (!changed.delete(key)) changed.add(key)
      return changed
    })
  return [opened, toggle]
}
