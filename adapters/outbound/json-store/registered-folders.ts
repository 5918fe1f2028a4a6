import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import type { Disk } from '../../../infrastructure/files/disk.js'
import { projectStoreSpec } from './project-store.json-store.js'
import { parseState } from './state-text.js'

/**
 * Folders of all registered projects, read without changing anything: for commands that run beside a hub. Empty where the
 * registry is missing or damaged, which `checkState` reports.
 */
export const registeredFolders =
  (disk: Disk, registryFolder: string): T.Task<ReadonlyArray<string>> =>
  async () => {
    const spec = projectStoreSpec({ disk, path: registryFolder, now: Date.now })
    const bytes = await disk.readBytes(spec.file).catch(() => null)
    const registry = bytes === null ? null : parseState(spec, bytes)
    return registry !== null && E.isRight(registry) ? registry.right.state.projects.map(({ path }) => path) : []
  }
