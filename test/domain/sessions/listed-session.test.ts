import { AGENTS } from '../../../adapters/outbound/agents/agents.js'
import { agentId } from '../../../domain/agents/agent-id.js'
import { adoptedAs, successions, toAdopt } from '../../../domain/sessions/adoption.js'
import { namedAsLive } from '../../../domain/sessions/session-record.js'
import { isOurs, listSessions } from '../../../domain/sessions/listed-session.js'
import { directoriesOf, mergeDirectories } from '../../../domain/sessions/recent-directories.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import { someSessionRecords, aSessionRecord, aSession } from '../../support/sessions.js'

const TALK = { agent: agentId('claude-code'), id: 'talk' }

describe('the list of sessions', () => {
  it('shows running, then dormant, then foreign ones', () => {
    const live = [aSession({ name: 'aside' }), aSession({ name: 'cc-b' }), aSession({ name: 'known', viewers: 2 })]
    const records = someSessionRecords({
      known: [
        aSessionRecord({
          ...{ name: 'zz-dormant', manuallyStopped: true, pinned: true },
          ...{ conversation: TALK, formerConversations: [{ ...TALK, id: 'before' }] },
        }),
        aSessionRecord({ name: 'known', command: 'codex', muted: true }),
      ],
    })
    expect(listSessions(live, records, 'cc-')).to.deep.equal([
      { ...running, id: 'cc-b', name: 'cc-b' },
      { ...running, id: 'known', name: 'known', command: 'codex', viewers: 2, muted: true },
      {
        id: 'zz-dormant',
        name: 'zz-dormant',
        status: 'dormant',
        viewers: 0,
        path: '/work/shop',
        startedIn: '/work/shop',
        conversations: [TALK, { ...TALK, id: 'before' }],
        command: 'claude',
        foreground: null,
        windows: 0,
        createdAt: 1_000,
        lastSeenAt: 2_000,
        muted: false,
        pinned: true,
        recorded: false,
        manuallyStopped: true,
      },
      { ...running, id: 'aside', name: 'aside', status: 'foreign' },
    ])
    expect(['cc-b', 'known', 'aside'].map((name) => isOurs(records, 'cc-', name))).to.deep.equal([true, true, false])
  })
})

describe('records of live sessions', () => {
  const [one, two] = [sessionId('one'), sessionId('two')]

  it('are found by id, whatever names the sessions have', () => {
    const live = [aSession({ id: one, name: 'cc-b' }), aSession({ id: two, name: 'cc-a' })]
    const known = [
      aSessionRecord({ id: one, name: 'cc-a', muted: true }),
      aSessionRecord({ id: two, name: 'cc-b', pinned: true }),
    ]
    expect(
      listSessions(live, someSessionRecords({ known }), 'cc-').map(({ name, muted, pinned }) => [name, muted, pinned]),
    ).to.deep.equal([
      ['cc-b', true, false],
      ['cc-a', false, true],
    ])
    expect(namedAsLive(someSessionRecords({ known }), live).known.map(({ id, name }) => [id, name])).to.deep.equal([
      [one, 'cc-b'],
      [two, 'cc-a'],
    ])
  })

  it('keep their names while a record that is not live has the name', () => {
    const known = [aSessionRecord({ id: one, name: 'cc-a' }), aSessionRecord({ id: two, name: 'cc-b' })]
    const records = someSessionRecords({ known })
    expect(namedAsLive(records, [aSession({ id: one, name: 'cc-b' })])).to.equal(records)
    expect(listSessions([aSession({ id: one, name: 'cc-b' })], records, 'cc-').map(({ name }) => name)).to.deep.equal([
      'cc-b',
    ])
  })

  it('are continued by a session without a record that has their name, unless their own is live', () => {
    const records = someSessionRecords({ known: [aSessionRecord({ id: one, name: 'cc-a' })] })
    const hand = aSession({ id: two, name: 'cc-a' })
    expect(successions([hand], records)).to.deep.equal([{ name: 'cc-a', id: one }])
    expect(successions([hand, aSession({ id: one, name: 'cc-b' })], records)).to.deep.equal([])
    expect(successions([aSession({ id: two, name: 'cc-c' })], records)).to.deep.equal([])
  })
})

const running = {
  name: '',
  status: 'running',
  viewers: 0,
  path: '/work/shop',
  startedIn: '/work/shop',
  conversations: [],
  command: null,
  foreground: 'claude',
  windows: 1,
  createdAt: 1_000,
  lastSeenAt: null,
  muted: false,
  pinned: false,
  recorded: false,
  manuallyStopped: false,
}

describe('adopting a session', () => {
  it('records the start command and folder', () => {
    expect(adoptedAs(AGENTS, aSession({ startCommand: 'sleep 900', startDirectory: '/a', path: '/b' }))).to.deep.equal({
      id: 'cc-shop',
      name: 'cc-shop',
      directory: '/a',
      command: 'sleep 900',
    })
  })

  it('records a coding CLI in a plain shell, else the shell', () => {
    const commands = ['claude', 'vim', null].map(
      (foreground) => adoptedAs(AGENTS, aSession({ startCommand: null, foreground })).command,
    )
    expect(commands).to.deep.equal(['claude', '', ''])
  })

  it('falls back to the current folder, then to the root', () => {
    const none = aSession({ startDirectory: null })
    expect([adoptedAs(AGENTS, none).directory, adoptedAs(AGENTS, { ...none, path: null }).directory]).to.deep.equal([
      '/work/shop',
      '/',
    ])
  })

  it('includes prefixed sessions without a record, except updates', () => {
    const live = ['cc-a', 'cc-known', 'cc-update-claude', 'foreign'].map((name) => aSession({ name }))
    const records = someSessionRecords({ known: [aSessionRecord({ name: 'cc-known' })] })
    expect(toAdopt(live, records, 'cc-').map(({ name }) => name)).to.deep.equal(['cc-a'])
  })
})

describe('recent directories', () => {
  it('contain each folder once, with all its sources, most recent first', () => {
    const records = someSessionRecords({
      known: [aSessionRecord({ directory: '/a', lastSeenAt: 1 }), aSessionRecord({ directory: '/b', lastSeenAt: 2 })],
    })
    const transcripts = [{ directory: '/a', sources: ['transcripts'], lastUsedAt: 3 }]
    expect(mergeDirectories([...directoriesOf(records), ...transcripts])).to.deep.equal([
      { directory: '/a', sources: ['sessions', 'transcripts'], lastUsedAt: 3 },
      { directory: '/b', sources: ['sessions'], lastUsedAt: 2 },
    ])
  })
})
