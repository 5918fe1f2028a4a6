import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { minifySync, type Plugin } from 'vite'
import { afterBuild } from './after-build.js'

/** Minifies a script of `public`, which Vite copies as it is. Stands before the plugin that compresses. */
export const minifyScript = (file: string): Plugin =>
  afterBuild('minify-script', async (folder) => {
    const path = join(folder, file)
    const { code, errors } = minifySync(file, await readFile(path, 'utf8'))
    if (errors.length > 0)
      throw new Error(`${file} could not be minified: ${errors.map(({ message }) => message).join(', ')}`)
    await writeFile(path, code)
  })
