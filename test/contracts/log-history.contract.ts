import { expect } from 'chai'
import type { LogHistory } from '../../application/server/log-history.port.js'
import type { Log } from '../../application/shared/log.port.js'

/** Scene of the suite `describeLogHistory`. */
export interface LogHistoryHarness {
  /** Log whose lines are read. */
  readonly log: Log
  /** Adapter under test. */
  readonly history: LogHistory
}

/** Contract of `LogHistory`. */
export function describeLogHistory(technology: string, open: () => LogHistoryHarness): void {
  describe(`LogHistory on ${technology}`, () => {
    const read = (history: LogHistory, lines: number, which: 'all' | 'troubles'): ReadonlyArray<unknown> =>
      history.recent(lines, which).map((line) => {
        const { time, ...rest } = JSON.parse(line) as { readonly time: string }
        expect(new Date(time).toISOString()).to.equal(time)
        return rest
      })

    it('tells the newest lines with all their facts, oldest first', () => {
      const { log, history } = open()
      log.info('a')
      log.warn('b', { session: 'cc-größe', count: 2, reason: null })
      log.error('c')
      expect([read(history, 2, 'all'), read(history, 99, 'troubles')]).to.deep.equal([
        [
          { level: 'warn', message: 'b', session: 'cc-größe', count: 2, reason: null },
          { level: 'error', message: 'c' },
        ],
        [
          { level: 'warn', message: 'b', session: 'cc-größe', count: 2, reason: null },
          { level: 'error', message: 'c' },
        ],
      ])
    })

    it('keeps one call on one line, for any content', () => {
      const { log, history } = open()
      log.info('a\r\n{"level":"error","message":"forged"}', { name: 'x\ny' })
      const lines = history.recent(9, 'all')
      expect([lines.length, lines.join('').includes('\n'), history.recent(9, 'troubles')]).to.deep.equal([1, false, []])
    })
  })
}
