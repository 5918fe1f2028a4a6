import { MAX_PROMPT_LENGTH } from '../../../../../domain/prompts/prompt.js'
import { MAX_OPEN_PROMPTS } from '../../../../../domain/prompts/prompt-queues.js'
import { hubOfEachTest, type Sent } from '../../../../support/fake-hub.js'
import { PROMPT_SCREEN } from '../../../../support/prompts.js'

interface Prompt {
  readonly id: string
  readonly text: string
  readonly state: string
}

describe('queued prompts over HTTP', () => {
  const hub = hubOfEachTest()
  beforeEach(() => {
    hub.host.controls.startByHand('cc-a', '/work/shop')
    hub.host.controls.setScreen('cc-a', PROMPT_SCREEN)
  })

  const PATH = '/api/sessions/cc-a/prompts'
  const call = async (method: string, path: string, body?: unknown, sent: Sent = {}) => {
    const { status, code, json } = await hub.send(method, path, { ...sent, ...(body === undefined ? {} : { body }) })
    return { status, code, prompts: (json as { readonly prompts?: ReadonlyArray<Prompt> }).prompts ?? [] }
  }
  const refusal = async (method: string, path: string, body?: unknown, sent?: Sent) => {
    const { status, code } = await call(method, path, body, sent)
    return [status, code]
  }
  const texts = async () => (await call('GET', PATH)).prompts.map(({ text }) => text)

  it('are added, changed, moved and removed', async () => {
    expect(await texts()).to.deep.equal([])
    const added = await call('POST', PATH, { text: ' Größe\r\n\tprüfen\u0007 ', id: 'one' })
    expect([added.status, added.prompts[0]?.text, added.prompts[0]?.state]).to.deep.equal([
      ...[201, 'Größe\n\tprüfen', 'waiting'],
    ])
    await call('POST', PATH, { text: 'again', id: 'one' })
    await call('POST', PATH, { text: 'second', id: 'two' })
    expect(await texts()).to.deep.equal(['Größe\n\tprüfen', 'second'])
    expect(
      (await call('PATCH', `${PATH}/two`, { before: 'one', text: 'First' })).prompts.map(({ id }) => id),
    ).to.deep.equal(['two', 'one'])
    expect((await call('DELETE', `${PATH}/one`)).prompts.map(({ text }) => text)).to.deep.equal(['First'])
    const { json } = await hub.send('GET', '/api/sessions')
    expect((json as ReadonlyArray<object>)[0]).to.deep.include({ prompts: { waiting: 1, held: null } })
  })

  it('are sent now to an agent that works, and confirmed by its report', async () => {
    const report = (event: string, body: object) =>
      hub.send('POST', `/api/hooks/${event}`, { body, headers: { 'x-penates-session': 'cc-a' } })
    await call('POST', PATH, { text: 'go', id: 'one' })
    expect(await refusal('POST', `${PATH}/one/send`)).to.deep.equal([409, 'AgentNotReady'])
    await report('UserPromptSubmit', { prompt: 'something else' })
    const sending = call('POST', `${PATH}/one/send`)
    while (hub.host.controls.typedIn('cc-a') === '') await new Promise((resolve) => void setImmediate(resolve))
    hub.clock.advance(400)
    expect((await sending).prompts.map(({ state }) => state)).to.deep.equal(['sending'])
    expect([hub.host.controls.typedIn('cc-a'), hub.host.controls.pressedIn('cc-a')]).to.deep.equal(['go', ['Enter']])
    expect(await refusal('DELETE', `${PATH}/one`)).to.deep.equal([409, 'PromptNotChangeable'])
    await report('UserPromptSubmit', { prompt: 'go' })
    expect((await call('GET', PATH)).prompts.map(({ state }) => state)).to.deep.equal(['sent'])
    expect(await refusal('POST', `${PATH}/one/send`)).to.deep.equal([409, 'PromptNotChangeable'])
  })

  it('have templates, which are added, changed while they are as they were read, and removed', async () => {
    const TEMPLATES = '/api/prompt-templates'
    const listed = async (method: string, path: string, body?: unknown) => {
      const { status, json } = await hub.send(method, path, body === undefined ? {} : { body })
      const { templates } = json as { readonly templates: ReadonlyArray<Record<'id' | 'title' | 'text', string>> }
      return [status, templates.map(({ title, text }) => `${title}: ${text}`), templates.at(-1)?.id] as const
    }
    const title = '<b>Größe</b> \u202e'
    const [status, , id = ''] = await listed('POST', TEMPLATES, { title, text: 'Check {{branch}}' })
    expect(status).to.equal(201)
    await listed('POST', TEMPLATES, { title, text: 'again' })
    expect((await listed('GET', TEMPLATES)).slice(0, 2)).to.deep.equal([
      200,
      [`<b>Größe</b>: Check {{branch}}`, `<b>Größe</b> (2): again`],
    ])
    const change = { text: 'go', title: 'Go', formerText: 'Check {{branch}}' }
    expect((await listed('PATCH', `${TEMPLATES}/${id}`, change))[1][0]).to.equal('Go: go')
    for (const [method, path, body, refused] of [
      ['PATCH', `/${id}`, change, [409, 'PromptTemplateChanged']],
      ['PATCH', '/none', { title: 'a' }, [404, 'PromptTemplateNotFound']],
      ['PATCH', `/${id}`, { title: ' ' }, [400, 'InvalidPromptTemplate']],
      ['POST', '', { title: 'a', text: 'x'.repeat(MAX_PROMPT_LENGTH + 1) }, [400, 'InvalidPrompt']],
      ['POST', '', { title: 'a' }, [400, 'InvalidInput']],
      ['POST', '', { title: 'a', text: 'x'.repeat(2_000_000) }, [413, 'BodyTooLarge']],
      ['DELETE', '/none', undefined, [404, 'PromptTemplateNotFound']],
    ] as const)
      expect(await refusal(method, TEMPLATES + path, body), path).to.deep.equal(refused)
    expect((await listed('DELETE', `${TEMPLATES}/${id}`))[1]).to.have.length(1)
  })

  it('have an id of one session: another one is told that it is taken', async () => {
    hub.host.controls.startByHand('cc-b', '/work/shop')
    const at = new Date(hub.clock.now() + 3_600_000).toISOString()
    const [OTHER, SCHEDULES] = ['/api/sessions/cc-b/prompts', '/api/sessions/cc-b/schedules']
    await call('POST', PATH, { text: 'first', id: 'one' })
    for (const more of [{}, { now: true }])
      expect(await refusal('POST', OTHER, { text: 'other', id: 'one', ...more })).to.include(409)
    expect(await refusal('POST', OTHER, { text: 'other', id: 'one' })).to.deep.equal([409, 'PromptIdTaken'])
    expect((await call('GET', OTHER)).prompts).to.deep.equal([])
    await hub.send('POST', '/api/sessions/cc-a/schedules', { body: { text: 'go', id: 'two', at } })
    const scheduled = async (path: string): Promise<ReadonlyArray<string>> => {
      const { json } = await hub.send('GET', path)
      return (json as { readonly schedules: ReadonlyArray<Prompt> }).schedules.map(({ id }) => id)
    }
    expect([await scheduled(PATH), await scheduled(OTHER)]).to.deep.equal([['two'], []])
    expect((await hub.send('POST', SCHEDULES, { body: { text: 'go', id: 'two', at } })).code).to.equal('PromptIdTaken')
    expect(
      (await hub.send('POST', '/api/sessions/cc-a/schedules', { body: { text: 'go', id: 'two', at } })).status,
    ).to.equal(201)
  })

  it('are refused under the id of a prompt or schedule with another text, and added once with the same one', async () => {
    const at = new Date(hub.clock.now() + 3_600_000).toISOString()
    await call('POST', PATH, { text: 'first', id: 'one' })
    for (const more of [{}, { now: true }]) {
      expect(await refusal('POST', PATH, { text: 'second', id: 'one', ...more })).to.deep.equal([409, 'PromptIdTaken'])
      expect((await hub.send('POST', PATH, { body: { text: ' first\r\n', id: 'one', ...more } })).status).to.equal(201)
    }
    expect((await call('GET', PATH)).prompts.map(({ text }) => text)).to.deep.equal(['first'])
    const SCHEDULES = '/api/sessions/cc-a/schedules'
    const schedule = (body: object) => hub.send('POST', SCHEDULES, { body: { text: 'go', id: 'two', at, ...body } })
    expect([(await schedule({})).status, (await schedule({})).status]).to.deep.equal([201, 201])
    const later = new Date(hub.clock.now() + 7_200_000).toISOString()
    for (const body of [{ text: 'stop' }, { at: later }])
      expect((await schedule(body)).code, JSON.stringify(body)).to.equal('PromptIdTaken')
  })

  it('that cannot be sent are refused for that reason, also while the agent takes none', async () => {
    expect(await refusal('POST', `${PATH}/gone/send`)).to.deep.equal([404, 'PromptNotFound'])
  })

  it('are scheduled by an operator, listed with their names, and removed', async () => {
    const SCHEDULES = '/api/sessions/cc-a/schedules'
    const at = new Date(hub.clock.now() + 3_600_000).toISOString()
    const made = await hub.send('POST', SCHEDULES, { body: { text: 'go', id: 'one', at } })
    expect([made.status, (made.json as { readonly schedules: unknown }).schedules]).to.deep.equal([
      201,
      [
        {
          ...{ id: 'one', name: 'cc-a', text: 'go', at, rule: null, timeZone: null, limitOf: null, after: null },
          ...{ createdAt: new Date(hub.clock.now()).toISOString(), dueAt: at, remaining: 1, runs: [] },
        },
      ],
    ])
    for (const [body, code] of [
      [{ text: 'x' }, 'InvalidSchedule'],
      [{ text: 'x', at, after: 'cc-b' }, 'InvalidSchedule'],
      [{ text: 'x', at: 'tomorrow' }, 'InvalidSchedule'],
      [{ text: 'x', at: `${String(new Date(at).getUTCFullYear() + 1)}-02-30T10:00:00Z` }, 'InvalidSchedule'],
      [{ text: 'x', rule: '0 9 * * *' }, 'InvalidSchedule'],
      [{ text: 'x', rule: '0 9 * * *', timeZone: 'UTC', runs: 0 }, 'InvalidSchedule'],
      [{ text: 'x', rule: '0 9 * * *', timeZone: 'UTC', runs: 1.5 }, 'InvalidSchedule'],
      [{ text: 'x', at: 7 }, 'InvalidInput'],
      [{ at }, 'InvalidInput'],
      [{ text: ' ', at }, 'InvalidPrompt'],
      [{ text: 'x', after: 'cc-gone' }, 'SessionNotFound'],
    ] as const)
      expect((await hub.send('POST', SCHEDULES, { body })).code, JSON.stringify(body)).to.equal(code)
    expect((await hub.send('GET', '/api/schedules')).json).to.deep.equal(made.json)
    const ONE = '/api/schedules/one'
    const only = async (method: string, path: string, body?: object) => {
      const { status, json } = await hub.send(method, path, body === undefined ? {} : { body })
      return [status, (json as { readonly schedules: ReadonlyArray<object> }).schedules[0]] as const
    }
    const [status, changed] = await only('PATCH', ONE, { text: 'go on', rule: '0 9 * * *', timeZone: 'UTC', runs: 3 })
    expect([status, changed]).to.deep.equal([
      200,
      { ...changed, text: 'go on', at: null, rule: '0 9 * * *', remaining: 3 },
    ])
    expect((await only('PATCH', ONE, {}))[1]).to.deep.equal(changed)
    for (const [body, code] of [
      [{ at, after: 'cc-b' }, 'InvalidSchedule'],
      [{ at: 'tomorrow' }, 'InvalidSchedule'],
      [{ runs: 1_001 }, 'InvalidSchedule'],
      [{ after: 'cc-gone' }, 'SessionNotFound'],
      [{ text: 7 }, 'InvalidInput'],
      [{ text: '' }, 'InvalidPrompt'],
    ] as const)
      expect((await hub.send('PATCH', ONE, { body })).code, JSON.stringify(body)).to.equal(code)
    expect((await hub.send('PATCH', '/api/schedules/gone', { body: {} })).code).to.equal('ScheduleNotFound')
    expect((await only('POST', `${ONE}/run`))[1]).to.deep.include({
      remaining: 3,
      runs: [{ at: new Date(hub.clock.now()).toISOString(), outcome: 'queued' }],
    })
    expect((await hub.send('POST', '/api/schedules/gone/run')).code).to.equal('ScheduleNotFound')
    expect((await hub.send('DELETE', '/api/schedules/gone')).code).to.equal('ScheduleNotFound')
    expect((await hub.send('DELETE', '/api/schedules/one')).json).to.deep.equal({ schedules: [] })
  })

  it('are refused with a clear answer when they are no prompts, too many or of no session', async () => {
    expect(await refusal('POST', PATH, {})).to.deep.equal([400, 'InvalidInput'])
    expect(await refusal('POST', PATH, { text: 7 })).to.deep.equal([400, 'InvalidInput'])
    expect(await refusal('POST', PATH, { text: 'x', id: 'a b' })).to.deep.equal([400, 'InvalidInput'])
    expect(await refusal('POST', PATH, { text: 'x', id: 'x'.repeat(65) })).to.deep.equal([400, 'InvalidInput'])
    expect(await refusal('POST', PATH, { text: '\u001b\n ' })).to.deep.equal([400, 'InvalidPrompt'])
    expect(await refusal('POST', PATH, { text: 'x'.repeat(MAX_PROMPT_LENGTH + 1) })).to.deep.equal([
      ...[400, 'InvalidPrompt'],
    ])
    expect((await refusal('POST', PATH, { text: 'a\n\u001b[31m'.repeat(150_000) }))[0]).to.equal(413)
    expect(await refusal('POST', '/api/sessions/cc-gone/prompts', { text: 'x' })).to.deep.equal([
      404,
      'SessionNotFound',
    ])
    expect(await refusal('PATCH', `${PATH}/gone`, { text: 'x' })).to.deep.equal([404, 'PromptNotFound'])
    expect(await refusal('DELETE', `${PATH}/gone`)).to.deep.equal([404, 'PromptNotFound'])
    for (let at = 0; at < MAX_OPEN_PROMPTS; at += 1) {
      hub.clock.advance(5_000) // beside the limit of requests
      await call('POST', PATH, { text: `prompt ${String(at)}` })
    }
    hub.clock.advance(60_000)
    expect(await refusal('POST', PATH, { text: 'more' })).to.deep.equal([409, 'PromptQueueFull'])
    expect(await texts()).to.have.length(MAX_OPEN_PROMPTS)
  })
})
