export interface Pace {
  /** Requests that may go out at once. */
  readonly burst: number
  /** Milliseconds between later ones. */
  readonly everyMs: number
}

/** Two busy tabs of a person stay below the 3,000 reads a minute that the hub allows. */
export const READ_PACE: Pace = { burst: 200, everyMs: 50 }

/** Returns the delay in milliseconds of a request at this time. Delayed requests keep their order. */
export function pacer({ burst, everyMs }: Pace): (now: number) => number {
  let free = 0
  return (now) => {
    free = Math.max(free, now - burst * everyMs) + everyMs
    return Math.max(free - now, 0)
  }
}
