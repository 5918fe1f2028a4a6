import { execFile } from 'node:child_process'
import { chmod, link, mkdir, open, readdir, readFile, stat, symlink, truncate, writeFile } from 'node:fs/promises'
import { createServer } from 'node:net'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { Worker } from 'node:worker_threads'
import * as E from 'fp-ts/lib/Either.js'
import { badPath, fileNotFound, notAFile, outsideRoot, writeFailed } from '../../../../domain/files/errors.js'
import { openNewFile, type OpenNewFile } from '../../../../infrastructure/files/new-file.js'
import { systemError } from '../../../support/faulty-disk.js'
import { arriving, at, called, operand, textOf } from '../../../support/project-files.js'
import { openRealProjectFiles, TRASHED_AT, type RealProjectFiles } from '../../../support/real-project-files.js'
import { leftTag, right } from '../../../support/results.js'

const run = promisify(execFile)

const TRIES = 10_000
const TRIES_AT_ONCE = 50
const GIBIBYTE = 1024 ** 3

/** Runs while a link to `target` and the folder at `path` take turns under one name. */
async function whileSwapping(path: string, target: string, act: () => Promise<void>): Promise<void> {
  const worker = new Worker(new URL('../../../support/link-swapper.js', import.meta.url), {
    workerData: { path, target },
  })
  const gone = new Promise((resolve) => worker.once('exit', resolve))
  try {
    await act()
  } finally {
    worker.postMessage('stop')
    await gone
  }
}

async function tried<A>(act: () => Promise<A>): Promise<ReadonlyArray<A>> {
  const answers: A[] = []
  while (answers.length < TRIES) answers.push(...(await Promise.all(Array.from({ length: TRIES_AT_ONCE }, act))))
  return answers
}

describe('files of a project under attack', () => {
  let h: RealProjectFiles
  beforeEach(async () => {
    h = await openRealProjectFiles()
  })
  afterEach(() => h.close())

  const tag = async (path: string): Promise<string> => {
    const opened = await h.files.open(h.root, at(path))()
    return E.isRight(opened) ? textOf(opened.right) : opened.left._tag
  }

  it('reads nothing through a link that is swapped in between check and opening, in ten thousand tries', async () => {
    await h.controls.write(`${h.root}/folder/a`, 'inside')
    await h.controls.write(`${h.outside}/a`, 'SECRET')
    await whileSwapping(`${h.root}/folder`, h.outside, async () => {
      const read = new Set(await tried(() => tag('folder/a')))
      expect(read).to.not.include('SECRET')
      expect([...read].sort()).to.include('inside')
    })
  }).timeout(300_000)

  it('changes nothing through such a link either', async () => {
    await h.controls.makeFolder(`${h.root}/folder`)
    await h.controls.write(`${h.root}/a`, 'a')
    let number = 0
    await whileSwapping(`${h.root}/folder`, h.outside, async () => {
      await tried(async () => {
        const name = `f${(number += 1)}`
        if (number % 3 === 0) await h.files.createFile(h.root, operand(`folder/${name}`))()
        else if (number % 3 === 1)
          await h.files.store(h.root, at('folder'), called(name), arriving('x'), { onConflict: 'rename', limit: 9 })()
        else await h.files.copy(h.root, operand('a'), at(`folder/${name}`), 'fail')()
      })
    })
    expect(await readdir(h.outside)).to.deep.equal([])
    expect((await readdir(join(h.root, 'folder'))).length).to.be.greaterThan(0)
  }).timeout(300_000)

  it('opens no pipe, socket, device, folder or file of the kernel, and waits for none', async () => {
    await run('mkfifo', [join(h.root, 'pipe')])
    const server = createServer()
    await new Promise<void>((resolve) => server.listen(join(h.root, 'socket'), resolve))
    await mkdir(join(h.root, 'folder'))
    expect(await Promise.all(['pipe', 'socket', 'folder'].map(tag))).to.deep.equal(Array(3).fill('NotAFile'))
    server.close()
    const inRoot = async (root: string, path: string) => leftTag(await h.files.open(root, at(path))())
    expect([
      await inRoot('/dev', 'null'),
      await inRoot('/dev', 'zero'),
      await inRoot('/proc/self', 'environ'),
      await inRoot('/', 'proc/self/environ'),
      await inRoot('/', 'sys/kernel/uevent_seqnum'),
    ]).to.deep.equal(Array(5).fill('NotAFile'))
    await symlink('/proc/self/environ', join(h.root, 'environ'))
    expect(await tag('environ')).to.equal('OutsideRoot')
  })

  it('takes a folder’s name for nothing else: newlines, quotes, dashes, a link to nowhere', async () => {
    const names = ['a\nb', '-rf', '"quoted"', '$(touch x)', ' ', '...']
    for (const name of names) await writeFile(join(h.root, name), name)
    expect(await Promise.all(names.map(tag))).to.deep.equal(names)
    await symlink('none', join(h.root, 'dangling'))
    right(await h.files.trash(h.root, [...names, 'dangling'].map(operand))())
    expect(await readdir(h.root)).to.deep.equal([])
  })

  it('streams a sparse file of ten GiB in part, and copies it without filling the disk', async () => {
    await writeFile(join(h.root, 'sparse'), 'start')
    await truncate(join(h.root, 'sparse'), 10 * GIBIBYTE)
    const file = right(await h.files.open(h.root, at('sparse'))())
    expect(file.size).to.equal(10 * GIBIBYTE)
    expect(await textOf(file, 0, 5)).to.equal('start')
    await truncate(join(h.root, 'sparse'), GIBIBYTE)
    right(await h.files.copy(h.root, operand('sparse'), at('copy'), 'fail')())
    const copy = await stat(join(h.root, 'copy'))
    expect(copy.size).to.equal(GIBIBYTE)
    expect(copy.blocks * 512).to.be.lessThan(GIBIBYTE / 100)
  }).timeout(120_000)

  it('reads as much of a growing file as there was, and of a shrinking one as there is', async () => {
    await writeFile(join(h.root, 'log'), 'one\n')
    const growing = right(await h.files.open(h.root, at('log'))())
    await writeFile(join(h.root, 'log'), 'one\ntwo\n')
    expect(await textOf(growing)).to.equal('one\n')
    const shrinking = right(await h.files.open(h.root, at('log'))())
    await truncate(join(h.root, 'log'), 2)
    expect(await textOf(shrinking)).to.equal('on')
  })

  it('keeps permissions of a copy, without set-user and set-group bits', async () => {
    await writeFile(join(h.root, 'tool'), '#!/bin/sh\n')
    await chmod(join(h.root, 'tool'), 0o4750)
    await mkdir(join(h.root, 'closed'))
    await writeFile(join(h.root, 'closed', 'a'), '')
    await chmod(join(h.root, 'closed'), 0o500)
    right(await h.files.copy(h.root, operand('tool'), at('copy'), 'fail')())
    right(await h.files.copy(h.root, operand('closed'), at('closed-copy'), 'fail')())
    expect((await stat(join(h.root, 'copy'))).mode & 0o7700).to.equal(0o700)
    expect((await stat(join(h.root, 'closed-copy'))).mode & 0o7777).to.equal(0o500)
    await chmod(join(h.root, 'closed'), 0o700)
    await chmod(join(h.root, 'closed-copy'), 0o700)
  })

  it('takes two names of one file for two files', async () => {
    await writeFile(join(h.root, 'a'), 'x')
    await link(join(h.root, 'a'), join(h.root, 'A'))
    expect(leftTag(await h.files.move(h.root, operand('a'), at('A'), 'fail')())).to.equal('FileExists')
    expect((await readdir(h.root)).sort()).to.deep.equal(['A', 'a'])
  })

  it('leaves git’s own folder alone by every way in', async () => {
    await mkdir(join(h.root, '.git', 'hooks'), { recursive: true })
    await symlink('.git', join(h.root, 'g'))
    const store = await h.files.store(h.root, at('g/hooks'), called('pre-commit'), arriving('x'), {
      onConflict: 'overwrite',
      limit: 9,
    })()
    expect(store).to.deep.equal(E.left(badPath))
    expect(await h.files.trash(h.root, [operand('g/hooks')])()).to.deep.equal(E.left(badPath))
    expect(await readdir(join(h.root, '.git', 'hooks'))).to.deep.equal([])
  })

  it('stays outside of what is beside the root under a longer name', async () => {
    await mkdir(`${h.root}-more`)
    await writeFile(`${h.root}-more/a`, 'SECRET')
    await symlink(`${h.root}-more`, join(h.root, 'more'))
    expect(await h.files.open(h.root, at('more/a'))()).to.deep.equal(E.left(outsideRoot))
    expect(await h.files.open(h.root, at('more/none'))()).to.deep.equal(E.left(outsideRoot))
    expect(await h.files.open(h.root, at('none'))()).to.deep.equal(E.left(fileNotFound))
    expect(await h.files.copy(h.root, operand('more/a'), at('b'), 'fail')()).to.deep.equal(E.left(outsideRoot))
    expect(await h.files.open(h.root, at('more'))()).to.deep.equal(E.left(outsideRoot))
    expect(await h.files.open('/dev', at('null'))()).to.deep.equal(E.left(notAFile))
  })
})

describe('a disk that takes no more', () => {
  /** The disk takes so many bytes of each file. */
  const fullAfter =
    (bytes: number, code: string): OpenNewFile =>
    async (path, mode) => {
      const file = await openNewFile(path, mode)
      let taken = 0
      return {
        ...file,
        write: (chunk) => {
          taken += chunk.length
          return taken > bytes ? Promise.reject(systemError(code)) : file.write(chunk)
        },
      }
    }

  for (const [code, reason] of [
    ['ENOSPC', 'disk-full'],
    ['EDQUOT', 'disk-full'],
    ['EIO', 'failed'],
  ] as const)
    it(`keeps nothing of an upload or a copy, and what was there stays: ${code}`, async () => {
      const h = await openRealProjectFiles(fullAfter(7, code))
      await h.controls.write(`${h.root}/a.txt`, 'old and long')
      await h.controls.write(`${h.root}/src/deep/b.txt`, 'also old and long')
      const options = { onConflict: 'overwrite', limit: 100 } as const
      const stored = await h.files.store(h.root, at(''), called('a.txt'), arriving('new and long'), options)()
      const copied = await h.files.copy(h.root, operand('src'), at('copy'), 'fail')()
      expect([stored, copied]).to.deep.equal(Array(2).fill(E.left(writeFailed(reason))))
      expect((await readdir(h.root)).sort()).to.deep.equal(['a.txt', 'src'])
      expect(await h.controls.look(`${h.root}/a.txt`)).to.equal('old and long')
      await h.close()
    })
})

describe('files and folders that an operation has opened', () => {
  const open = () => readdir('/dev/fd')

  it('are closed when it has ended, also by a fault', async () => {
    let isFull = false
    const h = await openRealProjectFiles(async (path, mode) => {
      const file = await openNewFile(path, mode)
      return isFull ? { ...file, write: () => Promise.reject(systemError('ENOSPC')) } : file
    })
    await h.controls.write(`${h.root}/src/deep/a`, 'a')
    await h.controls.write(`${h.root}/file`, 'b')
    await h.controls.link(`${h.root}/out`, h.outside)
    const options = { onConflict: 'fail', limit: 100 } as const
    const operations = [
      () => h.files.list(h.root, at('src'), { all: true, hidden: true }, { offset: 0, limit: 9 })(),
      () => h.files.createFile(h.root, operand('src/new'))(),
      () => h.files.makeFolder(h.root, at('x/y/z'))(),
      () => h.files.makeFolder(h.root, at('file/y'))(),
      () => h.files.makeFolder(h.root, at('x/file/y'))(),
      () => h.files.copy(h.root, operand('src'), at('copy'), 'fail')(),
      () => h.files.move(h.root, operand('file'), at('moved'), 'fail')(),
      () => h.files.move(h.root, operand('file'), at('out/moved'), 'fail')(),
      () => h.files.store(h.root, at('src'), called('stored'), arriving('x'), options)(),
      () => h.files.store(h.root, at('src'), called('cut'), arriving('x', new Error('cut')), options)(),
      () => h.files.open(h.root, at('src'))(),
      () => h.files.open(h.root, at('src/deep/a/b'))(),
      () => h.files.trash(h.root, [operand('src/new'), operand('none')])(),
    ]
    for (const isNowFull of [false, true]) {
      isFull = isNowFull
      for (const operation of operations) {
        const before = await open()
        const { _tag } = await operation()
        expect(await open(), `${String(operation)}: ${_tag}`).to.deep.equal(before)
      }
    }
    await h.close()
  })
})

describe('names that the file system does not take', () => {
  it('are refused where something is made, and not there where something is read', async () => {
    const h = await openRealProjectFiles()
    const long = 'x'.repeat(300)
    expect(leftTag(await h.files.makeFolder(h.root, at(long))())).to.equal('BadFileName')
    expect(leftTag(await h.files.open(h.root, at(long))())).to.equal('FileNotFound')
    expect(await readdir(h.root)).to.deep.equal([])
    await h.close()
  })
})

describe('the trash of the freedesktop.org specification', () => {
  let h: RealProjectFiles
  beforeEach(async () => {
    h = await openRealProjectFiles()
  })
  afterEach(() => h.close())

  const inTrash = (kind: 'files' | 'info') => readdir(join(h.dataHome, 'Trash', kind)).then((names) => names.sort())

  it('remembers where each was and when, under its own name', async () => {
    for (const round of ['first', 'second']) {
      await h.controls.write(`${h.root}/größe 1.txt`, round)
      right(await h.files.trash(h.root, [operand('größe 1.txt')])())
    }
    expect(await inTrash('files')).to.deep.equal(['größe 1-2.txt', 'größe 1.txt'])
    const info = await readFile(join(h.dataHome, 'Trash', 'info', 'größe 1.txt.trashinfo'), 'utf8')
    expect(info).to.equal(
      `[Trash Info]\nPath=${encodeURI(`${h.root}/größe 1.txt`)}\nDeletionDate=2026-03-01T08:05:09\n`,
    )
    expect(TRASHED_AT.getMonth()).to.equal(2)
    expect((await stat(join(h.dataHome, 'Trash'))).mode & 0o777).to.equal(0o700)
    expect(await readFile(join(h.dataHome, 'Trash', 'files', 'größe 1-2.txt'), 'utf8')).to.equal('second')
  })

  it('has room for the longest names, and replaces nothing that lies there without a note', async () => {
    const long = 'ü'.repeat(127)
    await h.controls.write(`${h.root}/${long}`, 'long')
    right(await h.files.trash(h.root, [operand(long)])())
    expect((await inTrash('files'))[0]).to.match(/^ü+$/)
    await h.controls.write(`${h.dataHome}/Trash/files/a`, 'orphan')
    await h.controls.write(`${h.root}/a`, 'a')
    right(await h.files.trash(h.root, [operand('a')])())
    expect(await readFile(join(h.dataHome, 'Trash', 'files', 'a'), 'utf8')).to.equal('orphan')
    expect(await readFile(join(h.dataHome, 'Trash', 'files', 'a-2'), 'utf8')).to.equal('a')
    expect(await inTrash('info')).to.not.include('a.trashinfo')
  })

  it('fails and leaves everything where it was when no trash can be had', async () => {
    await writeFile(h.dataHome, 'no folder')
    const top = await open(join(h.root, 'a'), 'w')
    await top.close()
    const answer = await h.files.trash('/proc/self', [operand('status')])()
    expect(leftTag(answer)).to.be.oneOf(['TrashUnavailable', 'TrashFailed'])
    expect(await readdir(h.root)).to.deep.equal(['a'])
  })
})
