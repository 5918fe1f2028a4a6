import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { ProjectStore } from '../../application/projects/project-store.port.js'
import { EMPTY_PROJECT_BOOK, type ProjectBook } from '../../domain/projects/project.js'

export interface ProjectStoreHarness {
  readonly store: ProjectStore
  /** The registry as the next run of the hub finds it. */
  readonly reopen: () => Promise<ProjectStore>
  readonly close: () => Promise<void>
}

const adding =
  (id: string) =>
  (book: ProjectBook): E.Either<never, ProjectBook> =>
    E.right({ ...book, projects: [...book.projects, { id, displayName: id, path: `/work/${id}`, pinned: false }] })

const idsIn = (book: E.Either<unknown, ProjectBook>): ReadonlyArray<string> =>
  E.isRight(book) ? book.right.projects.map(({ id }) => id) : ['(a left)']

/** What every registry of projects must do. */
export function describeProjectStore(technology: string, open: () => Promise<ProjectStoreHarness>): void {
  describe(`ProjectStore on ${technology}`, () => {
    let h: ProjectStoreHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    it('starts empty', async () => {
      expect(await h.store.read()).to.deep.equal(E.right(EMPTY_PROJECT_BOOK))
    })

    it('applies changes one after the other in the order of the calls, and reads them from then on', async () => {
      const ids = Array.from({ length: 20 }, (_, index) => `p${index}`)
      await Promise.all(ids.map((id) => h.store.update(adding(id))()))
      expect(idsIn(await h.store.read())).to.deep.equal(ids)
    })

    it('passes a refusal on and changes nothing', async () => {
      await h.store.update(adding('shop'))()
      const refused = await h.store.update(() => E.left({ _tag: 'No' as const }))()
      expect([refused, idsIn(await h.store.read())]).to.deep.equal([E.left({ _tag: 'No' }), ['shop']])
    })

    it('tells the next run everything: the order, what is pinned, what is hidden', async () => {
      const project = { displayName: 'Größe ☕', path: '/work/größe', pinned: false }
      const book: ProjectBook = {
        projects: [
          { ...project, id: 'z z' },
          { ...project, id: 'a', path: '/work/a', pinned: true },
        ],
        hidden: ['/work/gone', '/work/older'],
      }
      await h.store.update(() => E.right(book))()
      expect(await (await h.reopen()).read()).to.deep.equal(E.right(book))
    })
  })
}
