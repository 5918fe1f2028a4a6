import { sessionIdentities, type ReadSession } from '../../../../adapters/outbound/tmux/session-identities.js'
import { hostSessionId, sessionId } from '../../../../domain/sessions/session-id.js'
import { aSession } from '../../../support/sessions.js'

describe('identities of tmux sessions', () => {
  const RUN = { pid: 7, startedAt: 1_000 }
  const read = (hostId: string, claimed: string | null): ReadSession => {
    const { id: _id, ...session } = aSession({ hostId, createdAt: 5_000 })
    return { ...session, claimed: claimed === null ? null : sessionId(claimed) }
  }
  const hostId = (id: string) => hostSessionId(id, 5_000)
  const idsOf = (
    identities: ReturnType<typeof sessionIdentities>,
    sessions: ReadonlyArray<ReadSession>,
    { run = RUN, isWhole = true } = {},
  ) => identities.identify(run, sessions, isWhole).map(({ id }) => id)

  it('are the claimed ids, else those of the host', () => {
    expect(idsOf(sessionIdentities(), [read('$1', 'shop'), read('$2', null)])).to.deep.equal(['shop', hostId('$2')])
  })

  it('give an id that two sessions claim to neither of them', () => {
    const claims = [read('$1', 'shop'), read('$2', 'shop')]
    expect(idsOf(sessionIdentities(), claims)).to.deep.equal([hostId('$1'), hostId('$2')])
  })

  it('give an id that an earlier session has to no later one', () => {
    const identities = sessionIdentities()
    const first = read('$1', 'shop')
    expect(idsOf(identities, [first])).to.deep.equal(['shop'])
    expect(idsOf(identities, [first, read('$2', 'shop')])).to.deep.equal(['shop', hostId('$2')])
  })

  it('give the id of another session’s host to no claimant', () => {
    const claims = [read('$1', hostId('$2')), read('$2', null)]
    expect(idsOf(sessionIdentities(), claims)).to.deep.equal([hostId('$1'), hostId('$2')])
  })

  it('differ from an id of the host that an earlier session claims', () => {
    const identities = sessionIdentities()
    const first = read('$1', hostId('$2'))
    expect(idsOf(identities, [first])).to.deep.equal([hostId('$2')])
    expect(idsOf(identities, [first, read('$2', null)])).to.deep.equal([hostId('$2'), `${hostId('$2')}+`])
  })

  it('stay when the option holds another value later', () => {
    const identities = sessionIdentities()
    idsOf(identities, [read('$1', 'shop')])
    expect(idsOf(identities, [read('$1', 'other')])).to.deep.equal(['shop'])
  })

  it('are free again after the end of a session, and not while only a part of the sessions is read', () => {
    const identities = sessionIdentities()
    idsOf(identities, [read('$1', 'shop')])
    expect(idsOf(identities, [read('$2', 'shop')], { isWhole: false })).to.deep.equal([hostId('$2')])
    expect(idsOf(identities, [read('$3', 'shop')])).to.deep.equal(['shop'])
  })

  it('of another run are assigned anew', () => {
    const identities = sessionIdentities()
    identities.identify(RUN, [read('$1', 'shop')], true)
    for (const run of [
      { ...RUN, pid: 8 },
      { pid: 8, startedAt: 2_000 },
    ])
      expect(idsOf(identities, [read('$1', `of-${String(run.startedAt)}`)], { run })).to.deep.equal([
        `of-${String(run.startedAt)}`,
      ])
  })

  it('are those that the hub assigns, without a claim', () => {
    const identities = sessionIdentities()
    idsOf(identities, [read('$1', null)])
    identities.assign('$1', sessionId('mine'))
    expect(idsOf(identities, [read('$1', null)])).to.deep.equal(['mine'])
  })
})
