import { type Answered, hubOfEachTest } from '../../../../support/fake-hub.js'
import { eventually } from '../../../../support/eventually.js'
import { aTarget } from '../../../../support/push.js'
import { shortOrLong } from '../../../../support/short-or-long.js'

const answer = ({ status, json }: Answered): readonly [number, unknown] => [status, json]

describe('the approval routes', () => {
  const hub = hubOfEachTest()
  let token: string
  beforeEach(async () => {
    hub.host.controls.startByHand('cc-shop')
    token = await hub.tokenOf('cc-shop')
    // A device that can be reached.
    await hub.send('POST', '/api/push/subscribe', { body: { subscription: aTarget(), deviceId: 'phone' } })
  })

  let input = { command: '' }
  beforeEach(() => {
    input = { command: 'make \u202e' }
  })
  const ask = async () => {
    const held = hub.send('POST', '/api/hooks/PermissionRequest', {
      token,
      headers: { 'X-Penates-Session': 'cc-shop' },
      body: { tool_name: 'Bash', tool_input: input, cwd: '/work' },
    })
    void held.catch(() => undefined)
    await id()
    return held
  }
  const list = async () =>
    ((await hub.send('GET', '/api/approvals')).json as { approvals: Record<string, string>[] }).approvals
  /** Of the oldest question, as soon as there is one. */
  const id = async (): Promise<string> => {
    let first = ''
    await eventually(async () => {
      first = (await list())[0]?.['id'] ?? ''
      expect(first).to.not.equal('')
    })
    return first
  }
  const decide = async (body: unknown, sent = {}, query = '') =>
    hub.send('POST', `/api/approvals/${await id()}${query}`, { body, ...sent })

  it('list what waits, with the whole input and no secret', async () => {
    void ask()
    const listed = await hub.send('GET', '/api/approvals?wait=5')
    const { approvals } = listed.json as { approvals: Record<string, unknown>[] }
    expect(approvals.map(({ digest, ...rest }) => [typeof digest, rest])).to.deep.equal([
      [
        'string',
        {
          id: '00000000-0000-4000-8000-000000000001',
          session: 'cc-shop',
          tool: 'Bash',
          input,
          kind: 'permission',
          preview: 'make ⟨U+202E⟩',
          createdAt: new Date(hub.clock.now()).toISOString(),
          expiresAt: new Date(hub.clock.now() + 110_000).toISOString(),
          mode: 'ask',
          reason: null,
          gate: 'PermissionRequest',
          canEdit: true,
          subagent: null,
          agentMemory: [],
          cwd: '/work',
          isAtDialog: false,
          reasonLimit: 2_000,
          answerLimit: 0,
          isDeniedUnanswered: false,
          held: null,
        },
      ],
    ])
    expect(listed.text).to.not.contain('secret')
  })

  it('show a command of 100 kB to its end, and bind the answer to all of it', async () => {
    const harmless = 'echo nothing; '.repeat(7_500)
    const call = (command: string) =>
      hub.send('POST', '/api/hooks/PermissionRequest', {
        token,
        headers: { 'X-Penates-Session': 'cc-shop' },
        body: { tool_name: 'Bash', tool_input: { command }, permission_mode: 'default' },
      })
    void call(`${harmless}ls`)
    void call(`${harmless}rm -rf ~`)
    let waiting: { id: string; digest: string; preview: string; input: { command: string } }[] = []
    await eventually(async () => {
      const { json } = await hub.send('GET', '/api/approvals')
      waiting = (json as { approvals: typeof waiting }).approvals
      expect(waiting).to.have.length(2)
    })
    expect(waiting.map((one) => one.input.command.slice(harmless.length)).sort()).to.deep.equal(['ls', 'rm -rf ~'])
    expect(waiting[0]?.preview).to.equal(waiting[1]?.preview)
    const [mild, wild] = [...waiting].sort((a, b) => a.input.command.length - b.input.command.length)
    const body = { decision: 'allow', digest: mild?.digest }
    expect((await hub.send('POST', `/api/approvals/${wild?.id ?? ''}`, { body })).status).to.equal(409)
    expect((await hub.send('POST', `/api/approvals/${mild?.id ?? ''}`, { body })).status).to.equal(200)
  })

  it('decide only by allow or deny; anything else leaves it waiting', async () => {
    void ask()
    await id()
    const bad = [
      {},
      { decision: 'ALLOW' },
      { decision: true },
      { decision: 'deny', reason: 5 },
      { decision: ['allow'] },
      '',
    ]
    for (const body of bad) {
      expect(answer(await decide(body))).to.deep.equal([400, { error: 'Invalid decision' }])
    }
    expect((await decide('[]')).status).to.equal(400)
    expect((await decide('{')).json).to.deep.equal({ error: 'Invalid JSON' })
    expect(answer(await decide({ decision: 'allow', digest: 'x' }))).to.deep.equal([409, { error: 'digest-mismatch' }])
    expect(answer(await decide({ decision: 'allow', updatedInput: ['x'] }))).to.deep.equal([
      400,
      { error: 'Invalid updatedInput', reason: 'not-an-object' },
    ])
    expect((await decide({ decision: 'allow', updatedInput: { command: 'x'.repeat(1_000_000) } })).status).to.equal(413)
    expect((await list()).length).to.equal(1)
  })

  it('refuse a reason beyond the limit of the list, which leaves it waiting, and pass on the longest whole', async () => {
    const held = ask()
    await id()
    const limit = Number((await list())[0]?.['reasonLimit'])
    const reason = 'x'.repeat(limit)
    for (const path of ['', '/hold']) {
      const body = { decision: 'deny', reason: `${reason}x`, ...(path === '' ? {} : { holdMs: 5_000 }) }
      const refused = await hub.send('POST', `/api/approvals/${await id()}${path}`, { body })
      expect([refused.status, refused.code, refused.json]).to.deep.equal([
        400,
        'InvalidReason',
        { error: 'Invalid reason', problem: 'too-long', limit },
      ])
    }
    expect((await list()).map((one) => one['held'])).to.deep.equal([null])
    expect((await decide({ decision: 'deny', reason })).json).to.include({ isReasonLeftOut: false })
    expect((await held).text).to.contain(`"message":"${reason}"`)
  })

  it('refuse fields that a decision does not have before anything else, and leave the call waiting', async () => {
    void ask()
    const wrong: ReadonlyArray<readonly [object, ReadonlyArray<string>]> = [
      [{ decision: 'allow', input: { command: 'true' } }, ['input']],
      [{ decision: 'allow', updated_input: { command: 'true' } }, ['updated_input']],
      [{ decision: 'ALLOW', digest: 'x', Digest: 'y' }, ['Digest']],
      [{ decision: 'allow', holdMs: 5_000 }, ['holdMs']],
      [{ behavior: 'allow' }, ['behavior']],
    ]
    for (const [body, at] of wrong)
      for (const [sent, query] of [
        [{}, ''],
        [{ token: null }, '?token=secret-1'],
        [{ token: null }, '?token=guess'],
      ] as const)
        expect(answer(await decide(body, sent, query))).to.deep.equal([
          400,
          { error: `Unknown fields: ${at.join(', ')}`, at },
        ])
    const held = { decision: 'allow', holdMs: 5_000, input: {}, token: 'secret-1' }
    const { code, json } = await hub.send('POST', `/api/approvals/${await id()}/hold`, { body: held })
    expect([code, (json as { at: unknown }).at]).to.deep.equal(['UnknownFields', ['input', 'token']])
    const proto = await decide('{"decision":"allow","__proto__":{"updatedInput":{}}}')
    expect(answer(proto)).to.deep.equal([400, { error: 'Unknown fields: __proto__', at: ['__proto__'] }])
    expect((await list()).length).to.equal(1)
  })

  it('answer 404 for one that is decided, and for one that never was', async () => {
    void ask()
    await id()
    const path = `/api/approvals/${await id()}`
    const body = { decision: 'deny' }
    const answers = [
      await hub.send('POST', path, { body }),
      await hub.send('POST', path, { body }),
      await hub.send('POST', '/api/approvals/00000000-0000-4000-8000-00000000ffff', { body }),
    ]
    expect(answers.map(answer)).to.deep.equal([
      [200, { ok: true, decision: 'deny', isReasonLeftOut: false }],
      [404, { error: 'not-found-or-resolved' }],
      [404, { error: 'not-found-or-resolved' }],
    ])
  })

  it('take the one-time token from the query or the body, and no other approval’s', async () => {
    const wrong = { token: null, headers: {} }
    void ask()
    await id()
    const miss = await decide({ decision: 'allow' }, wrong, '?token=guess')
    const withOperator = await decide({ decision: 'allow' }, {}, '?token=guess')
    expect([answer(miss), answer(withOperator)]).to.deep.equal([
      [403, { error: 'bad-token' }],
      [403, { error: 'bad-token' }],
    ])
    expect((await decide({ decision: 'allow', token: 'secret-1' }, { token: null })).status).to.equal(200)
    void ask()
    await id()
    expect((await decide({ decision: 'allow' }, { token: null }, '?token=secret-2')).status).to.equal(200)
  })

  it('withstand thousands of guesses without filling the audit log', async function () {
    this.timeout(60_000)
    void ask()
    await id()
    const path = `/api/approvals/${await id()}`
    const statuses = new Set<number>()
    for (let batch = 0; batch < shortOrLong(10, 100); batch += 1) {
      const guesses = Array.from({ length: 100 }, (_, guess) =>
        hub.send('POST', `${path}?token=guess-${String(batch * 100 + guess)}`, {
          token: null,
          body: { decision: 'allow' },
        }),
      )
      for (const { status } of await Promise.all(guesses)) statuses.add(status)
    }
    expect([...statuses].every((status) => status === 403 || status === 429)).to.equal(true)
    expect((await list()).length).to.equal(1)
    expect(hub.audit.entries.length).to.be.below(40)
  })

  describe('the configuration', () => {
    const config = async (body?: unknown) =>
      answer(await hub.send(body === undefined ? 'GET' : 'POST', '/api/approvals/config', { body }))

    it('takes a limit of minutes for one session, and refuses to loosen a strict one that is to be kept', async () => {
      const [, set] = (await config({ waitMinutes: { 'cc-shop': 30 } })) as [number, Record<string, unknown>]
      expect(set).to.deep.include({ waitMinutes: { 'cc-shop': 30 } })
      for (const minutes of [0, 1.5, 10_081, '5'])
        expect((await config({ waitMinutes: { 'cc-shop': minutes } }))[0]).to.equal(400)
      await config({ waitMinutes: { 'cc-shop': null }, sessions: { 'cc-shop': 'strict' } })
      const stopped = await config({ sessions: { 'cc-shop': 'off' }, keepsStrict: true })
      expect(stopped).to.deep.equal([409, { error: 'session-is-strict' }])
      expect((await config({ sessions: { 'cc-shop': null } }))[1]).to.deep.include({ sessions: {}, waitMinutes: {} })
    })

    it('starts with asking, and takes a mode for all and for one session', async () => {
      const [, before] = (await config()) as [number, Record<string, unknown>]
      expect(before)
        .to.include({ enabled: true, mode: 'ask', asksInAutoMode: false })
        .and.to.have.property('sessions')
        .that.deep.equals({})
      const changed = await config({
        mode: 'strict',
        sessions: { 'cc-shop': 'off' },
        freeTools: ['Read', 'mcp__docs__*'],
        asksInAutoMode: true,
      })
      expect(changed).to.deep.equal([
        200,
        {
          enabled: true,
          mode: 'strict',
          freeTools: ['Read', 'mcp__docs__*'],
          asksInAutoMode: true,
          sessions: { 'cc-shop': 'off' },
          waitMinutes: {},
          mayChange: true,
        },
      ])
      expect(await config()).to.deep.equal(changed)
      const [, off] = (await config({ enabled: false })) as [number, Record<string, unknown>]
      const [, on] = (await config({ enabled: true, sessions: { 'cc-shop': null } })) as [
        number,
        Record<string, unknown>,
      ]
      expect([off['mode'], on['mode'], on['sessions']]).to.deep.equal(['off', 'strict', {}])
    })

    it('is the same switch as the setting', async () => {
      await hub.send('PATCH', '/api/settings', { body: { remoteApproval: false } })
      expect((await config())[1]).to.include({ enabled: false, mode: 'off' })
    })

    it('is not changed by mistake', async () => {
      const refused = [400, { error: 'enabled must be a boolean' }]
      expect([await config({}), await config({ enabled: 'no' }), await config({ enabled: null })]).to.deep.equal([
        refused,
        refused,
        refused,
      ])
      expect(await config({ Enabled: false })).to.deep.equal([
        400,
        { error: 'Unknown fields: Enabled', at: ['Enabled'] },
      ])
      expect(await config({ enabled: 'no', modes: {} })).to.deep.equal([
        400,
        { error: 'Unknown fields: modes', at: ['modes'] },
      ])
      expect(await config({ mode: 'STRICT' })).to.deep.equal([400, { error: 'Invalid body', at: ['mode'] }])
      expect((await config({ freeTools: 'Bash' }))[0]).to.equal(400)
      expect((await config())[1]).to.include({ enabled: true, mode: 'ask' })
    })
  })

  it('put rules in force, list and try them, and propose them for a call', async () => {
    const rules = '/api/approval-rules'
    const draft = { effect: 'deny', tool: 'Bash', command: 'rm  -rf *', agent: 'claude-code' }
    const made = await hub.send('POST', rules, { body: draft })
    const rule = {
      ...{ id: '00000000-0000-4000-8000-000000000001', effect: 'deny', tool: 'Bash' },
      ...{ command: 'rm -rf *', path: null, host: null, projectId: null, agent: 'claude-code' },
      createdAt: new Date(hub.clock.now()).toISOString(),
    }
    expect(answer(made)).to.deep.equal([201, { ...rule, id: (made.json as { id: string }).id }])
    expect((await hub.send('GET', rules)).json).to.deep.equal({ rules: [made.json] })
    const denied = await hub.send('POST', '/api/hooks/PermissionRequest', {
      token,
      headers: { 'X-Penates-Session': 'cc-shop' },
      body: { tool_name: 'Bash', tool_input: { command: 'sudo rm -rf /' }, cwd: '/work' },
    })
    expect(JSON.stringify(denied.json)).to.contain('A rule denies this: Bash rm -rf *')
    expect(answer(await hub.send('POST', `${rules}/trial`, { body: draft }))).to.deep.equal([
      200,
      {
        ...{ calls: 1, fromTranscripts: 0, allowed: 0, denied: 1, asked: 0, unreadable: 0, concerned: 1 },
        ...{ matches: ['sudo rm -rf /'], others: [] },
        since: new Date(hub.clock.now() - 30 * 24 * 60 * 60 * 1000).toISOString(),
      },
    ])
    const wrong = await hub.send('POST', rules, { body: { ...draft, command: 'a; b' } })
    expect(answer(wrong)).to.deep.equal([400, { error: 'Invalid rule', part: 'command' }])
    const ways: ReadonlyArray<readonly [method: string, path: string]> = [
      ['GET', rules],
      ['POST', rules],
      ['POST', `${rules}/trial`],
      ['DELETE', `${rules}/x`],
    ]
    for (const [method, path] of ways)
      expect((await hub.send(method, path, { token, body: method === 'POST' ? draft : undefined })).status).to.equal(
        403,
      )
    const path = `${rules}/${(made.json as { id: string }).id}`
    expect([(await hub.send('DELETE', path)).status, (await hub.send('DELETE', path)).status]).to.deep.equal([204, 404])

    input = { command: 'make all' }
    void ask()
    const proposed = await hub.send('GET', `/api/approvals/${await id()}/proposals`)
    const make = { tool: 'Bash', path: null, host: null, projectId: null }
    expect(answer(proposed)).to.deep.equal([
      200,
      {
        proposals: [
          { ...make, command: 'make all', match: 'make all', nearMiss: 'make all --force' },
          { ...make, command: 'make all *', match: 'make all --force', nearMiss: 'make' },
        ],
      },
    ])
  })
})
