import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { StateArchive } from '../../../application/server/state-archive.port.js'
import { isKept } from '../../../domain/server/archive.js'
import { hubRuns, noArchive, pathTaken, stateThere } from '../../../domain/server/archive-errors.js'

export interface MemoryStateArchive extends StateArchive {
  /** The files of the state folder, by path. */
  readonly state: Map<string, string>
  /** Archives by path, and other files at paths where archives would be written. */
  readonly disk: Map<string, ReadonlyMap<string, string> | 'something else'>
  /** Sets whether a hub runs on the state folder. */
  readonly setRunning: (isRunning: boolean) => void
}

const FOLDER = '/state'

/** Archives of a state folder in memory. */
export function memoryStateArchive(): MemoryStateArchive {
  const state = new Map<string, string>()
  const disk: MemoryStateArchive['disk'] = new Map()
  let isRunning = false

  return {
    state,
    disk,
    setRunning: (now) => {
      isRunning = now
    },
    save: (file) =>
      TE.fromIOEither(() => {
        if (disk.has(file)) return E.left(pathTaken(file))
        const files = new Map([...state].filter(([path]) => isKept(path)))
        disk.set(file, files)
        return E.right(files.size)
      }),
    restore: (file, mayReplace) =>
      TE.fromIOEither(() => {
        const archive = disk.get(file)
        if (archive === undefined || archive === 'something else') return E.left(noArchive('it is no backup'))
        const isThere = [...state.keys()].some(isKept)
        if (isThere && !mayReplace) return E.left(stateThere(FOLDER))
        if (isRunning) return E.left(hubRuns(1))
        for (const path of [...state.keys()].filter(isKept)) state.delete(path)
        for (const [path, text] of archive) state.set(path, text)
        return E.right({ files: archive.size, keptAside: isThere ? `${FOLDER}.before-1` : null })
      }),
  }
}
