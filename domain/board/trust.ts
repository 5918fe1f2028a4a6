/**
 * Question of the CLI before its first screen. `trust`: permission to work in this folder; `bypass`: consent to run
 * without permission prompts.
 */
export interface StartQuestion {
  /** Subject of the question. */
  readonly about: 'trust' | 'bypass'
  /** Key that moves the cursor to the answer "yes"; `null` when the cursor is already there. */
  readonly keyToYes: 'Up' | 'Down' | null
}

/**
 * Key to press for the question on the screen; `null` to wait, and for a question that only a person answers. A key
 * sent as soon as the question appears is often lost, so two readings in a row must be equal.
 */
export function keyFor(before: StartQuestion | null, seen: StartQuestion | null): 'Enter' | 'Up' | 'Down' | null {
  const isSteady = seen?.about === before?.about && seen?.keyToYes === before?.keyToYes
  return seen?.about === 'trust' && isSteady ? (seen.keyToYes ?? 'Enter') : null
}
