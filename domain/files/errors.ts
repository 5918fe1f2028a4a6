/** A path that cannot be one of a project's files, or one that is never an operand: the root, anything of `.git`. */
export interface BadPath {
  readonly _tag: 'BadPath'
}
export const badPath: BadPath = { _tag: 'BadPath' }

/** A text that no file can be called. */
export interface BadFileName {
  readonly _tag: 'BadFileName'
}
export const badFileName: BadFileName = { _tag: 'BadFileName' }

/** Not one of the things that can be done, or not one of the ways to settle a conflict. */
export interface BadFileOperation {
  readonly _tag: 'BadFileOperation'
}
export const badFileOperation: BadFileOperation = { _tag: 'BadFileOperation' }

/** Something is to be done with files, but with none. */
export interface NoPaths {
  readonly _tag: 'NoPaths'
}
export const noPaths: NoPaths = { _tag: 'NoPaths' }

/** No project and no session has this id, or its folder is gone. */
export interface RootNotFound {
  readonly _tag: 'RootNotFound'
  readonly id: string
}
export const rootNotFound = (id: string): RootNotFound => ({ _tag: 'RootNotFound', id })

/** The path leads out of the root: by `..` or through a link. */
export interface OutsideRoot {
  readonly _tag: 'OutsideRoot'
}
export const outsideRoot: OutsideRoot = { _tag: 'OutsideRoot' }

/** The system lets the hub not do it: owner or mode of a file, a read-only file system. */
export interface NotPermitted {
  readonly _tag: 'NotPermitted'
}
export const notPermitted: NotPermitted = { _tag: 'NotPermitted' }

export interface FileNotFound {
  readonly _tag: 'FileNotFound'
}
export const fileNotFound: FileNotFound = { _tag: 'FileNotFound' }

export interface NotAFolder {
  readonly _tag: 'NotAFolder'
}
export const notAFolder: NotAFolder = { _tag: 'NotAFolder' }

/** A folder where a file is due, or something that is neither: a pipe, a socket, a device, a file of the kernel. */
export interface NotAFile {
  readonly _tag: 'NotAFile'
}
export const notAFile: NotAFile = { _tag: 'NotAFile' }

/** The name is taken. */
export interface FileExists {
  readonly _tag: 'FileExists'
  /** A free one beside it, as of a moment ago; `null` where none was looked for. */
  readonly suggested: string | null
}
export const fileExists = (suggested: string | null): FileExists => ({ _tag: 'FileExists', suggested })

/** A folder is to go into itself. */
export interface IntoSelf {
  readonly _tag: 'IntoSelf'
}
export const intoSelf: IntoSelf = { _tag: 'IntoSelf' }

/** Where it is to go is where it is. */
export interface SamePath {
  readonly _tag: 'SamePath'
}
export const samePath: SamePath = { _tag: 'SamePath' }

/** A move to where only a copy would get: another file system is mounted there. */
export interface OtherFileSystem {
  readonly _tag: 'OtherFileSystem'
}
export const otherFileSystem: OtherFileSystem = { _tag: 'OtherFileSystem' }

/** Both in bytes; `size` is `null` while only so much is known that it is more. */
export interface FileTooLarge {
  readonly _tag: 'FileTooLarge'
  readonly size: number | null
  readonly limit: number
}
export const fileTooLarge = (size: number | null, limit: number): FileTooLarge => ({
  _tag: 'FileTooLarge',
  size,
  limit,
})

/** Neither text nor an image nor a PDF. */
export interface UnsupportedContent {
  readonly _tag: 'UnsupportedContent'
  readonly size: number
}
export const unsupportedContent = (size: number): UnsupportedContent => ({ _tag: 'UnsupportedContent', size })

/** Nothing of the file lies in the range that was asked for. */
export interface RangeNotSatisfiable {
  readonly _tag: 'RangeNotSatisfiable'
  readonly size: number
}
export const rangeNotSatisfiable = (size: number): RangeNotSatisfiable => ({ _tag: 'RangeNotSatisfiable', size })

/** The disk took no more. What was there before is there still. */
export interface WriteFailed {
  readonly _tag: 'WriteFailed'
  readonly reason: 'disk-full' | 'failed'
}
export const writeFailed = (reason: WriteFailed['reason']): WriteFailed => ({ _tag: 'WriteFailed', reason })

/** Nothing on this machine could take files into a trash that a person can get them back from. */
export interface TrashUnavailable {
  readonly _tag: 'TrashUnavailable'
}
export const trashUnavailable: TrashUnavailable = { _tag: 'TrashUnavailable' }

/** The trash did not take a file. It is where it was; so are those that were not reached. */
export interface TrashFailed {
  readonly _tag: 'TrashFailed'
  readonly detail: string
  /** Relative to the root: what is in the trash already, and what is not. */
  readonly trashed: ReadonlyArray<string>
  readonly kept: ReadonlyArray<string>
}
export const trashFailed = (
  detail: string,
  trashed: ReadonlyArray<string>,
  kept: ReadonlyArray<string>,
): TrashFailed => ({ _tag: 'TrashFailed', detail, trashed, kept })

/** An upload that ended in the middle, or was no form. */
export interface UploadBroken {
  readonly _tag: 'UploadBroken'
}
export const uploadBroken: UploadBroken = { _tag: 'UploadBroken' }

/** An upload of more files than may come at once. */
export interface TooManyFiles {
  readonly _tag: 'TooManyFiles'
  readonly limit: number
}
export const tooManyFiles = (limit: number): TooManyFiles => ({ _tag: 'TooManyFiles', limit })

/** What can be wrong with where something is. */
export type PathError = BadPath | OutsideRoot | NotPermitted | FileNotFound | NotAFolder | NotAFile
