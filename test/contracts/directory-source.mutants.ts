import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import type { RecentDirectory } from '../../domain/sessions/recent-directories.js'
import type { DirectorySourceHarness } from './directory-source.contract.js'
import type { Mutants } from './mutants.js'

const reading =
  (change: (directories: ReadonlyArray<RecentDirectory>) => ReadonlyArray<RecentDirectory>) =>
  (scene: DirectorySourceHarness): DirectorySourceHarness => ({
    ...scene,
    source: (limit) => pipe(scene.source(limit), T.map(change)),
  })

/** Broken sources of recent folders. */
export const directorySourceMutants: Mutants<DirectorySourceHarness> = {
  'knows nothing before any work was done': {
    'names a folder without any work': reading((found) =>
      found.length === 0 ? [{ directory: '/', sources: [], lastUsedAt: 0 }] : found,
    ),
  },
  'names each folder once, as it is called, the most recent first': {
    'names nothing': reading(() => []),
    'names the oldest first': reading((found) => found.toReversed()),
    'names a folder once for each use': reading((found) => found.flatMap((one) => [one, one])),
    'takes dashes for slashes': reading((found) =>
      found.map((one) => ({ ...one, directory: one.directory.replaceAll(/[._ ]/g, '/') })),
    ),
    'drops the time': reading((found) => found.map((one) => ({ ...one, lastUsedAt: 0 }))),
    'names no source': reading((found) => found.map((one) => ({ ...one, sources: [] }))),
  },
  'names no more than it was asked for': {
    'ignores the limit': (scene) => ({ ...scene, source: () => scene.source(100) }),
  },
}
