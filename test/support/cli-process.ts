import { spawn } from 'node:child_process'
import { once } from 'node:events'
import { text } from 'node:stream/consumers'
import { fileURLToPath } from 'node:url'
import type { HubPlace } from './hub-process.js'
import type { CliRun } from './run-cli.js'

export const PROGRAM = fileURLToPath(new URL('../../program/main.cjs', import.meta.url))

/** Environment of the program in a place of a test; that of a session around the test is not passed on. */
export const cliEnvironment = ({ home, state, tmux }: HubPlace): Record<string, string | undefined> => ({
  ...process.env,
  HOME: home,
  XDG_CONFIG_HOME: `${home}/config`,
  PENATES_HOME: state,
  PENATES_TMUX_SOCKET: tmux.socket,
  PENATES_URL: '',
  PENATES_TOKEN: '',
})

/** Runs a command of the real program. */
export async function cliProcess(place: HubPlace, words: ReadonlyArray<string>, input = ''): Promise<CliRun> {
  const child = spawn(process.execPath, [PROGRAM, ...words], { cwd: place.home, env: cliEnvironment(place) })
  child.stdin.end(input)
  const [out, err] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')])
  return { code: child.exitCode ?? -1, out, err }
}
