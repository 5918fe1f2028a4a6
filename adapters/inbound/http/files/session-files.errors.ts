import type * as session from '../../../../domain/files/session-file-errors.js'
import type { ErrorRows } from '../routing/error-row.js'

/** Errors of operations on a session's files. */
export type SessionFileError =
  | session.EmptyImage
  | session.ImageFolderForbidden
  | session.ImageNotSaved
  | session.NotAPng
  | session.SessionFileNotFound
  | session.UploadTargetUnavailable

export const SESSION_FILE_ROWS = {
  EmptyImage: { status: 400, text: 'Empty image body' },
  ImageFolderForbidden: { status: 403, text: 'forbidden' },
  ImageNotSaved: { status: 500, text: 'image save failed', more: ({ detail }) => ({ message: detail }) },
  NotAPng: { status: 415, text: 'Not a PNG image' },
  SessionFileNotFound: { status: 404, text: 'ENOENT', more: () => ({ message: 'No such file' }) },
  UploadTargetUnavailable: { status: 400, text: 'target', more: () => ({ message: 'cwd-unavailable' }) },
} satisfies ErrorRows<SessionFileError>
