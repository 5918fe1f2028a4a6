import { makeEventJournal } from '../../../application/shared/event-journal.js'
import { makeFeed } from '../../../application/shared/feed.js'
import { sessionId } from '../../../domain/sessions/session-id.js'

describe('the event journal', () => {
  const feed = makeFeed()
  const journal = makeEventJournal(feed, 9, 3)
  const publish = (at: number): void =>
    feed.publish({ _tag: 'session-started', session: sessionId('a'), name: 'a', at })
  const after = (position: string) => journal.after(position)?.map(({ seq, event }) => [seq, event.at]) ?? null

  it('knows nothing at first, which is no gap', () => {
    expect([journal.last(), after('9-0'), after('9-1'), after('8-0')]).to.deep.equal([0, [], null, null])
  })

  it('numbers events and keeps the last ones', () => {
    for (const at of [11, 12, 13, 14, 15]) publish(at)
    expect(journal.last()).to.equal(5)
    expect(['9-5', '9-4', '9-2', '9-1', '9-6', '8-5', '', '-', '9-', '9-x', '9-5 '].map(after)).to.deep.equal([
      [],
      [[5, 15]],
      [
        [3, 13],
        [4, 14],
        [5, 15],
      ],
      ...Array<null>(8).fill(null),
    ])
  })

  it('passes each event with its number to listeners', () => {
    const seen: number[] = []
    const unsubscribe = journal.subscribe(({ seq }) => seen.push(seq))
    publish(16)
    unsubscribe()
    publish(17)
    expect(seen).to.deep.equal([6])
  })
})
