import { readdir, readFile, stat } from 'node:fs/promises'
import { join } from 'node:path'
import { nodeDisk } from '../../../infrastructure/files/disk.js'
import { logFile } from '../../../infrastructure/log/log-file.js'
import { failingDisk } from '../../support/faulty-disk.js'
import { scratchFolder } from '../../support/scratch-folder.js'

describe('a log in a file', () => {
  const folder = scratchFolder()
  const file = (): string => join(folder(), 'logs', 'hub.log')

  it('holds every line in order, for its owner alone', async () => {
    const log = logFile({ disk: nodeDisk, file: file() })
    for (const line of ['a', 'b', 'c']) log.write(`${line}\n`)
    await log.settled()
    expect([await readFile(file(), 'utf8'), (await stat(file())).mode & 0o777, await log.tail()]).to.deep.equal([
      'a\nb\nc\n',
      0o600,
      ['a', 'b', 'c'],
    ])
  })

  it('is put aside when it is full, and the oldest goes', async () => {
    const log = logFile({ disk: nodeDisk, file: file(), maxBytes: 8 })
    for (const line of ['one', 'two', 'three', 'four', 'five', 'six']) {
      log.write(`${line}\n`)
      await log.settled()
    }
    const names = (await readdir(join(folder(), 'logs'))).sort()
    const texts = await Promise.all(names.map((name) => readFile(join(folder(), 'logs', name), 'utf8')))
    expect([names, texts]).to.deep.equal([
      ['hub.log', 'hub.log.1', 'hub.log.2', 'hub.log.3'],
      ['six\n', 'five\n', 'four\n', 'three\n'],
    ])
  })

  it('starts its tail with a whole line, and has none when there is no file', async () => {
    const log = logFile({ disk: nodeDisk, file: file() })
    expect(await log.tail()).to.deep.equal([])
    log.write(`${'x'.repeat(300_000)}\nlast\n`)
    await log.settled()
    expect(await log.tail()).to.deep.equal(['last'])
  })

  it('loses what a full disk does not take, and goes on', async () => {
    const { disk, failAt, mend } = failingDisk(nodeDisk, 'ENOSPC')
    const log = logFile({ disk, file: file() })
    failAt(1, true)
    log.write('lost or late\n')
    await log.settled()
    mend()
    log.write('there\n')
    await log.settled()
    expect((await log.tail()).at(-1)).to.equal('there')
  })
})
