/** A session has no such file: it is missing, a folder, or something that cannot be read. */
export interface SessionFileNotFound {
  readonly _tag: 'SessionFileNotFound'
}
export const sessionFileNotFound: SessionFileNotFound = { _tag: 'SessionFileNotFound' }

/** A session that is not running, or whose folder is gone, takes no files. */
export interface UploadTargetUnavailable {
  readonly _tag: 'UploadTargetUnavailable'
}
export const uploadTargetUnavailable: UploadTargetUnavailable = { _tag: 'UploadTargetUnavailable' }

/** A picture without a byte, or sent as something else. */
export interface EmptyImage {
  readonly _tag: 'EmptyImage'
}
export const emptyImage: EmptyImage = { _tag: 'EmptyImage' }

/** Something else that calls itself a PNG. */
export interface NotAPng {
  readonly _tag: 'NotAPng'
}
export const notAPng: NotAPng = { _tag: 'NotAPng' }

/** The folder for pictures is a link or a file, or nothing may be put there. */
export interface ImageFolderForbidden {
  readonly _tag: 'ImageFolderForbidden'
}
export const imageFolderForbidden: ImageFolderForbidden = { _tag: 'ImageFolderForbidden' }

/** The disk did not take a picture. */
export interface ImageNotSaved {
  readonly _tag: 'ImageNotSaved'
  readonly detail: 'disk-full' | 'failed'
}
export const imageNotSaved = (detail: ImageNotSaved['detail']): ImageNotSaved => ({ _tag: 'ImageNotSaved', detail })
