import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { PartFile, RecordingStore } from '../../application/recordings/recording-store.port.js'
import { recordingNotFound } from '../../domain/recordings/errors.js'
import type { PartKey } from '../../domain/recordings/recording.js'
import { sessionId } from '../../domain/sessions/session-id.js'
import { leftTag, right } from '../support/results.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeRecordingStore`. */
export interface RecordingStoreHarness extends Harness {
  /** Adapter under test. */
  readonly store: RecordingStore
  /** Leaves a part as a hub that was killed, with these bytes. */
  readonly leave: (part: PartKey, startedAt: number, text: string) => Promise<void>
  /** Lets no further byte be written. */
  readonly fill: () => Promise<void>
}

const AT = 1_772_352_930_123
const ONE = { session: sessionId('id/of one ü'), number: 1 }
const TWO = { ...ONE, number: 2 }
const OTHER = { session: sessionId('..'), number: 1 }

/** Resolves with the reason of a failure, or `null`. */
const stored = (file: PartFile): Promise<string | null> => new Promise((resolve) => file.stored(resolve))

async function contentOf(store: RecordingStore, part: PartKey, start = 0, end = Infinity): Promise<string> {
  const file = right(await store.open(part)())
  const chunks: Buffer[] = []
  for await (const chunk of file.read({ start, end: Math.min(end, file.size) })) chunks.push(Buffer.from(chunk))
  return Buffer.concat(chunks).toString()
}

/** Contract of `RecordingStore`. */
export function describeRecordingStore(technology: string, open: () => Promise<RecordingStoreHarness>): void {
  describe(`RecordingStore on ${technology}`, () => {
    let h: RecordingStoreHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const create = async (part: PartKey, ...lines: string[]): Promise<PartFile> => {
      const file = right(await h.store.create({ ...part, startedAt: AT })())
      for (const text of lines) expect(file.write(text)).to.equal(null)
      expect(await stored(file)).to.equal(null)
      return file
    }
    const keys = async (): Promise<ReadonlyArray<PartKey>> =>
      right(await h.store.list()).map(({ session, number }) => ({ session, number }))

    it('is empty at first', async () => {
      expect(await h.store.list()).to.deep.equal(E.right([]))
      expect(await h.store.mend()).to.deep.equal(E.right(undefined))
      expect(await h.store.remove([ONE])()).to.deep.equal(E.right(undefined))
    })

    it('lists parts with their sizes, those of a session in the order of their numbers', async () => {
      await (await create(TWO, 'größe\n')).close()
      await (await create(ONE, 'a\n', 'b\n')).close()
      await create(OTHER)
      expect(await keys()).to.have.deep.members([ONE, TWO, OTHER])
      const ofOne = right(await h.store.list()).filter(({ session }) => session === ONE.session)
      expect(ofOne.map(({ number, startedAt, bytes }) => [number, startedAt, bytes])).to.deep.equal([
        [1, AT, 4],
        [2, AT, 8],
      ])
      for (const { startedAt, endedAt } of ofOne) expect(endedAt).to.be.at.least(startedAt)
    })

    it('refuses a second part of one number', async () => {
      await create(ONE, 'a\n')
      expect(leftTag(await h.store.create({ ...ONE, startedAt: AT + 1 })())).to.equal('Unavailable')
      expect(await contentOf(h.store, ONE)).to.equal('a\n')
    })

    it('reads what is stored while a part is written, whole and in ranges', async () => {
      const file = await create(ONE, '0123\n')
      expect(await contentOf(h.store, ONE)).to.equal('0123\n')
      file.write('4567\n')
      await stored(file)
      expect(await contentOf(h.store, ONE)).to.equal('0123\n4567\n')
      expect(await contentOf(h.store, ONE, 2, 7)).to.equal('23\n45')
      expect(file.bytes()).to.equal(10)
    })

    it('stores everything before a part is closed, and takes nothing after it', async () => {
      const file = right(await h.store.create({ ...ONE, startedAt: AT })())
      for (let line = 0; line < 200; line += 1) file.write(`${String(line)}\n`)
      await file.close()
      await file.close()
      expect((await contentOf(h.store, ONE)).split('\n')).to.have.length(201)
      expect(file.write('late\n')).to.be.a('string')
      expect(await contentOf(h.store, ONE)).not.to.contain('late')
    })

    it('reports a full disk and keeps the whole lines of before', async () => {
      const file = await create(ONE, 'whole\n')
      await h.fill()
      file.write('lost\n')
      expect(await stored(file)).to.be.a('string')
      expect(file.write('more\n')).to.be.a('string')
      await file.close()
      expect(await contentOf(h.store, ONE)).to.equal('whole\n')
    })

    it('cuts the unfinished line of a hub that was killed', async () => {
      await h.leave(ONE, AT, `whole\n${'x'.repeat(200_000)}`)
      await h.leave(TWO, AT, 'no line feed at all')
      await h.leave(OTHER, AT, 'whole\n')
      expect(await h.store.mend()).to.deep.equal(E.right(undefined))
      expect(await contentOf(h.store, ONE)).to.equal('whole\n')
      expect(await contentOf(h.store, TWO)).to.equal('')
      expect(await contentOf(h.store, OTHER)).to.equal('whole\n')
    })

    it('deletes the parts that are named, and no others', async () => {
      for (const part of [ONE, TWO, OTHER]) await (await create(part, 'a\n')).close()
      expect(await h.store.remove([ONE, { ...ONE, number: 7 }])()).to.deep.equal(E.right(undefined))
      expect(await keys()).to.have.deep.members([TWO, OTHER])
      expect(await h.store.open(ONE)()).to.deep.equal(E.left(recordingNotFound))
    })
  })
}
