import { effect, signal, type Signal } from '@preact/signals'
import { useEffect, useState } from 'preact/hooks'
import { areEntries, draftShelf, isText } from './draft-shelf.js'
import { browserShelf } from './platform/preference.js'

/** Session storage belongs to one tab: two tabs do not overwrite each other's input. */
const tab = browserShelf(() => sessionStorage)
export const drafts = draftShelf(tab, tab.keys)

/** Signal whose value survives a reload of the page while it differs from `empty`. */
export function draftSignal<A>(name: string, empty: A, isDraft: (value: unknown) => value is A): Signal<A> {
  const kept = signal(drafts.read(name, isDraft) ?? empty)
  const nothing = JSON.stringify(empty)
  effect(() => {
    drafts.write(name, JSON.stringify(kept.value) === nothing ? null : kept.value)
  })
  return kept
}

/** Same as `draftSignal` for a map with text keys. */
export function draftMapSignal<A>(
  name: string,
  isValue: (value: unknown) => value is A,
): Signal<ReadonlyMap<string, A>> {
  const kept = signal<ReadonlyMap<string, A>>(new Map(drafts.read(name, areEntries(isValue)) ?? []))
  effect(() => {
    drafts.write(name, kept.value.size === 0 ? null : [...kept.value])
  })
  return kept
}

/**
 * State of a form's text field that survives a reload of the page. Closing the form discards it. `initial` is the value
 * without a draft.
 */
export function useDraft(name: string, initial: string): readonly [string, (typed: string) => void] {
  return useDraftOf(name, initial, isText)
}

export function useDraftOf<A>(
  name: string,
  initial: A,
  isDraft: (value: unknown) => value is A,
): readonly [A, (typed: A) => void] {
  const [typed, setTyped] = useState<A>(() => drafts.read(name, isDraft) ?? initial)
  useEffect(() => () => drafts.write(name, null), [name])
  return [
    typed,
    (next) => {
      drafts.write(name, JSON.stringify(next) === JSON.stringify(initial) ? null : next)
      setTyped(next)
    },
  ]
}
