import * as TE from 'fp-ts/lib/TaskEither.js'
import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { makeFeed } from '../../../application/shared/feed.js'
import { makeFollowActivity } from '../../../application/repo/follow-activity.js'
import { sessionId } from '../../../domain/sessions/session-id.js'

const settled = () => new Promise(setImmediate)

describe('following activity for the repositories of sessions', () => {
  const open = () => {
    const clock = memoryClock()
    const feed = makeFeed()
    const located: string[] = []
    const touched: string[] = []
    const stop = makeFollowActivity({
      feed,
      clock,
      locate: (name) => {
        located.push(name)
        return TE.right(`/work/${name}`)
      },
      summaries: {
        look: () => new Map(),
        touch: (directory) => touched.push(directory),
        watch: () => () => undefined,
        close: () => undefined,
      },
    })()
    const report = (name: string): void => {
      const evidence = { source: 'hook', what: 'Stop', at: clock.now() } as const
      feed.publish({
        _tag: 'session-activity',
        session: sessionId(name),
        name,
        activity: 'idle',
        since: clock.now(),
        evidence,
        at: clock.now(),
      })
    }
    return { clock, report, located, touched, stop }
  }

  it('asks once where a session works, however many reports come within a quarter of a second', async () => {
    const { clock, report, located, touched } = open()
    for (let count = 0; count < 100; count += 1) report(count % 2 === 0 ? 'cc-a' : 'cc-b')
    expect(located).to.deep.equal([])
    clock.advance(250)
    await settled()
    expect([located, touched]).to.deep.equal([
      ['cc-a', 'cc-b'],
      ['/work/cc-a', '/work/cc-b'],
    ])
    report('cc-a')
    clock.advance(250)
    await settled()
    expect(touched).to.deep.equal(['/work/cc-a', '/work/cc-b', '/work/cc-a'])
  })

  it('asks nothing once it is stopped', async () => {
    const { clock, report, located, stop } = open()
    report('cc-a')
    stop()
    clock.advance(1_000)
    await settled()
    expect(located).to.deep.equal([])
  })
})
