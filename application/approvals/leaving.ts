/** Whether the agent has gone, and whom that concerns. */
export interface Leaving {
  readonly isGone: () => boolean
  readonly onLeave: (listener: () => void) => void
  readonly leave: () => void
}

/** Nobody has gone yet; `leave` tells, once, whoever asked to hear of it, also afterwards. */
export function leaving(): Leaving {
  let isGone = false
  const listeners: (() => void)[] = []
  return {
    isGone: () => isGone,
    onLeave: (listener) => {
      if (isGone) listener()
      else listeners.push(listener)
    },
    leave: () => {
      if (isGone) return
      isGone = true
      for (const listener of listeners) listener()
    },
  }
}
