import { watch } from 'node:fs'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'

/** The least that tells of a tree: a watch a folder and nothing else. Tells its parent when they are set, then stays. */
async function watchAll(folder: string): Promise<void> {
  watch(folder, () => undefined)
  for (const entry of await readdir(folder, { withFileTypes: true }))
    if (entry.isDirectory()) await watchAll(join(folder, entry.name))
}

process.once('message', (root: string) => void watchAll(root).then(() => process.send?.('watching')))
process.send?.('ready')
