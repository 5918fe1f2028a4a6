import type * as T from 'fp-ts/lib/Task.js'
import {
  namesSettings,
  pathsFrom,
  pathsOf,
  pathTextsOf,
  reaches,
  type FileTools,
  type NamedPath,
} from '../../domain/approvals/guarded-paths.js'
import { namingOf } from '../../domain/approvals/path-texts.js'
import { SHELL_TOOL } from '../../domain/approvals/permission-rule.js'
import { withoutDots } from '../../domain/files/folder-path.js'
import type { ParseShell } from '../../domain/approvals/shell-command.js'
import type { GuardedFolders } from './guarded-folders.port.js'

/** A path with links and `..` resolved. */
export interface RealPath {
  readonly path: string
  readonly isFolder: boolean
}

/** Guarded places and names, and the resolution of paths. */
export interface GuardedFoldersDeps {
  /** Home folder of the agents. */
  readonly home: string
  /** Absolute. */
  readonly places: ReadonlyArray<string>
  /** Names of folders that are guarded wherever they are: settings of CLIs in projects. */
  readonly settingsFolders: ReadonlyArray<string>
  /** Variables that hold the path of a place. */
  readonly variables: ReadonlyArray<string>
  /** Tools of the agent whose calls pass the gate. */
  readonly fileTools: FileTools
  readonly parseShell: ParseShell
  /** Resolves the part of an absolute path that exists and appends the rest; `null` when it cannot be resolved. */
  readonly follow: (path: string) => T.Task<RealPath | null>
}

/** Limits of one call: paths that are followed, and folders that its words may lead to. */
const MAX_PATHS = 1_000
const MAX_FOLDERS = 40

/** Guards the places, and settings of CLIs in any folder. */
export function makeGuardedFolders(deps: GuardedFoldersDeps): GuardedFolders {
  const { home, places, settingsFolders, variables, fileTools, parseShell } = deps

  /** Resolves each path of one call once. */
  const makeFollow = () => {
    const known = new Map<string, Promise<RealPath | null>>()
    return async (path: string): Promise<ReadonlyArray<RealPath | null>> => {
      // A tool may take `..` away before it opens the path, or leave that to the system.
      const both = [...new Set([path, withoutDots(path)])]
      return Promise.all(
        both.map((one) => {
          const real = known.get(one) ?? (known.size < MAX_PATHS ? deps.follow(one)() : Promise.resolve(null))
          known.set(one, real)
          return real
        }),
      )
    }
  }

  const leadsInto: GuardedFolders['leadsInto'] = (call) => async () => {
    const named = pathsOf(call, home, fileTools)
    if (named === null) return true
    const follow = makeFollow()
    const guarded = (await Promise.all(places.map(follow))).flat().map((real) => real?.path ?? null)
    const known = guarded.filter((place) => place !== null)
    if (known.length < guarded.length) return true
    const isReached = ({ path, reach }: NamedPath): boolean =>
      namesSettings(path, settingsFolders) || known.some((place) => reaches({ path, reach }, place))

    /** Folders that the paths lead to; `null` when one reaches a guarded place. */
    const foldersAt = async (paths: ReadonlyArray<NamedPath>): Promise<ReadonlyArray<string> | null> => {
      const followed = await Promise.all(paths.map(async (one) => [one, await realOf(one, follow)] as const))
      const isGuarded = followed.some(([{ reach }, real]) =>
        real.some((one) => one === null || isReached({ path: one.path, reach })),
      )
      return isGuarded ? null : followed.flatMap(([, real]) => real.flatMap((one) => (one?.isFolder ? [one.path] : [])))
    }

    const ofPaths = await foldersAt(named)
    if (ofPaths === null) return true
    const { texts, candidates } = pathTextsOf(call, fileTools, parseShell)
    const isNaming = namingOf({ places: [...places, ...known], folders: settingsFolders, variables, home })
    if (texts.some(isNaming)) return true
    if (texts.length === 0) return false
    const folders = new Set(ofPaths)
    if (call.cwd !== null) folders.add(call.cwd)
    // A program of a shell may reach all of its folder without naming it.
    const started = call.tool === SHELL_TOOL ? await foldersAt([...folders].map(asTree)) : []
    if (started === null || (call.tool === SHELL_TOOL && call.cwd === null)) return true
    for (const candidate of candidates) {
      const bases = call.cwd === null ? [null, ...folders] : [...folders]
      const paths = bases.map((folder) => pathsFrom(folder, candidate, home))
      if (paths.some((one) => one === null)) return true
      const reached = await foldersAt(paths.flatMap((one) => one ?? []))
      if (reached === null) return true
      // Any word that is a folder may be the one in which what follows runs: `cd`, `-C`, `--directory`.
      for (const folder of reached) folders.add(folder)
      if (folders.size > MAX_FOLDERS) return true
    }
    return false
  }

  return {
    leadsInto,
    realPathsOf: (call) => async () => {
      const named = pathsOf(call, home, fileTools)
      if (named === null) return null
      const real = (await Promise.all(named.map(({ path }) => makeFollow()(path)))).flat()
      const known = real.flatMap((one) => (one === null ? [] : [one.path]))
      return known.length < real.length ? null : [...new Set(known)]
    },
  }
}

const asTree = (path: string): NamedPath => ({ path, reach: 'tree' })

/** Resolved path; of a prefix the folder is resolved, and the beginning of the name is appended. */
async function realOf(
  { path, reach }: NamedPath,
  follow: (path: string) => Promise<ReadonlyArray<RealPath | null>>,
): Promise<ReadonlyArray<RealPath | null>> {
  if (reach !== 'prefix') return follow(path)
  const at = path.lastIndexOf('/')
  const folders = await follow(path.slice(0, at) || '/')
  return folders.map((real) =>
    real === null ? null : { path: `${real.path.replace(/\/$/, '')}${path.slice(at)}`, isFolder: false },
  )
}
