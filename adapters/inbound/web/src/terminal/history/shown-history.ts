import { useSignal, type Signal } from '@preact/signals'
import { useRef, useState } from 'preact/hooks'

/** History that covers a live terminal, and the steps that it is asked for. */
export interface ShownHistory {
  /** `query` is searched for, `null` without a search bar; `null` while the live terminal is shown. */
  readonly shown: { readonly query: string | null } | null
  /** Lines to scroll up by that were not applied yet. */
  readonly up: Signal<number>
  /** Prompts to go on by that were not applied yet; back by when negative. */
  readonly prompts: Signal<number>
  readonly search: (query?: string) => void
  /** Opens the history by scrolling up. */
  readonly scrollUp: (lines: number) => void
  /** Opens the history by going back. */
  readonly stepPrompt: (by: 1 | -1) => void
  readonly close: () => void
}

export function useShownHistory(): ShownHistory {
  const [shown, setShown] = useState<ShownHistory['shown']>(null)
  const isShown = useRef(false)
  isShown.current = shown !== null
  const up = useSignal(0)
  const prompts = useSignal(0)
  // A history that is open steps at once, and may close itself.
  const step = (steps: Signal<number>, by: number, opens: boolean): void => {
    if (opens) setShown((before) => before ?? { query: null })
    if (opens || isShown.current) steps.value += by
  }
  return {
    shown,
    up,
    prompts,
    search: (query = '') => setShown({ query }),
    scrollUp: (lines) => step(up, lines, lines > 0),
    stepPrompt: (by) => step(prompts, by, by < 0),
    close: () => {
      setShown(null)
      up.value = 0
      prompts.value = 0
    },
  }
}
