import { expect } from 'chai'
import { tmuxLink } from '../../../../adapters/outbound/tmux/tmux-link.js'
import { memoryClock } from '../../../../adapters/outbound/memory/clock.memory.js'

describe('tmuxLink', () => {
  it('tells of nothing that it finds out after it was closed', async () => {
    let answer = (_isListening: boolean): void => undefined
    let pictures = 0
    const link = tmuxLink({
      controlArgv: ['/nowhere/tmux'],
      environment: {},
      isListening: () => new Promise((resolve) => (answer = resolve)),
      socketIdentity: () => Promise.resolve(null),
      clock: memoryClock(),
      onPicture: () => (pictures += 1),
    })
    const first = link.refresh()
    answer(false)
    await first
    const second = link.refresh()
    link.close()
    answer(false)
    await second
    expect(pictures).to.equal(1)
  })
})
