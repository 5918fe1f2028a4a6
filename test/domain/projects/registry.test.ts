import fc from 'fast-check'
import * as E from 'fp-ts/lib/Either.js'
import { invalidProject, projectNotFound, projectPathTaken } from '../../../domain/projects/errors.js'
import { EMPTY_PROJECT_REGISTRY, parseDisplayName, type ProjectRegistry } from '../../../domain/projects/project.js'
import {
  changeEntry,
  discoverFolders,
  forgetEntry,
  parseProjectChange,
  registerFolder,
} from '../../../domain/projects/registry.js'
import { right } from '../../support/results.js'

const folder = (path: string) => ({ name: path.slice(path.lastIndexOf('/') + 1), path })
const found = (...paths: string[]): ProjectRegistry => discoverFolders(EMPTY_PROJECT_REGISTRY, paths.map(folder))
const ids = ({ projects }: ProjectRegistry): ReadonlyArray<string> => projects.map(({ id }) => id)
const NOTHING: ReadonlyMap<string, string> = new Map()

describe('discover', () => {
  it('names projects by their folders, with a number for a taken name, and never by a reserved word', () => {
    const book = found('/p/Notes App', '/q/Notes App', '/p/search', '/p/session:x', '/p/größe')
    expect(ids(book)).to.deep.equal(['Notes App', 'Notes App-2', 'search-2', 'session-x', 'größe'])
  })

  it('skips known folders under any path, and hidden ones', () => {
    const book = right(forgetEntry(found('/p/a', '/p/b'), 'a'))
    expect(discoverFolders(book, [folder('/p/a'), folder('/p/b'), folder('/p/c')], new Set(['/p/c']))).to.equal(book)
    expect(ids(discoverFolders(book, [folder('/p/c'), folder('/p/c')]))).to.deep.equal(['b', 'c'])
  })

  it('gives every folder a unique id and a valid display name', () => {
    const names = fc.array(fc.string({ minLength: 1 }).filter((name) => !name.includes('/')))
    fc.assert(
      fc.property(names, (all) => {
        const { projects } = found(...new Set(all.map((name) => `/p/${name}`)))
        expect(new Set(projects.map(({ id }) => id)).size).to.equal(projects.length)
        for (const { displayName } of projects)
          expect(parseDisplayName(displayName)).to.deep.equal(E.right(displayName))
      }),
    )
  })
})

describe('register', () => {
  const add = (book: ProjectRegistry, path: string) =>
    registerFolder(book, { folder: folder(path), displayName: 'A' }, NOTHING)

  it('creates ids that are easy to type', () => {
    const paths = ['/a/My  Größe!', '/b/My Gr e', '/c/--', '/d/search', '/e/日本']
    const book = paths.reduce((so, path) => right(add(so, path)), EMPTY_PROJECT_REGISTRY)
    expect(ids(book)).to.deep.equal(['my-gr-e', 'my-gr-e-2', 'project', 'search-2', 'project-2'])
  })

  it('refuses a registered folder, also under another path', () => {
    expect(add(found('/p/a'), '/p/a')).to.deep.equal(E.left(projectPathTaken('a')))
    const others = new Map([['/link/a', '/real/a']])
    expect(registerFolder(found('/link/a'), { folder: folder('/real/a'), displayName: 'A' }, others)).to.deep.equal(
      E.left(projectPathTaken('a')),
    )
  })

  it('adds a hidden folder again', () => {
    const gone = right(forgetEntry(found('/p/a'), 'a'))
    const back = right(add(gone, '/p/a'))
    expect([gone.hidden, back.hidden, ids(back)]).to.deep.equal([['/p/a'], [], ['a']])
  })
})

describe('changeEntry', () => {
  const book = found('/p/a', '/p/b', '/p/c')
  const moved = (id: string, before: string | null) => ids(right(changeEntry(book, id, { before })))

  it('pins, renames and moves', () => {
    const { projects } = right(changeEntry(book, 'b', { pinned: true, displayName: 'B', before: 'a' }))
    expect(projects.slice(0, 1)).to.deep.equal([{ id: 'b', displayName: 'B', path: '/p/b', pinned: true }])
    expect([moved('a', null), moved('c', 'a'), moved('a', 'c'), moved('b', 'b')]).to.deep.equal([
      ['b', 'c', 'a'],
      ['c', 'a', 'b'],
      ['b', 'a', 'c'],
      ['a', 'b', 'c'],
    ])
  })

  it('returns the same book when nothing changes', () => {
    for (const same of [{ pinned: false }, { before: 'b' }, { displayName: 'a' }, { before: 'a' }])
      expect(right(changeEntry(book, 'a', same))).to.equal(book)
  })

  it('refuses an unknown project and an unknown position', () => {
    expect([
      changeEntry(book, 'x', { pinned: true }),
      changeEntry(book, 'a', { before: 'x' }),
      forgetEntry(book, 'x'),
    ]).to.deep.equal([
      E.left(projectNotFound('x')),
      E.left(invalidProject('before is no project')),
      E.left(projectNotFound('x')),
    ])
  })
})

describe('parseProjectChange', () => {
  it('reads valid fields and refuses others', () => {
    expect(parseProjectChange({ pinned: true, displayName: ' a ', before: null })).to.deep.equal(
      E.right({ pinned: true, displayName: 'a', before: null }),
    )
    const wrong = [{}, { pinned: 'yes' }, { pinned: null }, { before: 1 }, { displayName: '' }, { displayName: 3 }]
    expect(wrong.map((raw) => E.isLeft(parseProjectChange(raw)))).to.deep.equal(wrong.map(() => true))
  })
})

describe('parseDisplayName', () => {
  it('reports the fault', () => {
    expect(['', ' ', 'a'.repeat(81), 'a\nb', 'a{b', undefined].map(parseDisplayName)).to.deep.equal(
      ['required', 'required', 'too long (max 80)', 'has unsafe chars', 'has unsafe chars', 'required'].map((words) =>
        E.left(invalidProject(`displayName ${words}`)),
      ),
    )
  })
})
