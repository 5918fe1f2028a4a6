import { readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Plugin } from 'vite'
import { afterBuild } from './after-build.js'

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
