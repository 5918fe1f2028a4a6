import { guarded } from '../infrastructure/guard/guard.js'
import { guardProcess } from './guard-process.js'
import { openTracer } from './open-tracer.js'
import { createServer as createProbe, type AddressInfo } from 'node:net'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { RunningHub } from '../adapters/inbound/cli/command.js'
import { listenFault, type StartFault } from '../adapters/inbound/cli/start-fault.js'
import { unavailable } from '../application/shared/errors.js'
import { stateFaultWords } from '../application/shared/state-fault.js'
import { BROTLI_ADVICE, hasBrotliFix } from '../domain/server/node-version.js'
import { localUrl } from '../infrastructure/config/local-url.js'
import { errorText, nodeDisk } from '../infrastructure/files/disk.js'
import { lockFolder, type FolderLock } from '../infrastructure/files/folder-lock.js'
import { readTls, watchTls } from '../infrastructure/http/tls-files.js'
import type { LineLog } from '../infrastructure/log/line-log.js'
import { logFile, type LogFile } from '../infrastructure/log/log-file.js'
import type { Config } from './environment.js'
import { LOG_FILE, logFolderOf } from './open-service.js'
import { openTools, type Tools } from './tools.module.js'
import type { ServerTls } from './listen.js'
import { createServer, type ServerOptions } from './server.js'

export interface StartHubDeps {
  readonly log: LineLog
  readonly version: string
  /** Folder of our own web client. */
  readonly ownClient: string
  /** Folder of the outbound adapters as the compiler made them. */
  readonly adapters: string
}

/** Runs the whole hub on real tools: takes the state folder, opens it, revives sessions, listens. */
export const makeStartHub =
  (deps: StartHubDeps) =>
  (config: Config): TE.TaskEither<StartFault, RunningHub> =>
  async () => {
    const locked = await lock(config)
    if (E.isLeft(locked)) return locked
    const started = await startLocked(deps, config, locked.right)
    if (E.isLeft(started)) await locked.right.release()
    return started
  }

/** The registry of projects may be elsewhere; another hub with other state must not write to it either. */
async function lock({ stateFolder, registryFolder }: Config): Promise<E.Either<StartFault, FolderLock>> {
  const state = await lockOne(stateFolder)
  if (E.isLeft(state) || registryFolder === stateFolder) return state
  const registry = await lockOne(registryFolder)
  if (E.isLeft(registry)) {
    await state.right.release()
    return registry
  }
  const release = async (): Promise<void> => {
    await registry.right.release()
    await state.right.release()
  }
  return E.right({ ...state.right, release })
}

async function lockOne(folder: string): Promise<E.Either<StartFault, FolderLock>> {
  try {
    await nodeDisk.makeFolder(folder)
    const locking = await lockFolder(folder)
    return locking._tag === 'Locked' ? E.right(locking.lock) : E.left({ _tag: 'FolderHeld', folder, ...locking.by })
  } catch (thrown) {
    return E.left(unavailable('state folder', `${folder}: ${errorText(thrown)}`, thrown))
  }
}

async function startLocked(
  { log, version, ownClient, adapters }: StartHubDeps,
  config: Config,
  folderLock: FolderLock,
): Promise<E.Either<StartFault, RunningHub>> {
  const { host, publicHosts, webRoot } = config
  let { port } = config
  try {
    if (port === 0) port = await freePort(host)
  } catch (thrown) {
    return E.left(listenFault(thrown, host, port))
  }
  const kept = await keepLog(log, config)
  if (!folderLock.isOfFolder)
    log.warn('the state folder itself cannot be locked, so its hub.lock must not be removed', {
      state: config.stateFolder,
    })
  const secured = await securedBy(config.tls, log)
  if (E.isLeft(secured)) return secured
  const tracer = await openTracer(config, version)
  const opened = await openTools({ config, log, hubUrl: localUrl(host, port), adapters, version, tracer })()
  if (E.isLeft(opened)) return opened
  const tools = opened.right
  tellFaults(tools, log)
  if (!hasBrotliFix(process.versions.node))
    log.warn(`Node.js ${process.versions.node} ${BROTLI_ADVICE.problem}`, { mend: BROTLI_ADVICE.mend })

  const server = createServer(tools.module, {
    host,
    port,
    publicHosts,
    trustedProxies: config.trustedProxies,
    ...(secured.right === null ? {} : { tls: secured.right }),
    webRoot: webRoot ?? ownClient,
    isOwnClient: webRoot === null,
    killKeepsEntry: config.killKeepsEntry,
    version,
    features: featuresOf(config),
    bootMs: tools.bootMs,
    stateFaults: tools.faults,
  })
  let unguard = (): void => undefined
  const stop = async (): Promise<void> => {
    await server.stop()
    await tools.close()
    await tracer.close()
    log.flush()
    await kept.settled()
    await folderLock.release()
    unguard()
  }
  try {
    const url = localUrl(host, (await server.start()).port)
    await folderLock.tell(url)
    unguard = guardProcess({ events: process, log, now: Date.now, flush: stop, exit: (code) => process.exit(code) })
    log.info('the hub is running', { url, state: config.stateFolder })
    return E.right({ url, token: tools.operatorToken, stop })
  } catch (thrown) {
    await stop()
    return E.left(listenFault(thrown, host, port))
  }
}

/** From now on the log is kept in the state folder too, and what earlier runs left there can be read again. */
async function keepLog(log: LineLog, config: Config): Promise<LogFile> {
  const file = logFile({ disk: nodeDisk, file: join(logFolderOf(config), LOG_FILE) })
  log.alsoTo(file.write, await file.tail())
  return file
}

/** Key and certificate, if the hub has any: read now, and followed while it runs. */
async function securedBy(files: Config['tls'], log: LineLog): Promise<E.Either<StartFault, ServerTls | null>> {
  if (files === null) return E.right(null)
  const pair = await readTls(files)
  if (E.isLeft(pair)) return E.left({ _tag: 'TlsUnusable', detail: pair.left.detail })
  const follow: ServerTls['follow'] = (use) =>
    watchTls(files, {
      inUse: pair.right,
      onPair: (next) => {
        use(next)
        log.info('key and certificate were read anew')
      },
      onFault: ({ detail }) => {
        log.error('key and certificate have changed and cannot be used; the former ones stay', { detail })
      },
    })
  return E.right({ pair: pair.right, follow })
}

/** Finds a free port. Sessions get the hub's address before it listens, so the port must be chosen earlier. */
const freePort = (host: string): Promise<number> =>
  new Promise((resolve, reject) => {
    const probe = createProbe()
    probe.once('error', reject)
    const listens = (): void => {
      const { port } = probe.address() as AddressInfo
      probe.close(guarded('free port', () => resolve(port)))
    }
    probe.listen({ host, port: 0 }, guarded('free port', listens, reject))
  })

/** Features that the environment enables. */
const featuresOf = (config: Config): ServerOptions['features'] => ({
  preview: {
    enabled: config.previewDomain !== null,
    host: config.previewDomain === null ? null : `preview.${config.previewDomain}`,
  },
  cfAccess: { enabled: config.access !== null },
  projectRoots: config.projectRoots,
  browseRoots: config.browseRoots,
  defaultProjectDir: config.defaultFolder,
  sessionPrefix: config.sessionPrefix,
})

function tellFaults({ faults }: Tools, log: LineLog): void {
  for (const fault of faults) {
    const { problem, mend } = stateFaultWords(fault)
    log.error('a state file could not be used', { problem, mend })
  }
}
