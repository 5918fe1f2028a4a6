import { constants } from 'node:fs'

/** Flags for a file that another program writes: links are not followed, and a pipe without a writer does not block. */
export const READING = constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK
