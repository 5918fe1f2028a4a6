import { memoryClock } from '../../../../adapters/outbound/memory/clock.memory.js'
import { observeFaults } from '../../../../infrastructure/guard/guard.js'
import { describeClock } from '../../../contracts/clock.contract.js'
import { describeFake } from '../../../contracts/mutants.js'

describeFake(describeClock, ['clock'], () => {
  const clock = memoryClock()
  return {
    clock,
    observeFaults: (observer) => observeFaults(({ error }) => observer(error)),
    pass: (ms) => {
      clock.advance(ms)
      return Promise.resolve()
    },
  }
})

describe('memoryClock', () => {
  it('runs what falls due, each at its own time and in order', () => {
    const clock = memoryClock(1000)
    const ran: string[] = []
    const note = (what: string) => () => void ran.push(`${what}@${clock.now()}`)
    clock.after(30, note('late'))
    clock.after(10, note('first'))
    clock.after(10, note('second'))
    clock.after(5, () => clock.after(5, note('from a task')))
    clock.advance(20)
    expect([ran, clock.now()]).to.deep.equal([['first@1010', 'second@1010', 'from a task@1010'], 1020])
    clock.advance(10)
    expect([ran.at(-1), clock.waiting()]).to.deep.equal(['late@1030', 0])
  })

  it('repeats until it is told to stop, also from within', () => {
    const clock = memoryClock()
    let times = 0
    const stop = clock.every(10, () => {
      times++
      if (times === 3) stop()
    })
    clock.advance(100)
    expect([times, clock.waiting()]).to.deep.equal([3, 0])
  })

  it('forgets what was cancelled, once or twice', () => {
    const clock = memoryClock()
    const cancel = clock.after(10, () => expect.fail('was cancelled'))
    cancel()
    cancel()
    clock.advance(10)
  })
})
