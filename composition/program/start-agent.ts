import { spawn } from 'node:child_process'
import { Readable, Writable } from 'node:stream'
import type { StartAgent } from '../../adapters/inbound/cli/agent-process.js'
import { guarded } from '../../infrastructure/guard/guard.js'

/** Name of this process while an agent runs, by which the hub finds the CLI of a session. tmux shows its first word. */
const TITLE = 'penates-acp'
/** Time for a program to end by itself, in milliseconds. */
const END_WITHIN_MS = 2_000
/** Time for the last error output of a program that has ended, in milliseconds. */
const LAST_ERRORS_MS = 200
/** Characters of the error output that are kept. */
const KEPT_ERRORS = 2_000

/** Starts an agent that speaks on its standard input and output. */
export const startAgent: StartAgent = ([program = '', ...args], environment) => {
  process.title = TITLE
  const directory = process.cwd()
  // Its own group: Ctrl-C of the terminal stops a turn, not the agent.
  const child = spawn(program, args, { cwd: directory, env: { ...process.env, ...environment }, detached: true })
  let errors = ''
  child.stderr.setEncoding('utf8').on(
    'data',
    guarded('error output of an agent', (text: string) => (errors = (errors + text).slice(-KEPT_ERRORS))),
  )
  // An agent that has ended reads nothing; its end is reported below.
  child.stdin.on(
    'error',
    guarded('input of an agent', () => undefined),
  )
  const ended = new Promise<string>((resolve) => {
    child.on(
      'error',
      guarded('start of an agent', (error: Error) => resolve(`${program} could not be run: ${error.message}`)),
    )
    child.on(
      'exit',
      guarded('end of an agent', (code: number | null, signal: string | null) => {
        const told = (): void =>
          resolve(
            `${program} ended with ${signal ?? `status ${String(code)}`}${errors === '' ? '' : `:\n${errors.trim()}`}`,
          )
        // A program that it has left behind may keep the error output open.
        setTimeout(guarded('last errors of an agent', told), LAST_ERRORS_MS)
        child.stderr.once('end', guarded('last errors of an agent', told))
      }),
    )
  })
  /** Signals the agent with the programs that it has started. */
  const signal = (name: NodeJS.Signals): void => {
    try {
      if (child.pid !== undefined && child.exitCode === null && child.signalCode === null)
        process.kill(-child.pid, name)
    } catch {
      // It has ended meanwhile.
    }
  }
  return {
    directory,
    input: Writable.toWeb(child.stdin) as WritableStream<Uint8Array>,
    output: Readable.toWeb(child.stdout) as ReadableStream<Uint8Array>,
    ended,
    stop: () => {
      child.stdin.end()
      signal('SIGTERM')
      setTimeout(
        guarded('end of an agent', () => signal('SIGKILL')),
        END_WITHIN_MS,
      ).unref()
    },
  }
}
