import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { PreviewSessionFile } from '../../../../application/files/preview-session-file.js'
import type { ReceiveSessionUploads } from '../../../../application/files/receive-session-uploads.js'
import type { SaveImage } from '../../../../application/files/save-image.js'
import { uploadConflict } from '../../../../domain/files/conflict.js'
import { bind, type Binding } from '../routing/bind.js'
import { contentOf } from './file-content.js'
import * as api from './session-files.api.js'
import { uploadAnswer } from './upload-answer.js'

/** What the routes for files of a session drive. */
export interface SessionFileUseCases {
  readonly previewSessionFile: PreviewSessionFile
  readonly receiveSessionUploads: ReceiveSessionUploads
  readonly saveImage: SaveImage
}

export function sessionFileRoutes(use: SessionFileUseCases): ReadonlyArray<Binding> {
  return [
    bind(api.readSessionFile, ({ params: { name }, query }) =>
      pipe(
        use.previewSessionFile(name, query.path),
        TE.map(({ file, preview }) => ({ status: 200, ...contentOf(file, preview) })),
      ),
    ),
    bind(api.uploadSessionFiles, ({ params: { name }, query, body, caller }) =>
      pipe(
        use.receiveSessionUploads(name, body.parts(), {
          onConflict: uploadConflict(query.onConflict),
          origin: caller.client,
        }),
        TE.map(uploadAnswer),
      ),
    ),
    bind(api.saveSessionImage, ({ params: { name }, body, caller }) =>
      pipe(
        use.saveImage(name, body, caller.client),
        TE.map((rel) => ({ status: 200, body: { rel } })),
      ),
    ),
  ]
}
