import type * as files from '../../../../domain/files/errors.js'
import type * as browse from '../../../../domain/files/browse-errors.js'
import type * as session from '../../../../domain/files/session-file-errors.js'
import type { ErrorRows } from '../routing/error-row.js'

/** Errors of operations on a project's files. */
export type FileError =
  | files.PathError
  | files.BadFileName
  | files.BadFileOperation
  | files.NoPaths
  | files.RootNotFound
  | files.FileExists
  | files.IntoSelf
  | files.SamePath
  | files.OtherFileSystem
  | files.FileTooLarge
  | files.UnsupportedContent
  | files.RangeNotSatisfiable
  | files.WriteFailed
  | files.TrashUnavailable
  | files.TrashFailed
  | files.UploadBroken
  | files.TooManyFiles

/** Errors of the file routes, with a sentence where the code alone is unclear. */
export const FILE_ROWS = {
  BadPath: {
    status: 400,
    text: 'bad-path',
    more: () => ({ message: 'Not a path of this project that can be used here' }),
  },
  BadFileName: { status: 400, text: 'bad-name', more: () => ({ message: 'No file can have this name' }) },
  BadFileOperation: { status: 400, text: 'bad-op', more: () => ({ message: 'Unknown operation' }) },
  NoPaths: { status: 400, text: 'no-paths', more: () => ({ message: 'No paths were given' }) },
  RootNotFound: { status: 404, text: 'not-found' },
  OutsideRoot: { status: 403, text: 'forbidden', more: () => ({ message: 'The path leads out of the project' }) },
  NotPermitted: { status: 403, text: 'forbidden', more: () => ({ message: 'The system does not permit it' }) },
  FileNotFound: { status: 404, text: 'not-found' },
  NotAFolder: { status: 400, text: 'not-a-dir', more: () => ({ message: 'Not a folder' }) },
  NotAFile: { status: 400, text: 'not-a-file', more: () => ({ message: 'Not a file' }) },
  FileExists: {
    status: 409,
    text: 'exists',
    more: ({ suggested }) => ({
      message: 'The name is taken',
      meta: suggested === null ? {} : { suggested },
    }),
  },
  IntoSelf: { status: 400, text: 'into-self', more: () => ({ message: 'A folder cannot go into itself' }) },
  SamePath: { status: 400, text: 'same-path', more: () => ({ message: 'It is there already' }) },
  OtherFileSystem: {
    status: 409,
    text: 'cross-device',
    more: () => ({ message: 'Another file system is mounted there: copy it, then delete the original' }),
  },
  FileTooLarge: {
    status: 413,
    text: 'oversize',
    more: ({ size, limit }) => ({
      message: 'The file is too large',
      meta: size === null ? { limit } : { size, limit },
    }),
  },
  UnsupportedContent: {
    status: 415,
    text: 'unsupported',
    more: ({ size }) => ({ message: 'Neither text nor an image nor a PDF', meta: { size } }),
  },
  RangeNotSatisfiable: {
    status: 416,
    text: 'range-not-satisfiable',
    headers: ({ size }) => ({ 'Content-Range': `bytes */${size}` }),
  },
  WriteFailed: {
    status: 500,
    text: 'write-failed',
    more: ({ reason }) => ({ message: reason === 'disk-full' ? 'The disk is full' : 'The disk took it not' }),
  },
  TrashUnavailable: {
    status: 500,
    text: 'trash-unavailable',
    more: () => ({ message: 'This file system has no trash that the hub can use; nothing was deleted' }),
  },
  TrashFailed: {
    status: 500,
    text: 'trash-failed',
    more: ({ trashed, kept }) => ({ message: 'Not everything went into the trash', meta: { trashed, kept } }),
  },
  UploadBroken: { status: 400, text: 'busboy', more: () => ({ message: 'The form ended in the middle, or is none' }) },
  TooManyFiles: {
    status: 413,
    text: 'too-many-files',
    more: ({ limit }) => ({ message: `At most ${limit} files at once`, meta: { limit } }),
  },
} satisfies ErrorRows<FileError>

/** Texts of the operating system. */
const FAULT_WORDS: Readonly<Record<browse.FolderFault, string>> = {
  'not-found': 'no such file or directory',
  'not-a-directory': 'not a directory',
  'not-permitted': 'permission denied',
  'name-too-long': 'file name too long',
  failed: 'the folder could not be reached',
}

const withPath = ({ path }: { readonly path: string }) => ({ path })

/** Sentences for people, and the path that was asked for. */
export const BROWSE_ROWS = {
  BadFolderName: { status: 400, text: ({ name }) => `Invalid folder name: ${name}`, more: withPath },
  FolderExists: { status: 409, text: 'Directory already exists', more: withPath },
  FolderNotMade: { status: 500, text: 'the folder could not be made', more: withPath },
  FolderPathMissing: { status: 400, text: 'path required' },
  FolderUnreadable: {
    status: 400,
    text: ({ reason }) => FAULT_WORDS[reason],
    more: ({ path, reason }) => ({ path, reason }),
  },
  NotBrowsable: { status: 403, text: 'Access denied: path outside allowed roots', more: withPath },
} satisfies ErrorRows<
  | browse.BadFolderName
  | browse.FolderExists
  | browse.FolderNotMade
  | browse.FolderPathMissing
  | browse.FolderUnreadable
  | browse.NotBrowsable
>

export const SESSION_FILE_ROWS = {
  EmptyImage: { status: 400, text: 'Empty image body' },
  ImageFolderForbidden: { status: 403, text: 'forbidden' },
  ImageNotSaved: { status: 500, text: 'image save failed', more: ({ detail }) => ({ message: detail }) },
  NotAPng: { status: 415, text: 'Not a PNG image' },
  SessionFileNotFound: { status: 404, text: 'ENOENT', more: () => ({ message: 'No such file' }) },
  UploadTargetUnavailable: { status: 400, text: 'target', more: () => ({ message: 'cwd-unavailable' }) },
} satisfies ErrorRows<
  | session.EmptyImage
  | session.ImageFolderForbidden
  | session.ImageNotSaved
  | session.NotAPng
  | session.SessionFileNotFound
  | session.UploadTargetUnavailable
>
