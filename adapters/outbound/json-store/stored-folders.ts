import * as E from 'fp-ts/lib/Either.js'
import type * as T from 'fp-ts/lib/Task.js'
import type { Disk } from '../../../infrastructure/files/disk.js'
import { projectStoreSpec } from './project-store.json-store.js'
import type { JsonStoreSpec } from './json-store-spec.js'
import { sessionRecordStoreSpec } from './session-record-store.json-store.js'
import { parseState } from './state-text.js'

/**
 * Folders of all registered projects, read without changing anything: for commands that run beside a hub. Empty where the
 * registry is missing or damaged, which `checkState` reports.
 */
export const registeredFolders = (disk: Disk, registryFolder: string): T.Task<ReadonlyArray<string>> =>
  foldersIn(projectStoreSpec({ disk, path: registryFolder, now: Date.now }), ({ projects }) =>
    projects.map(({ path }) => path),
  )

/** The same for the folders in which sessions were started. */
export const sessionFolders = (disk: Disk, stateFolder: string): T.Task<ReadonlyArray<string>> =>
  foldersIn(sessionRecordStoreSpec({ disk, path: stateFolder, now: Date.now }), ({ known }) =>
    known.map(({ directory }) => directory),
  )

const foldersIn =
  <A>(spec: JsonStoreSpec<A>, folders: (state: A) => ReadonlyArray<string>): T.Task<ReadonlyArray<string>> =>
  async () => {
    const bytes = await spec.disk.readBytes(spec.file).catch(() => null)
    const parsed = bytes === null ? null : parseState(spec, bytes)
    return parsed !== null && E.isRight(parsed) ? folders(parsed.right.state) : []
  }
