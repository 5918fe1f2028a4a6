import { expect } from 'chai'
import { makeFeed } from '../../../application/shared/feed.js'
import { makePermissionModes } from '../../../application/attention/permission-modes.js'

describe('permission modes of agents', () => {
  it('are the last ones reported, and follow their session until it ends', () => {
    const feed = makeFeed()
    const modes = makePermissionModes({ feed })
    const stop = modes.follow()
    const seen: unknown[] = []
    const look = (): void => {
      seen.push([modes.get('cc-shop'), modes.get('cc-mall'), modes.revision()])
    }
    look()
    modes.note('cc-shop', 'auto')
    look()
    for (const odd of ['auto', undefined, null, '', 7, 'x'.repeat(65)]) modes.note('cc-shop', odd)
    look()
    feed.publish({ _tag: 'session-renamed', oldName: 'cc-shop', newName: 'cc-mall', at: 1 })
    feed.publish({ _tag: 'session-renamed', oldName: 'cc-none', newName: 'cc-other', at: 1 })
    look()
    feed.publish({ _tag: 'session-ended', name: 'cc-other', at: 1 })
    feed.publish({ _tag: 'session-started', name: 'cc-mall', at: 1 })
    look()
    modes.note('cc-shop', 'plan')
    feed.publish({ _tag: 'session-ended', name: 'cc-shop', at: 1 })
    look()
    modes.note('cc-shop', 'plan')
    stop()
    feed.publish({ _tag: 'session-ended', name: 'cc-shop', at: 1 })
    look()
    expect(seen).to.deep.equal([
      [null, null, 0],
      ['auto', null, 1],
      ['auto', null, 1],
      [null, 'auto', 2],
      [null, null, 3],
      [null, null, 5],
      ['plan', null, 6],
    ])
  })
})
