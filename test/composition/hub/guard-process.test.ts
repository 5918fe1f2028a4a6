import { EventEmitter } from 'node:events'
import { memoryLog } from '../../../adapters/outbound/memory/log.memory.js'
import { guardProcess } from '../../../composition/hub/guard-process.js'

describe('errors that no guard caught', () => {
  let events: EventEmitter
  let log: ReturnType<typeof memoryLog>
  let now: number
  let done: string[]
  let stop: () => void
  beforeEach(() => {
    events = new EventEmitter()
    log = memoryLog()
    now = 0
    done = []
    stop = guardProcess({
      events,
      log,
      now: () => now,
      flush: () => {
        done.push('flushed')
        return Promise.resolve()
      },
      exit: (code) => done.push(`exit ${String(code)}`),
    })
  })
  afterEach(() => {
    stop()
  })
  const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

  it('are logged, and the process goes on', async () => {
    events.emit('uncaughtException', new Error('first'))
    events.emit('unhandledRejection', 'second')
    await settled()
    expect(done).to.deep.equal([])
    expect(log.entries.map(({ level, message }) => [level, message])).to.deep.equal([
      ['error', 'uncaught exception: no guard caught it'],
      ['error', 'unhandled rejection: no guard caught it'],
    ])
    expect(log.entries[0]?.fields['error']).to.match(/^Error: first\n/)
  })

  it('flush the state and end the process when more than twenty come within a minute', async () => {
    for (let count = 0; count < 20; count += 1) events.emit('uncaughtException', new Error('again'))
    await settled()
    expect(done).to.deep.equal([])
    events.emit('unhandledRejection', new Error('again'))
    events.emit('unhandledRejection', new Error('again'))
    await settled()
    expect(done).to.deep.equal(['flushed', 'exit 70'])
  })

  it('go on for ever when they are rare', async () => {
    for (let count = 0; count < 100; count += 1) {
      now += 4_000
      events.emit('uncaughtException', new Error('again'))
    }
    await settled()
    expect(done).to.deep.equal([])
  })

  for (const error of [
    Object.assign(new Error('this is a bug in Node'), { code: 'ERR_INTERNAL_ASSERTION' }),
    new RangeError('Array buffer allocation failed'),
  ])
    it(`flush the state and end the process at once when the runtime is damaged: ${error.message}`, async () => {
      events.emit('uncaughtException', error)
      await settled()
      expect(done).to.deep.equal(['flushed', 'exit 70'])
    })

  it('are left to the process after the guard was taken away', () => {
    stop()
    expect(events.eventNames()).to.deep.equal([])
  })
})
