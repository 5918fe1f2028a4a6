import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The package's own folder: this file is `dist/composition/package-files.js` in it, and built into `dist/program`. */
const PACKAGE = fileURLToPath(new URL('../..', import.meta.url))

/** Folder of the outbound adapters as the compiler made them: some copy a file of theirs as it is, or start it. */
export const ADAPTERS = join(PACKAGE, 'dist/adapters/outbound')

/** Folder of the hub's own web client. */
export const OWN_CLIENT = join(PACKAGE, 'dist/web')

/** Version of the package. */
export const readVersion = async (): Promise<string> =>
  (JSON.parse(await readFile(join(PACKAGE, 'package.json'), 'utf8')) as { version: string }).version
