/** The folder lies, by its real path, under none of the roots that may be browsed. */
export interface NotBrowsable {
  readonly _tag: 'NotBrowsable'
  /** As it was asked for, absolute. */
  readonly path: string
}
export const notBrowsable = (path: string): NotBrowsable => ({ _tag: 'NotBrowsable', path })

/** Why a folder cannot be looked into or written to. */
export type FolderFault = 'not-found' | 'not-a-directory' | 'not-permitted' | 'name-too-long' | 'failed'

/** A folder within the roots that cannot be looked into or written to. */
export interface FolderUnreadable {
  readonly _tag: 'FolderUnreadable'
  readonly path: string
  readonly reason: FolderFault
}
export const folderUnreadable = (path: string, reason: FolderFault): FolderUnreadable => ({
  _tag: 'FolderUnreadable',
  path,
  reason,
})

/** A folder is to be made, and nothing says where. */
export interface FolderPathMissing {
  readonly _tag: 'FolderPathMissing'
}
export const folderPathMissing: FolderPathMissing = { _tag: 'FolderPathMissing' }

/** No folder can be called so. */
export interface BadFolderName {
  readonly _tag: 'BadFolderName'
  readonly path: string
  readonly name: string
}
export const badFolderName = (path: string, name: string): BadFolderName => ({ _tag: 'BadFolderName', path, name })

/** Something has this name already, a folder or not. */
export interface FolderExists {
  readonly _tag: 'FolderExists'
  readonly path: string
}
export const folderExists = (path: string): FolderExists => ({ _tag: 'FolderExists', path })

/** The system makes no folder there: the disk is full, or may only be read. */
export interface FolderNotMade {
  readonly _tag: 'FolderNotMade'
  readonly path: string
}
export const folderNotMade = (path: string): FolderNotMade => ({ _tag: 'FolderNotMade', path })
