/** The last values, by key. They end with the process. */
export interface RecentValues<Key, Value> {
  readonly set: (key: Key, value: Value) => void
  readonly get: (key: Key) => Value | undefined
  readonly delete: (key: Key) => void
}

/** Holds up to `max` values. A further one replaces the value that was set longest ago. */
export function makeRecentValues<Key, Value>(max: number): RecentValues<Key, Value> {
  const values = new Map<Key, Value>()
  return {
    set: (key, value) => {
      values.delete(key)
      values.set(key, value)
      for (const [oldest] of values) if (values.size > max) values.delete(oldest)
    },
    get: (key) => values.get(key),
    delete: (key) => {
      values.delete(key)
    },
  }
}
