import { bytesText, millisecondsText } from '../../../adapters/inbound/web/src/status/amounts.js'
import { readLogLine } from '../../../adapters/inbound/web/src/status/log-line.js'

describe('readLogLine', () => {
  it('parses time, level, message and fields', () => {
    const line =
      '{"status":200,"name":"größe","isNew":true,"time":"2026-03-01T08:15:00.000Z","level":"warn","message":"m"}'
    expect(readLogLine(line)).to.deep.equal({
      at: new Date('2026-03-01T08:15:00.000Z'),
      level: 'warn',
      message: 'm',
      facts: [
        ['status', '200'],
        ['name', 'größe'],
        ['isNew', 'true'],
      ],
    })
  })

  it('uses an unparsable line as the message', () => {
    for (const text of ['', 'half a li', 'null', '[]', '"x"', '{"time":"never","level":"loud"}'])
      expect(readLogLine(text)).to.deep.include({ at: null, level: 'info', message: text })
  })
})

describe('amounts', () => {
  it('have a decimal comma in German, and no separator of thousands', () => {
    expect([bytesText(1_234, 'de'), millisecondsText(9.96, 'de'), millisecondsText(1_234_500, 'de')]).to.deep.equal([
      '1,2 kB',
      '10,0 ms',
      '1234,5 s',
    ])
  })

  it('use their largest unit', () => {
    expect([0, 999, 1_000, 123_456, 5e9].map((bytes) => bytesText(bytes, 'en'))).to.deep.equal([
      '0 B',
      '999 B',
      '1.0 kB',
      '123 kB',
      '5.0 GB',
    ])
    expect([null, 0, 9.96, 12.4, 1_500].map((ms) => millisecondsText(ms, 'en'))).to.deep.equal([
      '–',
      '0.0 ms',
      '10.0 ms',
      '12 ms',
      '1.5 s',
    ])
  })
})
