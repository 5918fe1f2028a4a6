import type { ClockHarness } from './clock.contract.js'
import { breaking, type Mutants } from './mutants.js'

const broken = breaking<ClockHarness, 'clock'>('clock')

/** Broken clocks. */
export const clockMutants: Mutants<ClockHarness> = {
  'goes forward': {
    'has one time': broken(() => ({ now: () => 0 })),
    'counts in seconds': broken(({ now }) => ({ now: () => Math.floor(now() / 1000) })),
  },
  'goes forward by the monotonic clock too': {
    'has one monotonic time': broken(() => ({ monotonic: () => 0 })),
  },
  'wakes once, not before its time, and who is due first first': {
    'wakes in half the time': broken(({ after }) => ({ after: (delayMs, task) => after(delayMs / 2, task) })),
    'wakes twice': broken(({ after }) => ({
      after: (delayMs, task) => {
        after(delayMs, task)
        return after(delayMs, task)
      },
    })),
    'wakes in the order of the calls': broken(({ after }) => ({ after: (_delayMs, task) => after(40, task) })),
  },
  'does not wake in the call itself': {
    'wakes in the call when the delay is zero': broken(({ after }) => ({
      after: (delayMs, task) => {
        if (delayMs > 0) return after(delayMs, task)
        task()
        return () => undefined
      },
    })),
  },
  'forgets what was cancelled, once or twice, also after it ran': {
    'cancels nothing': broken(({ after }) => ({
      after: (delayMs, task) => {
        after(delayMs, task)
        return () => undefined
      },
    })),
  },
  'repeats until it is told to stop, also from within': {
    'repeats once': broken(({ after }) => ({ every: after })),
    'does not stop': broken(({ every }) => ({
      every: (everyMs, task) => {
        every(everyMs, task)
        return () => undefined
      },
    })),
  },
  'reports a task that throws, runs the others, and repeats it': {
    'drops what a task throws': broken(({ every }) => ({
      every: (everyMs, task) =>
        every(everyMs, () => {
          try {
            task()
          } catch {
            return
          }
        }),
    })),
    'does not repeat a task that has thrown': broken(({ every }) => ({
      every: (everyMs, task) => {
        const stop = every(everyMs, () => {
          stop()
          task()
        })
        return stop
      },
    })),
  },
}
