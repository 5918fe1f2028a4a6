import { execFileSync } from 'node:child_process'
import { mkdir, realpath, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { findRepository } from '../../../infrastructure/git/find-repository.js'
import { scratchFolder } from '../../support/scratch-folder.js'

describe('findRepository', () => {
  const scratch = scratchFolder()

  it('does not wait for the writer of a FIFO', async () => {
    const root = await realpath(scratch())
    const [linked, main] = [join(root, 'linked'), join(root, 'main')]
    await mkdir(linked)
    await mkdir(join(main, '.git'), { recursive: true })
    await writeFile(join(main, '.git/HEAD'), 'ref: refs/heads/main\n')
    execFileSync('mkfifo', [join(linked, '.git'), join(main, '.git/commondir')])
    const gitFolder = join(main, '.git')
    expect([await findRepository(linked), await findRepository(main)]).to.deep.equal([
      null,
      { root: main, prefix: '', gitFolder, commonFolder: gitFolder },
    ])
  })
})
