import { lutimes, symlink, utimes, writeFile } from 'node:fs/promises'
import { join, resolve } from 'node:path'
import { threadLargeFolders } from '../../../../adapters/outbound/project-files/large-folders.js'
import { fsProjectFiles } from '../../../../adapters/outbound/project-files/project-files.fs.js'
import { systemClock } from '../../../../adapters/outbound/system/clock.system.js'
import type { ProjectFiles } from '../../../../application/files/project-files.port.js'
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

  it('are the same when a thread reads a large folder', async () => {
    const script = resolve('dist/adapters/outbound/project-files/folder-reader.script.js')
    const largeFolders = threadLargeFolders({ clock: systemClock, script })
    try {
      const names = Array.from({ length: 1_200 }, (_, number) => `file ${number}`)
      await Promise.all(names.map((name) => writeFile(join(h.root, name), name)))
      for (const name of ['.hidden', 'ä', 'node_modules']) await h.controls.makeFolder(join(h.root, name))
      await symlink('file 1', join(h.root, 'link'))
      await writeFile(Buffer.concat([Buffer.from(`${h.root}/`), Buffer.from([0x66, 0xff])]), '')
      const inThread = fsProjectFiles({ trash: () => Promise.reject(new Error('no trash')), largeFolders })
      for (const [all, offset, limit] of [
        [false, 0, 10_000],
        [true, 0, 10_000],
        [true, 1_190, 20],
        [true, 2_000, 10],
      ] as const) {
        const page = { offset, limit }
        const list = async (files: ProjectFiles) =>
          right(await files.list(h.root, at(''), { all, hidden: false }, page)())
        const listed = await list(inThread)
        expect(listed).to.deep.equal(await list(h.files))
        expect(listed.total).to.equal(all ? 1_205 : 1_203)
      }
    } finally {
      await largeFolders.close()
    }
  })
})
