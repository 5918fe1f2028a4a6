import * as E from 'fp-ts/lib/Either.js'
import { backgroundState, parseBackgroundAgentId } from '../../../domain/background-agents/background-agent.js'

describe('a background agent', () => {
  it('has an id that no program reads as an option or a path', () => {
    for (const id of ['3f2a91bc', 'a', 'job_1-b', 'Z'.repeat(64)])
      expect(parseBackgroundAgentId(id)).to.deep.equal(E.right(id))
    for (const id of ['', '-x', '--all', '_x', 'a b', 'a/b', '.', 'a\n', 'é', 'Z'.repeat(65)])
      expect(E.isLeft(parseBackgroundAgentId(id)), id).to.equal(true)
  })

  it('has the state that process and work have together', () => {
    const cases = [
      ['busy', 'working', 'working'],
      ['busy', 'done', 'working'],
      ['waiting', 'working', 'waiting'],
      ['idle', 'blocked', 'waiting'],
      ['idle', 'working', 'idle'],
      ['idle', 'done', 'done'],
      [null, 'failed', 'failed'],
      [null, 'stopped', 'stopped'],
      [null, 'working', 'unknown'],
      ['resting', 'pondering', 'unknown'],
      [null, null, 'unknown'],
    ] as const
    for (const [status, work, state] of cases) expect(backgroundState(status, work)).to.equal(state)
  })
})
