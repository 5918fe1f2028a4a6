import type { Tagged } from '../shared/tagged.js'

/** The session has no such file: it is missing, a folder, or unreadable. */
export type SessionFileNotFound = Tagged<'SessionFileNotFound'>
export const sessionFileNotFound: SessionFileNotFound = { _tag: 'SessionFileNotFound' }

/** The session is not running, or its folder does not exist. */
export type UploadTargetUnavailable = Tagged<'UploadTargetUnavailable'>
export const uploadTargetUnavailable: UploadTargetUnavailable = { _tag: 'UploadTargetUnavailable' }

/** The image is empty or has another content type. */
export type EmptyImage = Tagged<'EmptyImage'>
export const emptyImage: EmptyImage = { _tag: 'EmptyImage' }

/** The content is not a PNG. */
export type NotAPng = Tagged<'NotAPng'>
export const notAPng: NotAPng = { _tag: 'NotAPng' }

/** The image folder is a link or a file, or is not writable. */
export type ImageFolderForbidden = Tagged<'ImageFolderForbidden'>
export const imageFolderForbidden: ImageFolderForbidden = { _tag: 'ImageFolderForbidden' }

/** The disk could not store the image. */
export interface ImageNotSaved extends Tagged<'ImageNotSaved'> {
  readonly detail: 'disk-full' | 'failed'
}
export const imageNotSaved = (detail: ImageNotSaved['detail']): ImageNotSaved => ({ _tag: 'ImageNotSaved', detail })
