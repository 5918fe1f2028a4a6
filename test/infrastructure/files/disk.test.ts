import { execFileSync } from 'node:child_process'
import { chmod, mkdir, readdir, readFile, stat, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode, errorText, nodeDisk } from '../../../infrastructure/files/disk.js'
import { scratchFolder } from '../../support/scratch-folder.js'
import { watchSyncs } from '../../support/syncs.js'

const codeOf = (act: Promise<unknown>): Promise<string> =>
  act.then(
    () => 'done',
    (thrown: unknown) => errorCode(thrown) ?? 'no code',
  )

describe('the real disk', () => {
  const scratch = scratchFolder()
  const at = (...names: ReadonlyArray<string>): string => join(scratch(), ...names)
  const modeOf = async (path: string): Promise<number> => (await stat(path)).mode & 0o777

  it('makes a folder with its parents for the owner only, and narrows one that is there', async () => {
    await nodeDisk.makeFolder(at('a', 'b'))
    await mkdir(at('wide'))
    await chmod(at('wide'), 0o755)
    await mkdir(at('narrow'))
    await chmod(at('narrow'), 0o500)
    for (const name of ['wide', 'narrow']) await nodeDisk.makeFolder(at(name))
    expect([await modeOf(at('a', 'b')), await modeOf(at('wide')), await modeOf(at('narrow'))]).to.deep.equal([
      0o700, 0o700, 0o500,
    ])
  })

  it('creates files of mode 0600, and only where there is none', async () => {
    const file = await nodeDisk.create(at('new'))
    await file.write('größe')
    await file.sync()
    await file.close()
    expect([
      await readFile(at('new'), 'utf8'),
      await modeOf(at('new')),
      await codeOf(nodeDisk.create(at('new'))),
    ]).to.deep.equal(['größe', 0o600, 'EEXIST'])
    expect(await codeOf(file.write('more'))).to.not.equal('done')
  })

  it('appends to what is there, and makes a file that is not', async () => {
    for (const text of ['one', 'two']) {
      const file = await nodeDisk.append(at('log'))
      await file.write(text)
      await file.close()
    }
    expect([await readFile(at('log'), 'utf8'), await modeOf(at('log'))]).to.deep.equal(['onetwo', 0o600])
  })

  it('reads text, bytes, size and end of a file', async () => {
    await writeFile(at('file'), 'größe')
    const bytes = await nodeDisk.readBytes(at('file'))
    expect([
      await nodeDisk.read(at('file')),
      Buffer.from(bytes).toString(),
      await nodeDisk.size(at('file')),
      await nodeDisk.tail(at('file'), 2),
      await nodeDisk.tail(at('file'), 100),
      await codeOf(nodeDisk.tail(at('none'), 2)),
    ]).to.deep.equal(['größe', 'größe', 7, '\ufffde', 'größe', 'ENOENT'])
  })

  it('reads no device, and does not wait for the writer of a FIFO', async () => {
    execFileSync('mkfifo', [at('fifo')])
    await symlink('/dev/null', at('device'))
    for (const name of ['fifo', 'device']) {
      for (const read of [nodeDisk.read(at(name)), nodeDisk.readBytes(at(name)), nodeDisk.tail(at(name), 2)])
        expect(await codeOf(read)).to.equal('no code')
    }
    expect(await codeOf(nodeDisk.append(at('fifo')))).to.equal('ENXIO')
  })

  it('cuts off, renames and removes', async () => {
    await writeFile(at('file'), 'abcdef')
    await nodeDisk.truncate(at('file'), 3)
    await nodeDisk.rename(at('file'), at('moved'))
    expect([await readFile(at('moved'), 'utf8'), await nodeDisk.list(scratch())]).to.deep.equal(['abc', ['moved']])
    await nodeDisk.remove(at('moved'))
    expect(await readdir(scratch())).to.deep.equal([])
  })

  it('syncs files that it created or appended to, and folders', async () => {
    let syncs = 0
    const release = await watchSyncs(scratch(), () => (syncs += 1))
    try {
      for (const file of [await nodeDisk.create(at('new')), await nodeDisk.append(at('log'))]) {
        await file.write('x')
        await file.sync()
        await file.close()
      }
      await nodeDisk.syncFolder(scratch())
    } finally {
      release()
    }
    expect(syncs).to.equal(3)
  })

  it('syncs a folder, and rejects where there is none', async () => {
    expect([await codeOf(nodeDisk.syncFolder(scratch())), await codeOf(nodeDisk.syncFolder(at('none')))]).to.deep.equal(
      ['done', 'ENOENT'],
    )
  })

  it('gives code and text of what was thrown', () => {
    const failed = Object.assign(new Error('ENOSPC: full'), { code: 'ENOSPC' })
    expect([
      [errorCode(failed), errorText(failed)],
      [errorCode(new Error('plain')), errorText(new Error('plain'))],
      [errorCode(Object.assign(new Error('x'), { code: 7 })), errorCode({ code: 'ENOSPC' })],
      [errorCode(null), errorText('a text')],
    ]).to.deep.equal([
      ['ENOSPC', 'ENOSPC: full'],
      [undefined, 'plain'],
      [undefined, undefined],
      [undefined, 'a text'],
    ])
  })
})
