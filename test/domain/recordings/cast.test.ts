import { castEvent, castHeader } from '../../../domain/recordings/cast.js'

describe('an asciicast of version 3', () => {
  it('begins with the terminal, the time in seconds and the title', () => {
    const line = castHeader({ size: { columns: 120, rows: 40 }, title: 'cc-shop', startedAt: 1_795_845_912_999 })
    expect(JSON.parse(line)).to.deep.equal({
      version: 3,
      term: { cols: 120, rows: 40, type: 'xterm-256color' },
      timestamp: 1_795_845_912,
      title: 'cc-shop',
    })
    expect(line.indexOf('\n')).to.equal(line.length - 1)
  })

  it('has one line for each event, with the seconds since the one before', () => {
    expect(castEvent('output', 1_234.4, '\u001b[1m"ü"\r\n\u2028')).to.equal(
      '[1.234,"o","\\u001b[1m\\"ü\\"\\r\\n\u2028"]\n',
    )
    expect(castEvent('marker', -5, 'lost')).to.equal('[0,"m","lost"]\n')
  })
})
