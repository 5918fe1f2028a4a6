import fc from 'fast-check'
import { castEvent, castHeader } from '../../../domain/recordings/cast.js'
import { makeCastMask } from '../../../domain/recordings/mask-cast.js'
import { readCast } from '../../../domain/recordings/read-cast.js'

const TOKEN = '0123456789abcdef'.repeat(4)
const HEADER = castHeader({ size: { columns: 80, rows: 24 }, title: 'cc-shop', startedAt: 0 })

const masked = (lines: ReadonlyArray<string>, known: ReadonlyArray<string> = []): string => {
  const mask = makeCastMask(() => known)
  return lines.map(mask.add).join('') + mask.end()
}
const drawn = (text: string): string =>
  (readCast(text)?.events ?? []).flatMap(({ kind, data }) => (kind === 'output' ? [data] : [])).join('')

describe('a recording that was written with fewer masks', () => {
  it('shows no secret of the hub, also one that events share, and keeps the length of each line', () => {
    const lines = [
      HEADER,
      castEvent('output', 5, `größe 🙂 ${TOKEN.slice(0, 20)}`),
      castEvent('output', 5, `${TOKEN.slice(20)} and "qu`),
      castEvent('output', 5, '\\oted" on\r\n'),
      castEvent('marker', 5, 'here'),
      castEvent('resize', 5, '90x20'),
      'no event\n',
    ]
    const shown = masked(lines, ['"qu\\oted"'])
    expect(drawn(shown)).to.equal(`größe 🙂 ${'*'.repeat(64)} and ********* on\r\n`)
    const lengths = (text: string) => text.split('\n').map((line) => Buffer.byteLength(line))
    expect(lengths(shown)).to.deep.equal(lengths(lines.join('')))
    expect(shown.split('\n').slice(4)).to.deep.equal(lines.join('').split('\n').slice(4))
  })

  it('stays as it is without secrets', () => {
    fc.assert(
      fc.property(fc.array(fc.tuple(fc.constantFrom('output', 'marker'), fc.string({ maxLength: 20 }))), (events) => {
        const lines = [HEADER, ...events.map(([kind, data]) => castEvent(kind, 1, data.replaceAll(/[:=]/g, '')))]
        expect(masked(lines)).to.equal(lines.join(''))
      }),
    )
  })
})
