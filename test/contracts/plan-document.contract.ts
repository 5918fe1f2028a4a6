import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { PlanDocument, PlanFile } from '../../application/projects/plan-document.port.js'
import { planChanged } from '../../domain/projects/errors.js'
import { eventually } from '../support/eventually.js'
import { right } from '../support/results.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describePlanDocument`. */
export interface PlanDocumentHarness extends Harness {
  /** Adapter under test. */
  readonly documents: PlanDocument
  /** A folder without plan document, and one that does not exist. */
  readonly folder: string
  /** Folder that does not exist; absolute. */
  readonly missing: string
  /** Changes of other processes to the folder. */
  readonly write: (name: PlanFile['name'], text: string) => Promise<void>
  /** Deletes a document. */
  readonly remove: (name: PlanFile['name']) => Promise<void>
}

const [CHANGELOG, ROADMAP] = ['CHANGELOG.md', 'ROADMAP.md'] as const

/** Contract of `PlanDocument`. */
export function describePlanDocument(technology: string, open: () => Promise<PlanDocumentHarness>): void {
  describe(`PlanDocument on ${technology}`, () => {
    let h: PlanDocumentHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const read = async (): Promise<PlanFile | null> => right(await h.documents.read(h.folder)())
    const look = async (): Promise<string | null> => right(await h.documents.look(h.folder)())
    const append = (line: string) =>
      h.documents.change<never>(h.folder, (document) => E.right(`${document?.text ?? ''}${line}\n`))()

    it('has none where there is none, and no folder either', async () => {
      expect([await read(), await look()]).to.deep.equal([null, null])
      expect([await h.documents.read(h.missing)(), await h.documents.look(h.missing)()]).to.deep.equal([
        E.right(null),
        E.right(null),
      ])
    })

    it('takes the change log before the roadmap, with every byte of text', async () => {
      const text = '\uFEFF# Größe ☕\r\n\r\nno line break at the end'
      await h.write(ROADMAP, text)
      expect(await read()).to.deep.include({ name: ROADMAP, text })
      await h.write(CHANGELOG, 'a')
      expect(await read()).to.deep.include({ name: CHANGELOG, text: 'a' })
    })

    it('gives the same text the same revision, and another text another one', async () => {
      const revs: (string | undefined)[] = []
      for (const text of ['a', 'b', 'a']) {
        await h.write(CHANGELOG, text)
        revs.push((await read())?.rev)
      }
      expect([revs[0] === revs[1], revs[0] === revs[2]]).to.deep.equal([false, true])
    })

    it('looks the same until something changes', async () => {
      await h.write(ROADMAP, 'a')
      const stamps = [await look(), await look()]
      await append('more')
      stamps.push(await look())
      await h.write(CHANGELOG, 'a')
      stamps.push(await look())
      expect(new Set(stamps).size).to.equal(3)
      expect(stamps[0]).to.equal(stamps[1])
    })

    it('makes the change log where there is none', async () => {
      expect(right(await append('first'))).to.deep.include({ name: CHANGELOG, text: 'first\n' })
      expect(await read()).to.deep.include({ name: CHANGELOG, text: 'first\n' })
    })

    it('changes the document that there is, and answers with it as it is then', async () => {
      await h.write(ROADMAP, 'a\n')
      const changed = right(await append('b'))
      expect(changed).to.deep.include({ name: ROADMAP, text: 'a\nb\n' })
      expect(await read()).to.deep.equal(changed)
    })

    it('writes nothing for a refusal, nor for the same text', async () => {
      await h.write(CHANGELOG, 'a')
      const before = await look()
      const refused = await h.documents.change(h.folder, () => E.left({ _tag: 'No' as const }))()
      const same = await h.documents.change<never>(h.folder, (document) => E.right(document?.text ?? ''))()
      expect([refused, E.isRight(same), await look()]).to.deep.equal([E.left({ _tag: 'No' }), true, before])
    })

    it('applies changes one after the other, so that none is lost', async () => {
      const lines = Array.from({ length: 20 }, (_, index) => `line ${index}`)
      await Promise.all(lines.map(append))
      expect((await read())?.text).to.equal(`${lines.join('\n')}\n`)
    })

    it('makes the roadmap the change log, but only the one that was read', async () => {
      await h.write(ROADMAP, 'a')
      const { rev = '' } = (await read()) ?? {}
      const promote = (revision: string) =>
        h.documents.promote(h.folder, { rev: revision, text: 'b', ignoring: (text) => text })()
      expect(await promote('other')).to.deep.equal(E.left(planChanged(rev)))
      expect(right(await promote(rev))).to.deep.include({ name: CHANGELOG, text: 'b' })
      await h.remove(CHANGELOG)
      expect(await read()).to.equal(null)
      await h.write(CHANGELOG, 'a')
      expect(await promote(rev)).to.deep.equal(E.left(planChanged(rev)))
    })

    it('tells when a document comes, changes and goes, until it is stopped', async () => {
      let told = 0
      const stop = h.documents.watch(h.folder, () => {
        told += 1
      })
      const heardOf = async (act: (round: number) => Promise<void>): Promise<void> => {
        const before = told
        let round = 0
        await eventually(async () => {
          await act(++round) // again until it is heard: watching may not have begun yet
          expect(told).to.be.greaterThan(before)
        })
      }
      await heardOf((round) => h.write(ROADMAP, `a ${round}`))
      await heardOf((round) => h.write(CHANGELOG, `b ${round}`))
      const before = told
      await h.remove(CHANGELOG)
      await eventually(() => {
        expect(told).to.be.greaterThan(before)
      })
      stop()
    })

    it('does not report its own changes', async () => {
      const heard: (string | undefined)[] = []
      const stop = h.documents.watch(h.folder, () => {
        void read().then((document) => heard.push(document?.text))
      })
      let round = 0
      await eventually(async () => {
        await h.write(CHANGELOG, `theirs ${++round}\n`) // again until it is heard: watching may not have begun yet
        expect(heard).to.not.deep.equal([])
      })
      const heardTheLast = (): Promise<void> =>
        eventually(() => {
          expect(heard.at(-1)).to.equal(`theirs ${round}\n`)
        })
      await heardTheLast()
      await append('ours')
      await append('ours again')
      await h.write(CHANGELOG, `theirs ${++round}\n`)
      await heardTheLast()
      stop()
      // Nothing or its beginning, while it is being written.
      const isTheirs = (text = 'unreadable'): boolean => 'theirs '.startsWith(text) || /^theirs \d+\n?$/.test(text)
      expect(heard.filter((text) => !isTheirs(text))).to.deep.equal([])
    })
  })
}
