import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import type { FilesFeature } from '../../../../application/files/files-feature.js'
import type { RepoFeature } from '../../../../application/repo/repo-feature.js'
import { uploadConflict } from '../../../../domain/files/conflict.js'
import { parseNewFileKind } from '../../../../domain/files/file-name.js'
import { readable } from '../repo/readable.js'
import { bind, bindAnswer, type Binding } from '../routing/bind.js'
import * as api from './api.js'
import * as browseApi from './browse.api.js'
import { contentOf, downloadOf, wholeFile, listingBytes } from './file-content.js'
import { uploadAnswer } from './upload-answer.js'
import * as sessionFiles from './session-files.api.js'

export function fileRoutes(
  use: FilesFeature,
  { readFileMarkers, readFileMarkersInTime }: Pick<RepoFeature, 'readFileMarkers' | 'readFileMarkersInTime'>,
): ReadonlyArray<Binding> {
  return [
    bindAnswer(api.listFiles, ({ params: { id }, query: { path, all, hidden, marks, offset, limit } }) =>
      pipe(
        use.listFiles(id, path, { all, hidden }, { offset, limit }),
        TE.apS('marks', TE.fromTask(marks ? readFileMarkersInTime(id) : T.of(null))),
        TE.flatMapTask((listing) => async () => ({ status: 200, jsonBytes: await listingBytes(listing) }) as const),
      ),
    ),
    bind(api.searchFiles, ({ params: { id }, query: { q } }) => use.searchFiles(id, q)),
    bindAnswer(api.readFileContent, ({ params: { id }, query: { path } }) =>
      pipe(
        use.previewFile(id, path),
        TE.map(({ file, preview }) => ({ status: 200, ...contentOf(file, preview) })),
      ),
    ),
    bind(api.readFile, ({ params: { id }, query: { path } }) =>
      pipe(
        use.previewFile(id, path),
        TE.flatMapTask(({ file, preview }) => wholeFile(file, preview)),
      ),
    ),
    bindAnswer(api.downloadFile, ({ params: { id }, query: { path }, request }) =>
      pipe(
        use.openFile(id, path),
        TE.flatMap(({ file, path }) =>
          pipe(
            TE.fromEither(downloadOf(file, path, request.headers)),
            TE.orElseFirst(() => TE.fromTask(file.close)),
          ),
        ),
      ),
    ),
    bind(api.readFileMarkers, ({ params: { id } }) => readable(readFileMarkers(id))),
    bind(api.createFileOrFolder, ({ params: { id }, body, caller }) =>
      pipe(
        TE.fromEither(parseNewFileKind(body.type)),
        TE.flatMap((kind) => use.createFile(id, { kind, path: body.path, name: body.name }, caller.client)),
      ),
    ),
    bind(api.createFile, ({ params: { id }, body, caller }) =>
      use.createFile(id, { kind: 'file', path: body.path, name: body.name }, caller.client),
    ),
    bind(api.createFolder, ({ params: { id }, body, caller }) =>
      use.createFile(id, { kind: 'dir', path: body.path, name: body.name }, caller.client),
    ),
    bind(api.relocateFile, ({ params: { id }, body: { op, from, to, onConflict }, caller }) =>
      use.relocateFile(id, { op, from, to, onConflict }, caller.client),
    ),
    bind(api.trashFiles, ({ params: { id }, body: { paths }, caller }) => use.trashFiles(id, paths, caller.client)),
    bindAnswer(api.uploadFiles, ({ params: { id }, query: { path, onConflict }, body, caller }) =>
      pipe(
        use.receiveUploads(id, path, body.parts(), { onConflict: uploadConflict(onConflict), origin: caller.client }),
        TE.map(uploadAnswer),
      ),
    ),
  ]
}

export const browseRoutes = (use: Pick<FilesFeature, 'browseFolders' | 'makeFolder'>): ReadonlyArray<Binding> => [
  bind(browseApi.browseFolders, ({ query }) => use.browseFolders(query.path, query.hidden)),
  bind(browseApi.makeFolder, ({ body, caller }) => use.makeFolder(body.path, caller.client)),
]

export function sessionFileRoutes(use: FilesFeature): ReadonlyArray<Binding> {
  return [
    bindAnswer(sessionFiles.readSessionFile, ({ params: { name }, query }) =>
      pipe(
        use.previewSessionFile(name, query.path),
        TE.map(({ file, preview }) => ({ status: 200, ...contentOf(file, preview) })),
      ),
    ),
    bindAnswer(sessionFiles.uploadSessionFiles, ({ params: { name }, query, body, caller }) =>
      pipe(
        use.receiveSessionUploads(name, body.parts(), {
          onConflict: uploadConflict(query.onConflict),
          origin: caller.client,
        }),
        TE.map(uploadAnswer),
      ),
    ),
    bind(sessionFiles.saveSessionImage, ({ params: { name }, body, caller }) =>
      use.saveImage(name, body, caller.client),
    ),
  ]
}
