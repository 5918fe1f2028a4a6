import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { get } from 'node:http'
import { WebSocket } from 'ws'
import { memoryStateStore } from '../../../../../adapters/outbound/memory/stores.memory.js'
import type { NamedTokens } from '../../../../../application/access/named-tokens.port.js'
import { unavailable } from '../../../../../application/shared/errors.js'
import type { NamedToken } from '../../../../../domain/access/named-token.js'
import { sha256 } from '../../../../../infrastructure/secrets/secrets.js'
import { eventually } from '../../../../support/eventually.js'
import { hubOfEachTest } from '../../../../support/fake-hub.js'
import { right } from '../../../../support/results.js'
import { registerProjects } from '../../../../support/shop-project.js'

const DAY_MS = 86_400_000

interface Created {
  readonly id: string
  readonly secret: string
}

describe('named tokens over HTTP', () => {
  const hub = hubOfEachTest()
  beforeEach(async () => {
    await registerProjects(hub, 'shop', 'docs')
    for (const name of ['cc-shop', 'cc-docs']) hub.host.controls.startByHand(name)
    const projects = ['shop', 'docs'].map((id) => ({ id, displayName: id, path: `/work/${id}`, pinned: false }))
    right(await hub.projectStore.update(() => E.right({ projects, hidden: [] }))())
  })

  const make = async (scopes: ReadonlyArray<object>, more: object = {}, token?: string) =>
    hub.send('POST', '/api/tokens', {
      body: { label: 'Phone', scopes, ...more },
      ...(token === undefined ? {} : { token }),
    })
  const made = async (scopes: ReadonlyArray<object>, more: object = {}): Promise<Created> =>
    (await make(scopes, more)).json as Created
  const status = async (method: string, path: string, token: string, body?: object): Promise<number> =>
    (await hub.send(method, path, { token, body })).status
  const inMs = (ms: number): string => new Date(hub.clock.now() + ms).toISOString()

  it('are shown once, listed without their secret and stored as a digest', async () => {
    const created = await make([{ kind: 'drive', sessions: ['cc-shop'] }], { expiresAt: inMs(DAY_MS) })
    const { id, secret, ...rest } = created.json as Created
    expect([created.status, secret.startsWith('pnt_')]).to.deep.equal([201, true])
    expect(rest).to.deep.equal({
      label: 'Phone',
      scopes: [{ kind: 'drive', sessions: ['cc-shop'] }],
      createdAt: new Date(hub.clock.now()).toISOString(),
      expiresAt: inMs(DAY_MS),
      lastUsedAt: null,
      device: false,
    })
    expect((await hub.send('GET', '/api/tokens')).json).to.deep.equal({ tokens: [{ id, ...rest }] })
    expect(JSON.stringify(hub.namedTokens.current())).to.contain(sha256(secret)).and.not.contain(secret)
  })

  it('are audited with id and label and without the secret, and name themselves in what they do', async () => {
    const { id, secret } = await made([{ kind: 'admin' }])
    await hub.send('PATCH', '/api/settings', { token: secret, body: { autoRestore: false } })
    await hub.send('DELETE', `/api/tokens/${id}`)
    const lines = hub.audit.entries.filter(({ event }) => /^(token|settings)/.test(event))
    expect(
      lines.map(({ event, fields, caller }) => [event, fields['id'], fields['label'], caller.token]),
    ).to.deep.equal([
      ['token.create', id, 'Phone', undefined],
      ['settings.change', undefined, undefined, id],
      ['token.revoke', id, 'Phone', undefined],
    ])
    expect(JSON.stringify(hub.audit.entries)).not.to.contain(secret)
  })

  it('are refused without a label, with a huge one, without scopes, with a past end and for unknown things', async () => {
    const view = [{ kind: 'view' }]
    const answers = await Promise.all([
      make(view, { label: ' ' }),
      make(view, { label: 'x'.repeat(100_000) }),
      make(view, { label: 'a\nb' }),
      make([]),
      make([{ kind: 'drive', sessions: [] }]),
      make(view, { expiresAt: inMs(-1) }),
      make(view, { expiresAt: 'tomorrow' }),
      make([{ kind: 'drive', sessions: ['cc-none'] }]),
      make([{ kind: 'board', projectId: 'none' }]),
      make([{ kind: 'root' }]),
    ])
    expect(answers.map(({ status: code, code: word }) => [code, word])).to.deep.equal([
      ...Array.from({ length: 7 }, () => [400, 'InvalidToken']),
      [404, 'SessionNotFound'],
      [404, 'ProjectNotFound'],
      [400, 'InvalidInput'],
    ])
    expect(hub.namedTokens.current()).to.deep.equal([])
  })

  it('are revoked once; a second time, and an unknown id, are 404', async () => {
    const { id, secret } = await made([{ kind: 'view' }])
    expect([
      await status('GET', '/api/sessions', secret),
      (await hub.send('DELETE', `/api/tokens/${id}`)).status,
      await status('GET', '/api/sessions', secret),
      (await hub.send('DELETE', `/api/tokens/${id}`)).code,
      (await hub.send('DELETE', '/api/tokens/none')).code,
    ]).to.deep.equal([200, 204, 401, 'TokenNotFound', 'TokenNotFound'])
  })

  it('expire, and stay expired when the clock is set back', async () => {
    const { secret } = await made([{ kind: 'view' }], { expiresAt: inMs(1_000) })
    const codes = [await status('GET', '/api/sessions', secret)]
    hub.clock.advance(1_000)
    codes.push(await status('GET', '/api/sessions', secret))
    hub.clock.set(-DAY_MS)
    codes.push(await status('GET', '/api/sessions', secret))
    expect(codes).to.deep.equal([200, 401, 401])
  })

  it('store their last use, at most once a minute', async () => {
    const { secret } = await made([{ kind: 'view' }])
    const first = hub.clock.now()
    await status('GET', '/api/sessions', secret)
    hub.clock.advance(59_999)
    await status('GET', '/api/sessions', secret)
    expect(hub.namedTokens.current()[0]?.lastUsedAt).to.equal(first)
    hub.clock.advance(1)
    await status('GET', '/api/sessions', secret)
    await eventually(() => {
      expect(hub.namedTokens.current()[0]?.lastUsedAt).to.equal(first + 60_000)
    })
  })

  it('of an administrator make none with a later end, and no other scope makes any', async () => {
    const admin = await made([{ kind: 'admin' }], { expiresAt: inMs(DAY_MS) })
    const viewer = await made([{ kind: 'view' }])
    const answers = [
      await make([{ kind: 'view' }], { expiresAt: inMs(DAY_MS) }, admin.secret),
      await make([{ kind: 'view' }], { expiresAt: inMs(DAY_MS + 1) }, admin.secret),
      await make([{ kind: 'view' }], {}, admin.secret),
      await make([{ kind: 'view' }], {}, viewer.secret),
    ]
    expect(answers.map(({ status: code, code: word }) => [code, word])).to.deep.equal([
      [201, null],
      [403, 'TokenExceedsOwn'],
      [403, 'TokenExceedsOwn'],
      [403, 'Forbidden'],
    ])
  })

  it('drive a session by its id: through a rename, and not a new session that gets the name', async () => {
    const { secret } = await made([{ kind: 'drive', sessions: ['cc-shop'] }])
    const codes = [await status('GET', '/api/sessions/cc-shop/scrollback', secret)]
    hub.host.controls.renameByHand('cc-shop', 'cc-store')
    hub.host.controls.startByHand('cc-shop')
    codes.push(await status('GET', '/api/sessions/cc-store/scrollback', secret))
    codes.push(await status('GET', '/api/sessions/cc-shop/scrollback', secret))
    codes.push(await status('GET', '/api/sessions/cc-docs/scrollback', secret))
    expect(codes).to.deep.equal([200, 200, 403, 403])
    const list = (await hub.send('GET', '/api/sessions', { token: secret })).json as ReadonlyArray<{ name: string }>
    expect(list.map(({ name }) => name)).to.deep.equal(['cc-store'])
  })

  describe('when they end', () => {
    const opened = (path: string, secret: string): Promise<WebSocket> =>
      new Promise((resolve, reject) => {
        const socket = new WebSocket(`${hub.url.replace('http', 'ws')}${path}`, [`bearer.${secret}`])
        socket.once('open', () => resolve(socket))
        socket.once('error', reject)
      })
    const closing = (socket: WebSocket): Promise<number> =>
      new Promise((resolve) => socket.once('close', (code) => resolve(code)))
    /** Resolves when the answer has begun; `over` when the connection is closed. */
    const streaming = (path: string, secret: string) =>
      new Promise<{ readonly over: Promise<void> }>((resolve, reject) => {
        const request = get(`${hub.url}${path}`, { agent: false, headers: { Authorization: `Bearer ${secret}` } })
        const over = new Promise<void>((done) => request.once('close', done))
        request.once('response', (response) => {
          response.on('error', () => undefined).resume()
          resolve({ over })
        })
        request.once('error', reject)
      })

    it('close every socket with 4001 and end streams, and leave those of other tokens', async () => {
      const [gone, stays] = [await made([{ kind: 'view' }]), await made([{ kind: 'view' }])]
      const paths = ['/api/notifications/events', '/api/projects/events', '/api/files/events', '/api/terminal/cc-shop']
      const sockets = await Promise.all(paths.map((path) => opened(path, gone.secret)))
      const other = await opened('/api/notifications/events', stays.secret)
      const stream = await streaming('/api/events', gone.secret)
      const codes = Promise.all(sockets.map(closing))
      await hub.send('DELETE', `/api/tokens/${gone.id}`)
      expect(await codes).to.deep.equal([4001, 4001, 4001, 4001])
      await stream.over
      expect(other.readyState).to.equal(WebSocket.OPEN)
      other.terminate()
    })

    it('end a request that waits', async () => {
      const { id, secret } = await made([{ kind: 'approve' }])
      const waiting = hub.send('GET', '/api/approvals?wait=60', { token: secret }).then(
        () => 'answered',
        () => 'cut',
      )
      await eventually(() => {
        expect(hub.namedTokens.current()[0]?.lastUsedAt).not.to.equal(null)
      })
      await hub.send('DELETE', `/api/tokens/${id}`)
      expect(await waiting).to.equal('cut')
    })

    it('by their expiry close sockets as well', async () => {
      const { secret } = await made([{ kind: 'view' }], { expiresAt: inMs(5_000) })
      const code = closing(await opened('/api/notifications/events', secret))
      hub.clock.advance(5_000)
      expect(await code).to.equal(4001)
    })

    it('refuse a socket without the scope with 4003', async () => {
      const { secret } = await made([{ kind: 'approve' }])
      const code = closing(await opened('/api/terminal/cc-shop', secret))
      expect(await code).to.equal(4003)
    })
  })
})

describe('named tokens with a full disk', () => {
  /** A store that can be read and not written. */
  const full = (tokens: ReadonlyArray<NamedToken>): NamedTokens => ({
    ...memoryStateStore(tokens),
    update: () => TE.left(unavailable('store', 'no space left')),
  })
  const secret = 'pnt_stored'
  const stored: NamedToken = {
    id: 'one',
    label: 'Phone',
    scopes: [{ kind: 'view' }],
    digest: sha256(secret),
    createdAt: 0,
    expiresAt: null,
    lastUsedAt: null,
  }
  const hub = hubOfEachTest({ namedTokens: full([stored]) })

  it('are not handed out', async () => {
    const { status, text } = await hub.send('POST', '/api/tokens', { body: { label: 'x', scopes: [{ kind: 'view' }] } })
    expect([status, text.includes('pnt_')]).to.deep.equal([500, false])
  })

  it('of an earlier run are admitted, and refused once they are revoked, although that cannot be stored', async () => {
    const use = async () => (await hub.send('GET', '/api/sessions', { token: secret })).status
    const codes = [await use(), (await hub.send('DELETE', '/api/tokens/one')).status, await use()]
    expect(codes).to.deep.equal([200, 500, 401])
  })
})
