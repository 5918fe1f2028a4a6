import { createServer, request as httpRequest } from 'node:http'
import type { AddressInfo } from 'node:net'
import { HUB_ROUTES } from '../../../../../adapters/inbound/http/hub-routes.js'
import { makeAnswerQueues } from '../../../../../infrastructure/http/answer-queues.js'
import { makeApi, type ApiEndpoint } from '../../../../../infrastructure/http/api.js'
import { httpApp } from '../../../../../infrastructure/http/app.js'
import { eventually } from '../../../../support/eventually.js'

describe('answers of one queue', () => {
  let port = 0
  /** Requests that have come to the endpoint and wait for `release`. */
  const held = new Map<string, () => void>()
  const done: string[] = []

  const endpoint: ApiEndpoint<null, null> = {
    method: 'GET',
    path: '/api/sessions/:name/:what',
    needs: null,
    takes: 'none',
    queueOf: ({ name = '' }) => name,
    answer: ({ params: { name = '', what = '' } }) =>
      new Promise((resolve) => {
        held.set(`${name} ${what}`, () => {
          resolve({ status: 200, json: { what } })
        })
      }),
  }
  const server = createServer(
    httpApp({
      api: makeApi<null, null>({
        endpoints: [endpoint],
        admit: () => Promise.resolve({ _tag: 'admitted', caller: null }),
      }),
      files: () => Promise.resolve(),
      health: () => Promise.resolve({}),
      isOwnHost: () => true,
      headers: {},
      onRequest: () => undefined,
      onDefect: () => undefined,
    }),
  )
  before(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve))
    port = (server.address() as AddressInfo).port
  })
  after(() => {
    server.closeAllConnections()
    server.close()
  })
  beforeEach(() => {
    held.clear()
    done.length = 0
  })

  /** Each on a separate connection, so that nothing but the queue orders them. Settles once the endpoint has it. */
  const ask = async (name: string, what: string): Promise<{ readonly leave: () => void }> => {
    const sent = httpRequest({ port, path: `/api/sessions/${name}/${what}`, agent: false }, (response) => {
      response.resume().on('end', () => done.push(`${name} ${what}`))
    })
    sent.on('error', () => undefined).end()
    await eventually(() => {
      expect([...held.keys()]).to.include(`${name} ${what}`)
    })
    return { leave: () => sent.destroy() }
  }
  const release = (...keys: ReadonlyArray<string>): void => {
    for (const key of keys) held.get(key)?.()
  }
  const areDone = (...keys: ReadonlyArray<string>): Promise<void> =>
    eventually(() => {
      expect(done).to.deep.equal(keys)
    })

  it('leave in the order of their requests; those of another queue do not wait', async () => {
    for (const what of ['first', 'second', 'third']) await ask('a', what)
    await ask('b', 'only')
    release('a third', 'a second', 'b only')
    await areDone('b only')
    release('a first')
    await areDone('b only', 'a first', 'a second', 'a third')
  })

  it('do not wait for a client that has left', async () => {
    const { leave } = await ask('a', 'first')
    await ask('a', 'second')
    release('a second')
    leave()
    await areDone('a second')
  })

  it('do not wait for ever', async () => {
    const queues = makeAnswerQueues(20)
    const never = { closed: false, once: () => undefined }
    await queues.enter('a', never as never)()
    await queues.enter('a', never as never)()
  })

  it('are those of the repository routes of a session', () => {
    const inOrder = Object.values(HUB_ROUTES).filter((route) => route.inOrder)
    expect(inOrder.map(({ path }) => path)).to.have.members([
      '/api/sessions/:name/diff',
      '/api/sessions/:name/git/log',
      '/api/sessions/:name/git/branches',
      '/api/sessions/:name/git/commit/:sha',
    ])
  })
})
