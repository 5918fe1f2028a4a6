import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import { THE_HUB, type AuditEvent, type AuditLog, type Caller } from '../../application/shared/audit-log.port.js'
import { right } from '../support/results.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeAuditLog`. */
export interface AuditLogHarness extends Harness {
  /** Adapter under test. */
  readonly audit: AuditLog
  /** Recorded entries, oldest first. */
  readonly entries: () => Promise<ReadonlyArray<AuditEvent & { readonly caller: Caller }>>
}

const PERSON: Caller = { user: 'me@example.com', ip: '127.0.0.1', cfRay: 'ray', userAgent: 'curl/8.5' }

/** Contract of `AuditLog`. */
export function describeAuditLog(technology: string, open: () => Promise<AuditLogHarness>): void {
  describe(`AuditLog on ${technology}`, () => {
    let h: AuditLogHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    it('keeps what happened and who asked, each fact with its kind', async () => {
      const fields = { session: 'cc-größe', count: 3, isForced: false, reason: null }
      expect(await h.audit.record({ event: 'session.end', fields }, PERSON)()).to.deep.equal(E.right(undefined))
      right(await h.audit.record({ event: 'session.restore', fields: {} }, THE_HUB)())
      expect(await h.entries()).to.deep.equal([
        { event: 'session.end', fields, caller: PERSON },
        { event: 'session.restore', fields: {}, caller: THE_HUB },
      ])
    })

    it('has the entry when it answers, and none before it is run', async () => {
      const later = h.audit.record({ event: 'later', fields: {} }, PERSON)
      await h.audit.record({ event: 'now', fields: {} }, PERSON)()
      const before = await h.entries()
      await later()
      expect([before, await h.entries()].map((entries) => entries.map(({ event }) => event))).to.deep.equal([
        ['now'],
        ['now', 'later'],
      ])
    })

    it('keeps the order of the calls', async () => {
      const wanted = Array.from({ length: 30 }, (_, index) => `event.${String(index)}`)
      await Promise.all(wanted.map((event) => h.audit.record({ event, fields: {} }, PERSON)()))
      expect((await h.entries()).map(({ event }) => event)).to.deep.equal(wanted)
    })

    it('makes one entry of one call, for any input', async () => {
      const fields = { newName: 'a\r\n{"event":"forged"}' }
      const caller = { ...PERSON, userAgent: 'x\ny' }
      await h.audit.record({ event: 'session.rename', fields }, caller)()
      expect(await h.entries()).to.deep.equal([{ event: 'session.rename', fields, caller }])
    })
  })
}
