import * as E from 'fp-ts/lib/Either.js'
import type { Finding, Prerequisite } from '../../../application/doctor/prerequisite.port.js'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'

const NAME = 'session user'

export interface CheckSessionUserDeps {
  /** Runs programs as the account of sessions. */
  readonly runner: CommandRunner
  readonly account: { readonly name: string; readonly uid: number; readonly home: string }
  readonly stateFolder: string
  /** Absolute path of the Node that runs the scripts of hooks. */
  readonly node: string
}

/** Checks the permissions of the session account. */
export const checkSessionUser = (deps: CheckSessionUserDeps): Prerequisite => {
  const { runner, account, stateFolder, node } = deps
  const { name, uid, home } = account
  const can = async (...argv: readonly [string, ...string[]]): Promise<boolean> => {
    const ran = await runner.run(argv)()
    return E.isRight(ran) && ran.right.exitCode === 0
  }
  const finding = (state: Finding['state'], detail: string, mend: string | null): Finding => ({
    ...{ name: NAME, state, detail, mend },
  })
  return async () => {
    const faults = [
      ...((await can('test', '-r', stateFolder))
        ? [
            finding(
              'fault',
              `${name} can read ${stateFolder}`,
              `chown -R root: ${stateFolder}; chmod 700 ${stateFolder}`,
            ),
          ]
        : []),
      ...((await can(node, '--version'))
        ? []
        : [
            finding(
              'fault',
              `${name} cannot run ${node}, so no hook of its sessions works`,
              'Install Node.js where every user can run it, and start the hub with that one',
            ),
          ]),
      ...((await can('test', '-w', home, '-a', '-x', home))
        ? []
        : [finding('warning', `${name} cannot write to its home ${home}`, `chown ${name}: ${home}`)]),
    ]
    return faults.length > 0 ? faults : [finding('ok', `${name} (${String(uid)}), ${home}`, null)]
  }
}
