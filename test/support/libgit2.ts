import type { Suite } from 'mocha'
import { fileURLToPath } from 'node:url'

/** The process that reads with libgit2, as the compiler made it. */
export const LIBGIT2_SCRIPT = fileURLToPath(
  new URL('../../adapters/outbound/nodegit/reader.script.js', import.meta.url),
)

/** A suite that needs nodegit: `npm test` compiles it on Linux alone. There it must be, elsewhere there is no suite. */
export function describeWithLibgit2(title: string, define: (this: Suite) => void): void {
  if (process.platform === 'linux') describe(title, define)
}
