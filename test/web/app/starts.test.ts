import type { Answer, HubFailure } from '../../../adapters/inbound/web/src/app/hub/hub.js'
import { begin, onStartEvent, type Begun } from '../../../adapters/inbound/web/src/app/starts.js'

const END = { type: 'session-start-settled', id: 'a', name: 'cc-a', at: 1 } as const
const FAILURE = { code: 'SessionDiedAtOnce', error: 'exited', exitCode: 127, lastLines: ['sh: nope: not found'] }

describe('starts that are answered at once', () => {
  const begun =
    (isSettled: boolean, before = (): void => undefined) =>
    (): Promise<Answer<Begun>> => {
      before()
      return Promise.resolve({ ok: true, value: { name: 'cc-a', isSettled } })
    }
  const failures: HubFailure[] = []
  const failed = (failure: HubFailure): void => void failures.push(failure)
  const passed = (): Promise<void> => new Promise((resolve) => void setTimeout(resolve))
  beforeEach(() => failures.splice(0))

  it('pass a failure after the answer on, with the lines, and once', async () => {
    await begin(begun(false), failed)
    onStartEvent({ ...END, failure: FAILURE })
    onStartEvent({ ...END, failure: FAILURE })
    expect(failures).to.deep.equal([
      {
        ...{ _tag: 'Refused', code: 'SessionDiedAtOnce', error: 'exited' },
        ...{ body: FAILURE, lines: ['sh: nope: not found'] },
      },
    ])
  })

  it('pass a failure on that arrives before the answer, after it', async () => {
    const answer = await begin(
      begun(false, () => onStartEvent({ ...END, failure: FAILURE })),
      failed,
    )
    expect([answer.ok, failures.length]).to.deep.equal([true, 0])
    await passed()
    expect(failures).to.have.length(1)
  })

  it('pass nothing on of a program that runs on, of a settled start, and of other clients', async () => {
    onStartEvent({ ...END, failure: FAILURE })
    await begin(begun(false), failed)
    onStartEvent({ ...END, failure: null })
    onStartEvent({ ...END, failure: FAILURE })
    await begin(begun(true), failed)
    onStartEvent({ ...END, failure: FAILURE })
    await passed()
    expect(failures).to.deep.equal([])
  })
})
