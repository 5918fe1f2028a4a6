import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { mkdir, readdir, readFile, rm, stat, truncate, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openJournaledStore, type JournaledSpec } from '../../../../adapters/outbound/json-store/journaled-store.js'
import type { JsonStore } from '../../../../adapters/outbound/json-store/json-store.js'
import { listChange, withListChange } from '../../../../adapters/outbound/json-store/list-change.js'
import { journalLine } from '../../../../adapters/outbound/json-store/state-journal.js'
import { nodeDisk, type Disk } from '../../../../infrastructure/files/disk.js'
import { failingDisk, systemError, watchedDisk } from '../../../support/faulty-disk.js'
import { leftTag, right } from '../../../support/results.js'
import { scratchFolder } from '../../../support/scratch-folder.js'

interface Book {
  readonly id: string
  readonly title: string
}
type Shelf = ReadonlyArray<Book>

const NOW = 1_700_000_000_000
const isShelf = (value: unknown): value is Shelf =>
  Array.isArray(value) && value.every((one: Partial<Book>) => typeof one.id === 'string')

const put =
  (id: string, title = id) =>
  (shelf: Shelf): E.Either<never, Shelf> =>
    E.right(
      shelf.some((book) => book.id === id)
        ? shelf.map((book) => (book.id === id ? { id, title } : book))
        : [...shelf, { id, title }],
    )
const drop =
  (id: string) =>
  (shelf: Shelf): E.Either<never, Shelf> =>
    E.right(shelf.filter((book) => book.id !== id))

describe('the journaled JSON store', () => {
  const folder = scratchFolder()
  const file = (): string => join(folder(), 'shelf.json')
  const journal = (): string => `${file()}.journal`

  const spec = (disk: Disk = nodeDisk): JournaledSpec<Shelf> => ({
    disk,
    file: file(),
    version: 2,
    migrate: [(older) => older, (older) => older],
    fresh: [],
    decode: (stored) => {
      const { books } = stored as { readonly books?: unknown }
      return isShelf(books) ? E.right(books) : E.left(['books'])
    },
    encode: (books) => ({ books }),
    changeBetween: (before, after) => listChange(before, after),
    apply: (shelf, change) => {
      const { removed, set } = change as { readonly removed?: ReadonlyArray<string>; readonly set?: unknown }
      return removed !== undefined && isShelf(set) ? withListChange(shelf, { removed, set }) : null
    },
    now: () => NOW,
  })

  const opened: JsonStore<Shelf>[] = []
  const settled = async (): Promise<void> => {
    await Promise.all(opened.splice(0).map((store) => store.settled()))
  }
  afterEach(settled)
  const open = async (disk?: Disk): Promise<JsonStore<Shelf>> => {
    await settled()
    const store = right(await openJournaledStore(spec(disk))())
    opened.push(store)
    return store
  }
  const titles = (store: JsonStore<Shelf>): ReadonlyArray<string> => store.current().map(({ title }) => title)
  const reread = async (): Promise<ReadonlyArray<string>> => titles(await open())
  const stored = async (...books: ReadonlyArray<string>): Promise<void> => {
    const store = await open()
    for (const book of books) right(await store.update(put(book))())
    await settled()
  }
  const lines = async (path = journal()): Promise<ReadonlyArray<string>> =>
    (await readFile(path, 'utf8')).split('\n').slice(0, -1)
  const whole = async (): Promise<unknown> => {
    const { checksum: _checksum, ...rest } = JSON.parse(await readFile(file(), 'utf8')) as Record<string, unknown>
    return rest
  }
  /** Larger than what is gathered before the whole state is written again. */
  const LARGE = 'x'.repeat(300 * 1024)

  it('writes the whole state first, and then what changes, a line each', async () => {
    await stored('Emma', 'Persuasion')
    const store = await open()
    right(await store.update(put('Emma', 'Emma, revised'))())
    right(await store.update(drop('Persuasion'))())
    await store.settled()
    expect(await whole()).to.deep.equal({ version: 2, journal: 1, books: [{ id: 'Emma', title: 'Emma' }] })
    expect((await lines()).map((line) => JSON.parse(line.slice(65)) as unknown)).to.deep.equal([
      { seq: 2, change: { removed: [], set: [{ id: 'Persuasion', title: 'Persuasion' }] } },
      { seq: 3, change: { removed: [], set: [{ id: 'Emma', title: 'Emma, revised' }] } },
      { seq: 4, change: { removed: ['Persuasion'], set: [] } },
    ])
    expect([await lines(`${journal()}.bak`), (await stat(journal())).mode & 0o777]).to.deep.equal([
      await lines(),
      0o600,
    ])
    expect(await reread()).to.deep.equal(['Emma, revised'])
  })

  it('answers after the line was synced, and its folder too when the journal is new', async () => {
    const steps: string[] = []
    const store = await open(watchedDisk(nodeDisk, ({ name }) => steps.push(name)))
    right(await store.update(put('Emma'))())
    await store.settled()
    const change = async (id: string): Promise<ReadonlyArray<string>> => {
      steps.length = 0
      right(await store.update(put(id))())
      const answered = [...steps]
      await store.settled()
      return answered
    }
    const appending = ['append', 'write', 'write the rest', 'sync', 'close']
    expect((await change('Persuasion')).slice(0, 7)).to.deep.equal(['truncate', ...appending, 'sync folder'])
    expect((await change('Sanditon')).slice(0, 5)).to.deep.equal(appending)
    expect(steps).to.deep.equal([...appending, ...appending])
  })

  it('writes the whole state again when the journal has grown, both copies of it, and then drops the journal', async () => {
    await stored('Emma', 'Emma, revised')
    const store = await open()
    right(await store.update(drop('Emma, revised'))())
    right(await store.update(put('large', LARGE))())
    await store.settled()
    expect([await whole(), await lines(), await lines(`${journal()}.bak`)]).to.deep.equal([
      {
        version: 2,
        journal: 4,
        books: [
          { id: 'Emma', title: 'Emma' },
          { id: 'large', title: LARGE },
        ],
      },
      [],
      [],
    ])
    expect(await readFile(`${file()}.bak`, 'utf8')).to.equal(await readFile(file(), 'utf8'))
    right(await store.update(put('Sanditon'))())
    await store.settled()
    expect((await lines()).map((line) => (JSON.parse(line.slice(65)) as { seq: number }).seq)).to.deep.equal([5])
    expect(await reread()).to.deep.equal(['Emma', LARGE, 'Sanditon'])
  })

  it('takes over the file of an older version, whole, at the first change', async () => {
    await writeFile(file(), '{"version":1,"books":[{"id":"Emma","title":"Emma"}]}')
    const store = await open()
    await store.settled()
    expect([titles(store), await readdir(folder())]).to.deep.equal([['Emma'], ['shelf.json']])
    right(await store.update(put('Sanditon'))())
    await store.settled()
    expect(await whole()).to.deep.include({ version: 2, journal: 1 })
    expect(await reread()).to.deep.equal(['Emma', 'Sanditon'])
  })

  it('writes the whole state where a change cannot say it', async () => {
    await stored('Emma')
    const store = await open()
    const twice = { id: 'Emma', title: 'twice' }
    right(await store.update((shelf) => E.right([...shelf, twice]))())
    await store.settled()
    expect(await whole()).to.deep.include({ journal: 2 })
    right(await store.update(put('Sanditon'))())
    expect(await reread()).to.deep.equal(['Emma', 'twice', 'Sanditon'])
  })

  it('leaves the file of a newer version and its journal alone and refuses every change', async () => {
    await stored('Emma', 'Persuasion')
    const [text, kept] = ['{"version":3,"books":[]}', await readFile(journal(), 'utf8')]
    await writeFile(file(), text)
    const store = await open()
    expect([leftTag(await store.update(put('Sanditon'))()), store.faults[0]?.using]).to.deep.equal([
      'Unavailable',
      'refused',
    ])
    expect(await store.update((shelf) => E.right(shelf))()).to.deep.equal(E.right([]))
    await store.settled()
    expect([await readFile(file(), 'utf8'), await readFile(journal(), 'utf8')]).to.deep.equal([text, kept])
  })

  for (const code of ['ENOSPC', 'EIO'])
    for (const [what, title] of [
      ['a line is added', 'small'],
      ['the whole state is written', LARGE],
    ] as const)
      it(`keeps memory and disk as they were when the disk says ${code} while ${what}, at every step`, async () => {
        await stored('Emma')
        let step = 0
        for (let failed = true; failed;) {
          step += 1
          const faulty = failingDisk(nodeDisk, code)
          const store = await open(faulty.disk)
          await store.settled()
          const before = titles(store)
          faulty.failAt(step)
          const answer = await store.update(put(`book ${step}`, title))()
          failed = E.isLeft(answer)
          await store.settled()
          const expected = failed ? before : [...before, title]
          expect([titles(store), await reread()], `step ${step}`).to.deep.equal([expected, expected])
          faulty.mend()
          const again = await open(faulty.disk)
          expect(E.isRight(await again.update(put(`then ${step}`))()), 'works again').to.equal(true)
        }
        expect(step).to.be.greaterThan(4)
      })

  it('loses nothing when the disk fails at any step after the answer, and catches up', async () => {
    let answered = 0
    for (let step = 1; step < 40; step++) {
      await rm(folder(), { recursive: true, force: true })
      await mkdir(folder())
      await stored('Emma')
      const faulty = failingDisk(nodeDisk, 'ENOSPC')
      const store = await open(faulty.disk)
      await store.settled()
      const answering = store.update(put('large', LARGE))
      faulty.failAt(6 + step, true)
      if (E.isLeft(await answering())) continue
      answered += 1
      await store.settled()
      faulty.mend()
      expect(await reread(), `step ${step}`).to.deep.equal(['Emma', LARGE])
      right(await (await open()).update(put('Sanditon'))())
      await settled()
      expect(await readFile(`${file()}.bak`, 'utf8')).to.equal(await readFile(file(), 'utf8'))
      await truncate(file(), 7)
      expect(await reread(), `step ${step}, from the copy`).to.deep.equal(['Emma', LARGE, 'Sanditon'])
    }
    expect(answered).to.be.greaterThan(30)
  })

  it('refuses further changes while a line that was refused cannot be cut off', async () => {
    await stored('Emma', 'Persuasion')
    let isFull = false
    const disk: Disk = {
      ...nodeDisk,
      append: async (path) => {
        const inner = await nodeDisk.append(path)
        return { ...inner, sync: () => (isFull ? Promise.reject(systemError('ENOSPC')) : inner.sync()) }
      },
      truncate: (path, bytes) => (isFull ? Promise.reject(systemError('EIO')) : nodeDisk.truncate(path, bytes)),
    }
    const store = await open(disk)
    right(await store.update(put('Sanditon'))())
    isFull = true
    expect(leftTag(await store.update(put('refused'))())).to.equal('Unavailable')
    expect(leftTag(await store.update(put('too'))())).to.equal('Unavailable')
    isFull = false
    right(await store.update(put('Lady Susan'))())
    expect(await reread()).to.deep.equal(['Emma', 'Persuasion', 'Sanditon', 'Lady Susan'])
  })

  it('drops a line that was cut short, and goes on behind the last whole one', async () => {
    await stored('Emma', 'Persuasion', 'Sanditon')
    await truncate(journal(), (await stat(journal())).size - 5)
    await truncate(`${journal()}.bak`, (await stat(journal())).size - 60)
    const store = await open()
    expect([titles(store), store.faults]).to.deep.equal([['Emma', 'Persuasion'], []])
    right(await store.update(put('Lady Susan'))())
    expect(await reread()).to.deep.equal(['Emma', 'Persuasion', 'Lady Susan'])
  })

  describe('with a journal that cannot be used', () => {
    const damaged = async (): Promise<JsonStore<Shelf>> => {
      const store = await open()
      await store.settled()
      return store
    }
    const edit = async (path: string, change: (text: string) => string): Promise<void> =>
      writeFile(path, change(await readFile(path, 'utf8')), 'latin1')
    const fault = (using: string, reason = 'damaged') => ({
      file: journal(),
      reason,
      movedTo: reason === 'missing' ? null : `${journal()}.corrupt-${NOW}`,
      using,
    })
    const faultsOf = (store: JsonStore<Shelf>): unknown => store.faults.map(({ detail: _detail, ...rest }) => rest)
    const three = ['Emma', 'Persuasion', 'Sanditon']

    const damages: ReadonlyArray<readonly [string, () => Promise<void>]> = [
      ['a changed value', () => edit(journal(), (text) => text.replace('Persuasion', 'Persuasiom'))],
      ['a changed checksum', () => edit(journal(), (text) => text.replace(/^./, (one) => (one === '0' ? '1' : '0')))],
      ['bytes that are not UTF-8', () => edit(journal(), (text) => text.replace('Persuasion', 'Persuasio\u00ff'))],
      ['a line without its line feed in the middle', () => edit(journal(), (text) => text.replace('\n', ' '))],
      ['a last line without its line feed', () => edit(journal(), (text) => text.slice(0, -1))],
      ['no content', () => truncate(journal(), 0)],
      ['a line too few', async () => writeFile(journal(), `${(await lines())[1] ?? ''}\n`)],
      ['invalid lines', () => writeFile(journal(), 'x\ny\n')],
    ]
    for (const [what, damage] of damages)
      it(`keeps it aside and uses its copy when it has ${what}`, async () => {
        await stored(...three)
        await damage()
        const bytes = await readFile(journal())
        const store = await damaged()
        expect([titles(store), faultsOf(store)]).to.deep.equal([three, [fault('last-good-copy')]])
        expect((await readFile(`${journal()}.corrupt-${NOW}`)).equals(bytes)).to.equal(true)
        right(await store.update(put('Lady Susan'))())
        const again = await damaged()
        expect([titles(again), again.faults]).to.deep.equal([[...three, 'Lady Susan'], []])
      })

    it('reports one that is gone, and uses its copy', async () => {
      await stored(...three)
      await rm(journal())
      const store = await damaged()
      expect([titles(store), faultsOf(store)]).to.deep.equal([three, [fault('last-good-copy', 'missing')]])
      right(await store.update(put('Lady Susan'))())
      expect(await reread()).to.deep.equal([...three, 'Lady Susan'])
    })

    it('keeps what comes before the damage where the copy has it too, and says how much is lost', async () => {
      await stored(...three, 'Lady Susan')
      for (const path of [journal(), `${journal()}.bak`])
        await edit(path, (text) => text.replace('Sanditon', 'Sandiron'))
      const store = await damaged()
      expect([titles(store), faultsOf(store)]).to.deep.equal([['Emma', 'Persuasion'], [fault('last-good-copy')]])
      expect(store.faults[0]?.detail).to.match(/line at byte \d+ is damaged; 1 changes could not be used/)
      expect((await readdir(folder())).filter((name) => name.includes('corrupt')).sort()).to.deep.equal([
        `shelf.json.journal.bak.corrupt-${NOW}`,
        `shelf.json.journal.corrupt-${NOW}`,
      ])
      right(await store.update(put('Catharine'))())
      expect(await reread()).to.deep.equal(['Emma', 'Persuasion', 'Catharine'])
    })

    it('applies none of it to a file that it does not follow', async () => {
      await stored(...three)
      const older = '{"version":2,"books":[{"id":"Evelyn","title":"Evelyn"}]}'
      await writeFile(file(), older)
      await rm(`${file()}.bak`)
      const store = await damaged()
      expect([titles(store), faultsOf(store)]).to.deep.equal([['Evelyn'], [fault('last-good-copy')]])
      right(await store.update(put('Lady Susan'))())
      expect(await reread()).to.deep.equal(['Evelyn', 'Lady Susan'])
    })

    it('applies no line that is no change of such a state', async () => {
      await stored(...three)
      for (const path of [journal(), `${journal()}.bak`])
        await writeFile(path, `${await readFile(path, 'utf8')}${journalLine(4, { removed: 7 })}`)
      const store = await damaged()
      expect([titles(store), faultsOf(store)]).to.deep.equal([three, [fault('last-good-copy')]])
    })

    it('refuses changes and leaves everything as it is when it cannot be moved aside', async () => {
      await stored(...three)
      await truncate(journal(), 0)
      const before = await readFile(file(), 'utf8')
      const disk: Disk = { ...nodeDisk, rename: () => Promise.reject(systemError('EROFS')) }
      const store = await open(disk)
      expect([titles(store), store.faults[0]?.using, leftTag(await store.update(put('x'))())]).to.deep.equal([
        three,
        'refused',
        'Unavailable',
      ])
      expect([await readFile(file(), 'utf8'), await reread()]).to.deep.equal([before, three])
    })

    it('takes one that the system refuses to read for damaged, but not while it has no descriptor left', async () => {
      await stored(...three)
      const failing = (code: string): Disk => ({
        ...nodeDisk,
        readBytes: (path) => (path === journal() ? Promise.reject(systemError(code)) : nodeDisk.readBytes(path)),
      })
      expect(leftTag(await openJournaledStore(spec(failing('EMFILE')))())).to.equal('Unavailable')
      const store = await open(failing('EACCES'))
      expect([titles(store), faultsOf(store)]).to.deep.equal([three, [fault('last-good-copy')]])
    })

    it('needs neither the file nor the journal where their copies are whole', async () => {
      await stored(...three)
      await writeFile(file(), '')
      await writeFile(journal(), 'x\n')
      expect(titles(await damaged())).to.deep.equal(three)
    })

    it('has a copy of every line, also of one that was added just before the process ended', async () => {
      await stored(...three)
      await truncate(`${journal()}.bak`, 0)
      await damaged()
      await settled()
      expect(await lines(`${journal()}.bak`)).to.deep.equal(await lines())
    })

    it('writes a new copy of the file where the copy of the journal is damaged', async () => {
      await stored(...three)
      await edit(`${journal()}.bak`, (text) => text.replace('Persuasion', 'x'))
      await damaged()
      await settled()
      await truncate(file(), 3)
      expect(await reread()).to.deep.equal(three)
    })
  })

  it('has the same state as one that is written whole, after any changes and restarts', async () => {
    const ids = fc.constantFrom('a', 'b', 'c', 'd')
    const step = fc.oneof(
      { weight: 4, arbitrary: fc.record({ what: fc.constant('put' as const), id: ids, title: fc.string() }) },
      { weight: 2, arbitrary: fc.record({ what: fc.constant('drop' as const), id: ids }) },
      { weight: 1, arbitrary: fc.record({ what: fc.constant('restart' as const) }) },
      { weight: 1, arbitrary: fc.record({ what: fc.constant('large' as const), id: ids }) },
      { weight: 1, arbitrary: fc.record({ what: fc.constant('reverse' as const) }) },
    )
    let run = 0
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 12 }), async (steps) => {
        run += 1
        await settled()
        await rm(file(), { force: true })
        for (const name of await readdir(folder())) await rm(join(folder(), name))
        let store = await open()
        let model: Shelf = []
        for (const one of steps) {
          const change = (shelf: Shelf): E.Either<never, Shelf> => {
            if (one.what === 'put') return put(one.id, one.title)(shelf)
            if (one.what === 'drop') return drop(one.id)(shelf)
            return one.what === 'large' ? put(one.id, LARGE)(shelf) : E.right(shelf.toReversed())
          }
          if (one.what === 'restart') store = await open()
          else {
            right(await store.update(change)())
            model = right(change(model))
          }
        }
        const again = await open()
        expect([again.current(), again.faults], `run ${run}`).to.deep.equal([model, []])
      }),
      { numRuns: 60 },
    )
  })
})

describe('a change of a list', () => {
  it('leads from any list to any other', () => {
    const list = fc.uniqueArray(fc.record({ id: fc.constantFrom('a', 'b', 'c', 'd', 'e', 'f'), title: fc.nat(3) }), {
      selector: ({ id }) => id,
    })
    fc.assert(
      fc.property(list, list, (before, after) => {
        const shared = after.map((one) => before.find(({ id, title }) => one.id === id && one.title === title) ?? one)
        const change = listChange(before, shared)
        expect(change).to.not.equal(null)
        if (change !== null) expect(withListChange(before, change)).to.deep.equal(after)
      }),
    )
  })

  it('names only what is another', () => {
    const [a, b, c] = ['a', 'b', 'c'].map((id) => ({ id, title: id }))
    if (a === undefined || b === undefined || c === undefined) return
    const other = { id: 'b', title: 'other' }
    expect([
      listChange([a, b, c], [a, other, c]),
      listChange([a, b, c], [a, c]),
      listChange([a, b], [a, b, c]),
      listChange([a, b, c], [a, b, c]),
    ]).to.deep.equal([
      { removed: [], set: [other] },
      { removed: ['b'], set: [] },
      { removed: [], set: [c] },
      { removed: [], set: [] },
    ])
    expect([listChange([a, a], [a]), listChange([a], [a, { ...a }])]).to.deep.equal([null, null])
  })
})
