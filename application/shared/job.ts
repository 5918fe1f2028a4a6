import type { Clock } from './clock.port.js'
import { detach } from './detached.js'

/** Background work. `start` begins it and returns a function that ends it; a job is started at most once. */
export interface Job {
  /** For logs: `plan watch`. */
  readonly name: string
  readonly start: () => () => void
}

/** Work on one thing at a time for each event about it. */
export interface EventWork<Key> {
  /** For logs. */
  readonly name: string
  /** Runs alone for a key, and once more after it when an event came or it called `again` meanwhile. */
  readonly run: (key: Key, again: () => void) => Promise<void>
  /** Each subscribes to events, calls `due` with the key of each, and returns an unsubscribe function. */
  readonly events: ReadonlyArray<(due: (key: Key) => void) => () => void>
  /** Work on everything, for events that were lost: at the start and every 5 s. */
  readonly all: (due: (key: Key) => void) => Promise<void>
  /** Called at the end of the job. */
  readonly stop?: () => void
}

/** Events are lost with a connection or a restart, and adapters may send none. */
const LOST_EVENTS_MS = 5_000

/** Job that runs for each event. */
export function eventJob<Key>(clock: Clock, { name, run, events, all, stop }: EventWork<Key>): Job {
  /** Keys that run now; `true` for one that is due again. */
  const running = new Map<Key, boolean>()
  const runAlone = async (key: Key): Promise<void> => {
    running.set(key, false)
    try {
      await run(key, () => due(key))
    } finally {
      const isDue = running.get(key) === true
      running.delete(key)
      if (isDue) due(key)
    }
  }
  const due = (key: Key): void => {
    if (running.has(key)) running.set(key, true)
    else detach(name, () => runAlone(key))
  }
  const net = pollingJob(name, clock, LOST_EVENTS_MS, () => all(due))
  return {
    name,
    start: () => {
      const stops = [...events.map((subscribe) => subscribe(due)), net.start()]
      detach(name, () => all(due))
      return () => {
        for (const end of [...stops, stop]) end?.()
      }
    },
  }
}

/** Job that runs at an interval. A run that is due while the one before it goes on is left out. */
export function pollingJob(name: string, clock: Clock, everyMs: number, run: () => Promise<void>): Job {
  let isRunning = false
  const runAlone = async (): Promise<void> => {
    if (isRunning) return
    isRunning = true
    try {
      await run()
    } finally {
      isRunning = false
    }
  }
  return { name, start: () => clock.every(everyMs, () => detach(name, runAlone)) }
}
