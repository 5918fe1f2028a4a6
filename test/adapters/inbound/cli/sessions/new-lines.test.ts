import fc from 'fast-check'
import { makeNewLines } from '../../../../../adapters/inbound/cli/sessions/logs.js'

describe('new lines of a terminal', () => {
  const after = (first: ReadonlyArray<string>, ...texts: ReadonlyArray<ReadonlyArray<string>>) => {
    const newLines = makeNewLines(first)
    return texts.map((text) => newLines(text))
  }

  it('come once, when they are the same in two texts', () => {
    const text = ['a', '$ make', 'done', '$']
    expect(after(['a', '$'], text, text, text)).to.deep.equal([[], ['$ make', 'done', '$'], []])
  })

  it('come also when the lines before them have left the text', () => {
    const text = ['d', 'e', 'f', 'g']
    expect(after(['a', 'b', 'c', 'd', 'e'], text, text)).to.deep.equal([[], ['f', 'g']])
  })

  it('wait for a line above that changes', () => {
    const texts = ['|', '/', '-', 'ok', 'ok'].map((spinner) => ['a', spinner, 'below'])
    expect(after(['a'], ...texts)).to.deep.equal([[], [], [], [], ['ok', 'below']])
  })

  it('are all lines after the screen was cleared', () => {
    expect(after(['a', 'b'], ['x', 'y'], ['x', 'y'])).to.deep.equal([[], ['x', 'y']])
  })

  it('are the lines of a log, however it is cut into reads that overlap', () => {
    const reads = fc.array(fc.integer({ min: 0, max: 40 }), { minLength: 1, maxLength: 20 })
    fc.assert(
      fc.property(reads, (counts) => {
        let end = 50
        const log = (): ReadonlyArray<string> =>
          Array.from({ length: 100 }, (_, index) => `line ${String(end - 100 + index)}`).filter(
            (_, index) => end - 100 + index >= 0,
          )
        const newLines = makeNewLines(log())
        const got: string[] = []
        for (const count of [...counts, 0]) {
          end += count
          got.push(...newLines(log()))
        }
        expect(got).to.deep.equal(Array.from({ length: end - 50 }, (_, index) => `line ${String(50 + index)}`))
      }),
    )
  })
})
