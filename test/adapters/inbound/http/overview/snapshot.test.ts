import { hubOfSuite } from '../../../../support/fake-hub.js'
import { registerProjects } from '../../../../support/shop-project.js'

interface Snapshot extends Record<string, unknown> {
  readonly sessions: ReadonlyArray<{ readonly name: string }>
}

describe('GET /api/snapshot', () => {
  const hub = hubOfSuite()
  before(async () => {
    await registerProjects(hub, 'shop')
  })

  it('has what the single routes answer', async () => {
    await hub.send('POST', '/api/sessions', { body: { name: 'shop', shell: true } })
    const { json, status } = await hub.send('GET', '/api/snapshot')
    const { boot, seq, revision, sessions, ...parts } = json as Snapshot
    expect([status, revision, sessions.map(({ name }) => name)]).to.deep.equal([200, 1, ['cc-shop']])
    expect([typeof boot, typeof seq]).to.deep.equal(['number', 'number'])
    const answers = Object.fromEntries(
      await Promise.all(
        Object.entries({
          sessions: '/api/sessions',
          alarms: '/api/approvals/alarms',
          approvals: '/api/approvals',
          approvalConfig: '/api/approvals/config',
          hub: '/api/settings',
          clis: '/api/clis',
          limits: '/api/usage/limits?days=1',
          budgets: '/api/usage/budgets',
          resumes: '/api/usage/resumes',
          updates: '/api/updates',
        }).map(async ([key, path]) => [key, (await hub.send('GET', path)).json] as const),
      ),
    ) as Record<string, Record<string, unknown>>
    expect(sessions).to.deep.equal(answers['sessions'])
    const { mayChange, ...approvalConfig } = answers['approvalConfig'] ?? {}
    expect(mayChange).to.equal(true)
    expect(parts).to.deep.equal({
      hostFault: null,
      missing: [],
      fadedSessions: [],
      alarms: answers['alarms']?.['alarms'],
      approvals: answers['approvals']?.['approvals'],
      approvalConfig,
      hub: answers['hub'],
      clis: answers['clis']?.['clis'],
      accounts: answers['limits']?.['accounts'],
      budgets: answers['budgets'],
      resumes: answers['resumes'],
      updates: answers['updates'],
    })
  })

  it('has the board in a separate answer', async () => {
    await hub.send('POST', '/api/board/cards', { body: { projectId: 'shop', title: 'Cart', stage: 'idea' } })
    const { json } = await hub.send('GET', '/api/board')
    const [{ json: projects }, { json: finishes }, { json: cards }] = await Promise.all([
      hub.send('GET', '/api/projects'),
      hub.send('GET', '/api/board/finishes'),
      hub.send('GET', '/api/board/cards'),
    ])
    expect(json).to.deep.equal(Object.assign({}, projects, finishes, cards))
  })
})
