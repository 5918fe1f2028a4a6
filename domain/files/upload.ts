/** Of one upload: more is a folder, which is sent in several. */
export const MAX_UPLOAD_FILES = 50

/** Of one file of an upload. */
export const MAX_UPLOAD_BYTES = 100 * 1024 * 1024
