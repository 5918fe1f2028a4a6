import { expect } from 'chai'
import { lutimes, symlink, utimes } from 'node:fs/promises'
import { join } from 'node:path'
import { at } from '../../../support/project-files.js'
import { openRealProjectFiles, type RealProjectFiles } from '../../../support/real-project-files.js'
import { right } from '../../../support/results.js'

describe('entries of a folder on disk', () => {
  let h: RealProjectFiles
  beforeEach(async () => {
    h = await openRealProjectFiles()
  })
  afterEach(() => h.close())

  it('have the size and the time of change of the entry itself, also of a link', async () => {
    await h.controls.write(join(h.root, 'a'), 'four')
    await h.controls.makeFolder(join(h.root, 'b'))
    await symlink('a', join(h.root, 'c'))
    for (const [index, name] of ['a', 'b'].entries()) await utimes(join(h.root, name), index + 1, index + 1)
    await lutimes(join(h.root, 'c'), 3, 3)
    const { entries } = right(
      await h.files.list(h.root, at(''), { all: false, hidden: false }, { offset: 0, limit: 10 })(),
    )
    expect(entries.map(({ name, modifiedAt }) => [name, modifiedAt])).to.deep.equal([
      ['b', 2_000],
      ['a', 1_000],
      ['c', 3_000],
    ])
    expect(entries[1]?.size).to.equal(4)
  })
})
