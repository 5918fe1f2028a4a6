import { readFileSync } from 'node:fs'
import { chmod, chown, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { unrecordedWrites } from '../../../infrastructure/files/open-writes.js'
import { replaceContent, stampOf } from '../../../infrastructure/files/replace-content.js'
import { scratchFolder } from '../../support/scratch-folder.js'
import { watchSyncs } from '../../support/syncs.js'

describe('replacing the content of a file of another owner', () => {
  const scratch = scratchFolder()
  const path = (): string => join(scratch(), 'plan.md')
  const stamp = async (): Promise<string> => stampOf(await stat(path(), { bigint: true }))
  const replace = (text: string, expected: string | null): Promise<boolean> =>
    replaceContent(path(), Buffer.from(text), expected, unrecordedWrites)
  const content = (): Promise<string> => readFile(path(), 'utf8')

  it('replaces what is as its stamp says, keeps the mode and leaves nothing else', async () => {
    await writeFile(path(), 'old')
    await chmod(path(), 0o640)
    expect(await replace('new', await stamp())).to.equal(true)
    expect([await content(), (await stat(path())).mode & 0o777, await readdir(scratch())]).to.deep.equal([
      'new',
      0o640,
      ['plan.md'],
    ])
  })

  it('syncs the content before it replaces the file, and the folder after it', async () => {
    await writeFile(path(), 'old')
    const atSync: string[] = []
    const release = await watchSyncs(scratch(), () => atSync.push(readFileSync(path(), 'utf8')))
    try {
      expect(await replace('new', await stamp())).to.equal(true)
    } finally {
      release()
    }
    expect(atSync).to.deep.equal(['old', 'new'])
  })

  it('does nothing where the file was changed meanwhile, by content, time or replacement', async () => {
    await writeFile(path(), 'old')
    const before = await stamp()
    await writeFile(path(), 'theirs')
    const changed = await replace('new', before)
    const touched = await stamp()
    await utimes(path(), new Date(5), new Date(5))
    expect([changed, await replace('new', touched), await content(), await readdir(scratch())]).to.deep.equal([
      false,
      false,
      'theirs',
      ['plan.md'],
    ])
  })

  it('keeps owner and group, each of them, where it may set them', async () => {
    const isRoot = process.getuid?.() === 0
    const [uid, gid] = isRoot ? [12_345, 23_456] : [process.getuid?.() ?? 0, process.getgid?.() ?? 0]
    for (const [owner, group] of [
      [uid, gid],
      [uid, 0],
      [0, gid],
    ] as const) {
      await writeFile(path(), 'old')
      if (isRoot) await chown(path(), owner, group)
      const before = await stat(path())
      expect(await replace('new', await stamp())).to.equal(true)
      const after = await stat(path())
      expect([after.uid, after.gid, after.mode]).to.deep.equal([before.uid, before.gid, before.mode])
      await rm(path())
    }
  })

  it('gives a new file the mode that the mask of the process leaves', async () => {
    const mask = process.umask(0o027)
    try {
      await replace('new', null)
    } finally {
      process.umask(mask)
    }
    expect((await stat(path())).mode & 0o777).to.equal(0o640)
  })

  it('makes a new file where there is none, and overwrites none', async () => {
    const made = await replace('new', null)
    expect([made, await replace('other', null), await content(), await readdir(scratch())]).to.deep.equal([
      true,
      false,
      'new',
      ['plan.md'],
    ])
  })

  it('rejects, with nothing left behind, where the file or its folder is gone', async () => {
    const outcomes = [
      replace('new', 'gone'),
      replaceContent(join(scratch(), 'none', 'a'), Buffer.from('x'), null, unrecordedWrites),
    ].map((outcome) =>
      outcome.then(
        () => 'done',
        () => 'rejected',
      ),
    )
    expect([await Promise.all(outcomes), await readdir(scratch())]).to.deep.equal([['rejected', 'rejected'], []])
  })

  it('takes the name of its temporary file from the journal of open writes', async () => {
    const asked: string[] = []
    const nameIn = (folder: string): Promise<string> => {
      asked.push(folder)
      return unrecordedWrites.nameIn(folder)
    }
    await replaceContent(path(), Buffer.from('x'), null, { nameIn })
    expect(asked).to.deep.equal([scratch()])
  })
})
