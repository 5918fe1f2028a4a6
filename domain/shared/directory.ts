import type { Kind } from './brand.js'

/** Absolute path of a folder. */
export type Directory = Kind<'Directory'>
