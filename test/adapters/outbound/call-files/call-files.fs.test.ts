import { execFileSync } from 'node:child_process'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fsCallFiles } from '../../../../adapters/outbound/call-files/call-files.fs.js'
import { scratchFolder } from '../../../support/scratch-folder.js'

describe('fsCallFiles', () => {
  const folder = scratchFolder()

  it('returns the text of a file, and null for what is no text, no file, too large or not there', async () => {
    const path = (name: string): string => join(folder(), name)
    await writeFile(path('text'), 'größe\n')
    await writeFile(path('bytes'), Buffer.from([0xff, 0xfe, 0x41]))
    await writeFile(path('large'), Buffer.alloc(4 * 1024 * 1024 + 1, 0x61))
    execFileSync('mkfifo', [path('pipe')])
    const names = ['text', 'bytes', 'large', 'pipe', '.', 'missing']
    const texts = await Promise.all(names.map((name) => fsCallFiles().textOf(path(name))()))
    expect(texts).to.deep.equal(['größe\n', null, null, null, null, null])
  })
})
