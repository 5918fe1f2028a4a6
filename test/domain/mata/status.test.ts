import fc from 'fast-check'
import { NOT_RUNNING, readSimulatorRun } from '../../../domain/mata/status.js'

describe('readSimulatorRun', () => {
  it('reads JSON, lines and sentences', () => {
    const running = (pid: number | null, version: string | null, startedAt: string | null = null) => ({
      running: true,
      pid,
      version,
      startedAt,
    })
    const printed: ReadonlyArray<readonly [string, object]> = [
      [
        '{"running":true,"pid":812,"version":"1.1.10","startedAt":"2026-03-01T08:15:30Z"}',
        running(812, '1.1.10', '2026-03-01T08:15:30Z'),
      ],
      ['{"status":"running","pid":"812"}', running(812, null)],
      ['{"running":false,"pid":812}', NOT_RUNNING],
      ['{"status":"not running"}', NOT_RUNNING],
      ['Status: running\nPID: 812\nVersion: 1.1.10\nStarted at: today', running(812, '1.1.10', 'today')],
      ['running: no\nversion: 1.1.10', NOT_RUNNING],
      ['mata 1.1.10 is running (pid 812)', running(812, '1.1.10')],
      ['mata is not running', NOT_RUNNING],
      ["mata isn't running", NOT_RUNNING],
      ['Stopped.', NOT_RUNNING],
      ['', NOT_RUNNING],
      ['[]', NOT_RUNNING],
      ['{"__proto__":{"running":true}}', NOT_RUNNING],
    ]
    expect(printed.map(([text]) => readSimulatorRun(text))).to.deep.equal(printed.map(([, run]) => run))
  })

  it('reads a negation as not running', () => {
    fc.assert(
      fc.property(fc.string(), fc.string(), (before, after) => {
        fc.pre(!`${before}${after}`.includes(':') && !`${before}${after}`.includes('='))
        expect(readSimulatorRun(`${before} not running ${after}`)).to.deep.equal(NOT_RUNNING)
      }),
    )
  })
})
