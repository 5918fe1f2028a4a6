import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { StateArchive } from '../../application/server/state-archive.port.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeStateArchive`. */
export interface StateArchiveHarness extends Harness {
  /** Adapter under test. */
  readonly archive: StateArchive
  /** Writes a file of the state folder, which is made when it is missing. */
  readonly put: (path: string, text: string) => Promise<void>
  /** All files of the state folder that an archive holds, by path. */
  readonly state: () => Promise<Readonly<Record<string, string>>>
  /** A path for an archive, where nothing is. */
  readonly at: (name: string) => string
  /** Puts something at such a path that is no archive. */
  readonly spoil: (path: string) => Promise<void>
  /** From now on a hub runs on the state folder. */
  readonly run: () => Promise<void>
}

/** Contract of `StateArchive`. */
export function describeStateArchive(technology: string, open: () => Promise<StateArchiveHarness>): void {
  describe(`StateArchive on ${technology}`, () => {
    let h: StateArchiveHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const tagOf = (result: E.Either<{ readonly _tag: string }, unknown>): string =>
      E.isLeft(result) ? result.left._tag : 'done'

    it('brings everything back, and keeps aside what was there', async () => {
      await h.put('board.json', '{"größe":1}')
      await h.put('deep/er/file', 'x')
      expect(await h.archive.save(h.at('one'))()).to.deep.equal(E.right(2))
      await h.put('board.json', 'changed')
      await h.put('new.json', 'new')
      const restored = await h.archive.restore(h.at('one'), true)()
      expect(E.isRight(restored) && [restored.right.files, typeof restored.right.keptAside]).to.deep.equal([
        2,
        'string',
      ])
      expect(await h.state()).to.deep.equal({ 'board.json': '{"größe":1}', 'deep/er/file': 'x' })
    })

    it('replaces nothing unless it is told to', async () => {
      await h.put('board.json', 'one')
      await h.archive.save(h.at('one'))()
      await h.put('board.json', 'two')
      expect([
        tagOf(await h.archive.save(h.at('one'))()),
        tagOf(await h.archive.restore(h.at('one'), false)()),
      ]).to.deep.equal(['PathTaken', 'StateThere'])
      expect(await h.state()).to.deep.equal({ 'board.json': 'two' })
    })

    it('refuses a file that is not an archive', async () => {
      await h.put('board.json', 'one')
      await h.spoil(h.at('spoilt'))
      expect(tagOf(await h.archive.restore(h.at('spoilt'), true)())).to.equal('NoArchive')
      expect(await h.state()).to.deep.equal({ 'board.json': 'one' })
    })

    it('saves while a hub runs, and restores only when none does', async () => {
      await h.put('board.json', 'one')
      await h.run()
      expect(tagOf(await h.archive.save(h.at('one'))())).to.equal('done')
      expect(tagOf(await h.archive.restore(h.at('one'), true)())).to.equal('HubRuns')
      expect(await h.state()).to.deep.equal({ 'board.json': 'one' })
    })

    it('leaves out logs, models and locks', async () => {
      for (const path of ['board.json', 'logs/hub.log', 'models/big.bin', 'hub.lock']) await h.put(path, 'x')
      expect(await h.archive.save(h.at('one'))()).to.deep.equal(E.right(1))
    })
  })
}
