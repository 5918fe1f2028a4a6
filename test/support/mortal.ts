/** Lifetime of a hub: after this number of port calls no port answers. */
export interface Life {
  readonly isOver: () => boolean
  /** Settles when it is over. */
  readonly over: Promise<null>
  readonly end: () => void
  /** True when one more call is answered. */
  readonly spend: () => boolean
}

export function newLife(calls: number): Life {
  let left = calls
  let die: (value: null) => void = () => undefined
  const over = new Promise<null>((resolve) => {
    die = resolve
  })
  const end = (): void => {
    left = 0
    die(null)
  }
  return {
    isOver: () => left <= 0,
    over,
    end,
    spend: () => {
      if (left <= 0) return false
      left -= 1
      if (left === 0) end()
      return true
    },
  }
}

const never = (): Promise<never> => new Promise(() => undefined)

type Call = (...args: ReadonlyArray<unknown>) => unknown

/**
 * The same port for as long as the life lasts. A member that takes nothing is a task, which promises call with
 * `undefined`; the others answer with one, but for subscriptions.
 */
export function mortal<Port extends object>(life: Life, port: Port): Port {
  const members = Object.entries(port).map(([name, member]: [string, unknown]) => {
    const call = member as Call
    if (name.startsWith('watch')) return [name, call]
    const whileAlive = (run: () => unknown): unknown => (life.spend() ? run() : never())
    const wrapped: Call = (...args) =>
      args.every((arg) => arg === undefined)
        ? whileAlive(() => call())
        : () => whileAlive(() => (call(...args) as Call)())
    return [name, wrapped]
  })
  return Object.fromEntries(members) as Port
}
