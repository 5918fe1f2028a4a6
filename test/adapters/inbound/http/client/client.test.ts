import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { hubClient, type HubClient } from '../../../../../adapters/inbound/http/client/hub-client.js'
import { hubOfSuite, OPERATOR_TOKEN } from '../../../../support/fake-hub.js'

const right = async <L, A>(task: TE.TaskEither<L, A>): Promise<A> => {
  const result = await task()
  return E.isRight(result) ? result.right : expect.fail(`failed: ${JSON.stringify(result.left)}`)
}
const left = async <L, A>(task: TE.TaskEither<L, A>): Promise<L> => {
  const result = await task()
  return E.isLeft(result) ? result.left : expect.fail('did not fail')
}

/** Client of a hub that answers every request with this; `asked` contains the requests. */
function clientOf(answer: () => Response | Promise<Response>): { client: HubClient; asked: Request[] } {
  const asked: Request[] = []
  const client = hubClient({
    baseUrl: 'http://hub.test',
    token: () => null,
    clientId: 'tab-1',
    fetch: async (...request) => {
      asked.push(new Request(...request))
      return answer()
    },
  })
  return { client, asked }
}

describe('the typed client', () => {
  const hub = hubOfSuite()

  it('calls every kind of route and reads its answer', async () => {
    const { client } = hub
    expect((await right(client.createSession({ body: { name: 'a b', directory: '/work' } }))).body.name).to.equal(
      'cc-a b',
    )
    const params = { name: 'cc-a b' }
    expect((await right(client.pinSession({ params, body: { pinned: true } }))).body.pinned).to.equal(true)
    const { status, body, headers } = await right(client.listSessions())
    expect([status, body.map(({ name, pinned }) => [name, pinned])]).to.deep.equal([200, [['cc-a b', true]]])
    expect(headers.get('X-Penates-Boot')).to.equal('1772352930123')
    expect((await right(client.readScrollback({ params, query: { lines: 5 } }))).body).to.deep.equal({ data: '' })
    expect(
      (await right(client.readScreens({ query: { name: ['cc-a b', 'x'], lines: 2 } }))).body.screens,
    ).to.have.length(1)
    expect((await right(client.endSession({ params, query: { keep: true } }))).body).to.deep.equal({ success: true })
    expect((await right(client.restoreSession({ params }))).status).to.equal(201)
  })

  it('says what the hub refused and why', async () => {
    expect(await left(hub.client.restoreSession({ params: { name: 'cc-none' } }))).to.deep.equal({
      _tag: 'Refused',
      status: 404,
      code: 'SessionNotKnown',
      error: 'Session not found in known-sessions',
      body: { error: 'Session not found in known-sessions', code: 'SessionNotKnown' },
      retryAfterSeconds: null,
    })
    const later = clientOf(() => Response.json({ error: 'x', code: 'LaterError' }, { status: 418 })).client
    expect(await left(later.listSessions())).to.include({ _tag: 'Refused', status: 418, code: null })
    const { client } = clientOf(() => Response.json({ error: 'x' }, { status: 429, headers: { 'Retry-After': '7' } }))
    expect(await left(client.listSessions())).to.include({ _tag: 'Refused', error: 'x', retryAfterSeconds: 7 })
  })

  it('asks for the token before every call', async () => {
    let token: string | null = null
    const client = hubClient({ baseUrl: hub.url, token: () => token })
    expect(await left(client.listClis())).to.include({ _tag: 'Refused', status: 401, error: 'Unauthorized' })
    token = OPERATOR_TOKEN
    expect((await right(client.listClis())).status).to.equal(200)
  })

  it('encodes what it puts into the address, and sends nothing before it is run', async () => {
    const { client, asked } = clientOf(() => Response.json({ success: true }))
    const ending = client.endSession({ params: { name: 'a/b?c#d ö' }, query: { keep: false } })
    expect(asked).to.have.length(0)
    await ending()
    expect(asked[0]?.url).to.equal('http://hub.test/api/sessions/a%2Fb%3Fc%23d%20%C3%B6?keep=0')
    expect(asked[0]?.headers.get('X-Penates-Client')).to.equal('tab-1')
  })

  it('tells an answer of another shape from an answer', async () => {
    const wrong = clientOf(() => Response.json([{ name: 'x' }])).client
    expect(await left(wrong.listSessions())).to.deep.include({ _tag: 'Unreadable', status: 200 })
    const page = clientOf(() => new Response('<html>login</html>', { status: 200 })).client
    expect(await left(page.listSessions())).to.deep.equal({ _tag: 'Unreadable', status: 200, at: [] })
    const other = clientOf(() => Response.json({}, { status: 202 })).client
    expect(await left(other.listSessions())).to.deep.equal({ _tag: 'Unreadable', status: 202, at: [] })
    const proxy = clientOf(() => new Response('<html>', { status: 502, statusText: 'Bad Gateway' })).client
    expect(await left(proxy.listSessions())).to.include({ _tag: 'Refused', status: 502, error: 'Bad Gateway' })
  })

  it('ignores keys it does not know, so that a newer hub can add some', async () => {
    const { client } = clientOf(() => Response.json({ data: 'x', later: 1 }))
    expect((await right(client.readScrollback({ params: { name: 'x' } }))).body).to.deep.equal({ data: 'x' })
  })

  it('tells a hub that is away from a call that was given up', async () => {
    const away = hubClient({ baseUrl: 'http://127.0.0.1:1', token: () => null })
    expect(await left(away.listSessions())).to.include({ _tag: 'Unreachable' })
    expect(await left(hub.client.listSessions({ signal: AbortSignal.abort() }))).to.deep.equal({ _tag: 'Aborted' })
  })
})
