import { readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { minifySync, type Plugin } from 'vite'

/** Minifies a script of `public`, which Vite copies as it is. Stands before the plugin that compresses. */
export function minifyScript(file: string): Plugin {
  return {
    name: 'penates:minify-script',
    apply: 'build',
    writeBundle: {
      order: 'post',
      sequential: true,
      async handler({ dir }) {
        if (dir === undefined) throw new Error('The build has no output folder.')
        const path = join(dir, file)
        const { code, errors } = minifySync(file, await readFile(path, 'utf8'))
        if (errors.length > 0)
          throw new Error(`${file} could not be minified: ${errors.map(({ message }) => message).join(', ')}`)
        await writeFile(path, code)
      },
    },
  }
}
