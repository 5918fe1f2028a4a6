import { constants } from 'node:fs'
import { lstat, open, readlink, realpath, statfs, type FileHandle } from 'node:fs/promises'
import { dirname, join, relative, sep } from 'node:path'
import { errorCode } from './disk.js'

/** A path leads out of its root. */
export const OUTSIDE = 'outside'
/** Not a regular file, or one that the kernel makes up as it is read. */
export const IRREGULAR = 'irregular'

/** A folder that is held open: operations reach it also when it, or a link on the way to it, is swapped meanwhile. */
export interface HeldFolder {
  /** Where it was when it was opened: absolute, free of links. For showing and comparing, not for opening. */
  readonly path: string
  /** The same from the root on: `''` for the root itself. */
  readonly below: string
  /** Paths for the system to this folder and to what lies in it; good until `close`, and only in this process. */
  readonly self: string
  readonly entry: (name: string) => string
  readonly close: () => Promise<void>
}

/** Opens without following a link, waiting for a pipe or taking a terminal. */
const CAREFUL = constants.O_NOFOLLOW | constants.O_NONBLOCK | constants.O_NOCTTY
/** Linux, open(2): takes hold of a file without opening it, so without any effect on it. Not in `fs.constants`. */
const O_PATH = 0o10000000
/** macOS 10.15, open(2): no part of the path may be a link. Not in `fs.constants`. */
const O_NOFOLLOW_ANY = 0x20000000

const isLinux = process.platform === 'linux'
const held = (handle: FileHandle): string => `/proc/self/fd/${handle.fd}`

/**
 * Takes hold of a folder at `path` below `root`. Links within the root are followed; whether the folder lies in the root
 * is asked of the open folder itself, on Linux. Rejects as the system does for what is missing or no folder; a missing
 * path whose nearest existing parent is outside is `OUTSIDE`.
 */
export async function holdFolder(root: string, path: string): Promise<HeldFolder | typeof OUTSIDE> {
  const home = await realpath(root)
  const real = await realPathIn(home, path)
  return real === OUTSIDE ? OUTSIDE : openFolder(home, real)
}

/** Takes hold of a folder of a held one; rejects when it is a link, with `ENOTDIR` or `ELOOP`. */
export async function holdChild(parent: HeldFolder, name: string): Promise<HeldFolder> {
  const path = join(parent.path, name)
  const handle = await open(parent.entry(name), folderFlags(true))
  return heldFolder(handle, path, parent.below === '' ? name : join(parent.below, name))
}

/** A regular file at `path` below `root`, open for reading. Links are followed as long as they stay in the root. */
export async function openBeneath(root: string, path: string): Promise<FileHandle | typeof OUTSIDE | typeof IRREGULAR> {
  const home = await realpath(root)
  const real = await realPathIn(home, path)
  if (real === OUTSIDE) return OUTSIDE
  if (!isLinux) return openPlain(real)
  const mark = await open(real, O_PATH | constants.O_NOFOLLOW)
  try {
    return isIn(home, await readlink(held(mark))) ? await openMarked(mark) : OUTSIDE
  } finally {
    await mark.close()
  }
}

/** The regular file of this name in a held folder, open for reading; `IRREGULAR` for a link too. */
export async function openEntry(folder: HeldFolder, name: string): Promise<FileHandle | typeof IRREGULAR> {
  if (!isLinux) return openPlain(folder.entry(name))
  const mark = await open(folder.entry(name), O_PATH | constants.O_NOFOLLOW)
  try {
    return await openMarked(mark)
  } finally {
    await mark.close()
  }
}

/** Opens what is held, whatever its path leads to by now. */
async function openMarked(mark: FileHandle): Promise<FileHandle | typeof IRREGULAR> {
  const stats = await mark.stat()
  if (!stats.isFile() || (await isMadeUp(held(mark)))) return IRREGULAR
  return open(held(mark), constants.O_RDONLY | constants.O_NONBLOCK | constants.O_NOCTTY)
}

/** The flag refuses links on the way; what is no regular file is looked at before, as opening one may do something. */
async function openPlain(path: string): Promise<FileHandle | typeof IRREGULAR> {
  if (!(await lstat(path)).isFile()) return IRREGULAR
  const handle = await open(path, constants.O_RDONLY | CAREFUL | noLinks())
  if ((await handle.stat()).isFile()) return handle
  await handle.close()
  return IRREGULAR
}

async function openFolder(home: string, real: string): Promise<HeldFolder | typeof OUTSIDE> {
  const handle = await open(real, folderFlags(false))
  if (!isLinux) return heldFolder(handle, real, relative(home, real))
  const path = await readlink(held(handle))
  if (isIn(home, path)) return heldFolder(handle, path, relative(home, path))
  await handle.close()
  return OUTSIDE
}

const folderFlags = (isChild: boolean): number =>
  constants.O_DIRECTORY | constants.O_NOFOLLOW | (isLinux ? O_PATH : constants.O_RDONLY | (isChild ? 0 : noLinks()))

const noLinks = (): number => (process.platform === 'darwin' ? O_NOFOLLOW_ANY : 0)

/** Only Linux reaches what lies in an open folder by way of that folder; elsewhere its path has to do. */
function heldFolder(handle: FileHandle, path: string, below: string): HeldFolder {
  const self = isLinux ? held(handle) : path
  return { path, below, self, entry: (name) => `${self}${sep}${name}`, close: () => handle.close() }
}

type Absolute = `/${string}`

/** Where a path really leads. For what is missing, its nearest existing parent decides whether it is outside. */
async function realPathIn(home: string, path: string): Promise<Absolute | typeof OUTSIDE> {
  const asked = join(home, path)
  try {
    const real = await realpath(asked)
    return isIn(home, real) ? (real as Absolute) : OUTSIDE
  } catch (thrown) {
    if (!MISSING.has(errorCode(thrown) ?? '')) throw thrown
    if (await leadsOut(home, dirname(asked))) return OUTSIDE
    throw thrown
  }
}

const MISSING: ReadonlySet<string> = new Set(['ENOENT', 'ENOTDIR'])

async function leadsOut(home: string, parent: string): Promise<boolean> {
  for (let path = parent; isIn(home, path); path = dirname(path)) {
    const real = await realpath(path).catch(() => null)
    if (real !== null) return !isIn(home, real)
    if (path === dirname(path)) break
  }
  return false
}

const isIn = (home: string, path: string): boolean =>
  path === home || path.startsWith(home.endsWith(sep) ? home : home + sep)

/** File systems whose files have no size and are what the kernel says at the moment. magic.h of Linux. */
const MADE_UP: ReadonlySet<number> = new Set([
  0x9fa0, // proc
  0x62656572, // sysfs
  0x64626720, // debugfs
  0x74726163, // tracefs
  0x73636673, // securityfs
  0x63677270, // cgroup2
  0x27e0eb, // cgroup
  0xcafe4a11, // bpf
])

const isMadeUp = async (path: string): Promise<boolean> => MADE_UP.has((await statfs(path)).type)
