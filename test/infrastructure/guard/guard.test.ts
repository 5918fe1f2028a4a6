import fc from 'fast-check'
import { EventEmitter, once } from 'node:events'
import { Worker } from 'node:worker_threads'
import {
  detach,
  faultCounts,
  guarded,
  observeFaults,
  reportFault,
  type Fault,
} from '../../../infrastructure/guard/guard.js'

/** Values that are hard to log: no error, no prototype, members that throw. */
const hostile = fc.oneof(
  fc.anything(),
  fc.constantFrom(
    new Proxy(
      {},
      {
        get: () => {
          throw new Error('a getter')
        },
      },
    ),
    Object.create(null) as unknown,
    Object.assign(new Error('no stack'), { stack: undefined }),
  ),
)

/** Ways in which a callback fails; each is an error without a caller. */
type Failing = (value: unknown) => unknown
const failings: ReadonlyArray<Failing> = [
  (value) => {
    throw value
  },
  // eslint-disable-next-line @typescript-eslint/prefer-promise-reject-errors -- anything can be thrown
  (value) => Promise.reject(value),
  async (value) => {
    await Promise.resolve()
    throw value
  },
  (value) => ({
    // A promise of another library.
    then: (_: unknown, failed: (error: unknown) => void) => failed(value),
  }),
  (value) => ({
    get then(): unknown {
      throw value
    },
  }),
]

describe('guard', () => {
  let faults: Fault[]
  let stop: () => void
  beforeEach(() => {
    faults = []
    stop = observeFaults((fault) => faults.push(fault))
  })
  afterEach(() => {
    stop()
  })

  it('reports any throw or rejection of a callback under its part, without passing it to the caller', () =>
    fc.assert(
      fc.asyncProperty(fc.constantFrom(...failings), hostile, async (failing, value) => {
        faults.length = 0
        guarded('a part', () => failing(value))()
        await new Promise((resolve) => setImmediate(resolve))
        expect(faults.map(({ part, error }) => [part, Object.is(error, value)])).to.deep.equal([['a part', true]])
      }),
      { numRuns: 300 },
    ))

  it('calls every other listener of an event after one that failed', () =>
    fc.assert(
      fc.asyncProperty(fc.array(fc.option(fc.constantFrom(...failings)), { maxLength: 8 }), async (listeners) => {
        const emitter = new EventEmitter()
        const called: number[] = []
        for (const [index, failing] of listeners.entries())
          emitter.on(
            'event',
            guarded('listener', () => {
              called.push(index)
              return failing?.(new Error('fails'))
            }),
          )
        faults.length = 0
        emitter.emit('event')
        await new Promise((resolve) => setImmediate(resolve))
        expect(called).to.deep.equal([...listeners.keys()])
        expect(faults).to.have.length(listeners.filter((failing) => failing !== null).length)
      }),
      { numRuns: 200 },
    ))

  it('passes up to four arguments on, and the same error to what recovers', async () => {
    const got: unknown[] = []
    guarded('a part', (...all: [number, string, boolean, null]) => got.push(...all))(1, 'b', true, null)
    expect(got).to.deep.equal([1, 'b', true, null])
    const recovered: unknown[] = []
    const error = new Error('x')
    const fails = (): never => {
      throw error
    }
    guarded('a part', fails, (thrown) => recovered.push(thrown))()
    detach('a part', Promise.reject(error), (thrown) => recovered.push(thrown))
    await new Promise((resolve) => setImmediate(resolve))
    expect(recovered).to.deep.equal([error, error])
  })

  it('reports a recovery that fails as well, and an observer that throws costs the others nothing', () => {
    const stopThrowing = observeFaults(() => {
      throw new Error('an observer')
    })
    const later: Fault[] = []
    const stopLater = observeFaults((fault) => later.push(fault))
    const fail = (): never => {
      throw new Error('x')
    }
    guarded('a part', fail, fail)()
    stopThrowing()
    stopLater()
    expect([faults.length, later.length]).to.deep.equal([2, 2])
  })

  it('counts the faults of each part', () => {
    const of = (part: string) => faultCounts().find((one) => one.part === part)?.count ?? 0
    const before = of('counted part')
    reportFault('counted part', new Error('x'))
    reportFault('counted part', new Error('x'))
    expect(of('counted part') - before).to.equal(2)
  })

  it('throws a fault as an uncaught exception when nothing observes faults', async () => {
    // In a separate thread, since other code in this process may observe faults.
    const guard = new URL('../../../infrastructure/guard/guard.js', import.meta.url).href
    const script = `import('${guard}').then(({ reportFault }) => reportFault('a part', new Error('unobserved')))`
    const [error] = (await once(new Worker(script, { eval: true }), 'error')) as [Error]
    expect(error.message).to.equal('unobserved')
  })
})
