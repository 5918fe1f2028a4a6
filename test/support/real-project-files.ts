import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { freedesktopTrash } from '../../adapters/outbound/project-files/freedesktop-trash.js'
import { fsProjectFiles } from '../../adapters/outbound/project-files/project-files.fs.js'
import type { OpenNewFile } from '../../infrastructure/files/new-file.js'
import type { ProjectFilesHarness } from '../contracts/project-files.contract.js'
import { diskControls } from './file-controls.js'

/** When everything is put into the trash. */
export const TRASHED_AT = new Date(2026, 2, 1, 8, 5, 9)

export interface RealProjectFiles extends ProjectFilesHarness {
  readonly dataHome: string
}

/** A project in a scratch folder with its own trash. */
export async function openRealProjectFiles(openNew?: OpenNewFile): Promise<RealProjectFiles> {
  const base = await realpath(await mkdtemp(join(tmpdir(), 'penates-files-')))
  const [root, outside, dataHome] = [join(base, 'shop'), join(base, 'outside'), join(base, 'data')]
  await Promise.all([root, outside].map((folder) => mkdir(folder)))
  const trash = freedesktopTrash({ dataHome, uid: process.getuid?.() ?? 0, now: () => TRASHED_AT })
  return {
    files: fsProjectFiles({ trash, ...(openNew === undefined ? {} : { openNew }) }),
    root,
    outside,
    dataHome,
    controls: diskControls(dataHome),
    close: () => rm(base, { recursive: true }),
  }
}
