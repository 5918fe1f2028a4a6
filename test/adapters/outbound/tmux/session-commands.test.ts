import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import { sessionCommands, type TmuxCommand } from '../../../../adapters/outbound/tmux/session-commands.js'
import { unavailable } from '../../../../application/shared/errors.js'

/** Answers of tmux in turn; the last one again and again. */
const answering = (...answers: readonly [...Awaited<ReturnType<ReturnType<TmuxCommand>>>[]]): TmuxCommand => {
  let asked = 0
  return () => () => Promise.resolve(answers[Math.min(asked++, answers.length - 1)] ?? E.right(null))
}
const cut = E.left(unavailable('tmux', 'the connection was lost'))

describe('queries of a viewer', () => {
  it('see that a session is gone whose end cut the connection', async () => {
    expect(await sessionCommands(answering(cut, E.right(null))).isLive('$1')()).to.deep.equal(E.right(false))
    expect(await sessionCommands(answering(cut, E.right('$1 shop\n'))).isLive('$1')()).to.deep.equal(E.right(true))
  })

  it('are unavailable while tmux does not answer', async () => {
    expect(await sessionCommands(answering(cut)).isLive('$1')()).to.deep.equal(cut)
    expect(await sessionCommands(answering(cut)).idOf('shop')()).to.deep.equal(cut)
  })

  it('compare names as a whole', async () => {
    const { idOf } = sessionCommands(answering(E.right('$1 shop 2\n$2 shop\n')))
    expect(await idOf('shop')()).to.deep.equal(E.right('$2'))
    expect(await idOf('sho')()).to.deep.equal(E.right(null))
  })
})
