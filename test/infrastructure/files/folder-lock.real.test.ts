import { expect } from 'chai'
import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, readdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
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
