import { basename } from 'node:path'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'
import { aroundMembers } from '../../../infrastructure/metrics/around-members.js'
import { type Measured, timed } from './measured.js'

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
