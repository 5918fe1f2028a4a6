import { readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '../../../infrastructure/files/disk.js'
import { openNewFile } from '../../../infrastructure/files/new-file.js'
import { scratchFolder } from '../../support/scratch-folder.js'

describe('a new file', () => {
  const scratch = scratchFolder()
  const path = (): string => join(scratch(), 'new')
  const codeOf = (act: Promise<unknown>): Promise<string | undefined> => act.then(() => 'done', errorCode)

  it('holds all bytes in their order, with what was skipped as zeros that take no room', async () => {
    const file = await openNewFile(path(), 0o640)
    await file.write(Buffer.from('abc'))
    await file.skip(1024 * 1024)
    await file.write(Buffer.from('def'))
    await file.sync()
    await file.close()
    const bytes = await readFile(path())
    const { size, blocks, mode } = await stat(path())
    expect([bytes.subarray(0, 3).toString(), bytes.subarray(-3).toString(), size, mode & 0o700]).to.deep.equal([
      'abc',
      'def',
      1024 * 1024 + 6,
      0o600,
    ])
    expect(blocks * 512).to.be.lessThan(1024 * 1024)
    expect(await codeOf(file.write(Buffer.from('x')))).to.not.equal('done')
  })

  it('is made only where nothing is, a dangling link included', async () => {
    await writeFile(path(), 'theirs')
    await symlink(join(scratch(), 'none'), join(scratch(), 'link'))
    expect([
      await codeOf(openNewFile(path(), 0o600)),
      await codeOf(openNewFile(join(scratch(), 'link'), 0o600)),
      await readFile(path(), 'utf8'),
    ]).to.deep.equal(['EEXIST', 'EEXIST', 'theirs'])
  })
})
