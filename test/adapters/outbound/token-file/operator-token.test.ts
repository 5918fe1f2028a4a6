import fs from 'node:fs'
import { chmod, mkdtemp, readdir, readFile, rm, stat, utimes, writeFile } from 'node:fs/promises'
import { syncBuiltinESMExports } from 'node:module'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import {
  checkToken,
  givenOperatorToken,
  openOperatorToken,
  readToken,
  rotateToken,
  type LiveOperatorToken,
} from '../../../../adapters/outbound/token-file/operator-token.file.js'
import { nodeDisk, type Disk } from '../../../../infrastructure/files/disk.js'
import { describeOperatorToken } from '../../../contracts/operator-token.contract.js'
import { eventually } from '../../../support/eventually.js'
import { systemError } from '../../../support/faulty-disk.js'
import { leftTag, right } from '../../../support/results.js'
import { scratchFolder } from '../../../support/scratch-folder.js'

describeOperatorToken('a file', async () => {
  const folder = await mkdtemp(join(tmpdir(), 'penates-token-'))
  const at = { disk: nodeDisk, file: join(folder, 'operator-token') }
  const operatorToken = right(await openOperatorToken(at)())
  return {
    operatorToken,
    token: operatorToken.current(),
    rotate: async () => right(await rotateToken(at)()),
    close: async () => {
      operatorToken.close()
      await rm(folder, { recursive: true })
    },
  }
})

describe('the operator token', () => {
  const folder = scratchFolder()
  const at = () => ({ disk: nodeDisk, file: join(folder(), 'operator-token') })
  const opened: LiveOperatorToken[] = []
  const open = async (): Promise<LiveOperatorToken> => {
    const token = right(await openOperatorToken(at())())
    opened.push(token)
    return token
  }
  afterEach(() => {
    for (const token of opened.splice(0)) token.close()
  })

  it('is made on the first start, for the owner only, and found on the next', async () => {
    const first = (await open()).current()
    const { mode } = await stat(at().file)
    expect([first, (await open()).current(), mode & 0o777]).to.deep.equal([first, first, 0o600])
    expect(first).to.match(/^[0-9a-f]{64}$/)
  })

  it('is followed when it is rotated, leaves no copy of the old one, and stays when the file is gone or damaged', async () => {
    const token = await open()
    const told = new Promise<void>((resolve) => void token.watch(resolve))
    const next = right(await rotateToken(at())())
    await told
    expect([token.current(), await readdir(folder())]).to.deep.equal([next, ['operator-token']])
    await writeFile(at().file, 'short')
    await rm(at().file)
    const toldAgain = new Promise<void>((resolve) => void token.watch(resolve))
    const last = right(await rotateToken(at())())
    await toldAgain
    expect(token.current()).to.equal(last)
  })

  it('is followed where no watches are left', async () => {
    const { watch } = fs
    fs.watch = () => {
      throw systemError('EMFILE')
    }
    syncBuiltinESMExports()
    try {
      const token = await open()
      const next = right(await rotateToken(at())())
      await eventually(() => void expect(token.current()).to.equal(next))
    } finally {
      fs.watch = watch
      syncBuiltinESMExports()
    }
  })

  it('leaves no copy of a rotation that was cut short, and spares one that is under way', async () => {
    const [left, living] = ['.operator-token.0123456789abcdef.tmp', '.operator-token.fedcba9876543210.tmp']
    for (const name of [left, living]) await writeFile(join(folder(), name), 'a'.repeat(64))
    const old = new Date(Date.now() - 120_000)
    await utimes(join(folder(), left), old, old)
    await open()
    expect(await readdir(folder())).to.deep.equal([living, 'operator-token'])
  })

  it('keeps its value while its file is missing or damaged, and does not report a file with the same token', async () => {
    const token = await open()
    const first = token.current()
    let rotations = 0
    token.watch(() => (rotations += 1))
    for (const text of ['short', `${first}\n`, first]) await writeFile(at().file, text)
    await rm(at().file)
    await writeFile(join(folder(), 'other'), 'x'.repeat(64))
    const next = 'n'.repeat(32)
    await writeFile(at().file, next)
    await eventually(() => {
      expect(token.current()).to.equal(next)
    })
    expect([rotations, token.matches(first), token.matches(next), token.matches(null)]).to.deep.equal([
      1,
      false,
      true,
      false,
    ])
  })

  it('is followed no longer once it is closed', async () => {
    const [closed, open2] = [await open(), await open()]
    closed.close()
    const before = closed.current()
    const next = right(await rotateToken(at())())
    await eventually(() => {
      expect(open2.current()).to.equal(next)
    })
    expect(closed.current()).to.equal(before)
  })

  it('tells what is wrong and what to do about it', async () => {
    await writeFile(at().file, 'x')
    const damaged = await openOperatorToken(at())()
    const refusing: Disk = { ...nodeDisk, read: () => Promise.reject(systemError('EACCES')) }
    const unreadable = await readToken({ ...at(), disk: refusing })()
    const failing: Disk = { ...nodeDisk, rename: () => Promise.reject(systemError('ENOSPC')) }
    const full = await rotateToken({ ...at(), disk: failing })()
    const noFolder: Disk = { ...nodeDisk, makeFolder: () => Promise.reject(systemError('EROFS')) }
    const unmade = await openOperatorToken({ ...at(), disk: noFolder })()
    const details = [damaged, unreadable, full, unmade].map((one) =>
      one._tag === 'Left' ? [one.left.port, one.left.detail] : null,
    )
    expect(details).to.deep.equal([
      ['token', `${at().file}: it holds no token; make a new one with: penates token rotate`],
      ['token', `${at().file}: EACCES: refused, test`],
      ['token', `${at().file}: ENOSPC: refused, test`],
      ['token', `${at().file}: EROFS: refused, test`],
    ])
  })

  it('says to doctor what it found and what mends it', async () => {
    const look = async () => (await checkToken(at())()).map(({ name, detail, mend }) => [name, detail, mend])
    const before = await look()
    await open()
    const after = await look()
    await chmod(at().file, 0o640)
    const wide = await look()
    await writeFile(at().file, '?')
    expect([before, after, wide, await look()]).to.deep.equal([
      [['operator-token', 'made at the first start', null]],
      [['operator-token', 'readable by you only', null]],
      [['operator-token', 'can be read by others', `chmod 600 '${at().file}'`]],
      [
        [
          'operator-token',
          `${at().file}: it holds no token; make a new one with: penates token rotate`,
          'Make a new one: penates token rotate',
        ],
      ],
    ])
  })

  it('that was given never changes', () => {
    const stop = givenOperatorToken('abc').watch(() => {
      throw new Error('it has changed')
    })
    stop()
  })

  it('may have been written by hand', async () => {
    await writeFile(at().file, '  correct-horse-battery-staple \n')
    expect((await open()).matches('correct-horse-battery-staple')).to.equal(true)
  })

  it('is never replaced behind the person’s back: a damaged file stops the start', async () => {
    await writeFile(at().file, '')
    const refused = await openOperatorToken(at())()
    expect([leftTag(refused), await readFile(at().file, 'utf8')]).to.deep.equal(['Unavailable', ''])
  })

  it('is missing before the first start', async () => {
    expect(right(await readToken(at())())).to.equal(null)
  })

  it('may be given, or may be none', () => {
    const [given, none] = [givenOperatorToken('abc'), givenOperatorToken(null)]
    expect([given.matches('abc'), given.matches('abd'), given.matches(null), none.matches(null)]).to.deep.equal([
      true,
      false,
      false,
      true,
    ])
  })

  it('is looked at by doctor without being told', async () => {
    const look = async () => (await checkToken(at())()).map(({ state }) => state)
    const before = await look()
    const token = (await open()).current()
    const after = await look()
    await chmod(at().file, 0o644)
    const wide = await look()
    const told = JSON.stringify(await checkToken(at())())
    await writeFile(at().file, '?')
    expect([before, after, wide, await look(), told.includes(token)]).to.deep.equal([
      ['ok'],
      ['ok'],
      ['warning'],
      ['fault'],
      false,
    ])
  })
})
