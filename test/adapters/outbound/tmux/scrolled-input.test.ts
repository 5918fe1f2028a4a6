import { scrolledSessions } from '../../../../adapters/outbound/tmux/scrolled-input.js'

const WHEEL_UP = '\x1b[<64;1;1M'

describe('scrolledSessions', () => {
  it('holds back typed input after a wheel tick, in that session alone, until copy mode was left', () => {
    const scrolled = scrolledSessions()
    expect(scrolled.mustLeave('$1', 'a')).to.equal(false)
    expect(scrolled.mustLeave('$1', WHEEL_UP)).to.equal(false)
    expect(scrolled.mustLeave('$2', 'a')).to.equal(false)
    expect(scrolled.mustLeave('$1', 'a')).to.equal(true)
    scrolled.left('$1')
    expect(scrolled.mustLeave('$1', 'a')).to.equal(false)
  })

  it('takes a key behind a wheel tick for typed', () => {
    expect(scrolledSessions().mustLeave('$1', `${WHEEL_UP}a`)).to.equal(true)
  })

  it('lets through what a terminal sends by itself', () => {
    const scrolled = scrolledSessions()
    scrolled.mustLeave('$1', WHEEL_UP)
    for (const report of [
      WHEEL_UP,
      '\x1b[<65;10;3M\x1b[<0;1;1M\x1b[<0;1;1m',
      '\x1b[I',
      '\x1b[O',
      '\x1b[?1;2c',
      '\x1b[>0;276;0c',
      '\x1b[?2026;2$y',
      '\x1b[3;4R',
      '\x1b[0n',
      '\x1b]11;rgb:0000/0000/0000\x07',
      '\x1b]11;rgb:0000/0000/0000\x1b\\',
      '\x1bP>|xterm.js(5.5.0)\x1b\\',
    ])
      expect(scrolled.mustLeave('$1', report), JSON.stringify(report)).to.equal(false)
    for (const typed of [
      'a',
      '\r',
      '\x1b',
      '\x1b[A',
      '\x1bOA',
      '\x1b[15~',
      '\x1b[1;5C',
      '\x03',
      'größe',
      '\x1b[200~x\x1b[201~',
    ])
      expect(scrolled.mustLeave('$1', typed), JSON.stringify(typed)).to.equal(true)
  })
})
