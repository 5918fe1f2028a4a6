import * as E from 'fp-ts/lib/Either.js'
import { RESTORE_WINDOW_MS } from '../../../domain/sessions/restore-plan.js'
import { aSessionRecord, someSessionRecords } from '../../support/sessions.js'
import { right, sessionUseCases } from '../../support/session-use-cases.js'

describe('sessions that were not seen for 7 days', () => {
  const started = async () => {
    const s = sessionUseCases()
    const [old, recent] = [
      aSessionRecord({ name: 'cc-old', lastSeenAt: s.clock.now() - RESTORE_WINDOW_MS - 1 }),
      aSessionRecord({ name: 'cc-recent', lastSeenAt: s.clock.now() }),
    ]
    right(await s.record.update(() => E.right(someSessionRecords({ known: [old, recent] })))())
    expect(E.isRight(await s.boot())).to.equal(true)
    const names = async () => right(await s.list()).sessions.map(({ name }) => name)
    const faded = async () => right(await s.faded.list()).map(({ name }) => name)
    return { s, names, faded }
  }

  it('leave the list at a start, are told of until a person has seen it, and come back on request', async () => {
    const { s, names, faded } = await started()
    expect([await names(), await faded()]).to.deep.equal([['cc-recent'], ['cc-old']])
    expect(E.isRight(await s.boot())).to.equal(true)
    expect(await faded()).to.deep.equal(['cc-old'])
    right(await s.faded.bringBack())
    expect([await names(), await faded()]).to.deep.equal([['cc-recent', 'cc-old'], []])
    expect(E.isRight(await s.boot())).to.equal(true)
    expect(await names()).to.deep.equal(['cc-recent', 'cc-old'])
  })

  it('are dropped for good on request', async () => {
    const { s, names, faded } = await started()
    right(await s.faded.drop())
    expect([await names(), await faded()]).to.deep.equal([['cc-recent'], []])
  })
})
