import * as E from 'fp-ts/lib/Either.js'
import { access, opendir, realpath } from 'node:fs/promises'
import { basename, dirname, join, relative } from 'node:path'
import type { BrowsedFolder, FolderBrowser } from '../../../application/files/folder-browser.port.js'
import {
  folderExists,
  folderNotMade,
  folderUnreadable,
  notBrowsable,
  type FolderFault,
  type FolderUnreadable,
  type NotBrowsable,
} from '../../../domain/files/browse-errors.js'
import { isWithin } from '../../../domain/files/project-path.js'
import { holdChild, holdFolder, OUTSIDE, type HeldFolder } from '../../../infrastructure/files/beneath.js'
import { errorCode } from '../../../infrastructure/files/disk.js'
import { makeOwned } from '../../../infrastructure/files/folder-owner.js'

export interface FsFolderBrowserOptions {
  readonly home: string
  /** Absolute. One that is missing holds nothing. */
  readonly roots: ReadonlyArray<string>
}

const MAX_NAMES = 10_000
const READ_AT_ONCE = 512

/** The folders below some roots on this machine. */
export function fsFolderBrowser({ home, roots }: FsFolderBrowserOptions): FolderBrowser {
  /** Works in the folder, or in the nearest above it that exists: held, so that it stays the one found in the roots. */
  async function within<A>(
    path: string,
    use: (folder: HeldFolder, missing: ReadonlyArray<string>, real: string, root: string) => Promise<A>,
  ): Promise<E.Either<NotBrowsable | FolderUnreadable, A>> {
    try {
      const { real, missing } = await nearest(path)
      const holding = (await Promise.all(roots.map(realRoot))).find((root) => root !== null && isWithin(root, real))
      if (holding === undefined || holding === null) return E.left(notBrowsable(path))
      const folder = await holdFolder(holding, relative(holding, real))
      if (folder === OUTSIDE) return E.left(notBrowsable(path))
      try {
        return E.right(await use(folder, missing, real, holding))
      } finally {
        await folder.close()
      }
    } catch (thrown) {
      return E.left(folderUnreadable(path, faultOf(thrown)))
    }
  }

  return {
    home,
    list: (path, hidden) => async () => {
      const listed = await within(path, async (folder, missing, real, root) => {
        if (missing.length === 0)
          return { ...(await namesIn(folder, hidden)), isRepository: await isInRepository(real, root) }
        // Accesses the missing part directly to get the system's error.
        await access(folder.entry(missing.join('/')))
        return null // it came a moment ago
      })
      if (E.isLeft(listed)) return listed
      return listed.right === null ? E.left(folderUnreadable(path, 'not-found')) : E.right(listed.right)
    },
    make:
      ({ parent, name, path }) =>
      async () => {
        const made = await within(parent, (folder, missing) => makeIn(folder, [...missing, name]))
        if (E.isLeft(made)) return made.left._tag === 'NotBrowsable' ? E.left(notBrowsable(path)) : made
        if (made.right === 'exists') return E.left(folderExists(path))
        return made.right === 'made' ? E.right(undefined) : E.left(folderNotMade(path))
      },
  }
}

const realRoot = (root: string): Promise<string | null> => realpath(root).catch(() => null)

interface Nearest {
  /** Real path of the requested folder, or of the nearest above it that exists. */
  readonly real: string
  /** Names from there to the requested path. */
  readonly missing: ReadonlyArray<string>
}

async function nearest(path: string): Promise<Nearest> {
  const missing: string[] = []
  for (let asked = path; ; asked = dirname(asked)) {
    try {
      return { real: await realpath(asked), missing }
    } catch (thrown) {
      if (asked === dirname(asked)) throw thrown
      missing.unshift(basename(asked))
    }
  }
}

/** The last of the names is the one that must be new. */
async function makeIn(
  folder: HeldFolder,
  [name = '', ...more]: ReadonlyArray<string>,
): Promise<'made' | 'exists' | 'refused'> {
  try {
    await makeOwned(folder.entry(name))
  } catch (thrown) {
    const code = errorCode(thrown)
    if (code === 'ENOSPC' || code === 'EDQUOT' || code === 'EROFS' || code === 'EIO') return 'refused'
    if (code !== 'EEXIST') throw thrown
    if (more.length === 0) return 'exists'
  }
  if (more.length === 0) return 'made'
  const child = await holdChild(folder, name)
  try {
    return await makeIn(child, more)
  } finally {
    await child.close()
  }
}

async function isInRepository(path: string, root: string): Promise<boolean> {
  for (let at = path; isWithin(root, at); at = dirname(at)) {
    const found = await access(join(at, '.git')).then(
      () => true,
      () => false,
    )
    if (found) return true
    if (at === dirname(at)) break
  }
  return false
}

async function namesIn(folder: HeldFolder, hidden: boolean): Promise<Omit<BrowsedFolder, 'isRepository'>> {
  const names: string[] = []
  for await (const entry of await opendir(folder.self, { bufferSize: READ_AT_ONCE })) {
    if (!entry.isDirectory() || (entry.name.startsWith('.') && !hidden)) continue
    if (names.length === MAX_NAMES) return { names: names.sort(new Intl.Collator().compare), isCut: true }
    names.push(entry.name)
  }
  return { names: names.sort(new Intl.Collator().compare), isCut: false }
}

function faultOf(thrown: unknown): FolderFault {
  switch (errorCode(thrown)) {
    case 'ENOENT':
    case 'ERR_INVALID_ARG_VALUE': // a NUL, with which nothing can be called
      return 'not-found'
    case 'ENOTDIR':
      return 'not-a-directory'
    case 'EACCES':
    case 'EPERM':
      return 'not-permitted'
    case 'ENAMETOOLONG':
      return 'name-too-long'
    default:
      return 'failed'
  }
}
