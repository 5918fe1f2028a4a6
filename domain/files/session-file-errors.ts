/** The session has no such file: it is missing, a folder, or unreadable. */
export interface SessionFileNotFound {
  readonly _tag: 'SessionFileNotFound'
}
export const sessionFileNotFound: SessionFileNotFound = { _tag: 'SessionFileNotFound' }

/** The session is not running, or its folder does not exist. */
export interface UploadTargetUnavailable {
  readonly _tag: 'UploadTargetUnavailable'
}
export const uploadTargetUnavailable: UploadTargetUnavailable = { _tag: 'UploadTargetUnavailable' }

/** The image is empty or has another content type. */
export interface EmptyImage {
  readonly _tag: 'EmptyImage'
}
export const emptyImage: EmptyImage = { _tag: 'EmptyImage' }

/** The content is not a PNG. */
export interface NotAPng {
  readonly _tag: 'NotAPng'
}
export const notAPng: NotAPng = { _tag: 'NotAPng' }

/** The image folder is a link or a file, or is not writable. */
export interface ImageFolderForbidden {
  readonly _tag: 'ImageFolderForbidden'
}
export const imageFolderForbidden: ImageFolderForbidden = { _tag: 'ImageFolderForbidden' }

/** The disk could not store the image. */
export interface ImageNotSaved {
  readonly _tag: 'ImageNotSaved'
  /** Fault of the disk. */
  readonly detail: 'disk-full' | 'failed'
}
export const imageNotSaved = (detail: ImageNotSaved['detail']): ImageNotSaved => ({ _tag: 'ImageNotSaved', detail })
