import { expect } from 'chai'
import type { Log, LogFields } from '../../application/shared/log.port.js'

/** Scene of the suite `describeLog`. */
export interface LogHarness {
  /** Adapter under test. */
  readonly log: Log
  /** Logged lines, oldest first. */
  readonly entries: () => ReadonlyArray<{
    readonly level: string
    readonly message: string
    readonly fields: LogFields
  }>
}

/** Contract of `Log`. */
export function describeLog(technology: string, open: () => LogHarness): void {
  describe(`Log on ${technology}`, () => {
    it('keeps level, words and facts of every call, in order', () => {
      const { log, entries } = open()
      log.info('it runs')
      log.warn('it limps', { session: 'cc-größe', count: 3, isForced: false, reason: null })
      log.error('it fell', { detail: '' })
      expect(entries()).to.deep.equal([
        { level: 'info', message: 'it runs', fields: {} },
        {
          level: 'warn',
          message: 'it limps',
          fields: { session: 'cc-größe', count: 3, isForced: false, reason: null },
        },
        { level: 'error', message: 'it fell', fields: { detail: '' } },
      ])
    })

    it('makes one entry of one call, for any input', () => {
      const { log, entries } = open()
      const evil = 'a\r\n{"level":"info","message":"forged"}'
      log.info(evil, { name: evil })
      expect(entries()).to.deep.equal([{ level: 'info', message: evil, fields: { name: evil } }])
    })
  })
}
