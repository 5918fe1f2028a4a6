import { execFile } from 'node:child_process'
import { lstat, mkdir, readdir, readFile, readlink, rm, symlink, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { promisify } from 'node:util'
import type { FileControls } from '../../adapters/outbound/memory/file-disk.memory.js'

const run = promisify(execFile)

/** A person at the real file system, whose trash is at `dataHome`. */
export const diskControls = (dataHome: string): FileControls => ({
  makeFolder: async (path) => {
    await mkdir(path, { recursive: true })
  },
  write: async (path, content) => {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, content)
  },
  link: (path, target) => symlink(target, path),
  pipe: async (path) => {
    await mkdir(dirname(path), { recursive: true })
    await run('mkfifo', [path])
  },
  remove: (path) => rm(path, { recursive: true }),
  look: async (path) => {
    const stats = await lstat(path).catch(() => null)
    if (stats === null) return null
    if (stats.isSymbolicLink()) return `-> ${await readlink(path)}`
    if (stats.isDirectory()) return '<folder>'
    return stats.isFile() ? readFile(path, 'utf8') : '<pipe>'
  },
  names: async (path) => (await readdir(path)).sort(),
  trashed: async () => {
    const folder = join(dataHome, 'Trash', 'info')
    const infos = await readdir(folder).catch(() => [])
    const texts = await Promise.all(infos.map((name) => readFile(join(folder, name), 'utf8')))
    return texts.map((text) => decodeURIComponent(/^Path=(.*)$/m.exec(text)?.[1] ?? '')).sort()
  },
})
