import * as E from 'fp-ts/lib/Either.js'
import { createHash } from 'node:crypto'
import { mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import {
  openJsonStore,
  type JsonStore,
  type JsonStoreSpec,
} from '../../../../adapters/outbound/json-store/json-store.js'
import { stateText } from '../../../../adapters/outbound/json-store/state-text.js'
import { nodeDisk, type Disk } from '../../../../infrastructure/files/disk.js'
import { failingDisk, systemError, watchedDisk } from '../../../support/faulty-disk.js'
import { leftTag, right } from '../../../support/results.js'
import { scratchFolder } from '../../../support/scratch-folder.js'

interface Shelf {
  readonly books: ReadonlyArray<string>
}

const NOW = 1_700_000_000_000
const EMPTY: Shelf = { books: [] }

const decode = (stored: unknown): E.Either<ReadonlyArray<string>, Shelf> => {
  const { books } = stored as { readonly books?: unknown }
  return Array.isArray(books) && books.every((book) => typeof book === 'string')
    ? E.right({ books })
    : E.left(['books'])
}

const put =
  (book: string) =>
  (shelf: Shelf): E.Either<never, Shelf> =>
    E.right({ books: [...shelf.books, book] })

describe('the JSON store', () => {
  const folder = scratchFolder()
  const file = (): string => join(folder(), 'state', 'shelf.json')

  const spec = (disk: Disk = nodeDisk): JsonStoreSpec<Shelf> => ({
    disk,
    file: file(),
    importFrom: join(folder(), 'state', 'old-shelf.json'),
    version: 2,
    migrate: [({ titles }) => ({ names: titles }), ({ names }) => ({ books: names })],
    fresh: EMPTY,
    decode,
    encode: ({ books }) => ({ books }),
    now: () => NOW,
  })
  const opened: JsonStore<Shelf>[] = []
  const open = async (disk?: Disk): Promise<JsonStore<Shelf>> => {
    await settled()
    const store = right(await openJsonStore(spec(disk))())
    opened.push(store)
    return store
  }
  /** One file has one writer: an earlier store may still be at its last good copy. */
  const settled = async (): Promise<void> => {
    await Promise.all(opened.splice(0).map((store) => store.settled()))
  }
  afterEach(settled)
  const stored = async (...books: ReadonlyArray<string>): Promise<void> => {
    const store = await open()
    for (const book of books) right(await store.update(put(book))())
    await settled()
  }
  const prepared = async (text: string): Promise<void> => {
    await mkdir(join(folder(), 'state'), { recursive: true })
    await writeFile(file(), text)
  }

  const edit = async (change: (text: string) => string, encoding: BufferEncoding = 'utf8'): Promise<void> =>
    writeFile(file(), change(await readFile(file(), 'utf8')), encoding)

  it('starts fresh, in a new folder for the owner only', async () => {
    const store = await open()
    const { mode } = await stat(join(folder(), 'state'))
    expect([store.current(), store.faults, mode & 0o777]).to.deep.equal([EMPTY, [], 0o700])
  })

  it('narrows a folder that others could read', async () => {
    await mkdir(join(folder(), 'state'), { mode: 0o755 })
    await open()
    expect((await stat(join(folder(), 'state'))).mode & 0o777).to.equal(0o700)
  })

  it('writes JSON that a person can read, with its checksum and its version', async () => {
    await stored('Emma')
    const content = '  "version": 2,\n  "books": [\n    "Emma"\n  ]\n}\n'
    const checksum = createHash('sha256').update(content).digest('hex')
    expect(await readFile(file(), 'utf8')).to.equal(`{\n  "checksum": "sha256-${checksum}",\n${content}`)
  })

  it('finds what it wrote', async () => {
    await stored('Emma', 'Persuasion')
    expect((await open()).current().books).to.deep.equal(['Emma', 'Persuasion'])
  })

  it('lifts older content step by step', async () => {
    await prepared('{"titles":["Emma"]}')
    const unversioned = (await open()).current()
    await prepared('{"version":1,"names":["Emma"]}')
    expect([unversioned, (await open()).current()]).to.deep.equal([{ books: ['Emma'] }, { books: ['Emma'] }])
  })

  it('reads the file of an older installation while its own is missing, and never touches it', async () => {
    await mkdir(join(folder(), 'state'))
    const older = join(folder(), 'state', 'old-shelf.json')
    await writeFile(older, '{"titles":["Emma"]}')
    await stored('Persuasion')
    await writeFile(older, '{"titles":["changed"]}')
    expect([(await open()).current().books, await readFile(older, 'utf8')]).to.deep.equal([
      ['Emma', 'Persuasion'],
      '{"titles":["changed"]}',
    ])
  })

  it('applies changes in the order of the calls, each on top of the one before', async () => {
    const store = await open()
    const books = Array.from({ length: 20 }, (_, index) => `book ${index}`)
    await Promise.all(books.map((book) => store.update(put(book))()))
    expect([store.current().books, (await open()).current().books]).to.deep.equal([books, books])
  })

  it('answers after content and folder were synced, and writes the copy afterwards', async () => {
    const steps: string[] = []
    const store = await open(watchedDisk(nodeDisk, ({ name }) => steps.push(name)))
    await store.settled()
    steps.length = 0
    right(await store.update(put('Emma'))())
    const answered = [...steps]
    await store.settled()
    const replacing = ['create', 'write', 'write the rest', 'sync', 'close', 'rename', 'sync folder']
    expect([answered.slice(0, 7), steps]).to.deep.equal([replacing, [...replacing, ...replacing]])
  })

  it('writes nothing for a left or for the same state', async () => {
    let steps = 0
    const store = await open(watchedDisk(nodeDisk, () => (steps += 1)))
    const before = steps
    const refused = await store.update(() => E.left({ _tag: 'No' as const }))()
    const same = await store.update((state) => E.right(state))()
    expect([refused, same, steps - before]).to.deep.equal([E.left({ _tag: 'No' }), E.right(EMPTY), 0])
  })

  it('answers only once the change is on disk', async () => {
    const store = await open()
    right(await store.update(put('Emma'))())
    expect(JSON.parse(await readFile(file(), 'utf8'))).to.deep.include({ books: ['Emma'] })
  })

  it('notes of each write how long it took and whether it succeeded', async () => {
    const faulty = failingDisk(nodeDisk, 'ENOSPC')
    const writes: [isShort: boolean, isDone: boolean][] = []
    const noteWrite = (tookMs: number, isDone: boolean): void => {
      writes.push([tookMs >= 0 && tookMs < 60_000, isDone])
    }
    const store = right(await openJsonStore({ ...spec(faulty.disk), noteWrite })())
    opened.push(store)
    right(await store.update(put('Emma'))())
    await store.settled()
    faulty.failAt(1)
    await store.update(put('Persuasion'))()
    faulty.mend()
    await store.update((state) => E.right(state))()
    expect(writes).to.deep.equal([
      [true, true],
      [true, false],
    ])
  })

  it('writes no copy that is there already, and none of nothing', async () => {
    let steps = 0
    const watched = (): Disk => watchedDisk(nodeDisk, ({ name }) => (steps += name === 'create' ? 1 : 0))
    await (await open(watched())).settled()
    const ofNothing = steps
    await stored('Emma')
    steps = 0
    await (await open(watched())).settled()
    expect([ofNothing, steps]).to.deep.equal([0, 0])
  })

  it('is settled when all that was asked for is done', async () => {
    const store = await open()
    const pending = [store.update(put('Emma'))(), store.update(put('Persuasion'))()]
    await store.settled()
    expect((await open()).current().books).to.deep.equal(['Emma', 'Persuasion'])
    await Promise.all(pending)
  })

  for (const code of ['ENOSPC', 'EIO']) {
    it(`keeps memory and disk as they were when the disk says ${code}, at every step`, async () => {
      await stored('Emma')
      let step = 0
      for (let failed = true; failed;) {
        step += 1
        const faulty = failingDisk(nodeDisk, code)
        const store = await open(faulty.disk)
        await store.settled()
        faulty.failAt(step)
        const books = store.current().books
        const answer = await store.update(put(`book ${step}`))()
        failed = E.isLeft(answer)
        expect(leftTag(answer)).to.equal(failed ? 'Unavailable' : 'none')
        const expected = failed ? books : [...books, `book ${step}`]
        expect([store.current().books, (await open()).current().books], `step ${step}`).to.deep.equal([
          expected,
          expected,
        ])
        faulty.mend()
        expect(E.isRight(await store.update(put(`then ${step}`))()), 'works again').to.equal(true)
        await store.settled()
      }
      expect(step).to.be.greaterThan(6)
    })
  }

  describe('with a file that cannot be read', () => {
    const damages: ReadonlyArray<readonly [string, () => Promise<void>]> = [
      ['empty', () => truncate(file(), 0)],
      ['cut short', () => truncate(file(), 25)],
      ['not JSON', () => writeFile(file(), 'books: Emma')],
      ['no object', () => writeFile(file(), '["Emma"]')],
      ['of another shape', () => writeFile(file(), '{"version":2,"books":[1]}')],
      ['with an invalid version', () => writeFile(file(), '{"version":"two","books":[]}')],
      ['full of zeros', () => writeFile(file(), Buffer.alloc(64))],
      ['edited without removing its checksum', () => edit((text) => text.replace('Emma', 'Anna'))],
      ['of a checksum that is cut short', () => edit((text) => text.replace(/sha256-\w+/, 'sha256-00'))],
      ['without the value of its checksum', () => edit((text) => text.replace(/sha256-\w+/, 'sha256-'))],
      ['not UTF-8', () => edit((text) => text.replace('Emma', 'Emm\u00ff'), 'latin1')],
    ]

    for (const [what, damage] of damages) {
      it(`keeps it aside and uses the last good copy when it is ${what}`, async () => {
        await stored('Emma', 'Persuasion')
        await damage()
        const damaged = await readFile(file())
        const store = await open()
        const aside = `${file()}.corrupt-${NOW}`
        expect(store.current().books).to.deep.equal(['Emma', 'Persuasion'])
        expect(store.faults.map(({ detail: _detail, ...rest }) => rest)).to.deep.equal([
          { file: file(), reason: 'damaged', movedTo: aside, using: 'last-good-copy' },
        ])
        expect((await readFile(aside)).equals(damaged)).to.equal(true)
      })
    }

    it('reads an edit of a person who removed the line with the checksum, and writes a new one', async () => {
      await stored('Emma')
      await edit((text) => text.replace(/ {2}"checksum".*\n/, '').replace('Emma', 'Anna'))
      const store = await open()
      const read = [store.current().books, store.faults]
      right(await store.update(put('Sanditon'))())
      expect([read, (await open()).current().books, await readFile(file(), 'utf8')]).to.deep.equal([
        [['Anna'], []],
        ['Anna', 'Sanditon'],
        stateText(spec(), { books: ['Anna', 'Sanditon'] }),
      ])
    })

    it('drops the checksum that an older version kept as a member unknown to it', async () => {
      await prepared('{\n  "version": 2,\n  "checksum": "sha256-stale",\n  "books": ["Emma"]\n}\n')
      const store = await open()
      expect([store.current(), store.faults]).to.deep.equal([{ books: ['Emma'] }, []])
    })

    it('is fine again at the next start, and can be written', async () => {
      await stored('Emma', 'Persuasion')
      await truncate(file(), 0)
      right(await (await open()).update(put('Sanditon'))())
      const store = await open()
      expect([store.current().books, store.faults]).to.deep.equal([['Emma', 'Persuasion', 'Sanditon'], []])
    })

    it('has a copy as new as itself, also of the very first write and after a start without one', async () => {
      await stored('Emma')
      await truncate(file(), 0)
      const first = (await open()).current().books
      await rm(`${file()}.bak`)
      await (await open()).settled()
      await truncate(file(), 0)
      expect([first, (await open()).current().books]).to.deep.equal([['Emma'], ['Emma']])
    })

    it('goes on with the copy it had when a new one cannot be written', async () => {
      await stored('Emma')
      const disk: Disk = {
        ...nodeDisk,
        rename: (from, to) => (to.endsWith('.bak') ? Promise.reject(systemError('ENOSPC')) : nodeDisk.rename(from, to)),
      }
      const store = await open(disk)
      right(await store.update(put('Persuasion'))())
      await store.settled()
      expect(await readFile(`${file()}.bak`, 'utf8'))
        .to.include('Emma')
        .and.not.to.include('Persuasion')
    })

    it('says so and starts empty when there is no good copy either, and overwrites neither', async () => {
      await stored('Emma')
      await truncate(file(), 3)
      await truncate(`${file()}.bak`, 4)
      const store = await open()
      right(await store.update(put('Sanditon'))())
      right(await store.update(put('Lady Susan'))())
      const names = await readdir(join(folder(), 'state'))
      expect([store.faults[0]?.using, names.filter((name) => name.includes('corrupt'))]).to.deep.equal([
        'nothing',
        [`shelf.json.bak.corrupt-${NOW}`, `shelf.json.corrupt-${NOW}`],
      ])
    })

    it('takes a folder in its place for what it is: not readable', async () => {
      await stored('Emma', 'Persuasion')
      await rm(file())
      await mkdir(file())
      const store = await open()
      expect([store.current().books, store.faults[0]?.reason]).to.deep.equal([['Emma', 'Persuasion'], 'unreadable'])
      expect(E.isRight(await store.update(put('Sanditon'))())).to.equal(true)
    })

    it('takes what the system refuses to read for not readable', async () => {
      await stored('Emma', 'Persuasion')
      const disk: Disk = {
        ...nodeDisk,
        readBytes: (path) => (path === file() ? Promise.reject(systemError('EACCES')) : nodeDisk.readBytes(path)),
      }
      const store = await open(disk)
      expect([store.current().books, store.faults[0]?.reason]).to.deep.equal([['Emma', 'Persuasion'], 'unreadable'])
    })

    it('does not think ill of it while the machine has no descriptor left', async () => {
      await stored('Emma')
      const disk: Disk = { ...nodeDisk, readBytes: () => Promise.reject(systemError('EMFILE')) }
      expect(leftTag(await openJsonStore(spec(disk))())).to.equal('Unavailable')
      expect((await open()).faults).to.deep.equal([])
    })

    it('uses the copy, says so and refuses changes when it cannot be moved aside', async () => {
      await stored('Emma', 'Persuasion')
      await truncate(file(), 5)
      const disk: Disk = { ...nodeDisk, rename: () => Promise.reject(systemError('EROFS')) }
      const store = await open(disk)
      const answer = await store.update(put('Sanditon'))()
      expect([store.current().books, store.faults[0]?.using, leftTag(answer)]).to.deep.equal([
        ['Emma', 'Persuasion'],
        'refused',
        'Unavailable',
      ])
      expect((await stat(file())).size).to.equal(5)
    })

    it('reports what its copy needs where that is of a newer version, and overwrites neither', async () => {
      await stored('Emma')
      const newer = '{"version":3}'
      await writeFile(`${file()}.bak`, newer)
      await truncate(file(), 2)
      const store = await open()
      const answer = await store.update(put('Sanditon'))()
      expect([
        store.current(),
        store.faults.map(({ reason, using }) => [reason, using]),
        leftTag(answer),
      ]).to.deep.equal([EMPTY, [['newer', 'refused']], 'Unavailable'])
      expect(await readFile(`${file()}.bak`, 'utf8')).to.equal(newer)
    })

    it('reports an older file that cannot be imported, and starts empty', async () => {
      await mkdir(join(folder(), 'state'))
      await writeFile(join(folder(), 'state', 'old-shelf.json'), '{"titles":')
      const store = await open()
      expect([store.current(), store.faults.map(({ file: at, reason, using }) => [at, reason, using])]).to.deep.equal([
        EMPTY,
        [[join(folder(), 'state', 'old-shelf.json'), 'damaged', 'nothing']],
      ])
    })

    it('starts empty and refuses changes when it cannot be moved aside and has no copy', async () => {
      await prepared('{"version":2,')
      const disk: Disk = { ...nodeDisk, rename: () => Promise.reject(systemError('EROFS')) }
      const store = await open(disk)
      expect([store.current(), store.faults[0]?.using, leftTag(await store.update(put('Emma'))())]).to.deep.equal([
        EMPTY,
        'refused',
        'Unavailable',
      ])
      expect(store.faults[0]?.detail).to.equal(
        'this is no complete JSON object; it cannot be moved aside: EROFS: refused, test',
      )
    })

    it('uses the copy also when that cannot be put back now, and writes it with the next change', async () => {
      await stored('Emma')
      await rm(file())
      const faulty = failingDisk(nodeDisk, 'ENOSPC')
      faulty.failAt(2)
      const store = await open(faulty.disk)
      faulty.mend()
      const before = await readdir(join(folder(), 'state'))
      right(await store.update(put('Sanditon'))())
      expect([store.current().books, before.includes('shelf.json')]).to.deep.equal([['Emma', 'Sanditon'], false])
    })

    it('uses the copy when the file itself is gone, and says so', async () => {
      await stored('Emma', 'Persuasion')
      await rm(file())
      const store = await open()
      expect([store.current().books, store.faults[0]?.reason]).to.deep.equal([['Emma', 'Persuasion'], 'missing'])
    })
  })

  it('leaves a file of a newer version alone and refuses every change', async () => {
    const text = '{"version":3,"shelves":[["Emma"]]}'
    await prepared(text)
    const store = await open()
    const answer = await store.update(put('Sanditon'))()
    expect([store.current(), store.faults[0]?.reason, store.faults[0]?.using, leftTag(answer)]).to.deep.equal([
      EMPTY,
      'newer',
      'refused',
      'Unavailable',
    ])
    expect([await readFile(file(), 'utf8'), await readdir(join(folder(), 'state'))]).to.deep.equal([
      text,
      ['shelf.json'],
    ])
  })

  it('is unavailable when its folder cannot be made', async () => {
    await writeFile(join(folder(), 'state'), 'a file')
    expect(leftTag(await openJsonStore(spec())())).to.equal('Unavailable')
  })
})
