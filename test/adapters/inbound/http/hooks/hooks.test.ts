import { createPublicKey, verify } from 'node:crypto'
import { request as httpRequest } from 'node:http'
import { HUB_ROUTES } from '../../../../../adapters/inbound/http/hub-routes.js'
import { hubApi } from '../../../../../adapters/inbound/http/hub-api.js'
import type { AccessControl } from '../../../../../adapters/inbound/http/routing/access-control.js'
import { wantedHooks } from '../../../../../adapters/outbound/agents/claude-code/wanted-hooks.js'
import { type Answered, hubOfEachTest, type Sent } from '../../../../support/fake-hub.js'
import { eventually } from '../../../../support/eventually.js'
import { aTarget } from '../../../../support/push.js'
import { rawConnection } from '../../../../support/raw-http.js'
import { HOOK_TARGETS } from '../../../../support/hook-targets.js'

const answer = ({ status, text }: Answered): readonly [number, string] => [status, text]

describe('the hook routes', () => {
  const hub = hubOfEachTest()
  let token: string
  beforeEach(async () => {
    hub.host.controls.startByHand('cc-shop')
    token = await hub.tokenOf('cc-shop')
  })

  const post = (event: string, sent: Sent = {}) =>
    hub.send('POST', `/api/hooks/${event}`, {
      token,
      body: {},
      ...sent,
      headers: { 'X-Penates-Session': 'cc-shop', ...sent.headers },
    })
  const shop = async (): Promise<Record<string, unknown>> => {
    const { json } = await hub.send('GET', '/api/sessions')
    return (json as Record<string, unknown>[]).find(({ name }) => name === 'cc-shop') ?? {}
  }

  it('are answered in front of Koa where Claude Code sends a hook over HTTP or its status line', () => {
    const bindings = Object.values(HUB_ROUTES).map((route) => ({ route, answer: () => Promise.reject(new Error()) }))
    const { inFront } = hubApi({ bindings, accessControl: {} as AccessControl, followToken: () => () => undefined })
    const wanted = wantedHooks({ ...HOOK_TARGETS, hubUrl: 'http://hub' }, 'ask')
    const sent = [...JSON.stringify(wanted).matchAll(/"url":"http:\/\/hub(.*?)"/g)].map(
      ([, path = '']) => `POST ${path}`,
    )
    expect([...inFront.keys()]).to.include.members([...sent, 'POST /api/hooks/statusline'])
    expect(sent).to.include.members(['POST /api/hooks/Stop', 'POST /api/hooks/pre-tool-use'])
  })

  it('record what an agent reports and answer at once', async () => {
    const events = ['UserPromptSubmit', 'Notification', 'SubagentStop', 'Stop', 'SessionStart', 'SessionEnd']
    for (const event of events) {
      expect((await post(event)).json).to.deep.equal({ ok: true, name: 'cc-shop', event })
    }
    expect(answer(await post('PostToolUse'))).to.deep.equal([200, '{"ok":true}'])
    expect(answer(await post('PreCompact'))).to.deep.equal([204, ''])
  })

  it('show in the list what the agent does, what it runs, and by what that is known', async () => {
    await post('PreToolUse', { body: { tool_name: 'Bash' } })
    const { activity, tool, activitySince, evidence } = await shop()
    const at = hub.clock.now()
    expect({ activity, tool, activitySince, evidence }).to.deep.equal({
      activity: 'working',
      tool: 'Bash',
      activitySince: at,
      evidence: { source: 'hook', what: 'PreToolUse', at },
    })
  })

  it('leave state and costs of a session as they are after reports of an agent in the background', async () => {
    const [own, other] = [{ session_id: 'own' }, { session_id: 'other' }]
    await post('UserPromptSubmit', { body: own })
    await post('statusline', { body: { cost: { total_cost_usd: 1 } } })
    const before = await shop()
    const headers = { 'X-Penates-Background': '/home/a/.claude/jobs/b1' }
    hub.clock.advance(1_000)
    for (const event of ['UserPromptSubmit', 'Notification', 'SessionEnd']) {
      const { json } = await post(event, { headers, body: other })
      expect(json).to.deep.equal({ ok: true, name: 'cc-shop', event })
    }
    expect((await post('Stop', { headers, body: other })).status).to.equal(200)
    expect((await post('statusline', { headers, body: { cost: { total_cost_usd: 7 } } })).status).to.equal(200)
    const stateOf = ({ activity, activitySince, evidence, cost }: Record<string, unknown>) => ({
      ...{ activity, activitySince, evidence, cost },
    })
    expect(before).to.include({ activity: 'working' })
    expect(stateOf(await shop())).to.deep.equal(stateOf(before))
    for (const none of ['', '$CLAUDE_JOB_DIR']) {
      await post('UserPromptSubmit', { body: own })
      await eventually(async () => {
        expect(await shop()).to.include({ activity: 'working' })
      })
      await post('Stop', { headers: { 'X-Penates-Background': none }, body: own })
      await eventually(async () => {
        expect(await shop()).to.include({ activity: 'idle' })
      })
    }
  })

  it('count a denial by the classifier of the agent in the list, and put it into the history with its reason', async () => {
    await post('UserPromptSubmit')
    const call = { tool_name: 'Bash', tool_input: { command: 'curl x' }, reason: 'not wanted' }
    await post('PermissionDenied', { body: call })
    expect(await shop()).to.include({ activity: 'working', classifierDenials: 1 })
    await eventually(async () => {
      const { json } = await hub.send('GET', '/api/approvals/history')
      const [found] = (json as { calls: Record<string, unknown>[] }).calls
      expect(found).to.include({ session: 'cc-shop', preview: 'curl x', outcome: 'denied', why: 'classifier' })
      expect(found?.['decision']).to.include({ by: 'classifier', reason: 'not wanted' })
    })
  })

  it('show a turn that ended in an error in the list until the next prompt', async () => {
    await post('StopFailure', { body: { error: 'overloaded', last_assistant_message: 'API Error: 529' } })
    const { activity, evidence, failure } = await shop()
    expect({ activity, evidence, failure }).to.deep.equal({
      activity: 'idle',
      failure: { kind: 'overloaded', text: 'API Error: 529' },
      evidence: { source: 'hook', what: 'StopFailure', failure: 'overloaded', at: hub.clock.now() },
    })
    await post('Notification', { body: { notification_type: 'idle_prompt' } })
    expect(await shop()).to.deep.include({ failure })
    await post('UserPromptSubmit')
    expect(await shop()).to.deep.include({ activity: 'working', failure: null })
  })

  it('show the permission mode that the agent reports beside the one that it was started in', async () => {
    const modes = async () => {
      const listed = await hub.send('GET', '/api/sessions')
      const mine = (listed.json as Record<string, unknown>[]).find(({ name }) => name === 'cc-mine')
      return [mine?.['command'], mine?.['permissionMode'], mine?.['promisedPermissionMode']]
    }
    await hub.send('POST', '/api/sessions', { body: { name: 'mine', command: 'claude' } })
    const before = await modes()
    const sent = { headers: { 'X-Penates-Session': 'cc-mine' } }
    await hub.send('POST', '/api/hooks/UserPromptSubmit', { ...sent, body: { permission_mode: 'auto' } })
    expect([before, await modes()]).to.deep.equal([
      ['claude', null, 'default'],
      ['claude', 'auto', 'default'],
    ])
    expect(hub.host.controls.specOf('cc-mine')?.command).to.equal('claude --permission-mode default')
  })

  it('keep a status line and show it while it is fresh', async () => {
    const body = {
      rate_limits: { five_hour: { used_percentage: 12.5, resets_at: 1 }, seven_day: { used_percentage: '3' } },
      cost: { total_cost_usd: 1.25, total_duration_ms: 81000 },
      context_window: { used_percentage: 8, context_window_size: 200_000 },
      model: { display_name: 'Opus' },
    }
    expect((await post('statusline', { body })).json).to.deep.equal({ ok: true, name: 'cc-shop' })
    const { limits, cost, contextPct, contextTokens, contextLimit, contextModel } = await shop()
    expect([limits, cost, contextPct, contextTokens, contextLimit, contextModel]).to.deep.equal([
      { pct5h: 12.5, pct7d: null, resets5h: 1, resets7d: null },
      { totalUsd: 1.25, durationMs: 81000, linesAdded: null, linesRemoved: null },
      8,
      16000,
      200_000,
      'Opus',
    ])
    hub.clock.advance(125_000)
    expect((await shop())['cost']).to.equal(null)
    await post('statusline', { body: { cost: { total_cost_usd: 1 } } })
    expect((await shop())['limits']).to.equal(null)
  })

  it('leave the context to the transcript of the reported conversation while no fresh status line says it', async () => {
    hub.host.controls.set('cc-shop', { path: '/work/shop' })
    hub.transcriptContext.write('/work/shop', 'talk', {
      tokens: 50_000,
      limit: 200_000,
      pct: 25,
      model: 'claude-opus-4-8',
    })
    await post('SessionStart', { body: { session_id: 'talk' } })
    const context = async () => {
      const { contextPct, contextTokens, contextLimit, contextModel } = await shop()
      return [contextPct, contextTokens, contextLimit, contextModel]
    }
    await eventually(async () => {
      expect(await context()).to.deep.equal([25, 50_000, 200_000, 'claude-opus-4-8'])
    })
    await post('statusline', { body: { context_window: { used_percentage: 8, context_window_size: 100 } } })
    expect(await context()).to.deep.equal([8, 8, 100, null])
  })

  it('take any body for what can be made of it', async () => {
    const deep = '['.repeat(200_000)
    const bodies = [
      '',
      '{',
      'null',
      '[]',
      '7',
      '"x"',
      '{"__proto__":{"polluted":1}}',
      deep,
      `{"tool_name":${deep}`,
      '\ufffe',
    ]
    for (const body of bodies) {
      for (const event of ['Stop', 'statusline', 'pre-tool-use', 'PermissionRequest', 'Notification']) {
        const { status } = await post(event, { body, headers: { 'Content-Type': 'text/plain' } })
        expect([event, body.slice(0, 20), status]).to.deep.equal([event, body.slice(0, 20), 200])
      }
    }
    expect(({} as { polluted?: number }).polluted).to.equal(undefined)
    expect((await sendBytes(Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]))).status).to.equal(200)
  })

  it('take a megabyte, and answer 413 to more', async () => {
    const big = (bytes: number) => post('Stop', { body: `{"x":"${'y'.repeat(bytes - 8)}"}` })
    expect((await big(1024 * 1024)).status).to.equal(200)
    const refused = await big(10 * 1024 * 1024)
    expect([refused.status, refused.json]).to.deep.equal([413, { error: 'Body too large' }])
  })

  it('want one session in the header, with its older name too', async () => {
    const headers = (value: string | string[]) => ({ 'X-Penates-Session': value }) as unknown as Record<string, string>
    const bad = [undefined, '', 'a/b', 'x'.repeat(65), ['cc-shop', 'cc-shop'], 'cc-shop, cc-shop', 'größe']
    for (const value of bad) {
      const sent = await hub.send('POST', '/api/hooks/Stop', {
        token,
        headers: value === undefined ? {} : headers(value),
      })
      expect([value, sent.status, sent.json]).to.deep.equal([
        value,
        400,
        { error: 'Missing or invalid X-Penates-Session' },
      ])
    }
    const older = await hub.send('POST', '/api/hooks/Stop', { token, headers: { 'X-CC-Hub-Session': 'cc-shop' } })
    expect(older.status).to.equal(200)
  })

  it('take no line break in the header, however it is written', async () => {
    for (const value of ['cc-shop\r\nX-Penates-Session: cc-other', 'cc-shop\nX-Other: 1', 'cc-shop\r', 'cc-shop\0']) {
      const connection = await rawConnection(hub.port)
      const head = `POST /api/hooks/Stop HTTP/1.1\r\nHost: 127.0.0.1\r\nAuthorization: Bearer ${token}`
      connection.write(`${head}\r\nX-Penates-Session: ${value}\r\nContent-Length: 2\r\nConnection: close\r\n\r\n{}`)
      expect(await connection.read(), JSON.stringify(value)).to.match(/^HTTP\/1.1 400 /)
    }
    expect((await shop())['activity']).to.equal('unknown')
  })

  it('belong to the session whose token it is, under any name it has had, and to no other', async () => {
    hub.host.controls.startByHand('cc-other')
    const other = await post('Stop', { headers: { 'X-Penates-Session': 'cc-other' } })
    expect([other.status, other.json]).to.deep.equal([403, { error: 'Forbidden' }])
    await hub.send('PATCH', '/api/sessions/cc-shop', { body: { newName: 'mall' } })
    hub.host.controls.startByHand('cc-shop')
    expect((await post('Stop')).json).to.deep.equal({ ok: true, name: 'cc-mall', event: 'Stop' })
    const activities = ((await hub.send('GET', '/api/sessions')).json as { name: string; activity: string }[]).map(
      ({ name, activity }) => `${name} ${activity}`,
    )
    expect(activities).to.deep.equal(['cc-mall idle', 'cc-other unknown', 'cc-shop unknown'])
  })

  it('let the operator speak for any session, by its old name too', async () => {
    await hub.send('PATCH', '/api/sessions/cc-shop', { body: { newName: 'mall' } })
    const { json } = await hub.send('POST', '/api/hooks/Stop', { headers: { 'X-Penates-Session': 'cc-shop' } })
    expect(json).to.deep.equal({ ok: true, name: 'cc-mall', event: 'Stop' })
  })

  it('say nothing at all to an agent that runs in no session of ours', async () => {
    const headers = { Authorization: 'Bearer ', 'X-Penates-Session': '' }
    const foreign = await hub.send('POST', '/api/hooks/Stop', { token: null, body: {}, headers })
    expect(answer(foreign)).to.deep.equal([204, ''])
    expect(hub.audit.entries).to.deep.equal([])
    const elsewhere = await hub.send('GET', '/api/sessions', { token: null, headers })
    expect(elsewhere.status).to.equal(401)
  })

  describe('at the gates', () => {
    const bypassed = { tool_name: 'Bash', tool_input: { command: 'rm -rf x' }, permission_mode: 'bypassPermissions' }
    const gate = (body: unknown) => post('pre-tool-use', { body, headers: { 'X-Penates-Gate': 'http' } })
    const listed = async () =>
      ((await hub.send('GET', '/api/approvals')).json as { approvals: { id: string; digest: string }[] }).approvals
    const somebodyIsThere = () =>
      hub.send('POST', '/api/push/subscribe', { body: { subscription: aTarget(), deviceId: 'phone' } })
    const waiting = (count: number) =>
      eventually(async () => {
        expect(await listed()).to.have.length(count)
      })
    const decide = async (body: unknown) => {
      await waiting(1)
      return hub.send('POST', `/api/approvals/${(await listed())[0]?.id ?? 'none'}`, { body })
    }

    it('hold the agent until a decision, and answer in its own format', async () => {
      await somebodyIsThere()
      const held = gate(bypassed)
      expect((await decide({ decision: 'allow', updatedInput: { command: 'ls' } })).json).to.deep.equal({
        ok: true,
        decision: 'allow',
        isReasonLeftOut: false,
      })
      expect((await held).json).to.deep.equal({
        hookSpecificOutput: {
          hookEventName: 'PreToolUse',
          permissionDecision: 'allow',
          permissionDecisionReason: 'Approved via Penates',
          updatedInput: { command: 'ls' },
        },
      })
      const refused = post('PermissionRequest', { body: { ...bypassed, tool_input: { command: 'rm y' } } })
      await decide({ decision: 'deny', reason: 'no' })
      expect((await refused).json).to.deep.equal({
        hookSpecificOutput: { hookEventName: 'PermissionRequest', decision: { behavior: 'deny', message: 'no' } },
      })
    })

    it('take an edited input only where the agent runs it, and offer it only there', async () => {
      await somebodyIsThere()
      for (const [agent, ran] of [
        ['codex', { hookSpecificOutput: { hookEventName: 'PermissionRequest', decision: { behavior: 'allow' } } }],
        ['opencode', { reply: { reply: 'once' } }],
        ['acp', { outcome: 'allow' }],
      ] as const) {
        const held = post('PermissionRequest', {
          body: { ...bypassed, call: { kind: 'execute', input: bypassed.tool_input } },
          headers: { 'X-Penates-Gate': 'script', 'X-Penates-Agent': agent },
        })
        const refused = await decide({ decision: 'allow', updatedInput: { command: 'ls' } })
        expect([refused.status, refused.code, refused.json], agent).to.deep.equal([
          400,
          'InvalidEdit',
          { error: 'Invalid updatedInput', reason: 'not-supported' },
        ])
        expect((await listed())[0], agent).to.include({ canEdit: false })
        expect((await decide({ decision: 'allow' })).status, agent).to.equal(200)
        expect((await held).json, agent).to.deep.equal(ran)
      }
      const { json } = await hub.send('GET', '/api/approvals/history')
      const { calls } = json as { calls: { outcome: string; isDelivered: unknown; decision: { isEdited: unknown } }[] }
      expect(
        calls.map(({ outcome, isDelivered, decision }) => [outcome, isDelivered, decision.isEdited]),
      ).to.deep.equal(Array<unknown>(3).fill(['allowed', true, false]))
    })

    it('hold a form of an MCP server until a person accepts, declines or dismisses it', async () => {
      const properties = { name: { type: 'string' }, count: { type: 'integer' } }
      const schema = { type: 'object', properties, required: ['name'] }
      const asks = (requested_schema: unknown = schema, more = {}) =>
        post('Elicitation', {
          body: { mcp_server_name: 'asking', message: 'Who?', mode: 'form', requested_schema, ...more },
          headers: { 'X-Penates-Gate': 'http' },
        })
      const spoken = async (held: Promise<Answered>) => {
        const { status, json } = await held
        return [status, (json as { hookSpecificOutput?: unknown } | undefined)?.hookSpecificOutput]
      }
      const said = (more: object) => [200, { hookEventName: 'Elicitation', ...more }]
      expect(answer(await asks())).to.deep.equal([200, ''])
      await somebodyIsThere()

      const first = asks()
      expect((await shop())['activity']).to.equal('waiting')
      for (const [body, reason, field] of [
        [{ decision: 'allow' }, 'missing', null],
        [{ decision: 'allow', answers: { name: 7 } }, 'not-valid', 'name'],
        [{ decision: 'allow', answers: { count: 1 } }, 'missing', 'name'],
        [{ decision: 'allow', answers: { name: 'Ada', no: 1 } }, 'unknown-question', 'no'],
        [{ decision: 'allow', updatedInput: { name: 'Ada' } }, 'missing', null],
      ] as const) {
        const { status, json } = await decide(body)
        expect([status, json]).to.deep.equal([400, { error: 'Invalid answers', reason, field }])
      }
      expect((await decide({ decision: 'allow', digest: 'of another', answers: { name: 'Ada' } })).status).to.equal(409)
      const [{ id } = { id: '' }] = await listed()
      const two = ['Ada', 'Eve'].map((name) =>
        hub.send('POST', `/api/approvals/${id}`, { body: { decision: 'allow', answers: { name, count: 2 } } }),
      )
      expect((await Promise.all(two)).map(({ status }) => status)).to.deep.equal([200, 404])
      expect(await spoken(first)).to.deep.equal(said({ action: 'accept', content: { name: 'Ada', count: 2 } }))
      expect((await shop())['activity']).to.equal('working')

      const refused = asks()
      expect((await decide({ decision: 'deny', cancel: 'yes' })).status).to.equal(400)
      await decide({ decision: 'deny' })
      expect(await spoken(refused)).to.deep.equal(said({ action: 'decline' }))
      const dismissed = asks()
      expect((await listed())[0]).to.include({ reasonLimit: 0 })
      const answered = await decide({ decision: 'deny', cancel: true, reason: 'not now' })
      expect(answered.json).to.deep.equal({ ok: true, decision: 'deny', isReasonLeftOut: true })
      expect(await spoken(dismissed)).to.deep.equal(said({ action: 'cancel' }))

      const many = Object.fromEntries(Array.from({ length: 10_000 }, (_, at) => [`f${String(at)}`, { type: 'string' }]))
      const hostile = asks({ type: 'object', properties: many }, { message: '<b>\u202e'.repeat(50_000) })
      expect((await decide({ decision: 'allow', answers: {} })).json).to.include({ reason: 'not-answerable' })
      await decide({ decision: 'deny' })
      expect(await spoken(hostile)).to.deep.equal(said({ action: 'decline' }))

      const address = asks(undefined, { mode: 'url', url: 'https://example.com/' })
      await decide({ decision: 'allow' })
      expect(await spoken(address)).to.deep.equal(said({ action: 'accept', content: {} }))
    })

    it('let the agent store what its dialog offers, as it was shown and only on request', async () => {
      await somebodyIsThere()
      const rule = { type: 'addRules', rules: [{ toolName: 'Bash', ruleContent: 'npm test *' }], behavior: 'allow' }
      const permission_suggestions = [{ ...rule, destination: 'localSettings' }]
      const asks = (more: object = { permission_suggestions }) =>
        post('PermissionRequest', { body: { tool_name: 'Bash', tool_input: { command: 'npm test' }, ...more } })
      const decided = async (held: Promise<Answered>) =>
        ((await held).json as { hookSpecificOutput: { decision: object } }).hookSpecificOutput.decision
      const first = asks()
      await waiting(1)
      expect((await listed())[0]).to.deep.include({
        agentMemory: [{ kind: 'rules', items: ['Bash(npm test *)'], scope: 'local' }],
      })
      for (const more of [{ agentRemembers: 'yes' }, { agentRemembers: true, updatedInput: { command: 'ls' } }])
        expect((await decide({ decision: 'allow', ...more })).status).to.equal(400)
      expect((await decide({ decision: 'deny', agentRemembers: true })).status).to.equal(400)
      await decide({ decision: 'allow', agentRemembers: true })
      const allowed = { behavior: 'allow', updatedInput: { command: 'npm test' } }
      expect(await decided(first)).to.deep.equal({ ...allowed, updatedPermissions: permission_suggestions })
      const plain = asks()
      await decide({ decision: 'allow' })
      expect(await decided(plain)).to.deep.equal(allowed)
      const without = asks({ permission_suggestions: [{ ...rule, destination: 'elsewhere' }] })
      await waiting(1)
      expect((await listed())[0]).to.deep.include({ agentMemory: [] })
      expect((await decide({ decision: 'allow', agentRemembers: true })).status).to.equal(400)
      await decide({ decision: 'deny' })
      expect(await decided(without)).to.deep.include({ behavior: 'deny' })
    })

    it('say nothing, or ask for the terminal, without a reachable operator', async () => {
      expect(answer(await post('PermissionRequest', { body: bypassed }))).to.deep.equal([200, ''])
      expect((await gate(bypassed)).json).to.have.nested.property('hookSpecificOutput.permissionDecision', 'ask')
      expect(answer(await gate({ ...bypassed, tool_name: 'Read' }))).to.deep.equal([200, ''])
    })

    it('leave every permission mode but the default one of older scripts to the terminal', async () => {
      await somebodyIsThere()
      for (const permission_mode of ['bypassPermissions', 'auto', 'acceptEdits', 'plan', 'dontAsk', 'unheard of']) {
        const body = { ...bypassed, permission_mode }
        expect(answer(await post('pre-tool-use', { body }))).to.deep.equal([200, ''])
        expect(answer(await post('pre-tool-use', { body: { ...body, tool_input: 7 } }))).to.deep.equal([200, ''])
      }
      for (const permission_mode of ['default', undefined]) {
        const held = post('pre-tool-use', { body: { ...bypassed, permission_mode } })
        await decide({ decision: 'deny' })
        expect((await held).json).to.have.nested.property('hookSpecificOutput.permissionDecision', 'deny')
      }
    })

    it('tell the wrapper in so many words that they have no opinion', async () => {
      const { json } = await post('pre-tool-use', {
        body: { ...bypassed, tool_name: 'Read' },
        headers: { 'X-Penates-Gate': 'wrapper' },
      })
      expect(json).to.deep.equal({ penates: 'no-opinion' })
    })

    it('name the approved input in every allow, so that no other hook decides what runs', async () => {
      await somebodyIsThere()
      const held = gate(bypassed)
      await decide({ decision: 'allow' })
      expect((await held).json)
        .to.have.nested.property('hookSpecificOutput.updatedInput')
        .that.deep.equals({
          command: 'rm -rf x',
        })
      const asked = post('PermissionRequest', { body: { ...bypassed, tool_input: { command: 'rm y' } } })
      await decide({ decision: 'allow' })
      expect((await asked).json)
        .to.have.nested.property('hookSpecificOutput.decision')
        .that.deep.equals({
          behavior: 'allow',
          updatedInput: { command: 'rm y' },
        })
    })

    it('sign an answer for the nonce of the request, and only where one was sent', async () => {
      const key = createPublicKey({
        key: Buffer.from(hub.answerSigner.publicKey, 'base64url'),
        format: 'der',
        type: 'spki',
      })
      const { text, headers } = await post('pre-tool-use', {
        body: bypassed,
        headers: { 'X-Penates-Gate': 'http', 'X-Penates-Nonce': 'once' },
      })
      const signature = Buffer.from(String(headers['x-penates-signature']), 'base64url')
      expect(verify(null, Buffer.from(`once\n${text}`), key, signature)).to.equal(true)
      expect(verify(null, Buffer.from(`twice\n${text}`), key, signature)).to.equal(false)
      const empty = await post('pre-tool-use', { body: bypassed, headers: { 'X-Penates-Nonce': 'n' } })
      const emptySignature = Buffer.from(String(empty.headers['x-penates-signature']), 'base64url')
      expect([empty.text, verify(null, Buffer.from('n\n'), key, emptySignature)]).to.deep.equal(['', true])
      expect((await gate(bypassed)).headers).to.not.have.property('x-penates-signature')
    })

    it('raise an alarm for a tool that ran in a strict session without coming by, until it is acknowledged', async () => {
      await hub.send('POST', '/api/approvals/config', { body: { sessions: { 'cc-shop': 'strict' } } })
      const alarms = async () =>
        ((await hub.send('GET', '/api/approvals/alarms')).json as { alarms: { id: string; kind: string }[] }).alarms
      await post('PostToolUse', { body: { ...bypassed, tool_use_id: 'toolu_9' } })
      await eventually(async () => {
        expect(await alarms()).to.have.length(1)
      })
      const [alarm] = await alarms()
      expect(alarm).to.include({ session: 'cc-shop', kind: 'not-allowed', preview: 'rm -rf x', source: 'hook' })
      const acknowledge = (id: string) => hub.send('POST', `/api/approvals/alarms/${id}/acknowledge`)
      expect((await acknowledge(alarm?.id ?? '')).json).to.deep.equal({ ok: true })
      expect([await alarms(), (await acknowledge(alarm?.id ?? '')).status]).to.deep.equal([[], 404])
      const fromAgent = await hub.send('POST', '/api/approvals/alarms/x/acknowledge', { token })
      expect(fromAgent.status).to.equal(403)
    })

    it('keep a request of the session after the end of an agent in the background', async () => {
      await somebodyIsThere()
      const held = gate(bypassed)
      await waiting(1)
      await post('SessionEnd', { headers: { 'X-Penates-Background': '/home/a/.claude/jobs/b1' } })
      expect((await decide({ decision: 'allow' })).status).to.equal(200)
      expect((await held).json).to.have.nested.property('hookSpecificOutput.permissionDecision', 'allow')
    })

    it('take the question back when the agent hangs up', async () => {
      await somebodyIsThere()
      const request = httpRequest({
        port: hub.port,
        method: 'POST',
        path: '/api/hooks/pre-tool-use',
        headers: { Authorization: `Bearer ${token}`, 'X-Penates-Session': 'cc-shop', 'X-Penates-Gate': 'http' },
      })
      request.on('error', () => undefined)
      request.end(JSON.stringify(bypassed))
      await waiting(1)
      request.destroy()
      await eventually(() => {
        const [outcome, delivery] = hub.approvalLedger.entries.slice(-2)
        expect(outcome).to.include({ outcome: 'left-to-terminal', why: 'closed' })
        expect(delivery).to.include({ kind: 'delivery', delivered: false })
      })
    })

    it('are answered when the hub stops', async () => {
      await somebodyIsThere()
      const held = gate(bypassed)
      await waiting(1)
      await hub.close()
      expect((await held).json).to.have.nested.property('hookSpecificOutput.permissionDecision', 'ask')
    })
  })

  function sendBytes(body: Buffer): Promise<{ status: number }> {
    return new Promise((resolve, reject) => {
      const request = httpRequest(
        {
          port: hub.port,
          method: 'POST',
          path: '/api/hooks/Stop',
          agent: false,
          headers: {
            Authorization: `Bearer ${token}`,
            'X-Penates-Session': 'cc-shop',
            'Content-Length': String(body.length),
          },
        },
        (response) => {
          response.resume().on('end', () => {
            resolve({ status: response.statusCode ?? 0 })
          })
        },
      )
      request.on('error', reject)
      request.end(body)
    })
  }
})
