import type { Directory } from '../../../domain/shared/brand.js'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { TreeContent, TreeRequest } from '../../../application/board/git-repository.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import type { GitWriter } from './git-writer.js'

/** Reads a tree in one process. git-cat-file(1), BATCH OUTPUT; git ≥ 2.38. */
export function readTree(
  { askForBytes }: GitWriter,
  root: Directory,
  { tree, commit, paths }: TreeRequest,
): TE.TaskEither<Unavailable, TreeContent> {
  const [asked, compared] = [`${tree}^{tree}`, `${commit}^{tree}`]
  const objects = paths.map((path) => `${tree}:${path}`)
  const commands = [`info ${asked}`, `info ${compared}`, ...objects.map((object) => `contents ${object}`)]
  return pipe(
    askForBytes(root, ['cat-file', '--batch-command', '-z'], { input: commands.map((line) => `${line}\0`).join('') }),
    TE.flatMapEither(({ exitCode, stdout, stderr, isCut }) => {
      if (exitCode !== 0 || isCut) return E.left(unavailable('git', stderr.trim() || 'a tree could not be read'))
      const reply = batchReply(Buffer.from(stdout))
      const ids = [asked, compared].map((object) => reply.info(object))
      return E.right({
        isTreeOfCommit: ids[0] !== null && ids[0] === ids[1],
        texts: objects.map((object) => reply.contents(object)),
      })
    }),
  )
}

/** Reads the replies one after the other; each is `null` for an object that is not there. */
function batchReply(bytes: Buffer) {
  let at = 0
  const isNext = (text: string): boolean => bytes.subarray(at, at + Buffer.byteLength(text)).toString() === text
  /** `<id> <type> <size>` */
  const header = (object: string): readonly [string, string, string] | null => {
    for (const problem of ['missing', 'ambiguous']) {
      const line = `${object} ${problem}\n`
      if (!isNext(line)) continue
      at += Buffer.byteLength(line)
      return null
    }
    const end = bytes.indexOf('\n', at)
    const [id = '', type = '', size = ''] = bytes.subarray(at, end).toString().split(' ')
    at = end + 1
    return [id, type, size]
  }
  return {
    info: (object: string): string | null => header(object)?.[0] ?? null,
    contents: (object: string): string | null => {
      const found = header(object)
      if (found === null) return null
      const [, type, size] = found
      const content = bytes.subarray(at, at + Number(size))
      at += Number(size) + 1
      return type === 'blob' ? content.toString('utf8') : null
    },
  }
}
