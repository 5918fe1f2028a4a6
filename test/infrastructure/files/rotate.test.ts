import { readdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { nodeDisk, type Disk } from '../../../infrastructure/files/disk.js'
import { rotate, sizeOf } from '../../../infrastructure/files/rotate.js'
import { systemError } from '../../support/faulty-disk.js'
import { scratchFolder } from '../../support/scratch-folder.js'

describe('rotation of a log', () => {
  const scratch = scratchFolder()
  const file = (): string => join(scratch(), 'log')
  const contents = async () =>
    Object.fromEntries(
      await Promise.all(
        (await readdir(scratch())).map(async (name) => [name, await readFile(join(scratch(), name), 'utf8')] as const),
      ),
    )

  it('moves each file one further, and replaces the last', async () => {
    const found: unknown[] = []
    for (const text of ['one', 'two', 'three', 'four']) {
      await writeFile(file(), text)
      await rotate(nodeDisk, file(), 2)
      found.push(await contents())
    }
    expect(found).to.deep.equal([
      { 'log.1': 'one' },
      { 'log.1': 'two', 'log.2': 'one' },
      { 'log.1': 'three', 'log.2': 'two' },
      { 'log.1': 'four', 'log.2': 'three' },
    ])
  })

  it('does nothing where there is no file', async () => {
    await rotate(nodeDisk, file(), 2)
    expect(await readdir(scratch())).to.deep.equal([])
  })

  it('tells sizes, 0 for what is missing, and rejects for what cannot be asked', async () => {
    await writeFile(file(), 'abc')
    const refusing = (code: string): Disk => ({
      ...nodeDisk,
      size: () => Promise.reject(systemError(code)),
      rename: () => Promise.reject(systemError(code)),
    })
    const outcome = (act: Promise<unknown>): Promise<unknown> => act.catch(() => 'rejected')
    expect([
      await sizeOf(nodeDisk, file()),
      await sizeOf(nodeDisk, join(scratch(), 'none')),
      await outcome(sizeOf(refusing('EIO'), file())),
      await outcome(rotate(refusing('EIO'), file(), 1)),
    ]).to.deep.equal([3, 0, 'rejected', 'rejected'])
  })
})
