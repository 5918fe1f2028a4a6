import { HUB_ROUTES } from '../../../../../adapters/inbound/http/hub-routes.js'
import type { Route } from '../../../../../adapters/inbound/http/routing/route.js'
import type { Admitted } from '../../../../../domain/access/principal.js'
import { hubOfSuite, OPERATOR_TOKEN } from '../../../../support/fake-hub.js'

const routes: ReadonlyArray<readonly [string, Route]> = Object.entries(HUB_ROUTES)

/** Default answer of every route: none. */
const expected = (tokens: Admitted, kind: 'operator' | 'session' | 'none'): string => {
  if (tokens === 'anyone') return 'let in'
  // A decision may come with the approval's own secret in place of a token: without either it is 401. A wrong code of a device is 403.
  if (kind === 'none') return tokens.includes('pairing') ? 'let in' : '401'
  return tokens.includes(kind) ? 'let in' : '403'
}

describe('permissions of callers', () => {
  const hub = hubOfSuite()
  let session: string
  before(async () => {
    session = await hub.tokenOf('cc-shop')
  })

  const verdict = async ({ method, path }: Route, token: string | null): Promise<string> => {
    hub.clock.advance(60_000)
    const body = method === 'GET' ? undefined : {}
    const { status, json } = await hub.send(method, path.replace(/:\w+/g, 'cc-x'), { token, body })
    if (status === 404 && (json as { error: string }).error === 'Not found') return 'not bound'
    return status === 401 || status === 403 ? String(status) : 'let in'
  }

  for (const [name, route] of routes)
    it(`${name} (${route.method} ${route.path}): ${String(route.tokens)}`, async () => {
      expect({
        none: await verdict(route, null),
        wrong: await verdict(route, 'wrong'),
        session: await verdict(route, session),
        operator: await verdict(route, OPERATOR_TOKEN),
      }).to.deep.equal({
        none: expected(route.tokens, 'none'),
        wrong: route.tokens === 'anyone' ? 'let in' : '401',
        session: expected(route.tokens, 'session'),
        operator: expected(route.tokens, 'operator'),
      })
    })

  it('let a session report for its agent, and reach its card', () => {
    const ofSessions = routes.filter(([, { tokens }]) => tokens !== 'anyone' && tokens.includes('session'))
    expect(ofSessions.map(([name]) => name)).to.have.members([
      ...['changeCard', 'createCard', 'listCards', 'askBeforeTool', 'askForm', 'askPermission'],
      ...['recordHook', 'recordStatusLine'],
    ])
  })

  it('describes each method and path once', () => {
    const all = routes.map(([, { method, path }]) => `${method} ${path}`)
    expect(new Set(all).size).to.equal(all.length)
  })
})
