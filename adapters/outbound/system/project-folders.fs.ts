import { readdir, realpath, stat } from 'node:fs/promises'
import { basename, dirname, isAbsolute, join, resolve, sep } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ProjectFolders } from '../../../application/projects/project-folders.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import {
  invalidProject,
  pathOutsideRoots,
  type InvalidProject,
  type PathOutsideRoots,
} from '../../../domain/projects/errors.js'
import type { FoundFolder } from '../../../domain/projects/registry.js'
import { errorCode, errorText } from '../../../infrastructure/files/disk.js'
import { readRegularText } from '../../../infrastructure/files/reading.js'

export interface FsProjectFoldersOptions {
  /** Path that `~` expands to. */
  readonly home: string
  /** Folders below which others may be registered. */
  readonly browseRoots: ReadonlyArray<string>
}

/** Stands in a name for bytes that are no UTF-8; such a folder could not be opened by it. */
const NO_TEXT = '\uFFFD'

/** The folders of this machine. */
export function fsProjectFolders({ home, browseRoots }: FsProjectFoldersOptions): ProjectFolders {
  async function below(root: string): Promise<ReadonlyArray<FoundFolder>> {
    const real = await realpath(root).catch((thrown: unknown) => {
      if (errorCode(thrown) === 'ENOENT') return null
      throw thrown
    })
    if (real === null) return []
    const entries = await readdir(real, { withFileTypes: true })
    return entries
      .filter((entry) => entry.isDirectory() && !entry.name.startsWith('.') && !entry.name.includes(NO_TEXT))
      .map(({ name }): FoundFolder => ({ name, path: join(real, name) }))
      .sort((one, other) => (one.name < other.name ? -1 : 1))
  }

  async function locate(path: string): Promise<E.Either<InvalidProject | PathOutsideRoots, FoundFolder>> {
    const expanded = path === '~' || path.startsWith('~/') ? join(home, path.slice(1)) : path
    if (!isAbsolute(expanded) || expanded.includes('\0')) return E.left(invalidProject('path is not absolute'))
    const wanted = resolve(expanded)
    const ancestor = await realAncestor(wanted)
    const roots = await Promise.all(browseRoots.map(realFolder))
    if (ancestor === null || !roots.some((root) => root !== null && isIn(root, ancestor)))
      return E.left(pathOutsideRoots)
    const real = await realpath(wanted).catch(() => null)
    if (real === null) return E.left(invalidProject('path does not exist'))
    const isFolder = await stat(real).then(
      (status) => status.isDirectory(),
      () => false,
    )
    return isFolder ? E.right({ name: basename(real), path: real }) : E.left(invalidProject('path is not a directory'))
  }

  return {
    below: (root) =>
      TE.tryCatch(
        () => below(root),
        (thrown) => unavailable('folders', errorText(thrown), thrown),
      ),
    real: (path) => TE.rightTask(() => realFolder(path)),
    branch: (path) => TE.rightTask(() => branchIn(path)),
    locate: (path) => () => locate(path),
  }
}

const isIn = (root: string, path: string): boolean =>
  path === root || path.startsWith(root.endsWith(sep) ? root : root + sep)

async function realFolder(path: string): Promise<string | null> {
  try {
    const real = await realpath(path)
    return (await stat(real)).isDirectory() ? real : null
  } catch {
    return null
  }
}

/** Branch that `HEAD` names. In a worktree `.git` is a file that leads to the folder of `HEAD`. gitrepository-layout(5). */
async function branchIn(path: string): Promise<string | null> {
  try {
    const git = join(path, '.git')
    const isOwn = (await stat(git)).isDirectory()
    const linked = isOwn ? git : (/^gitdir: (.+)$/m.exec(await readRegularText(git))?.[1] ?? git)
    const head = await readRegularText(join(resolve(path, linked), 'HEAD'))
    return /^ref: refs\/heads\/(.+)$/m.exec(head)?.[1] ?? null
  } catch {
    return null
  }
}

/** Real path of the deepest existing folder on the way; `null` when it cannot be determined. */
async function realAncestor(path: string): Promise<string | null> {
  try {
    return await realpath(path)
  } catch (thrown) {
    const code = errorCode(thrown)
    return (code === 'ENOENT' || code === 'ENOTDIR') && dirname(path) !== path ? realAncestor(dirname(path)) : null
  }
}
