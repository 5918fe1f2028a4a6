import type { Tagged } from '../shared/tagged.js'

/** The real path of the folder is outside all roots that may be browsed. */
export interface NotBrowsable extends Tagged<'NotBrowsable'> {
  /** Requested path, absolute. */
  readonly path: string
}
export const notBrowsable = (path: string): NotBrowsable => ({ _tag: 'NotBrowsable', path })

/** Reason why a folder cannot be read or written. */
export type FolderFault = 'not-found' | 'not-a-directory' | 'not-permitted' | 'name-too-long' | 'failed'

/** A folder within the roots cannot be read or written. */
export interface FolderUnreadable extends Tagged<'FolderUnreadable'> {
  /** Folder; absolute. */
  readonly path: string
  readonly reason: FolderFault
}
export const folderUnreadable = (path: string, reason: FolderFault): FolderUnreadable => ({
  _tag: 'FolderUnreadable',
  path,
  reason,
})

/** The request to create a folder has no path. */
export type FolderPathMissing = Tagged<'FolderPathMissing'>
export const folderPathMissing: FolderPathMissing = { _tag: 'FolderPathMissing' }

/** The text is not a valid folder name. */
export type BadFolderName = Tagged<'BadFolderName', { readonly path: string; readonly name: string }>
export const badFolderName = (path: string, name: string): BadFolderName => ({ _tag: 'BadFolderName', path, name })

/** A file or folder with this name exists. */
export interface FolderExists extends Tagged<'FolderExists'> {
  /** Folder; absolute. */
  readonly path: string
}
export const folderExists = (path: string): FolderExists => ({ _tag: 'FolderExists', path })

/** The system could not create the folder: the disk is full or read-only. */
export interface FolderNotMade extends Tagged<'FolderNotMade'> {
  /** Folder; absolute. */
  readonly path: string
}
export const folderNotMade = (path: string): FolderNotMade => ({ _tag: 'FolderNotMade', path })
