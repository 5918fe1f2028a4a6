import type * as browse from '../../../../domain/files/browse-errors.js'
import type { ErrorRows } from '../routing/error-row.js'

/** Errors of the folder browser. */
export type BrowseError =
  | browse.BadFolderName
  | browse.FolderExists
  | browse.FolderNotMade
  | browse.FolderPathMissing
  | browse.FolderUnreadable
  | browse.NotBrowsable

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
} satisfies ErrorRows<BrowseError>
