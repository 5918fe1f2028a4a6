import * as E from 'fp-ts/lib/Either.js'
import { createServer } from 'node:net'
import type { Finding, Prerequisite } from '../../../application/doctor/prerequisite.port.js'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'
import { BROTLI_ADVICE, hasBrotliFix } from '../../../domain/server/node-version.js'
import { errorCode, errorText } from '../../../infrastructure/files/disk.js'
import { folderHolder } from '../../../infrastructure/files/folder-lock.js'
import { guarded } from '../../../infrastructure/guard/guard.js'
import { natives, type Natives } from '../../../infrastructure/natives/natives.js'

/** Minimum version, as in `engines` of package.json. */
const NODE = { major: 20, minor: 19 }

/** Node.js itself; `version` as in `process.versions.node`. */
export const checkNode =
  (version: string): Prerequisite =>
  () => {
    const [major = 0, minor = 0] = version.split('.').map(Number)
    const isNewEnough = major > NODE.major || (major === NODE.major && minor >= NODE.minor)
    const needed = `${NODE.major}.${NODE.minor}`
    return Promise.resolve([isNewEnough ? withFix(version) : tooOld(version, needed)])
  }

const tooOld = (version: string, needed: string): Finding => ({
  name: 'Node.js',
  state: 'fault',
  detail: `${version} is older than ${needed}`,
  mend: BROTLI_ADVICE.mend,
})

const withFix = (version: string): Finding =>
  hasBrotliFix(version)
    ? { name: 'Node.js', state: 'ok', detail: version, mend: null }
    : { name: 'Node.js', state: 'warning', detail: `${version} ${BROTLI_ADVICE.problem}`, mend: BROTLI_ADVICE.mend }

/** Packages with a native module. */
export const checkNatives =
  (found: Natives = natives): Prerequisite =>
  () => {
    const faults = found.faults()
    const name = 'packages'
    if (faults.length === 0)
      return Promise.resolve([{ name, state: 'ok', detail: found.packages().join(', '), mend: null }])
    return Promise.resolve(
      faults.map(({ part, detail, mend }) => ({ name, state: 'fault', detail: `${part}: ${detail}`, mend })),
    )
  }

const VERSION_TIMEOUT_MS = 5000

/** git: everything about repositories needs it. */
export const checkGit =
  (runner: CommandRunner): Prerequisite =>
  async () => {
    const name = 'git'
    const mend = 'Install git: sudo apt install git (macOS: brew install git)'
    const told = await toldBy(runner, ['git', '--version'])
    const version = E.isRight(told) ? /git version (\S+)/.exec(told.right)?.[1] : undefined
    if (version !== undefined) return [{ name, state: 'ok', detail: version, mend: null }]
    const detail = E.isLeft(told) ? told.left : 'git --version told no version'
    return [{ name, state: 'fault', detail, mend }]
  }

/** Output of a program's version command, or the reason why there is none. */
async function toldBy(runner: CommandRunner, argv: readonly [string, ...string[]]): Promise<E.Either<string, string>> {
  const ran = await runner.run(argv, { timeoutMs: VERSION_TIMEOUT_MS })()
  return E.isLeft(ran) ? E.left(ran.left.detail) : E.right(ran.right.stdout)
}

export interface PlaceToRun {
  readonly stateFolder: string
  readonly host: string
  readonly port: number
}

/** The lock of the state folder, and the port: free, or held by the hub itself. */
export const checkPlace =
  ({ stateFolder, host, port }: PlaceToRun): Prerequisite =>
  async () => {
    const name = 'lock'
    try {
      const holder = await folderHolder(stateFolder)
      if (holder === null) return [{ name, state: 'ok', detail: 'free', mend: null }, await checkPort(host, port)]
      const by = `a hub runs here: process ${holder.pid ?? 'unknown'}, ${holder.url ?? 'not listening yet'}`
      return [{ name, state: 'ok', detail: by, mend: null }]
    } catch (thrown) {
      const mend = `Put the state folder on a file system that can lock files (PENATES_HOME); now it is ${stateFolder}`
      return [{ name, state: 'fault', detail: errorText(thrown), mend }]
    }
  }

function checkPort(host: string, port: number): Promise<Finding> {
  const name = 'port'
  return new Promise((resolve) => {
    const probe = createServer()
    const failed = (thrown: Error): void => {
      const isTaken = errorCode(thrown) === 'EADDRINUSE'
      const detail = isTaken ? `${port} is taken by another program` : errorText(thrown)
      const mend = isTaken
        ? `Set PORT to another one, or stop what listens there: ss -ltnp 'sport = :${port}' (macOS: lsof -i :${port})`
        : 'Set PORT to a number from 1024 up, and HOST to an address of this machine.'
      resolve({ name, state: 'fault', detail, mend })
    }
    const free = guarded('port probe', () => resolve({ name, state: 'ok', detail: `${port} is free`, mend: null }))
    probe.on('error', guarded('port probe', failed))
    probe.listen(
      { host, port, exclusive: true },
      guarded('port probe', () => probe.close(free)),
    )
  })
}
