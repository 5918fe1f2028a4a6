import type { FailureOf, RequestBody, ResponseBody } from '../../../../../adapters/inbound/http/client/bodies.js'
import { isCallError, promiseClient } from '../../../../../adapters/inbound/http/client/promise-client.js'
import { hubOfSuite, OPERATOR_TOKEN } from '../../../../support/fake-hub.js'

describe('the client with promises', () => {
  const hub = hubOfSuite()
  const client = (token = OPERATOR_TOKEN, baseUrl = hub.url) => promiseClient({ baseUrl, token: () => token })
  const rejection = async (call: Promise<unknown>): Promise<unknown> =>
    call.then(
      () => null,
      (thrown: unknown) => thrown,
    )

  it('resolves with the answer, whose body has the type of its operation', async () => {
    const body: RequestBody<'createSession'> = { name: 'shop', directory: '/work/shop', shell: true }
    const started: ResponseBody<'createSession'> = (await client().createSession({ body })).body
    expect(started.name).to.equal('cc-shop')
    const sessions: ResponseBody<'listSessions'> = (await client().listSessions()).body
    expect(sessions.map(({ name }) => name)).to.deep.equal(['cc-shop'])
  })

  it('rejects with the failure of the operation', async () => {
    const thrown = await rejection(client().readScreen({ params: { name: 'cc-none' } }))
    if (!isCallError(thrown)) throw new Error('another error')
    const failure = thrown.failure as FailureOf<'readScreen'>
    expect(failure).to.include({ _tag: 'Refused', status: 404, code: 'SessionNotFound' })
    expect(thrown.message).to.match(/not found/i)
  })

  it('rejects when the hub is gone, and when the caller aborts', async () => {
    const gone = await rejection(client(OPERATOR_TOKEN, 'http://127.0.0.1:9').listSessions())
    expect(isCallError(gone) && gone.failure._tag).to.equal('Unreachable')
    const aborted = await rejection(client().listSessions({ signal: AbortSignal.abort() }))
    expect(isCallError(aborted) && aborted.failure._tag).to.equal('Aborted')
    expect(isCallError(new Error('other'))).to.equal(false)
  })
})
