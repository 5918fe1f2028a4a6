import { hubOfEachTest } from '../../../../support/fake-hub.js'
import { DEFAULT_DIRECTORY } from '../../../../support/memory-tools.js'

const LIST = '/api/agents/background'
const ID = '3f2a91bc'

describe('background agents over HTTP', () => {
  const hub = hubOfEachTest()

  const ask = async (method: string, path: string) => {
    const answer = await hub.send(method, path)
    return [answer.status, answer.json]
  }
  const list = () => ask('GET', LIST)
  const open = (id = ID) => ask('POST', `${LIST}/${id}/open`)
  const stop = (id = ID) => ask('POST', `${LIST}/${id}/stop`)
  const names = async () => {
    const live = await hub.host.list()
    return live._tag === 'Right' ? live.right.map(({ name }) => name) : []
  }
  const agents = () => hub.backgroundAgents.controls

  it('are listed with what their CLI reports, and the number of entries that cannot be read', async () => {
    agents().start(ID, { state: 'waiting', waitingFor: 'permission', pid: 4_711 })
    agents().addUnreadable()
    const listed = {
      id: ID,
      name: 'fix the build',
      folder: '/work/shop',
      state: 'waiting',
      waitingFor: 'permission',
      startedAt: 1_772_352_000_000,
      pid: 4_711,
      attachCommand: `claude attach ${ID}`,
    }
    expect(await list()).to.deep.equal([200, { agents: [listed], skipped: 1 }])
  })

  it('are read once in ten seconds, however many clients look', async () => {
    await Promise.all([list(), list(), list()])
    hub.clock.advance(9_999)
    await list()
    expect(agents().reads()).to.equal(1)
    hub.clock.advance(1)
    await list()
    expect(agents().reads()).to.equal(2)
  })

  it('are not read again within ten seconds of a failure', async () => {
    agents().breakDown()
    const failed = [500, { error: 'background agents failed; see the log' }]
    expect([await list(), await list()]).to.deep.equal([failed, failed])
    expect(hub.logLines.filter((line) => line.includes('the list cannot be read'))).to.have.lengthOf(2)
  })

  it('open in a session in their folder, which is the same for two clients at once', async () => {
    agents().start(ID)
    const answers = await Promise.all([open(), open()])
    expect(answers).to.deep.equal([
      [200, { session: `cc-shop-${ID}` }],
      [200, { session: `cc-shop-${ID}` }],
    ])
    const spec = hub.host.controls.specOf(`cc-shop-${ID}`)
    expect([spec?.directory, spec?.command]).to.deep.equal(['/work/shop', `claude attach ${ID}`])
    expect(await names()).to.deep.equal([`cc-shop-${ID}`])
  })

  it('open in the session that shows them already, under its present name', async () => {
    agents().start(ID)
    await open()
    hub.host.controls.renameByHand(`cc-shop-${ID}`, 'renamed')
    expect(await open()).to.deep.equal([200, { session: 'renamed' }])
    hub.host.controls.exit('renamed')
    expect(await open()).to.deep.equal([200, { session: `cc-shop-${ID}` }])
  })

  it('open in the default folder under a name of plain words when the folder is unknown or odd', async () => {
    agents().start('a1', { folder: null, attachCommand: 'claude attach a1' })
    expect(await open('a1')).to.deep.equal([200, { session: 'cc-background-a1' }])
    expect(hub.host.controls.specOf('cc-background-a1')?.directory).to.equal(DEFAULT_DIRECTORY)
    const id = 'b'.repeat(64)
    agents().start(id, { folder: `/work/Läden & Söhne: ${'lang '.repeat(40)}` })
    const [status, body] = await open(id)
    expect([status, (body as { session: string }).session]).to.deep.equal([
      200,
      `cc-L-den-S-hne-lang-lang-la-${'b'.repeat(24)}`,
    ])
  })

  it('do not open when they have ended or their folder is gone, and no session is left', async () => {
    expect(await open()).to.deep.equal([404, { error: 'No background agent with this id is running' }])
    agents().start(ID, { folder: '/missing' })
    expect(await open()).to.deep.equal([400, { error: 'directory-not-found', directory: '/missing' }])
    agents().start(ID)
    await list()
    agents().end(ID)
    expect((await open())[0]).to.equal(404)
    expect(await names()).to.deep.equal([])
  })

  it('stop once for two clients at once, and are gone from the list at once', async () => {
    agents().start(ID)
    await list()
    const answers = await Promise.all([stop(), stop()])
    expect(answers).to.deep.equal([
      [200, { ok: true }],
      [404, { error: 'No background agent with this id is running' }],
    ])
    expect(await list()).to.deep.equal([200, { agents: [], skipped: 0 }])
    const recorded = hub.audit.entries.filter(({ event }) => event === 'background-agent.stop')
    expect(recorded.map(({ fields }) => fields)).to.deep.equal([{ agent: ID, processesLeft: 0 }])
  })

  it('report processes that outlive their stop', async () => {
    agents().start(ID)
    const pid = agents().leaveProcess(ID)
    expect(await stop()).to.deep.equal([
      409,
      {
        error: 'The agent was stopped, but processes of it are still running',
        detail: String(pid),
      },
    ])
    const [recorded] = hub.audit.entries.filter(({ event }) => event === 'background-agent.stop')
    expect(recorded?.fields).to.deep.equal({ agent: ID, processesLeft: 1 })
  })

  it('are never asked for by an id of another shape', async () => {
    for (const id of ['--all', '-x', 'a%20b', '%24(id)', '..%2Fa', 'a%0Ab', '%C3%A4', 'a'.repeat(65)]) {
      for (const act of [open, stop])
        expect(await act(id), id).to.deep.equal([400, { error: 'Invalid id of a background agent' }])
    }
    expect(agents().reads()).to.equal(0)
  })
})
