import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { join } from 'node:path'
import type { FolderHeld } from '../../adapters/inbound/cli/start-fault.js'
import { unavailable, type Unavailable } from '../../application/shared/errors.js'
import { stateFaultText } from '../../application/shared/state-fault.js'
import { localUrl } from '../../infrastructure/config/local-url.js'
import { errorText, nodeDisk } from '../../infrastructure/files/disk.js'
import { lockFolder, type FolderLock } from '../../infrastructure/files/folder-lock.js'
import { intactDisk } from '../../infrastructure/files/intact-disk.js'
import type { LineLog } from '../../infrastructure/log/line-log.js'
import { logFile, type LogFile } from '../../infrastructure/log/log-file.js'
import { natives, nativeFaultText } from '../../infrastructure/natives/natives.js'
import type { Config } from '../config/environment.js'
import { LOG_FILE, logFolderOf } from './open-service.js'
import { openTools } from './open-tools.js'
import { openTracer } from './open-tracer.js'
import { ADAPTERS, readVersion } from '../package-files.js'
import { stderrLog } from './stderr-log.js'
import type { Tools } from './tools.js'

type Locked = E.Either<FolderHeld | Unavailable, FolderLock>

/**
 * Locks the state folder against other hubs, and makes it where there is none. The registry of projects may be elsewhere;
 * another hub with other state must not write to it either.
 */
async function lockState({ stateFolder, registryFolder }: Config): Promise<Locked> {
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
  const isIntact = async (): Promise<boolean> => (await state.right.isIntact()) && (await registry.right.isIntact())
  return E.right({ ...state.right, isIntact, release })
}

async function lockOne(folder: string): Promise<Locked> {
  try {
    await nodeDisk.makeFolder(folder)
    const locking = await lockFolder(folder)
    return locking._tag === 'Locked' ? E.right(locking.lock) : E.left({ _tag: 'FolderHeld', folder, ...locking.by })
  } catch (thrown) {
    return E.left(unavailable('state folder', `${folder}: ${errorText(thrown)}`, thrown))
  }
}

/** Every port on a real tool, on a state folder that is locked against other hubs until `close`. */
export interface RealTools extends Tools {
  /** Text of the operator's token; `null` when the hub runs without one. */
  readonly token: string | null
  /** Records the URL of the running hub in the state folder, where the `penates` program finds it. */
  readonly announce: (url: string) => Promise<void>
  /** Ends the connection to tmux (sessions run on), waits until every change is on disk and releases the folder. */
  readonly close: () => Promise<void>
}

/** Options of the real tools. */
export interface RealToolsOptions {
  /** Log of the hub; standard error when left out. */
  readonly log?: LineLog
  /** URL of the hub for programs on this machine, the path of its mount included; host and port of `config` when left out. */
  readonly hubUrl?: string
}

/** Opens the state folder of a configuration, and every port on its tool. */
export const realTools =
  (config: Config, given: RealToolsOptions = {}): TE.TaskEither<FolderHeld | Unavailable, RealTools> =>
  async () => {
    const faults = natives.faults()
    if (faults.length > 0) return E.left(unavailable('packages', faults.map(nativeFaultText).join('\n  ')))
    const locked = await lockState(config)
    if (E.isLeft(locked)) return locked
    const opened = await openLocked(config, given, locked.right)
    if (E.isLeft(opened)) await locked.right.release()
    return opened
  }

async function openLocked(
  config: Config,
  { log = stderrLog(), hubUrl = localUrl(config.host, config.port) }: RealToolsOptions,
  lock: FolderLock,
): Promise<E.Either<Unavailable, RealTools>> {
  const kept = await keepLog(log, config)
  if (!lock.isOfFolder)
    log.warn('the state folder itself cannot be locked, so its hub.lock must not be removed', {
      state: config.stateFolder,
    })
  const version = await readVersion()
  const tracer = await openTracer(config, version)
  const disk = intactDisk(nodeDisk, lock.isIntact)
  const opened = await openTools({
    config,
    disk,
    log,
    hubUrl: hubUrl.replace(/\/+$/, ''),
    adapters: ADAPTERS,
    version,
    tracer,
  })()
  if (E.isLeft(opened)) return opened
  const { tools, operatorToken, close } = opened.right
  for (const fault of tools.values.stateFaults) {
    const { problem, mend } = stateFaultText(fault)
    log.error('a state file could not be used', { problem, mend })
  }
  return E.right({
    ...tools,
    token: operatorToken,
    announce: lock.tell,
    close: async () => {
      await close()
      await tracer.close()
      log.flush()
      await kept.settled()
      await lock.release()
    },
  })
}

/** Writes the log to the state folder as well. Lines of earlier runs can be read again. */
async function keepLog(log: LineLog, config: Config): Promise<LogFile> {
  const file = logFile({ disk: nodeDisk, file: join(logFolderOf(config), LOG_FILE) })
  log.alsoTo(file.write, await file.tail())
  return file
}
