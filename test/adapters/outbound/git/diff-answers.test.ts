import { readDiff } from '../../../../adapters/outbound/git/diff-answers.js'
import { turnsDuring } from '../../../support/turns.js'

const MIB = 1024 * 1024
const ID = '0'.repeat(40)

/** Output of git for changed files, each with a patch of this many bytes. */
function output(lengths: ReadonlyArray<number>): Buffer {
  const names = lengths.map((_, at) => `file-${at}`)
  const raw = names.map((name) => `:100644 100644 ${ID} ${ID} M\0${name}\0`)
  const counts = names.map((name) => `1\t1\t${name}\0`)
  const patches = names.map((name, at) => {
    const head = `diff --git a/${name} b/${name}\n`
    return `${head}${'+'.repeat((lengths[at] ?? 0) - head.length - 1)}\n`
  })
  return Buffer.from(`${raw.join('')}${counts.join('')}\0${patches.join('')}`)
}

async function sizesOf(bytes: Buffer, isCut = false): Promise<ReadonlyArray<unknown>> {
  const changes = await readDiff(bytes, isCut)
  return changes.map(({ patch }) => (patch === null || patch === 'cut' ? patch : patch.bytes))
}

describe('the reader of diffs', () => {
  it('finds each patch wherever the parts meet that it is searched in', async () => {
    for (let before = -1; before <= 13; before += 1) {
      const lengths = [MIB - before, 100, 2 * MIB + before, MIB]
      expect(await sizesOf(output(lengths))).to.deep.equal(lengths)
    }
  })

  it('marks a patch as cut that is the last of an incomplete output', async () => {
    const lengths = [2 * MIB, 100, 200]
    const whole = output(lengths)
    expect(await sizesOf(whole.subarray(0, -50), true)).to.deep.equal([2 * MIB, 100, 'cut'])
    expect(await sizesOf(whole.subarray(0, -300), true)).to.deep.equal([2 * MIB, 'cut', 'cut'])
  })

  it('lets other work have its turn within a long output', async () => {
    for (const lengths of [[8 * MIB], new Array<number>(8_000).fill(1_024)]) {
      const bytes = output(lengths)
      expect(await turnsDuring(() => readDiff(bytes, false))).to.be.at.least(7)
    }
  })
})
