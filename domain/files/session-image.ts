/** Pictures that were put into a session lie here, below the folder that it works in. */
export const IMAGE_FOLDER = '.penates-images'
/** One of them, whole. */
export interface SessionImage {
  readonly bytes: Uint8Array
  /** What its name ends in. */
  readonly kind: 'png' | 'jpg'
}

/** Of one, in bytes: a screenshot of a large screen has two or three million. */
export const MAX_IMAGE_BYTES = 8 * 1024 * 1024
/** After so many milliseconds, a week, the conversation that a picture was for is over. */
export const KEPT_MS = 7 * 24 * 60 * 60 * 1000

const PNG_SIGNATURE = [0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]

/** By its first eight bytes. PNG, 5.2. */
export const isPng = (bytes: Uint8Array): boolean => PNG_SIGNATURE.every((byte, index) => bytes[index] === byte)

/** Whether the hub has given a file of the folder its name: others are left alone, however old. */
export const isImageName = (name: string): boolean => /^\d{4}-\d{2}-\d{2}-\d{6}(-\d+)?\.(png|jpg)$/.test(name)
