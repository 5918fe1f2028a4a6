import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { Placed, PlaceError } from '../../application/files/project-files.port.js'
import type { OnConflict } from '../../domain/files/conflict.js'
import {
  badFileName,
  badPath,
  fileExists,
  fileNotFound,
  intoSelf,
  notAFile,
  outsideRoot,
  samePath,
} from '../../domain/files/errors.js'
import { at, operand } from '../support/project-files.js'
import type { ProjectFilesHarness } from './project-files.contract.js'

/** Moving and copying on every technology. */
export function describeRelocation(technology: string, open: () => Promise<ProjectFilesHarness>): void {
  describe(`moving and copying files on ${technology}`, () => {
    let h: ProjectFilesHarness
    beforeEach(async () => {
      h = await open()
      await h.controls.write(`${h.root}/a.txt`, 'a')
      await h.controls.write(`${h.root}/src/deep/b.txt`, 'b')
      await h.controls.makeFolder(`${h.root}/empty`)
    })
    afterEach(() => h.close())

    type Answer = Promise<E.Either<PlaceError, Placed>>
    const move = (from: string, to: string, onConflict: OnConflict = 'fail'): Answer =>
      h.files.move(h.root, operand(from), at(to), onConflict)()
    const copy = (from: string, to: string, onConflict: OnConflict = 'fail'): Answer =>
      h.files.copy(h.root, operand(from), at(to), onConflict)()
    const path = (answer: E.Either<PlaceError, Placed>): string =>
      E.isRight(answer) ? answer.right.path : answer.left._tag
    const look = (name: string) => h.controls.look(`${h.root}/${name}`)

    it('moves files and folders, to a name or into the folder that is there', async () => {
      expect(await move('a.txt', 'src/c.txt')).to.deep.equal(
        E.right({ path: 'src/c.txt', touched: [`${h.root}/a.txt`, `${h.root}/src/c.txt`], skipped: [] }),
      )
      expect(path(await move('src', 'empty'))).to.equal('empty/src')
      expect(path(await move('empty', 'full'))).to.equal('full')
      expect([await look('full/src/c.txt'), await look('full/src/deep/b.txt'), await look('a.txt')]).to.deep.equal([
        'a',
        'b',
        null,
      ])
      expect(await h.controls.names(h.root)).to.deep.equal(['full'])
    })

    it('copies with all that lies in it, links as links, and leaves what was there', async () => {
      await h.controls.link(`${h.root}/src/link`, '../a.txt')
      await h.controls.pipe(`${h.root}/src/deep/pipe`)
      expect(await copy('src', 'copy')).to.deep.equal(
        E.right({ path: 'copy', touched: [`${h.root}/copy`], skipped: ['src/deep/pipe'] }),
      )
      expect([await look('copy/deep/b.txt'), await look('copy/link'), await look('copy/deep/pipe')]).to.deep.equal([
        'b',
        '-> ../a.txt',
        null,
      ])
      expect([await look('src/deep/b.txt'), await look('src/deep/pipe')]).to.deep.equal(['b', '<pipe>'])
      expect(await copy('src/deep/pipe', 'pipe')).to.deep.equal(E.left(notAFile))
      expect(await h.controls.names(h.root)).to.deep.equal(['a.txt', 'copy', 'empty', 'src'])
    })

    for (const relocate of ['move', 'copy'] as const) {
      const act = (...args: Parameters<typeof move>): Answer => (relocate === 'move' ? move : copy)(...args)

      it(`settles conflicts of a ${relocate} as it is told`, async () => {
        await h.controls.write(`${h.root}/b.txt`, 'old')
        expect(await act('a.txt', 'b.txt')).to.deep.equal(E.left(fileExists('b-1.txt')))
        expect(await look('b.txt')).to.equal('old')
        expect(path(await act('a.txt', 'b.txt', 'overwrite'))).to.equal('b.txt')
        expect(await look('b.txt')).to.equal('a')
        await h.controls.write(`${h.root}/a.txt`, 'again')
        expect(path(await act('a.txt', 'b.txt', 'rename'))).to.equal('b-1.txt')
        expect(await look('b-1.txt')).to.equal('again')
      })

      it(`replaces no folder by a ${relocate}, and nothing by a folder`, async () => {
        await h.controls.makeFolder(`${h.root}/empty/src`)
        expect(await act('src', 'empty', 'overwrite')).to.deep.equal(E.left(fileExists('src-1')))
        expect(await act('src', 'a.txt', 'overwrite')).to.deep.equal(E.left(fileExists('a-1.txt')))
        expect(path(await act('src', 'empty', 'rename'))).to.equal('empty/src-1')
        expect(await look('empty/src-1/deep/b.txt')).to.equal('b')
      })

      it(`refuses a ${relocate} that cannot be`, async () => {
        await h.controls.link(`${h.root}/out`, h.outside)
        await h.controls.makeFolder(`${h.root}/.git/hooks`)
        await h.controls.link(`${h.root}/hooks`, '.git/hooks')
        await h.controls.link(`${h.root}/again`, 'src/deep')
        expect([
          await act('none', 'x'),
          await act('a.txt/none', 'x'),
          await act('a.txt', 'none/x'),
          await act('a.txt', 'a.txt'),
          await act('src', 'src'),
          await act('src', 'src/deep/src'),
          await act('src', 'again/src'),
          await act('a.txt', 'out/x'),
          await act('out/x', 'x'),
          await act('a.txt', '.git/x'),
          await act('a.txt', 'hooks/x'),
          await act('a.txt', 'x'.repeat(256)),
        ]).to.deep.equal(
          [
            fileNotFound,
            fileNotFound,
            fileNotFound,
            samePath,
            samePath,
            intoSelf,
            intoSelf,
            outsideRoot,
            outsideRoot,
            badPath,
            badPath,
            badFileName,
          ].map((error) => E.left(error)),
        )
        expect(await h.controls.names(h.root)).to.deep.equal(['.git', 'a.txt', 'again', 'empty', 'hooks', 'out', 'src'])
      })

      it(`takes a link itself in a ${relocate}`, async () => {
        await h.controls.write(`${h.outside}/kept`, 'kept')
        await h.controls.link(`${h.root}/link`, `${h.outside}/kept`)
        expect(path(await act('link', 'moved'))).to.equal('moved')
        expect([await look('moved'), await h.controls.look(`${h.outside}/kept`)]).to.deep.equal([
          `-> ${h.outside}/kept`,
          'kept',
        ])
      })

      it(`takes the longest names in a ${relocate}`, async () => {
        const long = `${'x'.repeat(251)}.txt`
        expect(path(await act('a.txt', long))).to.equal(long)
        await h.controls.write(`${h.root}/a.txt`, 'again')
        expect(path(await act('a.txt', long, 'rename'))).to.equal(`${'x'.repeat(249)}-1.txt`)
      })
    }

    it('renames to another case', async () => {
      expect(path(await move('a.txt', 'A.txt'))).to.equal('A.txt')
      expect(path(await move('src', 'SRC'))).to.equal('SRC')
      expect(await h.controls.names(h.root)).to.deep.equal(['A.txt', 'SRC', 'empty'])
    })

    it('loses none of many that move to one name at once', async () => {
      const names = Array.from({ length: 10 }, (_, index) => `file ${index}`)
      for (const name of names) await h.controls.write(`${h.root}/${name}`, name)
      const moved = await Promise.all(names.map((name) => move(name, 'one', 'rename')))
      const found = await Promise.all(moved.map(async (answer) => look(path(answer))))
      expect(found).to.deep.equal(names)
    })
  })
}
