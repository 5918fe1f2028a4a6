import { lineLog, type LineLog } from '../../../infrastructure/log/line-log.js'
import type { LogFields } from '../../../application/shared/log.port.js'
import { describeLogHistory } from '../../contracts/log-history.contract.js'
import { describeLog } from '../../contracts/log.contract.js'

const AT = Date.UTC(2026, 2, 1, 8, 15)

function logTo(lines: string[], format: 'json' | 'text'): LineLog {
  return lineLog({ write: (line) => void lines.push(line), now: () => AT, format })
}

const messages = (lines: ReadonlyArray<string>): ReadonlyArray<string> =>
  lines.map((line) => (JSON.parse(line) as { message: string }).message)

describeLogHistory('lines of JSON', () => {
  const log = logTo([], 'text')
  return { log, history: log }
})

describeLog('lines of JSON', () => {
  const lines: string[] = []
  return {
    log: logTo(lines, 'json'),
    entries: () =>
      lines.map((line) => {
        const {
          time: _,
          level,
          message,
          ...fields
        } = JSON.parse(line) as LogFields & Record<'level' | 'message', string>
        return { level, message, fields }
      }),
  }
})

describe('the log', () => {
  it('writes an object a line for machines', () => {
    const lines: string[] = []
    logTo(lines, 'json').info('it runs', { port: 3333, level: 'not this one', note: null })
    expect(lines.map((line) => JSON.parse(line) as unknown)).to.deep.equal([
      { time: '2026-03-01T08:15:00.000Z', level: 'info', message: 'it runs', port: 3333, note: null },
    ])
  })

  it('writes a readable line for people', () => {
    const lines: string[] = []
    logTo(lines, 'text').warn('it limps', { port: 3333, name: 'a b', path: '/tmp/x' })
    expect(lines).to.deep.equal(['2026-03-01T08:15:00.000Z warn  it limps port=3333 name="a b" path=/tmp/x\n'])
  })

  for (const format of ['json', 'text'] as const) {
    it(`lets nothing from outside forge a line or move the cursor, as ${format}`, () => {
      const lines: string[] = []
      const evil = 'x\r\n2026 info  forged\u2028\u001b[2J\u009b31m'
      logTo(lines, format).error(evil, { name: evil })
      expect(lines.length).to.equal(1)

      expect(lines[0]?.slice(0, -1)).not.to.match(/[\u0000-\u001f\u007f-\u009f\u2028]/)
    })

    it(`conceals secrets wherever they turn up, as ${format}`, () => {
      const lines: string[] = []
      const log = logTo(lines, format)
      log.conceal('correct-horse-battery')
      log.conceal('short')
      log.info('GET /?token=correct-horse-battery', { argv: 'correct-horse-battery short' })
      expect([lines.join().includes('horse'), lines.join().includes('short')]).to.deep.equal([false, true])
    })
  }

  it('keeps the newest lines, and not for ever', () => {
    const log = logTo([], 'text')
    for (let number = 1; number <= 2100; number += 1) log.info(`line ${number}`)
    expect([messages(log.recent(2)), log.recent(9999).length]).to.deep.equal([['line 2099', 'line 2100'], 2000])
  })

  it('writes together what comes while it waits, each line with its own time, and all of it when asked to', () => {
    const written: string[] = []
    const turns: (() => void)[] = []
    let at = AT
    const log = lineLog({
      write: (lines) => void written.push(lines),
      later: (write) => void turns.push(write),
      now: () => (at += 1),
      format: 'text',
    })
    log.info('a')
    log.info('b')
    expect([written, turns.length]).to.deep.equal([[], 1])
    turns.pop()?.()
    log.info('c')
    expect(log.recent(9).map((line) => (JSON.parse(line) as { time: string }).time.slice(-4))).to.deep.equal([
      '001Z',
      '002Z',
      '003Z',
    ])
    log.flush()
    turns.pop()?.()
    expect(written.map((lines) => lines.split('\n').length - 1)).to.deep.equal([2, 1])
  })

  it('redacts credentials of callers in any line', () => {
    const lines: string[] = []
    const log = logTo(lines, 'json')
    log.info('Authorization: Bearer abcdef0123456789', {
      protocol: 'bearer.abcdef0123456789',
      url: '/x?token=abcdef0123',
    })
    expect([lines.join().includes('abcdef'), lines.join().includes('bearer.[secret]')]).to.deep.equal([false, true])
  })

  it('goes to a second place as JSON, from its first line on, and continues what was there before', () => {
    const second: string[] = []
    const log = logTo([], 'text')
    log.info('early')
    const before = ['{"time":"x","level":"error","message":"older"}', '{"time":"x","level":"info","message":"old"}']
    log.alsoTo((lines) => void second.push(lines), before)
    log.warn('late')
    expect(messages(second.join('').trim().split('\n'))).to.deep.equal(['early', 'late'])
    expect([messages(log.recent(9)), messages(log.recent(9, 'troubles'))]).to.deep.equal([
      ['older', 'old', 'early', 'late'],
      ['older', 'late'],
    ])
  })

  it('goes on when it cannot be written', () => {
    const log = lineLog({
      write: () => {
        throw new Error('EPIPE')
      },
      now: () => AT,
      format: 'text',
    })
    log.info('lost')
    expect(log.recent(1)).to.have.length(1)
  })
})
