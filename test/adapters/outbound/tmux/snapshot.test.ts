import { observeDefects } from '../../../../application/shared/detached.js'
import { hostEvents, EMPTY_SNAPSHOT, type Snapshot } from '../../../../adapters/outbound/tmux/snapshot.js'
import { visibleSnapshot } from '../../../../adapters/outbound/tmux/visible-snapshot.js'
import type { Session, HostEvent } from '../../../../domain/sessions/session.js'
import { aRun, aSession } from '../../../support/sessions.js'
import { sessionId } from '../../../../domain/sessions/session-id.js'

const snapshot = (sessions: ReadonlyArray<Partial<Session>>, run = aRun()): Snapshot => ({
  ...EMPTY_SNAPSHOT,
  run,
  sessions: sessions.map((one) => aSession({ id: sessionId(`id-${one.hostId ?? ''}`), ...one })),
})
const told = (events: ReadonlyArray<HostEvent>): ReadonlyArray<string> =>
  events.map(({ id: _id, ...event }) => Object.values(event).join(' '))

describe('changes between two snapshots', () => {
  it('are empty between equal ones', () => {
    expect(
      hostEvents(snapshot([{ hostId: '$1' }]), snapshot([{ hostId: '$1', path: '/else' }]), 'orderly'),
    ).to.deep.equal([])
  })

  it('free a name before it is taken', () => {
    const before = snapshot([
      { hostId: '$1', name: 'a' },
      { hostId: '$2', name: 'b' },
      { hostId: '$3', name: 'c' },
    ])
    const after = snapshot([
      { hostId: '$1', name: 'b' },
      { hostId: '$2', name: 'c' },
      { hostId: '$4', name: 'a' },
    ])
    expect(told(hostEvents(before, after, 'orderly'))).to.deep.equal([
      'SessionEnded c session',
      'SessionRenamed b c',
      'SessionRenamed a b',
      'SessionStarted a',
    ])
  })

  it('tell names that changed places', () => {
    const before = snapshot([
      { hostId: '$1', name: 'a' },
      { hostId: '$2', name: 'b' },
    ])
    const after = snapshot([
      { hostId: '$1', name: 'b' },
      { hostId: '$2', name: 'a' },
    ])
    expect(told(hostEvents(before, after, 'orderly'))).to.deep.equal(['SessionRenamed a b', 'SessionRenamed b a'])
  })

  it('tell the first viewer and the last, under the name of now', () => {
    const before = snapshot([
      { hostId: '$1', name: 'a', viewers: 0 },
      { hostId: '$2', name: 'b', viewers: 2 },
      { hostId: '$3', name: 'c', viewers: 1 },
    ])
    const after = snapshot([
      { hostId: '$1', name: 'z', viewers: 2 },
      { hostId: '$2', name: 'b', viewers: 0 },
      { hostId: '$3', name: 'c', viewers: 2 },
    ])
    expect(told(hostEvents(before, after, 'orderly'))).to.deep.equal([
      'SessionRenamed a z',
      'SessionAttached z true',
      'SessionAttached b false',
    ])
  })

  it('end and start everything when the host is another one, also with equal ids', () => {
    const before = snapshot([{ hostId: '$0', name: 'a' }])
    const after = snapshot([{ hostId: '$0', name: 'a' }], aRun({ startedAt: 900 }))
    expect(told(hostEvents(before, after, 'abrupt'))).to.deep.equal(['SessionEnded a crash', 'SessionStarted a'])
    expect(told(hostEvents(before, after, 'replaced'))).to.deep.equal(['SessionEnded a host', 'SessionStarted a'])
  })

  it('know the end of the last session from the end of the host', () => {
    const one = snapshot([{ name: 'a' }])
    const two = snapshot([
      { hostId: '$1', name: 'a' },
      { hostId: '$2', name: 'b' },
    ])
    expect(told(hostEvents(one, EMPTY_SNAPSHOT, 'orderly'))).to.deep.equal(['SessionEnded a session'])
    expect(told(hostEvents(one, EMPTY_SNAPSHOT, 'abrupt'))).to.deep.equal(['SessionEnded a crash'])
    expect(told(hostEvents(two, EMPTY_SNAPSHOT, 'orderly'))).to.deep.equal([
      'SessionEnded a host',
      'SessionEnded b host',
    ])
  })
})

describe('publishedPicture', () => {
  const listening = () => {
    const published = visibleSnapshot()
    const events: HostEvent[] = []
    const stop = published.watch((event) => void events.push(event))
    return { published, events, stop }
  }

  it('tells nothing of what was there before', () => {
    const { published, events } = listening()
    published.update(snapshot([{ name: 'a' }]), 'orderly')
    expect(events).to.deep.equal([])
  })

  it('keeps back a session that is being started, by name and by id', () => {
    const { published, events } = listening()
    published.update(EMPTY_SNAPSHOT, 'orderly')
    const before = published.hide({ hostId: null, name: 'a' })
    published.update(snapshot([{ hostId: '$1', name: 'a' }]), 'orderly')
    before()
    const show = published.hide({ hostId: '$1', name: 'a' })
    const renamed = snapshot([{ hostId: '$1', name: 'b' }])
    published.update(renamed, 'orderly')
    expect([events, published.withoutHidden(renamed).sessions]).to.deep.equal([[], []])
    show()
    published.update(renamed, 'orderly')
    expect(told(events)).to.deep.equal(['SessionStarted b'])
  })

  it('tells every listener although one throws, and none after it left', () => {
    const defects: unknown[] = []
    const stopObserving = observeDefects((part, error) => defects.push([part, error]))
    const error = new Error('a defect')
    const { published, events, stop } = listening()
    published.watch(() => {
      throw error
    })
    const late: HostEvent[] = []
    published.watch((event) => void late.push(event))
    published.update(EMPTY_SNAPSHOT, 'orderly')
    published.update(snapshot([{ name: 'a' }]), 'orderly')
    stop()
    published.update(EMPTY_SNAPSHOT, 'orderly')
    stopObserving()
    expect(defects).to.deep.include(['session events', error])
    expect([told(events), told(late)]).to.deep.equal([
      ['SessionStarted a'],
      ['SessionStarted a', 'SessionEnded a session'],
    ])
  })
})
