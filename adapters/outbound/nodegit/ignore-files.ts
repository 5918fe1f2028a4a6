import { homedir } from 'node:os'
import { join } from 'node:path'
import type { Config } from 'nodegit'
import type { RepositoryPaths } from '../../../infrastructure/git/find-repository.js'
import { notThisOne } from './refusal.js'
import { bytesOf, textOf } from './small-files.js'

/** A pattern that lets back in what an earlier one left out. gitignore(5). */
const NEGATION = /^!/m

/**
 * Refuses where an ignore file lets something back in: libgit2 1.9 drops such a pattern unless it resembles an earlier
 * one of the same file. `unknown`: what git does not know of, ignored or not; a folder ends in `/`.
 */
export async function refuseNegations(
  place: RepositoryPaths,
  config: Config,
  unknown: ReadonlyArray<string>,
): Promise<void> {
  const unknownFiles = unknown.map((path) => (path.endsWith('/') ? `${path}.gitignore` : path))
  const below = [...ignoreFilesOf(place), ...unknownFiles.filter((path) => path.endsWith(IGNORE_FILE))]
  const files = [
    await personalIgnoreFile(config),
    join(place.commonFolder, 'info', 'exclude'),
    join(place.root, '.gitignore'),
    ...below.map((path) => join(place.root, path)),
  ]
  if (files.some((file) => NEGATION.test(textOf(file)))) throw notThisOne('an ignore file that lets something back in')
}

async function personalIgnoreFile(config: Config): Promise<string> {
  const configured = await config.getStringBuf('core.excludesFile').catch(() => null)
  if (configured !== null) return configured.replace(/^~(?=\/)/, homedir())
  const { XDG_CONFIG_HOME: folder = '' } = process.env
  return join(folder === '' ? join(homedir(), '.config') : folder, 'git', 'ignore')
}

const IGNORE_FILE = '/.gitignore'

/** Paths of the index that was read last. */
let known: { readonly bytes: Uint8Array; readonly paths: ReadonlyArray<string> } | null = null

/** The ignore files in the index but for that at the top, and perhaps paths that are not ignore files. gitformat-index(5). */
function ignoreFilesOf({ gitFolder }: RepositoryPaths): ReadonlyArray<string> {
  const index = bytesOf(join(gitFolder, 'index'))
  if (index.length < HEADER_BYTES) return []
  // Of a path it has only what differs from the one before.
  if (index.readUInt32BE(4) === 4) throw notThisOne('a compressed index')
  if (known !== null && index.equals(known.bytes)) return known.paths
  const paths: string[] = []
  for (let at = index.indexOf(IGNORE_FILE); at !== -1; at = index.indexOf(IGNORE_FILE, at + 1)) {
    const end = at + IGNORE_FILE.length
    // Its length stands before a path; two characters within it may look like one, too.
    for (let start = at; start > HEADER_BYTES && end - start < MAX_LENGTH; start -= 1)
      if ((index.readUInt16BE(start - 2) & MAX_LENGTH) === end - start) paths.push(index.toString('utf8', start, end))
  }
  known = { bytes: index, paths }
  return paths
}

const HEADER_BYTES = 12
/** Largest length that twelve bits can store; longer paths store this value. */
const MAX_LENGTH = 0xfff
