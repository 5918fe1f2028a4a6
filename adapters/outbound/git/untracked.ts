import type { Directory } from '../../../domain/shared/brand.js'
import { constants } from 'node:fs'
import { lstat, open, readlink } from 'node:fs/promises'
import { MAX_UNTRACKED_PATCHES, type FileChange } from '../../../domain/repo/file-diff.js'
import { quotedPath } from '../../../infrastructure/git/quoted-path.js'
import { textOf } from './answers.js'

/** Lines of larger files are counted up to here. */
const MAX_READ_BYTES = 4 * 1024 * 1024
/** Limit for all files together; further files are listed without counts. */
const MAX_ALL_BYTES = 16 * 1024 * 1024
/** Number of bytes in which git searches for a NUL to detect a binary file. xdiff-interface.c of git. */
const BINARY_SNIFF_BYTES = 8_000

/**
 * Untracked files as additions. `names` are as on disk, relative to `root`; a name that ends in `/` is a repository.
 */
export async function readUntracked(
  root: Directory,
  names: ReadonlyArray<Uint8Array>,
): Promise<ReadonlyArray<FileChange>> {
  const changes: FileChange[] = []
  let bytesLeft = MAX_ALL_BYTES
  for (const name of names) {
    const shown = changes.length < MAX_UNTRACKED_PATCHES && bytesLeft > 0
    const file = shown ? await readNew(root, name) : null
    bytesLeft -= file?.content.length ?? 0
    changes.push(changeOf(name, file))
  }
  return changes
}

interface NewFile {
  readonly mode: string
  readonly content: Buffer
  /** Size of the file, which may be larger than the part that was read. */
  readonly size: number
}

/** `null` for what is gone or may not be read, and for anything but a file or a link. */
async function readNew(root: string, name: Uint8Array): Promise<NewFile | null> {
  const path = Buffer.concat([Buffer.from(`${root}/`), name])
  try {
    if ((await lstat(path)).isSymbolicLink()) {
      const target = await readlink(path, { encoding: 'buffer' })
      return { mode: '120000', content: target, size: target.length }
    }
    // A pipe that took the file's place must not hold us up.
    const file = await open(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK)
    try {
      const found = await file.stat()
      if (!found.isFile()) return null
      const content = Buffer.alloc(Math.min(found.size, MAX_READ_BYTES))
      const { bytesRead } = await file.read(content, 0, content.length, 0)
      const mode = (found.mode & constants.S_IXUSR) === 0 ? '100644' : '100755'
      return { mode, content: content.subarray(0, bytesRead), size: found.size }
    } finally {
      await file.close()
    }
  } catch {
    return null
  }
}

function changeOf(name: Uint8Array, file: NewFile | null): FileChange {
  const change = { path: textOf(name), oldPath: null, status: '?', additions: 0, deletions: 0, binary: false } as const
  if (file === null) return { ...change, patch: null }
  const { content, size } = file
  if (content.subarray(0, BINARY_SNIFF_BYTES).includes(0)) return { ...change, binary: true, patch: null }
  const additions = lineCount(content)
  return { ...change, additions, patch: { bytes: size, read: () => patchOf(name, file, additions) } }
}

const NEWLINE = 10

function lineCount(content: Buffer): number {
  let lines = 0
  for (let at = content.indexOf(NEWLINE); at !== -1; at = content.indexOf(NEWLINE, at + 1)) lines += 1
  return content.length === 0 || content[content.length - 1] === NEWLINE ? lines : lines + 1
}

/** Patch in the format of `git diff` for an added file, without object ids: the file has not been hashed. */
function patchOf(name: Uint8Array, { mode, content }: NewFile, lines: number): string {
  const [a, b] = ['a/', 'b/'].map((side) => textOf(quotedPath(Buffer.concat([Buffer.from(side), name]))))
  const head = `diff --git ${a ?? ''} ${b ?? ''}\nnew file mode ${mode}\n`
  if (lines === 0) return head
  const text = content.toString('utf8')
  const isEnded = text.endsWith('\n')
  const body = (isEnded ? text.slice(0, -1) : text).replaceAll('\n', '\n+')
  // A name with a blank ends in a tab, for patch(1).
  const tab = b?.includes(' ') === true ? '\t' : ''
  const range = lines === 1 ? '+1' : `+1,${lines}`
  const end = isEnded ? '' : '\\ No newline at end of file\n'
  return `${head}--- /dev/null\n+++ ${b ?? ''}${tab}\n@@ -0,0 ${range} @@\n+${body}\n${end}`
}
