import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { Finding, Prerequisite } from '../../../application/doctor/prerequisite.port.js'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'
import { findProgram } from '../../../infrastructure/process/find-program.js'

export interface UsableTmux {
  readonly path: string
  /** As it names itself: `3.5a`. */
  readonly version: string
}

/** Reason why the installed tmux cannot be used. */
export type UnusableTmux =
  | { readonly _tag: 'TmuxMissing'; readonly binary: string }
  | { readonly _tag: 'TmuxTooOld'; readonly path: string; readonly version: string }
  | { readonly _tag: 'TmuxNotRunnable'; readonly path: string; readonly detail: string }

export interface FindTmuxDeps {
  readonly runner: CommandRunner
  /** A path, or a name to look for on `PATH`. */
  readonly binary: string
  readonly environment: Readonly<Record<string, string>>
}

/** The first with control-mode subscriptions and client flags, both of which the connection needs. */
const NEEDED = { major: 3, minor: 2 }
const TIMEOUT_MS = 5000

/** Finds the program and reads its version; starts no server. */
function findTmux({ runner, binary, environment }: FindTmuxDeps): TE.TaskEither<UnusableTmux, UsableTmux> {
  return async () => {
    const path = await findProgram(binary, environment['PATH'] ?? '')
    if (path === null) return E.left({ _tag: 'TmuxMissing', binary })
    const ran = await runner.run([path, '-V'], { environment, timeoutMs: TIMEOUT_MS })()
    if (E.isLeft(ran)) return E.left({ _tag: 'TmuxNotRunnable', path, detail: ran.left.detail })
    const { exitCode, stdout, stderr } = ran.right
    const version = /^tmux (\S+)/.exec(stdout)?.[1]
    if (exitCode !== 0 || version === undefined) {
      const said = (stderr.trim() || stdout.trim()).split('\n')[0] ?? ''
      return E.left({ _tag: 'TmuxNotRunnable', path, detail: said === '' ? 'tmux -V told no version' : said })
    }
    return isNewEnough(version) ? E.right({ path, version }) : E.left({ _tag: 'TmuxTooOld', path, version })
  }
}

/** Check of tmux for `doctor`. Without tmux there are no sessions. */
export const checkTmux =
  (deps: FindTmuxDeps): Prerequisite =>
  async () => {
    const found = await findTmux(deps)()
    return [
      E.isRight(found)
        ? { name: 'tmux', state: 'ok', detail: `${found.right.version} (${found.right.path})`, mend: null }
        : describe(found.left),
    ]
  }

function describe(unusable: UnusableTmux): Finding {
  const needed = `${NEEDED.major}.${NEEDED.minor}`
  const install = `Install tmux ${needed} or later: sudo apt install tmux, brew install tmux or your system’s way`
  switch (unusable._tag) {
    case 'TmuxMissing':
      return { name: 'tmux', state: 'fault', detail: `${unusable.binary} is not there`, mend: install }
    case 'TmuxTooOld':
      return {
        name: 'tmux',
        state: 'fault',
        detail: `${unusable.version} (${unusable.path}) is older than ${needed}`,
        mend: `${install}; TMUX_PATH may name another one`,
      }
    case 'TmuxNotRunnable':
      return {
        name: 'tmux',
        state: 'fault',
        detail: `${unusable.path} does not run: ${unusable.detail}`,
        mend: `Make TMUX_PATH name a tmux that runs. ${install}`,
      }
  }
}

/** `3.5a`, `next-3.6`; builds without a number (`master`) are newer than any release. */
function isNewEnough(version: string): boolean {
  const numbers = /(\d+)\.(\d+)/.exec(version)
  if (numbers === null) return true
  const [major, minor] = [Number(numbers[1]), Number(numbers[2])]
  return major > NEEDED.major || (major === NEEDED.major && minor >= NEEDED.minor)
}
