import * as E from 'fp-ts/lib/Either.js'
import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { cacheFor } from '../../../application/shared/cache-for.js'

describe('an answer that is kept', () => {
  function scene() {
    const clock = memoryClock(1_000)
    let built = 0
    let answer: () => Promise<E.Either<string, number>> = () => Promise.resolve(E.right(built))
    const kept = cacheFor(clock, 100, () => {
      built += 1
      return answer()
    })
    return {
      clock,
      kept,
      built: () => built,
      answerWith: (next: typeof answer) => {
        answer = next
      },
    }
  }

  it('is shared by all who ask while it is made and until its time is over', async () => {
    const { clock, kept, built } = scene()
    expect(await Promise.all([kept(), kept()])).to.deep.equal([E.right(1), E.right(1)])
    clock.advance(99)
    expect([await kept(), built()]).to.deep.equal([E.right(1), 1])
    clock.advance(1)
    expect([await kept(), built()]).to.deep.equal([E.right(2), 2])
  })

  it('is missing when the read failed or never ran', async () => {
    const { kept, built, answerWith } = scene()
    answerWith(() => Promise.resolve(E.left('no')))
    expect([await kept(), await kept(), built()]).to.deep.equal([E.left('no'), E.left('no'), 2])
    answerWith(() => Promise.reject(new Error('a defect')))
    expect(await kept().catch((error: unknown) => (error as Error).message)).to.equal('a defect')
    answerWith(() => Promise.resolve(E.right(7)))
    expect(await kept()).to.deep.equal(E.right(7))
  })
})
