import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { FilesFeature } from '../../../../application/files/files-feature.js'
import { uploadConflict } from '../../../../domain/files/conflict.js'
import { bind, bindAnswer, type Binding } from '../routing/bind.js'
import { contentOf } from './file-content.js'
import * as api from './session-files.api.js'
import { uploadAnswer } from './upload-answer.js'

export function sessionFileRoutes(use: FilesFeature): ReadonlyArray<Binding> {
  return [
    bindAnswer(api.readSessionFile, ({ params: { name }, query }) =>
      pipe(
        use.previewSessionFile(name, query.path),
        TE.map(({ file, preview }) => ({ status: 200, ...contentOf(file, preview) })),
      ),
    ),
    bindAnswer(api.uploadSessionFiles, ({ params: { name }, query, body, caller }) =>
      pipe(
        use.receiveSessionUploads(name, body.parts(), {
          onConflict: uploadConflict(query.onConflict),
          origin: caller.client,
        }),
        TE.map(uploadAnswer),
      ),
    ),
    bind(api.saveSessionImage, ({ params: { name }, body, caller }) => use.saveImage(name, body, caller.client)),
  ]
}
