import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'

/** The package's own folder. This file is two folders below it: as `dist/composition/package-files.js`, and in the bundles of `dist/program` and `dist/lib`. */
const PACKAGE = fileURLToPath(new URL('../..', import.meta.url))

/** Folder of the outbound adapters with the files that they copy, or run as a process or thread. */
export const ADAPTERS = join(PACKAGE, 'dist/scripts/adapters/outbound')

/** Folder of the hub's own web client. */
export const OWN_CLIENT = join(PACKAGE, 'dist/web')

/** Version of the package. */
export const readVersion = async (): Promise<string> =>
  (JSON.parse(await readFile(join(PACKAGE, 'package.json'), 'utf8')) as { version: string }).version
