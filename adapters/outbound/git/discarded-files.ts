import { randomBytes } from 'node:crypto'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import * as t from 'io-ts'
import { MAX_STORED_DISCARDS } from '../../../application/repo/repo-writer.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import { discardNotFound, type DiscardNotFound } from '../../../domain/repo/errors.js'
import type { DiscardId } from '../../../domain/repo/work-tree.js'
import type { Directory } from '../../../domain/shared/brand.js'
import type { Instant } from '../../../domain/shared/instant.js'
import { recordOf } from '../../../infrastructure/codec/codecs.js'
import type { Entry } from './exact-file.js'
import { output, type GitWriter } from './git-writer.js'

/** Discarded file. Its content is a blob, so that `git gc` keeps it as long as the ref. */
export interface DiscardedEntry {
  readonly path: string
  readonly entry: Entry
  /** Hash of the file that a discard of one hunk left. */
  readonly left?: string | undefined
}

/** Stored discard. */
export interface StoredDiscard extends DiscardedEntry {
  /** Tree of the record and the content. */
  readonly tree: string
}

const REFS = 'refs/penates/discarded/'
const RECORD = 'record.json'
const CONTENT = 'content'

/** Maximum size of a discarded file in bytes; larger ones would be held in memory during a restore. */
export const MAX_DISCARDED_BYTES = 64 * 1024 * 1024

const EntryJson = t.union([
  t.strict({ kind: t.literal('absent') }),
  t.strict({ kind: t.literal('file'), mode: t.number }),
  t.strict({ kind: t.literal('link'), target: t.string }),
])

const RecordJson = recordOf({ path: t.string, entry: EntryJson }, { left: t.string })

const TIME_DIGITS = 12
const RANDOM_BYTES = 10

/** Id whose order is that of the times. */
const newId = (now: Instant): DiscardId =>
  `${now.toString(16).padStart(TIME_DIGITS, '0')}${randomBytes(RANDOM_BYTES).toString('hex')}`

/** Discards of a repository, each below its own ref. */
export interface DiscardedFiles {
  /** Stores the hash of the file that a discard of one hunk left. */
  readonly noteLeft: (root: Directory, id: DiscardId, discarded: DiscardedEntry) => TE.TaskEither<Unavailable, void>
  /** Stores an entry as it is in the work tree, and drops the oldest discards. */
  readonly store: (root: Directory, discarded: DiscardedEntry) => TE.TaskEither<Unavailable, DiscardId>
  readonly find: (root: Directory, id: DiscardId) => TE.TaskEither<DiscardNotFound | Unavailable, StoredDiscard>
  /** Bytes of a file; none for any other entry. */
  readonly contentOf: (root: Directory, stored: StoredDiscard) => TE.TaskEither<Unavailable, Uint8Array>
  readonly drop: (root: Directory, id: DiscardId) => TE.TaskEither<Unavailable, void>
}

export function discardedFiles({ ask, askForBytes, act }: GitWriter, now: () => Instant): DiscardedFiles {
  const line = (root: Directory, words: ReadonlyArray<string>, input?: string): TE.TaskEither<Unavailable, string> =>
    pipe(
      act(root, words, input === undefined ? {} : { input }),
      TE.flatMapEither(output),
      TE.map((text) => text.trim()),
    )

  const stored = (root: Directory): TE.TaskEither<Unavailable, ReadonlyArray<string>> =>
    pipe(
      ask(root, ['for-each-ref', '--format=%(refname)', '--sort=-refname', REFS]),
      TE.flatMapEither(output),
      TE.map((text) => text.split('\n').filter((ref) => ref !== '')),
    )

  const treeOf = (root: Directory, record: string, content: string): TE.TaskEither<Unavailable, string> =>
    line(root, ['mktree'], `100644 blob ${content}\t${CONTENT}\n100644 blob ${record}\t${RECORD}\n`)
  const recordIn = (root: Directory, discarded: DiscardedEntry): TE.TaskEither<Unavailable, string> =>
    line(root, ['hash-object', '-w', '--stdin'], JSON.stringify(discarded))

  return {
    noteLeft: (root, id, discarded) =>
      pipe(
        TE.Do,
        TE.bind('record', () => recordIn(root, discarded)),
        TE.bind('content', () => line(root, ['rev-parse', '--verify', `${REFS}${id}:${CONTENT}`])),
        TE.flatMap(({ record, content }) => treeOf(root, record, content)),
        TE.flatMap((tree) => line(root, ['update-ref', `${REFS}${id}`, tree])),
        TE.asUnit,
      ),

    store: (root, { path, entry }) =>
      pipe(
        TE.Do,
        TE.bind('record', () => recordIn(root, { path, entry })),
        TE.bind('content', () =>
          entry.kind === 'file'
            ? line(root, ['hash-object', '-w', '--no-filters', '--', path])
            : line(root, ['hash-object', '-w', '--stdin'], ''),
        ),
        TE.bind('tree', ({ record, content }) => treeOf(root, record, content)),
        TE.bind('refs', () => stored(root)),
        TE.let('id', () => newId(now())),
        TE.tap(({ id, tree, refs }) =>
          line(
            root,
            ['update-ref', '--stdin', '-z'],
            [
              `create ${REFS}${id}\0${tree}\0`,
              ...refs.slice(MAX_STORED_DISCARDS - 1).map((ref) => `delete ${ref}\0\0`),
            ].join(''),
          ),
        ),
        TE.map(({ id }) => id),
      ),

    find: (root, id) =>
      pipe(
        ask(root, ['rev-parse', '--verify', '--quiet', '--end-of-options', `${REFS}${id}^{tree}`]),
        TE.flatMap(({ exitCode, stdout }): TE.TaskEither<DiscardNotFound | Unavailable, string> =>
          exitCode === 0 ? TE.right(stdout.trim()) : TE.left(discardNotFound(id)),
        ),
        TE.flatMap((tree) =>
          pipe(
            ask(root, ['cat-file', 'blob', `${tree}:${RECORD}`]),
            TE.flatMapEither(output),
            TE.flatMapEither((text) => E.tryCatch((): unknown => JSON.parse(text), String)),
            TE.flatMapEither((value) => RecordJson.decode(value)),
            TE.bimap(
              () => discardNotFound(id),
              (record) => ({ ...record, tree }),
            ),
          ),
        ),
      ),

    contentOf: (root, { tree, entry }) =>
      entry.kind !== 'file'
        ? TE.right(new Uint8Array())
        : pipe(
            askForBytes(root, ['cat-file', 'blob', `${tree}:${CONTENT}`], {
              outputLimitBytes: MAX_DISCARDED_BYTES + 1,
            }),
            TE.flatMapEither(({ exitCode, stdout, stderr, isCut }) =>
              exitCode === 0 && !isCut
                ? E.right(stdout)
                : E.left(unavailable('git', stderr.trim() || 'content is gone')),
            ),
          ),

    drop: (root, id) => pipe(line(root, ['update-ref', '-d', `${REFS}${id}`]), TE.asUnit),
  }
}
