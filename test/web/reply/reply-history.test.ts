import { historyOf, stepped, withSent, type SentReply } from '../../../adapters/inbound/web/src/reply/reply-history.js'

const SENT: ReadonlyArray<SentReply> = [
  ['shop', 'run the tests'],
  ['blog', 'publish'],
  ['shop', 'fix the bug'],
]

describe('earlier replies', () => {
  it('are those of the session, the newest first, each once', () => {
    expect(historyOf(SENT, 'shop')).to.deep.equal(['fix the bug', 'run the tests'])
    expect(historyOf(withSent(SENT, ['shop', 'run the tests']), 'shop')).to.deep.equal(['run the tests', 'fix the bug'])
  })

  it('are at most 50', () => {
    const many = Array.from({ length: 60 }, (_, at) => at).reduce<ReadonlyArray<SentReply>>(
      (sent, at) => withSent(sent, ['shop', String(at)]),
      [],
    )
    expect([many.length, many.at(-1)]).to.deep.equal([50, ['shop', '59']])
  })

  it('are stepped through from an empty field, back to it, and from no text of the person', () => {
    const history = historyOf(SENT, 'shop')
    expect(stepped(history, '', 'older')).to.equal('fix the bug')
    expect(stepped(history, 'fix the bug', 'older')).to.equal('run the tests')
    expect(stepped(history, 'run the tests', 'older')).to.equal(null)
    expect(stepped(history, 'fix the bug', 'newer')).to.equal('')
    expect(stepped(history, '', 'newer')).to.equal(null)
    expect(stepped(history, 'fix', 'older')).to.equal(null)
  })
})
