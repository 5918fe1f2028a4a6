import type { Dirent } from 'node:fs'
import { lstat, readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { isRefName } from '../../../domain/repo/refs.js'
import { repositoryConfig, type RepositoryPaths } from '../../../infrastructure/git/find-repository.js'
import { isFullId } from './git-writer.js'
import { readRegularText } from '../../../infrastructure/files/reading.js'

/** Row of `git for-each-ref`. */
export interface RefRow {
  /** Full name. */
  readonly name: string
  /** Full id. */
  readonly id: string
  /** Full name of the ref that a symbolic ref names; `null` for all others. */
  readonly symref: string | null
  /** True for the branch that the work tree has checked out. */
  readonly isHead: boolean
}

export const HEADS = 'refs/heads/'
export const ORIGIN = 'refs/remotes/origin/'
const ORIGIN_HEAD = `${ORIGIN}HEAD`

/** Repositories that keep their refs elsewhere. gitformat-reftable(5). */
const ELSEWHERE = /refstorage/i
/** Larger files are searched faster by git, which maps them. */
const MAX_PACKED_BYTES = 1024 * 1024

/** Thrown inside this file where git has to be asked. */
const UNCLEAR = new Error('files do not say it for certain')

/**
 * Branches, and those of `origin`, as `git for-each-ref` lists them, read without a process: gitrepository-layout(5).
 * Returns `null` for a repository that only git reads exactly: one with reftable, links, symbolic branches, invalid names
 * or contents, or a large packed file.
 */
export async function refFiles(place: RepositoryPaths): Promise<ReadonlyArray<RefRow> | null> {
  try {
    return await readRefFiles(place)
  } catch (thrown) {
    // Any failed read: git says what is wrong with it.
    if (thrown === UNCLEAR || (thrown as NodeJS.ErrnoException).code !== undefined) return null
    throw thrown
  }
}

async function readRefFiles(place: RepositoryPaths): Promise<ReadonlyArray<RefRow>> {
  const { gitFolder, commonFolder } = place
  if (ELSEWHERE.test(await repositoryConfig(place))) throw UNCLEAR
  const head = await headIn(gitFolder)
  // Loose refs first: one that is packed meanwhile is in both.
  const loose = (await Promise.all([HEADS, ORIGIN].map((below) => looseRefs(commonFolder, below)))).flat()
  const refs = new Map([...(await packedRefs(commonFolder)), ...loose])
  return [...refs]
    .flatMap(([name, target]): ReadonlyArray<RefRow> => {
      const id = isFullId(target) ? target : refs.get(target)
      const symref = isFullId(target) ? null : target
      // Git lists no symbolic ref that leads nowhere.
      return id === undefined || !isFullId(id) ? [] : [{ name, id, symref, isHead: name === head }]
    })
    .toSorted((one, other) => Buffer.compare(Buffer.from(one.name), Buffer.from(other.name)))
}

/** Full name of the branch that a work tree has checked out; `null` for a detached head. */
async function headIn(gitFolder: string): Promise<string | null> {
  const file = join(gitFolder, 'HEAD')
  const text = (await lstat(file)).isFile() ? (await readRegularText(file)).trim() : ''
  if (isFullId(text)) return null
  const [, name] = /^ref: (refs\/heads\/.+)$/.exec(text) ?? []
  if (name === undefined || !isCertainName(name)) throw UNCLEAR
  return name
}

type Target = readonly [name: string, idOrRef: string]

async function looseRefs(commonFolder: string, below: string): Promise<ReadonlyArray<Target>> {
  const entries = await unlessMissing(readdir(join(commonFolder, below), { withFileTypes: true }), [])
  return (await Promise.all(entries.map((entry) => looseRef(commonFolder, below, entry)))).flat()
}

async function looseRef(commonFolder: string, below: string, entry: Dirent): Promise<ReadonlyArray<Target>> {
  const name = `${below}${entry.name}`
  if (entry.isFile() && name.endsWith('.lock')) return []
  if (!isCertainName(name)) throw UNCLEAR
  if (entry.isDirectory()) return looseRefs(commonFolder, `${name}/`)
  if (!entry.isFile()) throw UNCLEAR
  const text = await unlessMissing(readRegularText(join(commonFolder, name)), null)
  if (text === null) return [] // packed or deleted meanwhile
  const [, target] = /^([0-9a-f]+)\n$/.exec(text) ?? (name === ORIGIN_HEAD ? /^ref: (.+)\n$/.exec(text) : null) ?? []
  if (target === undefined || !isCertainTarget(target)) throw UNCLEAR
  return [[name, target]]
}

async function packedRefs(commonFolder: string): Promise<ReadonlyArray<Target>> {
  const file = join(commonFolder, 'packed-refs')
  const state = await unlessMissing(lstat(file), null)
  if (state === null) return []
  if (!state.isFile() || state.size > MAX_PACKED_BYTES) throw UNCLEAR
  const lines = (await readRegularText(file)).split('\n')
  if (lines.pop() !== '') throw UNCLEAR
  return lines.flatMap((line): ReadonlyArray<Target> => {
    if (line.startsWith('#') || line.startsWith('^')) return []
    const [, id = '', name = ''] = /^([0-9a-f]+) (refs\/.+)$/.exec(line) ?? []
    if (!isFullId(id)) throw UNCLEAR
    if (!name.startsWith(HEADS) && !name.startsWith(ORIGIN)) return []
    if (!isCertainName(name)) throw UNCLEAR
    return [[name, id]]
  })
}

const isCertainTarget = (target: string): boolean =>
  isFullId(target) ? !/^0+$/.test(target) : target.startsWith(ORIGIN) && target !== ORIGIN_HEAD && isCertainName(target)

/** git-check-ref-format(1); and one that git and the file system spell alike. */
const isCertainName = (name: string): boolean =>
  isRefName(name) &&
  name === name.normalize('NFC') &&
  !name.includes('\ufffd') &&
  name.split('/').every((part) => !/^$|^\.|\.$|\.lock$/.test(part))

/** Result of reading a file or folder that may be missing. */
const unlessMissing = <A, B>(reading: Promise<A>, missing: B): Promise<A | B> =>
  reading.catch((error: unknown) => {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return missing
    throw error
  })
