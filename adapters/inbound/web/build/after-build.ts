import { minifySync, type Plugin } from 'vite'
import { readFile, writeFile, readdir, rm } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'

/** Plugin that works on the output folder of a finished build. Such plugins run one after the other, in the order of the configuration. */
const afterBuild = (name: string, work: (folder: string) => Promise<void>): Plugin => ({
  name: `penates:${name}`,
  apply: 'build',
  writeBundle: {
    order: 'post',
    sequential: true,
    handler: ({ dir }) => {
      if (dir === undefined) throw new Error('The build has no output folder.')
      return work(dir)
    },
  },
})

/** Minifies a script of `public`, which Vite copies as it is. Stands before the plugin that compresses. */
export const minifyScript = (file: string): Plugin =>
  afterBuild('minify-script', async (folder) => {
    const path = join(folder, file)
    const { code, errors } = minifySync(file, await readFile(path, 'utf8'))
    if (errors.length > 0)
      throw new Error(`${file} could not be minified: ${errors.map(({ message }) => message).join(', ')}`)
    await writeFile(path, code)
  })

/** Text formats. Fonts and images are already compressed. */
const COMPRESSIBLE = /\.(js|css|html|svg|webmanifest)$/

/** Minimum size in bytes. Compressing a smaller file saves no network packet. */
const MIN_BYTES = 1_024

/**
 * Writes a `.br` and a `.gz` file for each text file of the build. The hub sends them to clients that accept them. Files
 * whose names contain a hash of their content are in the package in these two forms only.
 */
export const precompress = (hashedFolder: string): Plugin =>
  afterBuild('precompress', async (folder) => {
    const entries = await readdir(folder, { recursive: true, withFileTypes: true })
    for (const entry of entries) {
      if (!entry.isFile() || !COMPRESSIBLE.test(entry.name)) continue
      const file = join(entry.parentPath, entry.name)
      const content = await readFile(file)
      if (content.length < MIN_BYTES) continue
      await writeFile(`${file}.br`, brotliCompressSync(content)) // its best quality unless told otherwise
      await writeFile(`${file}.gz`, gzipSync(content, { level: constants.Z_BEST_COMPRESSION }))
      if (entry.parentPath === join(folder, hashedFolder)) await rm(file)
    }
  })
