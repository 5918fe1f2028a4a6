import { execFileSync } from 'node:child_process'
import { mkdir, rm, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fsCallFiles } from '../../../../adapters/outbound/call-files/call-files.fs.js'
import { describeCallFiles, type Unreadable } from '../../../contracts/call-files.contract.js'
import { scratchFolder } from '../../../support/scratch-folder.js'

const folder = scratchFolder()

describeCallFiles('disk', () => {
  const path = join(folder(), 'cart.ts')
  const ways: Readonly<Record<Unreadable, () => Promise<unknown>>> = {
    missing: () => rm(path),
    folder: () => rm(path).then(() => mkdir(path)),
    pipe: () => rm(path).then(() => execFileSync('mkfifo', [path])),
    large: () => truncate(path, 4 * 1024 * 1024 + 1),
    'no-text': () => writeFile(path, Uint8Array.of(0xc3, 0x28)),
  }
  return Promise.resolve({
    files: fsCallFiles(),
    path,
    write: (text: string) => writeFile(path, text),
    spoil: async (how: Unreadable) => {
      await ways[how]()
    },
    close: () => Promise.resolve(),
  })
})
