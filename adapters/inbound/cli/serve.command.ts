import * as E from 'fp-ts/lib/Either.js'
import {
  EXIT,
  tellConfigFaults,
  tellFailure,
  tellUsage,
  type Command,
  type ExitCode,
  type ProgramDeps,
  type RunningHub,
} from './command.js'
import { signInLink } from './sign-in-link.js'
import { startFaultWords } from './start-fault.js'

/** Milliseconds. Longer than an orderly stop takes; a service manager waits 90 s before it kills. */
const STOP_WITHIN_MS = 5000

const help = `Usage: penates serve

Runs the hub in the foreground. Prints the link that signs you in where the output is
a terminal; elsewhere "penates token --link" does. Stop it with Ctrl-C or SIGTERM;
sessions keep running.

The environment, and a .env file in the current folder, configure it:
  PORT                 where it listens; 0 takes a free one (3333)
  HOST                 address it listens on (127.0.0.1: this machine only)
  PUBLIC_HOSTS         other names under which it is reached, separated by commas
  AUTH_TOKEN           the operator's token, in place of the stored one
  PENATES_HOME         state folder (~/.penates)
  DEFAULT_PROJECT_DIR  where new sessions start (~)
  SESSION_PREFIX       what names of its sessions begin with (cc-)
  TMUX_PATH            the tmux to use (the first on PATH)
  WEB_ROOT             folder of another web client, served in place of ours
`

/** `penates serve`. */
export const serve: Command = {
  name: 'serve',
  summary: 'Run the hub in the foreground',
  help,
  switches: [],
  run: async ({ operands }, deps) => {
    if (operands.length > 0) return tellUsage('serve takes no arguments', 'penates serve --help', deps)
    const hub = await deps.open()
    if (E.isLeft(hub)) return tellConfigFaults(hub.left, deps)
    // Asked for before it runs: who stops it while it starts is heard too.
    const stopAsked = deps.stopAsked()
    const started = await hub.right.startHub()()
    if (E.isLeft(started)) {
      const { problem, mend } = startFaultWords(started.left)
      return tellFailure(problem, mend, deps)
    }
    deps.out(welcome(started.right, deps))
    await stopAsked
    return stop(started.right, deps)
  },
}

function welcome({ url, token }: RunningHub, { version, isOutTerminal }: ProgramDeps): string {
  const link = isOutTerminal ? signInLink(url, token) : `${url}/`
  const hint = isOutTerminal || token === null ? '' : 'Get the link that signs you in with: penates token --link\n'
  return `Penates ${version} is running:\n\n  ${link}\n\n${hint}Stop it with Ctrl-C; sessions keep running.\n`
}

async function stop(hub: RunningHub, deps: ProgramDeps): Promise<ExitCode> {
  let timer: NodeJS.Timeout | undefined
  const tooLate = new Promise<boolean>((resolve) => {
    timer = setTimeout(resolve, STOP_WITHIN_MS, false)
  })
  try {
    const isDone = await Promise.race([hub.stop().then(() => true), tooLate])
    return isDone ? EXIT.ok : tellFailure('it did not stop in time, so it was ended.', null, deps)
  } finally {
    clearTimeout(timer)
  }
}
