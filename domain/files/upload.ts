/** Maximum number of files per upload; clients send a folder in several uploads. */
export const MAX_UPLOAD_FILES = 50

/** Maximum size of one uploaded file. */
export const MAX_UPLOAD_BYTES = 100 * 1024 * 1024
