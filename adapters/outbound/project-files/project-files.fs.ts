import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { FileHandle } from 'node:fs/promises'
import type { OpenedFile, ProjectFiles } from '../../../application/files/project-files.port.js'
import {
  fileNotFound,
  notAFile,
  outsideRoot,
  type FileNotFound,
  type NotAFile,
  type NotAFolder,
  type OutsideRoot,
} from '../../../domain/files/errors.js'
import { HEAD_BYTES } from '../../../domain/files/file-preview.js'
import type { ProjectPath } from '../../../domain/files/project-path.js'
import { IRREGULAR, openBeneath, OUTSIDE } from '../../../infrastructure/files/beneath.js'
import { chunksOf } from '../../../infrastructure/files/chunks-of.js'
import { closing } from '../../../infrastructure/files/closing.js'
import { openNewFile, type OpenNewFile } from '../../../infrastructure/files/new-file.js'
import { unrecordedWrites, type OpenWrites } from '../../../infrastructure/files/open-writes.js'
import { copyFile } from './copy.js'
import { changing, looking } from './faults.js'
import { withFolder } from './held-entry.js'
import type { LargeFolders } from './large-folders.js'
import { listFolder } from './list.js'
import { createFile, makeFolder } from './make.js'
import { moveFile } from './move.js'
import { storeFile } from './store.js'
import { trashAll, type SystemTrash } from './trash.js'

/** Wraps an open file. Closes the handle when the file cannot be read. */
const openedFile = (handle: FileHandle): Promise<OpenedFile> =>
  closing(handle, async (close) => {
    const { size, ino, mtimeNs, ctimeNs } = await handle.stat({ bigint: true })
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(HEAD_BYTES), 0, HEAD_BYTES, 0)
    return {
      size: Number(size),
      modifiedAt: Number(mtimeNs / 1_000n) / 1_000,
      revision: [ino, size, mtimeNs, ctimeNs].map((part) => part.toString(36)).join('-'),
      head: buffer.subarray(0, bytesRead),
      read: (range) => chunksOf(handle, range, close),
      close,
    }
  })

export interface FsProjectFilesDeps {
  readonly trash: SystemTrash
  /** Creates new files; defaults to `openNewFile`. */
  readonly openNew?: OpenNewFile
  /** Finds again what a kill leaves unfinished; when left out, nothing does. */
  readonly openWrites?: OpenWrites
  /** Lists large folders; when left out, they are listed as small ones are. */
  readonly largeFolders?: LargeFolders | null
}

/** The files of this machine. On Linux every step goes through folders that are held open; see `beneath.ts`. */
export function fsProjectFiles({
  trash,
  openNew = openNewFile,
  openWrites = unrecordedWrites,
  largeFolders = null,
}: FsProjectFilesDeps): ProjectFiles {
  const writing = { openNew, openWrites }
  return {
    realPath: (root, folder) =>
      looking(() => withFolder<never, string>(root, folder, ({ path }) => Promise.resolve(E.right(path)))),
    list: (root, folder, shown, page) =>
      looking(() =>
        withFolder(root, folder, async (held) => E.right(await listFolder(held, shown, page, largeFolders))),
      ),
    open: (root, path) => withoutParents(looking(() => openAt(root, path))),
    createFile: (root, operand) => changing(() => createFile(root, operand, openNew)),
    makeFolder: (root, path) => changing(() => makeFolder(root, path)),
    move: (root, from, to, onConflict) => withoutParents(changing(() => moveFile(root, from, to, onConflict))),
    copy: (root, from, to, onConflict) => withoutParents(changing(() => copyFile(root, from, to, onConflict, writing))),
    trash: (root, operands) => withoutParents(looking(() => trashAll(root, operands, trash))),
    store: (root, folder, name, bytes, options) =>
      changing(() => storeFile(root, folder, name, bytes, options, writing)),
  }
}

/** Maps `NotAFolder` to `FileNotFound`: a path below a file does not exist. */
const withoutParents = <E extends { readonly _tag: string }, A>(
  task: TE.TaskEither<E, A>,
): TE.TaskEither<Exclude<E, NotAFolder> | FileNotFound, A> =>
  pipe(
    task,
    TE.mapLeft((error) => (error._tag === 'NotAFolder' ? fileNotFound : (error as Exclude<E, NotAFolder>))),
  )

async function openAt(root: string, path: ProjectPath): Promise<E.Either<OutsideRoot | NotAFile, OpenedFile>> {
  const handle = await openBeneath(root, path)
  if (handle === OUTSIDE) return E.left(outsideRoot)
  return handle === IRREGULAR ? E.left(notAFile) : E.right(await openedFile(handle))
}
