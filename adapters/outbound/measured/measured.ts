import * as T from 'fp-ts/lib/Task.js'
import { pipe } from 'fp-ts/lib/function.js'
import { basename } from 'node:path'
import type { PushSender } from '../../../application/push/push-sender.port.js'
import { makeTiming, type Timing } from '../../../application/server/approval-times.js'
import type { Figures, Measurements } from '../../../application/server/measurements.port.js'
import type { SessionHost } from '../../../application/sessions/session-host.port.js'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'
import { outcomeOf } from '../../../domain/push/delivery.js'
import { faultCounts } from '../../../infrastructure/guard/guard.js'
import { aroundMembers } from '../../../infrastructure/metrics/around-members.js'
import { watchLoopDelay } from '../../../infrastructure/metrics/loop-delay.js'

/** Measurements that the measured adapters record. */
export interface Measured extends Measurements {
  readonly echo: Timing
  readonly git: Timing
  readonly tmux: Timing
  /** Counters, incremented by the adapters. */
  readonly terminals: { paused: number; bytesOut: number; bytesIn: number }
  readonly pushes: { delivered: number; failed: number }
  /** Records one write of a state file. */
  readonly noteWrite: (tookMs: number, isDone: boolean) => void
  readonly close: () => void
}

/** Measures this process from now on. */
export function measureHub(): Measured {
  const [echo, git, tmux, writes] = [makeTiming(), makeTiming(), makeTiming(), makeTiming()]
  const terminals = { paused: 0, bytesOut: 0, bytesIn: 0 }
  const pushes = { delivered: 0, failed: 0 }
  const loop = watchLoopDelay()
  let failedWrites = 0

  const read = (): Figures => {
    const { rss, heapUsed } = process.memoryUsage()
    return {
      echo: echo.spread(),
      loopDelay: loop.read(),
      git: git.spread(),
      tmux: tmux.spread(),
      terminals: { ...terminals },
      pushes: { ...pushes },
      storeWrites: { failed: failedWrites, took: writes.spread() },
      faults: faultCounts(),
      memory: { residentBytes: rss, heapBytes: heapUsed },
    }
  }

  return {
    read,
    echo,
    git,
    tmux,
    terminals,
    pushes,
    noteWrite: (tookMs, isDone) => {
      writes.note(tookMs)
      if (!isDone) failedWrites += 1
    },
    close: loop.stop,
  }
}

/** The same task; how long it takes, well or not, is noted each time it runs. */
const timed =
  <A>(timing: Timing, task: () => Promise<A>): (() => Promise<A>) =>
  async () => {
    const startedAt = performance.now()
    try {
      return await task()
    } finally {
      timing.note(performance.now() - startedAt)
    }
  }

/** Runs the same programs; those that are git and tmux are measured. */
export function measuredCommandRunner(runner: CommandRunner, { git, tmux }: Measured): CommandRunner {
  const timings = new Map([
    ['git', git],
    ['tmux', tmux],
  ])
  return aroundMembers(runner, [], (task, [argv]) => {
    const timing = timings.get(basename((argv as readonly [string, ...string[]])[0]))
    return timing === undefined ? task : timed(timing, task)
  })
}

/** The same sender; every attempt counts as delivered or failed. */
export const measuredPushSender = (sender: PushSender, { pushes }: Measured): PushSender => ({
  ...sender,
  send: (target, message) =>
    pipe(
      sender.send(target, message),
      T.tap((answer) =>
        T.fromIO(() => {
          if (outcomeOf(answer) === 'delivered') pushes.delivered += 1
          else pushes.failed += 1
        }),
      ),
    ),
})

/** `list` and `run` are answered from the snapshot, `start` waits for the program to live, subscriptions have no end. */
const UNMEASURED = ['list', 'run', 'start', 'watch', 'watchScreens'] as const

/** The same host with every request to tmux measured. */
export const measuredSessionHost = (host: SessionHost, { tmux }: Measured): SessionHost =>
  aroundMembers(host, UNMEASURED, (task) => timed(tmux, task))
