import { realpath } from 'node:fs'
import { basename, dirname, join, normalize } from 'node:path'
import { promisify } from 'node:util'
import type { GuardedFolders } from '../../../application/approvals/guarded-folders.port.js'
import {
  namesSettings,
  pathsOf,
  reaches,
  shellPathsOf,
  type FileTools,
  type NamedPath,
} from '../../../domain/approvals/guarded-paths.js'
import type { ParseShell } from '../../../domain/approvals/shell-command.js'
import { errorCode } from '../../../infrastructure/files/disk.js'

/** The system's own: the one in JavaScript takes `..` away before it follows links. */
const follow = promisify(realpath.native)

export interface FsGuardedFoldersOptions {
  readonly home: string
  /** Absolute. */
  readonly places: ReadonlyArray<string>
  /** Names of folders that are guarded wherever they are: settings of CLIs in projects. */
  readonly settingsFolders: ReadonlyArray<string>
  /** Tools of the agent whose calls pass the gate. */
  readonly fileTools: FileTools
  readonly parseShell: ParseShell
}

/** Guards the places, and settings of CLIs in any folder. */
export function fsGuardedFolders({
  home,
  places,
  settingsFolders,
  fileTools,
  parseShell,
}: FsGuardedFoldersOptions): GuardedFolders {
  const isGuarded = async (named: NamedPath, guarded: ReadonlyArray<string | null>): Promise<boolean> => {
    // A tool may take `..` away before it opens the path, or leave that to the system.
    const paths = await Promise.all([leadsTo(named.path), leadsTo(normalize(named.path))])
    return paths.some(
      (path) =>
        path === null ||
        namesSettings(path, settingsFolders) ||
        guarded.some((place) => place === null || reaches({ ...named, path }, place)),
    )
  }
  return {
    leadsInto: (call) => async () => {
      const [named, ofShell] = [pathsOf(call, home, fileTools), shellPathsOf(call, home, parseShell)]
      if (named === null || ofShell === null) return true
      const guarded = await Promise.all(places.map(leadsTo))
      return (await Promise.all([...named, ...ofShell].map((one) => isGuarded(one, guarded)))).some((one) => one)
    },
    realPathsOf: (call) => async () => {
      const named = pathsOf(call, home, fileTools)
      if (named === null) return null
      const real = await Promise.all(named.flatMap(({ path }) => [path, normalize(path)]).map(leadsTo))
      const known = real.filter((path) => path !== null)
      return known.length < real.length ? null : [...new Set(known)]
    },
  }
}

/** Real path of the part that exists, with the rest appended; `null` when it cannot be resolved. */
async function leadsTo(path: string): Promise<string | null> {
  try {
    return await follow(path)
  } catch (thrown) {
    const code = errorCode(thrown)
    if ((code !== 'ENOENT' && code !== 'ENOTDIR') || dirname(path) === path) return null
    const folder = await leadsTo(dirname(path))
    return folder === null ? null : join(folder, basename(path))
  }
}
