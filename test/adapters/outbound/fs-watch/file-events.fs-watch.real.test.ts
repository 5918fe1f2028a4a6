import { mkdir, mkdtemp, realpath, rename, rm, utimes, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { dirname, join } from 'node:path'
import { fsFileEvents } from '../../../../adapters/outbound/fs-watch/file-events.fs-watch.js'
import { observeFaults } from '../../../../infrastructure/guard/guard.js'
import { describeFileEvents } from '../../../contracts/file-events.contract.js'

describeFileEvents('disk', async () => {
  const scratch = await realpath(await mkdtemp(join(tmpdir(), 'penates-events-')))
  const root = join(scratch, 'root')
  const write = async (path: string, text = String(Math.random())): Promise<void> => {
    await mkdir(dirname(path), { recursive: true })
    await writeFile(path, text)
  }
  await write(join(root, 'src/a.ts'))
  return {
    events: fsFileEvents({ lookEveryMs: 600_000 }), // nothing here may wait for that
    root,
    observeFaults: (observer) => observeFaults(({ error }) => observer(error)),
    write: (path) => write(path),
    makeFolder: async (path) => {
      await mkdir(path, { recursive: true })
    },
    remove: (path) => rm(path, { recursive: true, force: true }),
    rename,
    touch: (path) => utimes(path, new Date(), new Date()),
    ignore: (folder, names) => write(join(folder, '.gitignore'), names.join('\n')),
    close: () => rm(scratch, { recursive: true, force: true, maxRetries: 10, retryDelay: 50 }),
  }
})
