import { basename } from 'node:path'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'
import type { Measured } from './measured.js'
import { timed } from './timed.js'

/** Runs the same programs; those that are git and tmux are measured. */
export function measuredCommandRunner(runner: CommandRunner, { git, tmux }: Measured): CommandRunner {
  const timings = new Map([
    ['git', git],
    ['tmux', tmux],
  ])
  return {
    run: (argv, options) => {
      const timing = timings.get(basename(argv[0]))
      return timing === undefined ? runner.run(argv, options) : timed(timing, runner.run(argv, options))
    },
    runForBytes: (argv, options) => {
      const timing = timings.get(basename(argv[0]))
      return timing === undefined ? runner.runForBytes(argv, options) : timed(timing, runner.runForBytes(argv, options))
    },
  }
}
