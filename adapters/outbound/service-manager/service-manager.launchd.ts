import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { join } from 'node:path'
import type { ServiceSpec, ServiceManager, ServiceState } from '../../../application/server/service-manager.port.js'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import type { Disk } from '../../../infrastructure/files/disk.js'
import { MARK, definitionFile } from './definition-file.js'

const escaped = (text: string): string =>
  text.replace(/[&<>]/g, (sign) => ({ '&': '&amp;', '<': '&lt;', '>': '&gt;' })[sign] ?? sign)

const text = (value: string): string => `<string>${escaped(value)}</string>`

/**
 * The agent of our service. `AbandonProcessGroup` leaves alive what the hub has started when it stops; without
 * `SuccessfulExit` a hub that was told to stop would come back at once. launchd.plist(5).
 */
export const propertyList = (label: string, logFile: string, { argv, directory, environment }: ServiceSpec): string =>
  [
    '<?xml version="1.0" encoding="UTF-8"?>',
    '<!DOCTYPE plist PUBLIC "-//Apple//DTD PLIST 1.0//EN" "http://www.apple.com/DTDs/PropertyList-1.0.dtd">',
    `<!-- ${MARK} -->`,
    '<plist version="1.0"><dict>',
    `<key>Label</key>${text(label)}`,
    `<key>ProgramArguments</key><array>${argv.map(text).join('')}</array>`,
    `<key>WorkingDirectory</key>${text(directory)}`,
    `<key>EnvironmentVariables</key><dict>${Object.entries(environment)
      .map(([name, value]) => `<key>${escaped(name)}</key>${text(value)}`)
      .join('')}</dict>`,
    '<key>RunAtLoad</key><true/>',
    '<key>KeepAlive</key><dict><key>SuccessfulExit</key><false/></dict>',
    '<key>AbandonProcessGroup</key><true/>',
    `<key>StandardErrorPath</key>${text(logFile)}`,
    '</dict></plist>',
    '',
  ].join('\n')

export interface LaunchdServiceManagerDeps {
  readonly runner: CommandRunner
  readonly disk: Disk
  /** `com.penates`. */
  readonly label: string
  readonly home: string
  readonly uid: number
  /** File for output that the hub writes before its own log is open. */
  readonly logFile: string
}

const TIMEOUT_MS = 10_000
const ASK_TIMEOUT_MS = 3_000

/** Our service as an agent of launchd in the person's session. launchctl(1). */
export function launchdServiceManager(deps: LaunchdServiceManagerDeps): ServiceManager {
  const { runner, disk, label, home, uid, logFile } = deps
  const domain = `gui/${String(uid)}`
  const target = `${domain}/${label}`
  const file = join(home, 'Library', 'LaunchAgents', `${label}.plist`)
  const definition = definitionFile(disk, file)

  const launchctl = (...args: ReadonlyArray<string>): TE.TaskEither<Unavailable, string> =>
    pipe(
      runner.run(['launchctl', ...args], { timeoutMs: args[0] === 'print' ? ASK_TIMEOUT_MS : TIMEOUT_MS }),
      TE.flatMap(({ exitCode, stdout, stderr }) =>
        exitCode === 0
          ? TE.right(stdout)
          : TE.left(unavailable('service', stderr.trim() || `launchctl ended with ${String(exitCode)}`)),
      ),
    )

  /** A service that was not loaded is no fault. */
  const unload = launchctl('bootout', target)

  const state: TE.TaskEither<Unavailable, ServiceState> = async () => {
    const printed = await runner.run(['launchctl', 'print', target], { timeoutMs: ASK_TIMEOUT_MS })()
    if (E.isLeft(printed)) return printed
    const isLoaded = printed.right.exitCode === 0
    const isInstalled = isLoaded || (await definition.isThere())
    return E.right({ isInstalled, isEnabled: isLoaded, pid: isLoaded ? readPid(printed.right.stdout) : null })
  }

  return {
    target,
    state,
    install: (spec) =>
      pipe(
        () => definition.write(propertyList(label, logFile, spec)),
        TE.tap(() => TE.fromTask(unload)),
        TE.tap(() => launchctl('bootstrap', domain, file)),
        TE.map(() => ({ file, notes: [] })),
      ),
    remove: async () => {
      const removed = await definition.remove()
      if (E.isRight(removed) && removed.right) await unload()
      return removed
    },
    restart: pipe(launchctl('kickstart', '-k', target), TE.asUnit),
  }
}

/** Process id from output with the line `\tpid = 4711`. */
function readPid(printed: string): number | null {
  const found = /^\s*pid = (\d+)$/m.exec(printed)?.[1]
  return found === undefined ? null : Number(found)
}
