import { fileURLToPath } from 'node:url'

/** The process that reads with libgit2, as the compiler made it. */
export const LIBGIT2_SCRIPT = fileURLToPath(
  new URL('../../adapters/outbound/nodegit/reader.script.js', import.meta.url),
)
