import { eventually } from '../../../../support/eventually.js'
import { hubOfEachTest } from '../../../../support/fake-hub.js'

interface Read {
  readonly recorded: boolean
  readonly state: string
  readonly parts: ReadonlyArray<{ readonly number: number; readonly isOpen: boolean }>
}

const PATH = '/api/sessions/cc-shop/recording'

describe('recordings over HTTP', () => {
  const hub = hubOfEachTest()
  beforeEach(async () => {
    expect((await hub.send('POST', '/api/sessions', { body: { name: 'shop' } })).status).to.equal(201)
  })

  const read = async (): Promise<Read> => (await hub.send('GET', PATH)).json as Read
  const record = (recorded: unknown) => hub.send('POST', PATH, { body: { recorded } })
  const recorded = async (text: string): Promise<void> => {
    expect((await record(true)).json).to.deep.equal({ success: true, name: 'cc-shop', recorded: true })
    await eventually(async () => {
      expect((await read()).state).to.equal('recording')
    })
    // A last letter may begin the operator's token, and is held back.
    hub.terminals.print('cc-shop', `${text} `)
    await eventually(async () => {
      expect((await hub.send('GET', `${PATH}/1`)).text).to.contain(text)
    })
  }

  it('are off until they are switched on, as the list of sessions shows', async () => {
    expect((await hub.send('GET', PATH)).json).to.deep.equal({
      ...{ recorded: false, state: 'off', problem: null, dropped: 0, maxBytes: 20_000_000, maxDays: 7, parts: [] },
    })
    await recorded('hello')
    const [session] = (await hub.send('GET', '/api/sessions')).json as [{ recorded: boolean; attached: boolean }]
    expect(session).to.deep.include({ recorded: true, attached: false })
    expect((await record(undefined)).json).to.deep.include({ recorded: false })
  })

  it('begin with each session that the hub starts while the setting is on, and with no other one', async () => {
    hub.host.controls.startByHand('cc-by-hand')
    expect((await hub.send('PATCH', '/api/settings', { body: { recordNewSessions: true } })).status).to.equal(200)
    await hub.send('POST', '/api/sessions/cc-by-hand/adopt')
    await hub.send('POST', '/api/sessions', { body: { name: 'new' } })
    const marked = async () =>
      ((await hub.send('GET', '/api/sessions')).json as ReadonlyArray<{ name: string; recorded: boolean }>)
        .filter((session) => session.recorded)
        .map(({ name }) => name)
    expect(await marked()).to.deep.equal(['cc-new'])
    await eventually(async () => {
      expect((await hub.send('GET', '/api/sessions/cc-new/recording')).json).to.deep.include({ state: 'recording' })
    })
    await hub.send('DELETE', '/api/sessions/cc-shop?keep=1')
    await hub.send('POST', '/api/sessions/cc-shop/restore')
    await hub.send('PATCH', '/api/settings', { body: { recordNewSessions: false } })
    await hub.send('POST', '/api/sessions', { body: { name: 'later' } })
    expect(await marked()).to.deep.equal(['cc-new'])
  })

  it('are sent as a separate file, whole and in ranges', async () => {
    await recorded('größe!')
    await record(false)
    const whole = await hub.send('GET', `${PATH}/1`)
    expect(whole.headers).to.deep.include({
      'content-type': 'application/x-asciicast',
      'content-length': String(whole.bytes.length),
      'accept-ranges': 'bytes',
    })
    expect(whole.headers['content-disposition']).to.contain('attachment; filename="cc-shop-1.cast"')
    expect(whole.text.split('\n')[0]).to.contain('"version":3')
    const part = await hub.send('GET', `${PATH}/1`, { headers: { Range: 'bytes=2-8' } })
    expect([part.status, part.text]).to.deep.equal([206, whole.text.slice(2, 9)])
    const beyond = await hub.send('GET', `${PATH}/1`, { headers: { Range: 'bytes=999999-' } })
    expect([beyond.status, beyond.code]).to.deep.equal([416, 'RangeNotSatisfiable'])
    expect(hub.audit.entries.map(({ event }) => event)).to.include('recording.read')
  })

  it('refuse unknown sessions, parts and values', async () => {
    const codes = async (method: string, path: string, body?: unknown) => (await hub.send(method, path, { body })).code
    expect(await codes('GET', '/api/sessions/cc-gone/recording')).to.equal('SessionNotFound')
    expect(await codes('POST', '/api/sessions/cc-gone/recording', { recorded: true })).to.equal('SessionNotKnown')
    expect(await codes('DELETE', '/api/sessions/cc-gone/recording')).to.equal('SessionNotFound')
    expect(await codes('GET', '/api/sessions/cc-gone/recording/1')).to.equal('SessionNotFound')
    for (const part of ['1', '0', 'x', '..%2f1', '99999999999'])
      expect(await codes('GET', `${PATH}/${part}`), part).to.equal('RecordingNotFound')
    for (const wrong of ['on', 1, null, [], { a: 1 }]) expect((await record(wrong)).code).to.equal('NotABoolean')
    expect((await read()).recorded).to.equal(false)
  })

  it('are deleted on request', async () => {
    await recorded('hello')
    await record(false)
    expect((await hub.send('DELETE', PATH)).json).to.deep.equal({ success: true })
    expect((await read()).parts).to.deep.equal([])
    expect((await hub.send('GET', `${PATH}/1`)).code).to.equal('RecordingNotFound')
    expect((await hub.send('DELETE', PATH)).status).to.equal(200)
    expect(hub.audit.entries.map(({ event }) => event)).to.include.members(['recording.stop', 'recording.delete'])
  })
})
