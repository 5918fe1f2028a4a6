import { hubOfEachTest } from '../../support/fake-hub.js'
import { eventually } from '../../support/eventually.js'

describe('the watch over transcripts and settings of strict sessions', () => {
  const hub = hubOfEachTest()
  beforeEach(async () => {
    await hub.send('POST', '/api/sessions', { body: { name: 'shop', directory: '/work/shop' } })
    await hub.send('POST', '/api/approvals/config', { body: { sessions: { 'cc-shop': 'strict' } } })
    hub.clock.advance(1_000) // notes where the conversations end
    await new Promise(setImmediate)
  })

  const ran = (toolUseId: string, conversation: string | null, tool = 'Bash') => {
    hub.toolResults.ran('/work/shop', { conversation, call: { toolUseId, tool, input: { command: 'touch x' } } })
  }
  const alarms = async () =>
    ((await hub.send('GET', '/api/approvals/alarms')).json as { alarms: Record<string, unknown>[] }).alarms
  const raised = async (count: number): Promise<void> =>
    eventually(async () => {
      hub.clock.advance(1_000)
      expect(await alarms()).to.have.length(count)
    })
  const report = async (event: string, body: object) => {
    const token = await hub.tokenOf('cc-shop')
    await hub.send('POST', `/api/hooks/${event}`, { token, body, headers: { 'X-Penates-Session': 'cc-shop' } })
  }

  it('raises an alarm for a tool of which no hook spoke, once', async () => {
    ran('toolu_1', 'a-conversation')
    await raised(1)
    expect((await alarms())[0]).to.include({ session: 'cc-shop', kind: 'not-allowed', source: 'transcript' })
    ran('toolu_1', 'a-conversation')
    ran('toolu_2', 'a-conversation', 'Read')
    ran('toolu_3', 'a-conversation')
    await raised(2)
  })

  it('leaves conversations of other sessions alone, and finds those that the hooks named', async () => {
    await report('Stop', { session_id: 'own' })
    ran('toolu_1', 'foreign')
    ran('toolu_2', 'own')
    await raised(1)
    expect((await alarms())[0]?.['preview']).to.equal('touch x')
  })

  it('raises no alarm for a strict session of another folder', async () => {
    await hub.send('POST', '/api/sessions', { body: { name: 'bank', directory: '/work/bank' } })
    const strict = { 'cc-shop': 'strict', 'cc-bank': 'strict' }
    await hub.send('POST', '/api/approvals/config', { body: { sessions: strict } })
    hub.clock.advance(1_000)
    await new Promise(setImmediate)
    ran('toolu_1', 'a-conversation')
    await raised(1)
    expect((await alarms()).map(({ session }) => session)).to.deep.equal(['cc-shop'])
  })

  it('is silent about sessions that are not strict', async () => {
    await hub.send('POST', '/api/approvals/config', { body: { sessions: { 'cc-shop': 'ask' } } })
    ran('toolu_1', null)
    hub.projectSettings.write('/work/shop', 'settings.json', '{"disableAllHooks":true}')
    for (let count = 0; count < 3; count += 1) {
      hub.clock.advance(1_000)
      await new Promise(setImmediate)
    }
    expect(await alarms()).to.deep.equal([])
  })

  it('raises an alarm when settings of the folder begin to weaken the gate, once for each weakness', async () => {
    hub.projectSettings.write('/work/shop', 'settings.local.json', '{"env":{"PENATES_TOKEN":""}}')
    await raised(1)
    expect((await alarms())[0]).to.include({
      session: 'cc-shop',
      kind: 'weak-settings',
      source: 'settings',
      preview: '/work/shop/.claude/settings.local.json: "env" sets PENATES_TOKEN for hooks',
    })
    hub.clock.advance(1_000)
    hub.projectSettings.write('/work/shop', 'settings.json', '{"disableAllHooks":true}')
    await raised(2)
  })
})
