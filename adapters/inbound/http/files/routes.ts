import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { FilesFeature } from '../../../../application/files/files-feature.js'
import type { RepoFeature } from '../../../../application/repo/repo-feature.js'
import { uploadConflict } from '../../../../domain/files/conflict.js'
import { parseNewFileKind } from '../../../../domain/files/file-name.js'
import { bindAnswer, type Binding } from '../routing/bind.js'
import * as api from './api.js'
import { entryJson, markersJson } from './codec.js'
import { contentOf, downloadOf, fileJson } from './file-content.js'
import { uploadAnswer } from './upload-answer.js'

export function fileRoutes(
  use: FilesFeature,
  { readFileMarkers }: Pick<RepoFeature, 'readFileMarkers'>,
): ReadonlyArray<Binding> {
  return [
    bindAnswer(api.listFiles, ({ params: { id }, query: { path, all, hidden, offset, limit } }) =>
      pipe(
        use.listFiles(id, path, { all, hidden }, { offset, limit }),
        TE.map(({ path, entries, total, ignored }) => ({
          status: 200,
          body: { path, entries: entries.map((entry) => entryJson(entry, ignored.has(entry.name))), total },
        })),
      ),
    ),
    bindAnswer(api.readFileContent, ({ params: { id }, query: { path } }) =>
      pipe(
        use.previewFile(id, path),
        TE.map(({ file, preview }) => ({ status: 200, ...contentOf(file, preview) })),
      ),
    ),
    bindAnswer(api.readFile, ({ params: { id }, query: { path } }) =>
      pipe(
        use.previewFile(id, path),
        TE.flatMap(({ file, preview }) => TE.fromTask(() => fileJson(file, preview))),
        TE.map((body) => ({ status: 200, body })),
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
    bindAnswer(api.readFileMarkers, ({ params: { id } }) =>
      pipe(
        readFileMarkers(id),
        TE.map((marks) => ({ status: 200, body: markersJson(marks) })),
      ),
    ),
    bindAnswer(api.createFileOrFolder, ({ params: { id }, body, caller }) =>
      pipe(
        TE.fromEither(parseNewFileKind(body.type)),
        TE.flatMap((kind) => use.createFile(id, { kind, path: body.path, name: body.name }, caller.client)),
        TE.map((path) => ({ status: 200, body: { path } })),
      ),
    ),
    bindAnswer(api.createFile, ({ params: { id }, body, caller }) =>
      pipe(
        use.createFile(id, { kind: 'file', path: body.path, name: body.name }, caller.client),
        TE.map((path) => ({ status: 200, body: { path } })),
      ),
    ),
    bindAnswer(api.createFolder, ({ params: { id }, body, caller }) =>
      pipe(
        use.createFile(id, { kind: 'dir', path: body.path, name: body.name }, caller.client),
        TE.map((path) => ({ status: 200, body: { path } })),
      ),
    ),
    bindAnswer(api.relocateFile, ({ params: { id }, body: { op, from, to, onConflict }, caller }) =>
      pipe(
        use.relocateFile(id, { op, from, to, onConflict }, caller.client),
        TE.map(({ path, skipped }) => ({ status: 200, body: { path, skipped } })),
      ),
    ),
    bindAnswer(api.trashFiles, ({ params: { id }, body: { paths }, caller }) =>
      pipe(
        use.trashFiles(id, paths, caller.client),
        TE.map((count) => ({ status: 200, body: { count } })),
      ),
    ),
    bindAnswer(api.uploadFiles, ({ params: { id }, query: { path, onConflict }, body, caller }) =>
      pipe(
        use.receiveUploads(id, path, body.parts(), { onConflict: uploadConflict(onConflict), origin: caller.client }),
        TE.map(uploadAnswer),
      ),
    ),
  ]
}
