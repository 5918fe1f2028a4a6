import * as E from 'fp-ts/lib/Either.js'
import type { FolderHeld } from '../adapters/inbound/cli/start-fault.js'
import { unavailable, type Unavailable } from '../application/shared/errors.js'
import { errorText, nodeDisk } from '../infrastructure/files/disk.js'
import { lockFolder, type FolderLock } from '../infrastructure/files/folder-lock.js'
import type { Config } from './environment.js'

type Locked = E.Either<FolderHeld | Unavailable, FolderLock>

/**
 * Locks the state folder against other hubs, and makes it where there is none. The registry of projects may be elsewhere;
 * another hub with other state must not write to it either.
 */
export async function lockState({ stateFolder, registryFolder }: Config): Promise<Locked> {
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
