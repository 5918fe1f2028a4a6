import fc from 'fast-check'
import { castEvent, castHeader } from '../../../domain/recordings/cast.js'
import { drawnText, findInCast, readCast, readSize, type Cast } from '../../../domain/recordings/read-cast.js'
import { DEFAULT_SIZE } from '../../../domain/terminal/terminal-size.js'

const HEADER = castHeader({ size: { columns: 90, rows: 20 }, title: 'cc-shop', startedAt: 1_772_352_930_000 })
const read = (text: string): Cast => {
  const cast = readCast(text)
  if (cast === null) throw new Error('no recording')
  return cast
}

describe('reading a recording', () => {
  it('has the events at their times since the start', () => {
    const text = [
      HEADER,
      castEvent('output', 500, 'one'),
      castEvent('resize', 20, '80x24'),
      castEvent('marker', 1_500, 'm'),
    ]
    expect(read(text.join(''))).to.deep.equal({
      size: { columns: 90, rows: 20 },
      startedAt: 1_772_352_930_000,
      events: [
        { at: 500, kind: 'output', data: 'one' },
        { at: 520, kind: 'resize', data: '80x24' },
        { at: 2_020, kind: 'marker', data: 'm' },
      ],
      durationMs: 2_020,
    })
  })

  it('passes over lines that are no events, and a last line that is cut', () => {
    const cut = castEvent('output', 0, 'lost').slice(0, -4)
    const odd = [
      '',
      '{}',
      '[]',
      '[-1,"o","x"]',
      '["1","o","x"]',
      '[0,"i","typed"]',
      '[1,"o",5]',
      'null',
      '[0.1,"o","x"]',
    ]
    expect(read(`${HEADER}${odd.join('\n')}\n${cut}`).events).to.deep.equal([{ at: 1_100, kind: 'output', data: 'x' }])
  })

  it('refuses other texts, and reads a header with missing sizes', () => {
    for (const text of ['', 'x', '{}', '[]', 'null', '{"version":2}', '5']) expect(readCast(text)).to.equal(null)
    expect(read('{"version":3,"term":{"cols":"x"}}')).to.deep.include({
      size: DEFAULT_SIZE,
      startedAt: 0,
      durationMs: 0,
    })
    expect([readSize('80x24'), readSize('80'), readSize('x'), readSize('80x24x1')]).to.deep.equal([
      { columns: 80, rows: 24 },
      ...[null, null, null],
    ])
  })

  it('reads what was written, whatever the text', () => {
    fc.assert(
      fc.property(fc.array(fc.string({ unit: 'binary' })), (texts) => {
        const cast = read(HEADER + texts.map((text) => castEvent('output', 1, text)).join(''))
        expect(cast.events.map(({ data }) => data)).to.deep.equal(texts)
      }),
    )
  })
})

describe('the search in a recording', () => {
  it('finds what is drawn, not control sequences, regardless of case', () => {
    const events = ['\u001b[31mRed\u001b[0m', '\u001b]0;red title\u0007x', 'no', 'RED']
    const text = events.map((data) => castEvent('output', 1_000, data)).join('')
    expect(findInCast(read(HEADER + text), ' red ')).to.deep.equal([1_000, 4_000])
    expect(findInCast(read(HEADER + text), ' ')).to.deep.equal([])
    expect(findInCast(read(HEADER + text), '31m')).to.deep.equal([])
    expect(drawnText('a\u001b[2;3Hb\u001b(Bc\u0007\u001b')).to.equal('a b c')
  })

  it('counts hits of one second once', () => {
    const text = Array.from({ length: 30 }, () => castEvent('output', 100, 'x')).join('')
    expect(findInCast(read(HEADER + text), 'x')).to.deep.equal([100, 1_100, 2_100])
  })
})
