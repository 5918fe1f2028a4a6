import { generateKeyPairSync, sign, type KeyObject } from 'node:crypto'
import { once } from 'node:events'
import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http'
import type { AddressInfo } from 'node:net'
import { text } from 'node:stream/consumers'
import { hubReports, type HubAnswer } from '../../../../../adapters/inbound/cli/acp/hub-reports.js'
import { acpScene, type AcpScene } from '../../../../support/acp-scene.js'
import { eventually } from '../../../../support/eventually.js'
import { fakeAcpAgent } from '../../../../support/fake-acp-agent.js'

const CALL = { toolCallId: 'c1', title: 'Run make', kind: 'execute', rawInput: { command: 'make' } }
const ALLOWED = { outcome: 'selected', optionId: 'option allow_once' }
const DENIED = { outcome: 'selected', optionId: 'option reject_once' }
const CANCELLED = { outcome: 'cancelled' }

interface Report {
  readonly event: string
  readonly headers: IncomingMessage['headers']
  readonly body: Readonly<Record<string, unknown>>
}
type Answer = (response: ServerResponse, report: Report) => void

describe('reports of penates acp to the hub', () => {
  let server: Server
  let environment: Record<string, string>
  let key: KeyObject
  let publicKey: string
  let reports: Report[]
  let withdrawn: number
  let answer: Answer

  before(async () => {
    const pair = generateKeyPairSync('ed25519')
    key = pair.privateKey
    publicKey = pair.publicKey.export({ type: 'spki', format: 'der' }).toString('base64url')
    server = createServer((request, response) => {
      void (async () => {
        const event = (request.url ?? '').replace('/base/api/hooks/', '')
        const report = { event, headers: request.headers, body: JSON.parse(await text(request)) as Report['body'] }
        reports.push(report)
        if (event !== 'PermissionRequest') {
          response.end('{}')
          return
        }
        response.on('close', () => (withdrawn += response.writableFinished ? 0 : 1))
        answer(response, report)
      })()
    })
    server.listen(0, '127.0.0.1')
    await once(server, 'listening')
    const url = `http://127.0.0.1:${String((server.address() as AddressInfo).port)}/base`
    environment = { PENATES_URL: url, PENATES_TOKEN: 'token', PENATES_SESSION: 'cc-a' }
  })
  beforeEach(() => {
    reports = []
    withdrawn = 0
    answer = () => undefined
  })
  after(() => {
    server.close()
    server.closeAllConnections()
  })

  const says =
    (body: string, signed = true): Answer =>
    (response, { headers }) => {
      const nonce = String(headers['x-penates-nonce'])
      if (signed)
        response.setHeader(
          'X-Penates-Signature',
          sign(null, Buffer.from(`${nonce}\n${body}`), key).toString('base64url'),
        )
      response.end(body)
    }
  const events = (): ReadonlyArray<string> => reports.map(({ event }) => event)

  async function inTurn(strict?: string, more: Record<string, string> = {}): Promise<AcpScene> {
    const scene = acpScene({ environment: { ...environment, ...more }, ...(strict === undefined ? {} : { strict }) })
    await scene.shows('acp · ready')
    scene.type('go\r')
    await eventually(() => {
      expect(scene.agent.prompts()).to.deep.equal(['go'])
    })
    return scene
  }
  const end = async ({ type, run }: AcpScene): Promise<void> => {
    type('\u0003')
    type('\u0003')
    await run
  }

  it('name the session, the conversation, the call and the end of each turn', async () => {
    answer = says('{"outcome":"allow"}')
    const scene = await inTurn()
    const { agent } = scene
    expect(await agent.ask(CALL)).to.deep.equal(ALLOWED)
    agent.update({ sessionUpdate: 'tool_call', ...CALL, rawInput: {}, status: 'in_progress' })
    agent.update({ sessionUpdate: 'tool_call_update', toolCallId: 'c1', status: 'completed' })
    agent.endTurn()
    await eventually(() => {
      expect(events()).to.include('Stop')
    })
    const turn = [
      'SessionStart',
      'UserPromptSubmit',
      'PermissionRequest',
      'PreToolUse',
      'PreToolUse',
      'PostToolUse',
      'Stop',
    ]
    expect(events()).to.deep.equal(turn)
    const [start, prompt, asked, , , ran] = reports
    expect(start?.headers).to.deep.include({
      ...{ authorization: 'Bearer token', 'x-penates-session': 'cc-a', 'x-penates-agent': 'acp' },
    })
    expect(prompt?.body).to.deep.equal({ cwd: '/work/shop', session_id: 's1', prompt: 'go' })
    const call = { title: 'Run make', kind: 'execute', input: { command: 'make' } }
    expect(asked?.body).to.deep.equal({ cwd: '/work/shop', session_id: 's1', tool_use_id: 'c1', call })
    expect(ran?.body).to.deep.equal(asked?.body)
    await end(scene)
    expect(events().at(-1)).to.equal('SessionEnd')
  })

  it('name a conversation that is continued, and nothing of what the agent repeats', async () => {
    const history = [
      { sessionUpdate: 'tool_call', ...CALL, status: 'in_progress' },
      { sessionUpdate: 'tool_call_update', toolCallId: 'c1', status: 'completed' },
    ]
    const scene = acpScene({ environment, agent: fakeAcpAgent({ history }), resume: 's1' })
    await scene.shows('acp · ready')
    scene.type('go\r')
    await eventually(() => {
      expect(scene.agent.prompts()).to.deep.equal(['go'])
    })
    scene.agent.update({ sessionUpdate: 'tool_call', ...CALL, status: 'in_progress' })
    scene.agent.endTurn()
    await eventually(() => {
      expect(events()).to.deep.equal(['SessionStart', 'UserPromptSubmit', 'PreToolUse', 'Stop'])
    })
    expect(reports.map(({ body }) => body['session_id'])).to.deep.equal(['s1', 's1', 's1', 's1'])
    await end(scene)
  })

  it('tell a turn that failed from one that ended, and one that was cut off', async () => {
    const scene = await inTurn()
    const { agent, type } = scene
    agent.failTurn({ code: -32_000, message: 'Authentication required' })
    await scene.prints('Authentication required')
    type('again\r')
    await eventually(() => {
      expect(agent.prompts()).to.have.length(2)
    })
    agent.endTurn('max_tokens')
    await eventually(() => {
      const failed = reports.filter(({ event }) => event === 'StopFailure').map(({ body }) => body['error'])
      expect(failed).to.deep.equal([{ code: -32_000, message: 'Authentication required' }, { stop: 'max_tokens' }])
    })
    await end(scene)
  })

  it('report no run of a call that was denied and failed, but one that ran all the same', async () => {
    answer = says('{"outcome":"deny","reason":"no"}')
    const scene = await inTurn()
    const { agent } = scene
    for (const [toolCallId, status] of [
      ['c1', 'failed'],
      ['c2', 'completed'],
    ]) {
      expect(await agent.ask({ ...CALL, toolCallId })).to.deep.equal(DENIED)
      agent.update({ sessionUpdate: 'tool_call_update', toolCallId, status })
    }
    agent.endTurn()
    await eventually(() => {
      expect(events()).to.include('Stop')
    })
    const ran = reports.filter(({ event }) => event === 'PostToolUse').map(({ body }) => body['tool_use_id'])
    expect(ran).to.deep.equal(['c2'])
    await end(scene)
  })

  it('deny for a person, and cancel where no person has decided', async () => {
    const scene = await inTurn()
    answer = says('{"outcome":"deny","reason":"Use ninja"}')
    expect(await scene.agent.ask(CALL)).to.deep.equal(DENIED)
    await scene.prints('Denied: Use ninja')
    expect(await scene.agent.ask(CALL, ['allow_once'])).to.deep.equal(CANCELLED)
    answer = says('{"outcome":"undecided","reason":"Not decided by a person: too late"}')
    expect(await scene.agent.ask(CALL)).to.deep.equal(CANCELLED)
    await end(scene)
  })

  it('are not asked for an allow that the agent does not offer for one call', async () => {
    const scene = await inTurn()
    const asked = events().filter((event) => event === 'PermissionRequest').length
    const open = scene.agent.ask(CALL, ['allow_always', 'reject_once'])
    await scene.prints('it can only be denied')
    await eventually(() => {
      expect(events()).to.include('Notification')
    })
    scene.type('n\r')
    expect(await open).to.deep.equal(DENIED)
    expect(events().filter((event) => event === 'PermissionRequest')).to.have.length(asked)
    await end(scene)
  })

  it('withdraw the question that is answered at the terminal, and leave it there without an opinion', async () => {
    const scene = await inTurn()
    const { agent, type, shows } = scene
    const held = agent.ask(CALL)
    await shows('Allow? Run make')
    await eventually(() => {
      expect(events()).to.include('PermissionRequest')
    })
    type('y\r')
    expect(await held).to.deep.equal(ALLOWED)
    await eventually(() => {
      expect(withdrawn).to.equal(1)
    })
    answer = says('')
    const open = agent.ask(CALL)
    await eventually(() => {
      expect(events()).to.include('Notification')
    })
    type('n\r')
    expect(await open).to.deep.equal(DENIED)
    await end(scene)
  })

  it('leave no answer that was typed for one question to the next', async () => {
    let first: ServerResponse | null = null
    answer = (response) => (first ??= response)
    const scene = await inTurn()
    const { agent, type, shows } = scene
    const outcome = agent.ask(CALL)
    await shows('Allow? Run make')
    const second = agent.ask({ ...CALL, toolCallId: 'c2', title: 'Run rm' })
    await eventually(() => {
      expect(events().filter((event) => event === 'PermissionRequest')).to.have.length(2)
    })
    type('y')
    await shows('> y')
    ;(first as ServerResponse | null)?.end('{"outcome":"deny","reason":"no"}')
    expect(await outcome).to.deep.equal(DENIED)
    await shows('Allow? Run rm')
    type('\r')
    type('n\r')
    expect(await second).to.deep.equal(DENIED)
    await end(scene)
  })

  const FAULTS: Readonly<Record<string, Answer>> = {
    'status 500': (response) => response.writeHead(500).end('{"outcome":"allow"}'),
    nonsense: says('<html>allow</html>'),
    'another outcome': says('{"outcome":"ALLOW"}'),
    'an endless answer': (response) => void response.end(`{"outcome":"allow","reason":"${'x'.repeat(100_000)}"}`),
    'a closed connection': (response) => void response.destroy(),
  }
  for (const [name, fault] of Object.entries(FAULTS)) {
    it(`allow nothing by ${name}: the terminal decides, in strict nobody does`, async () => {
      answer = fault
      const asking = await inTurn()
      const open = asking.agent.ask(CALL)
      await asking.prints('The hub gave no answer')
      asking.type('y\r')
      expect(await open).to.deep.equal(ALLOWED)
      await end(asking)
      const strict = await inTurn(publicKey)
      expect(await strict.agent.ask(CALL)).to.deep.equal(CANCELLED)
      await strict.prints('Not allowed, because the hub gave no answer')
      await end(strict)
    })
  }

  it('in strict take a signed answer alone, and no allow at the terminal unless the hub has no opinion', async () => {
    const scene = await inTurn(publicKey)
    const { agent, type, shows } = scene
    answer = says('{"outcome":"allow"}')
    expect(await agent.ask(CALL)).to.deep.equal(ALLOWED)
    expect(reports.at(-2)?.headers['x-penates-gate']).to.equal('wrapper')
    for (const unsigned of ['{"outcome":"allow"}', '']) {
      answer = says(unsigned, false)
      expect(await agent.ask(CALL)).to.deep.equal(CANCELLED)
    }
    answer = says('')
    expect(await agent.ask(CALL)).to.deep.equal(CANCELLED)
    answer = () => undefined
    const held = agent.ask(CALL)
    await shows(/asking · n and/)
    type('y\r')
    await shows('Allow? Run make')
    type('n\r')
    expect(await held).to.deep.equal(DENIED)
    answer = says('{"penates":"no-opinion"}')
    const open = agent.ask(CALL)
    await shows('y and Enter allow it once')
    type('y\r')
    expect(await open).to.deep.equal(ALLOWED)
    await end(scene)
  })

  it('in strict allow nothing with a hub that is not there', async () => {
    const scene = await inTurn(publicKey, { PENATES_URL: 'http://127.0.0.1:9' })
    expect(await scene.agent.ask(CALL)).to.deep.equal(CANCELLED)
    await end(scene)
  })

  it('fail when the hub is too slow or the key is not one', async () => {
    const options = { url: environment['PENATES_URL'] ?? '', token: 'token', session: 'cc-a', directory: '/work/shop' }
    const ask = (answerKey: string | null, limitMs = 20_000): Promise<HubAnswer> => {
      const limits = { report: limitMs, ask: limitMs }
      return hubReports({ ...options, answerKey, limits }).ask({}, new AbortController().signal)
    }
    expect(await ask(null, 200)).to.deep.equal({ _tag: 'Failed', reason: 'it cannot be reached' })
    answer = says('{"outcome":"allow"}')
    expect(await ask('no key')).to.deep.equal({ _tag: 'Failed', reason: 'its answer is not signed' })
    expect(await ask(publicKey)).to.deep.equal({ _tag: 'Allow' })
  })
})
