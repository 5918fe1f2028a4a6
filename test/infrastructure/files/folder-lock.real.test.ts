import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, open, readdir, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { tryLock } from 'fs-native-extensions'
import { fileURLToPath } from 'node:url'
import { folderHolder, lockFolder, type Locking } from '../../../infrastructure/files/folder-lock.js'
import { scratchFolder } from '../../support/scratch-folder.js'

const HOLDER = fileURLToPath(new URL('../../support/lock-holder.js', import.meta.url))

interface Holder {
  readonly process: ChildProcess
  readonly said: string
}

describe('the lock of a folder', () => {
  const folder = scratchFolder()
  const started: ChildProcess[] = []
  const startHolder = async (): Promise<Holder> => {
    const child = spawn(process.execPath, [HOLDER, folder()], { stdio: ['ignore', 'pipe', 'inherit'] })
    started.push(child)
    const [chunk] = (await once(child.stdout, 'data')) as [Buffer]
    return { process: child, said: chunk.toString().trim() }
  }
  const kill = async (child: ChildProcess): Promise<void> => {
    const exited = once(child, 'exit')
    if (child.exitCode === null && child.kill('SIGKILL')) await exited
  }
  afterEach(async () => {
    for (const child of started.splice(0)) await kill(child)
  })
  const release = async (locking: Locking): Promise<void> => {
    if (locking._tag === 'Locked') await locking.lock.release()
  }

  it('is had by one, in this process or in another, until it is released', async () => {
    const first = await lockFolder(folder())
    const [second, other] = [await lockFolder(folder()), await startHolder()]
    await release(first)
    const third = await lockFolder(folder())
    expect([first._tag, second._tag, other.said, third._tag]).to.deep.equal(['Locked', 'Held', 'Held', 'Locked'])
    await release(third)
  })

  it('tells who has it', async () => {
    const other = await startHolder()
    const by = { pid: other.process.pid, url: 'http://127.0.0.1:3333' }
    expect([await lockFolder(folder()), await folderHolder(folder())]).to.deep.equal([{ _tag: 'Held', by }, by])
  })

  it('is intact until its file or folder was removed or replaced', async () => {
    const locking = await lockFolder(folder())
    if (locking._tag !== 'Locked') throw new Error('the folder is locked')
    const { isIntact, tell, release: letGo } = locking.lock
    await tell('http://127.0.0.1:3333')
    const before = await isIntact()
    await rm(join(folder(), 'hub.lock'))
    await writeFile(join(folder(), 'hub.lock'), '')
    const replaced = await isIntact()
    await letGo()
    expect([before, replaced, await isIntact()]).to.deep.equal([true, false, false])

    const path = join(folder(), 'inner')
    await mkdir(path)
    const inner = await lockFolder(path)
    if (inner._tag !== 'Locked') throw new Error('the folder is locked')
    await rm(path, { recursive: true })
    await mkdir(path)
    expect(await inner.lock.isIntact()).to.equal(false)
    await inner.lock.release()
  })

  it('is held on when its file was removed, replaced or emptied', async () => {
    const other = await startHolder()
    const found: unknown[] = []
    for (const change of [
      () => rm(join(folder(), 'hub.lock')),
      () => writeFile(join(folder(), 'hub.lock'), ''),
      () => rm(join(folder(), 'hub.lock')),
    ]) {
      await change()
      found.push((await folderHolder(folder())) === null ? 'free' : 'held', (await lockFolder(folder()))._tag)
    }
    expect(found).to.deep.equal(['held', 'Held', 'held', 'Held', 'held', 'Held'])
    await kill(other.process)
    const next = await lockFolder(folder())
    expect(next).to.have.nested.property('lock.isOfFolder', true)
    await release(next)
  })

  it('is refused while an older version holds the file alone', async () => {
    const file = await open(join(folder(), 'hub.lock'), 'a+')
    expect(tryLock(file.fd)).to.equal(true)
    const refused = await lockFolder(folder())
    await file.close()
    const locking = await lockFolder(folder())
    expect([refused._tag, locking._tag]).to.deep.equal(['Held', 'Locked'])
    await release(locking)
  })

  it('falls back to its file where there is no program that locks the folder', async () => {
    const path = process.env['PATH']
    process.env['PATH'] = join(folder(), 'nothing')
    try {
      const locking = await lockFolder(folder())
      expect([locking, (await lockFolder(folder()))._tag]).to.have.nested.property('[0].lock.isOfFolder', false)
      await release(locking)
    } finally {
      process.env['PATH'] = path
    }
  })

  it('is free as soon as its holder was killed with -9', async () => {
    const other = await startHolder()
    await kill(other.process)
    const next = await lockFolder(folder())
    expect(next._tag).to.equal('Locked')
    await release(next)
  })

  it('is still held by a process that was stopped', async () => {
    const other = await startHolder()
    other.process.kill('SIGSTOP')
    expect((await lockFolder(folder()))._tag).to.equal('Held')
  })

  it('goes to exactly one of many that start at once', async () => {
    const holders = await Promise.all(Array.from({ length: 6 }, startHolder))
    expect(holders.filter(({ said }) => said === 'Locked')).to.have.length(1)
  })

  it('is not taken by looking, and looking leaves nothing behind', async () => {
    const looked = await folderHolder(folder())
    const names = await readdir(folder())
    const locking = await lockFolder(folder())
    await release(locking)
    expect([looked, names, await folderHolder(folder())]).to.deep.equal([null, [], null])
  })

  it('is had in spite of what the file holds', async () => {
    await writeFile(join(folder(), 'hub.lock'), 'garbage'.repeat(1000))
    const locking = await lockFolder(folder())
    const other = await lockFolder(folder())
    expect([locking._tag, other]).to.deep.equal(['Locked', { _tag: 'Held', by: { pid: process.pid, url: null } }])
    await release(locking)
  })

  it('rejects when it cannot be made', async () => {
    await mkdir(join(folder(), 'hub.lock'))
    const outcome = await lockFolder(folder()).then(
      () => 'locked',
      () => 'rejected',
    )
    expect(outcome).to.equal('rejected')
  })
})
