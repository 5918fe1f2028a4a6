import { createServer, type Server } from 'node:http'
import { once } from 'node:events'
import type { AddressInfo } from 'node:net'
import Koa from 'koa'
import { WebSocket } from 'ws'
import { createHub, type Hub, type HubOptions } from '../../../composition/hub/create-hub.js'
import { makeFeatures } from '../../../composition/make-features.js'
import { fakeTools } from '../../../composition/testing/fake-tools.js'
import { eventually } from '../../support/eventually.js'
import { right } from '../../support/results.js'
import { aName } from '../../support/sessions.js'

const TOKEN = fakeTools().controls.operatorToken

describe('createHub', () => {
  const stops: (() => Promise<unknown>)[] = []
  afterEach(async () => {
    for (const stop of stops.splice(0).reverse()) await stop()
  })

  async function embedded(options: HubOptions, seed = 0, serverOf = (hub: Hub): Server => createServer(hub.handler)) {
    const tools = fakeTools(seed)
    const hub = createHub(tools, { web: false, ...options })
    await hub.start()
    const server = serverOf(hub).on('upgrade', hub.upgrade).listen(0, '127.0.0.1')
    await once(server, 'listening')
    stops.push(async () => {
      await hub.stop()
      server.closeAllConnections()
      await new Promise((resolve) => server.close(resolve))
    })
    const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`
    const get = (path: string) =>
      fetch(url + path, { headers: { Authorization: `Bearer ${TOKEN}` }, redirect: 'manual' })
    return { tools, hub, url, get }
  }

  const opens = async (url: string): Promise<boolean> => {
    const socket = new WebSocket(url.replace('http', 'ws'), [`bearer.${TOKEN}`])
    const opened = await Promise.race([
      once(socket, 'open').then(() => true),
      once(socket, 'error').then(() => false),
    ]).catch(() => false)
    socket.on('error', () => undefined).terminate()
    return opened
  }

  for (const basePath of ['/penates', 'penates', '/penates/', '//penates//'])
    it(`answers below ${basePath}, with and without the path in the target`, async () => {
      const { get, url } = await embedded({ basePath })
      expect((await get('/penates/api/sessions')).status).to.equal(200)
      expect((await get('/api/sessions')).status).to.equal(200)
      expect((await get('/penatesapi/sessions')).status).to.equal(404)
      expect(await opens(`${url}/penates/api/notifications/events`)).to.equal(true)
    })

  for (const [basePath, mount] of [
    ['', ''],
    ['/', ''],
    ['//', ''],
    ['/..', ''],
    ['/a//b/./c/../', '/a/b'],
    ['\\hub', '/hub'],
    ['/a b', '/a%20b'],
    ['/a%20b', '/a%20b'],
    ['/ä', '/%C3%A4'],
    ['/a?b#c', '/a%3Fb%23c'],
    ['/"<', '/%22%3C'],
  ] as const)
    it(`is mounted at ${mount}/ with a basePath of ${basePath}`, async () => {
      const { get } = await embedded({ basePath })
      const { status, headers } = await get(mount === '' ? '/' : mount)
      expect([status, headers.get('location')]).to.deep.equal(mount === '' ? [404, null] : [308, `${mount}/`])
      expect((await get(`${mount}/api/sessions`)).status).to.equal(200)
    })

  it('redirects the path of the mount to the one with a slash', async () => {
    const { get } = await embedded({ basePath: '/a/b' })
    const answer = await get('/a/b?x=1')
    expect(answer.status).to.equal(308)
    expect(answer.headers.get('location')).to.equal('/a/b/?x=1')
  })

  it('serves no client with web: false', async () => {
    const { get } = await embedded({})
    expect((await get('/')).status).to.equal(404)
  })

  it('answers below a path of a Koa app, which answers everything else', async () => {
    const { get } = await embedded({ basePath: '/penates' }, 0, (hub) => {
      const app = new Koa()
      app.use((ctx, next) => {
        if (!ctx.path.startsWith('/penates/')) return next()
        ctx.respond = false
        hub.handler(ctx.req, ctx.res)
        return undefined
      })
      app.use((ctx) => {
        ctx.body = 'app'
      })
      return createServer((request, response) => void app.callback()(request, response))
    })
    expect((await get('/penates/api/sessions')).status).to.equal(200)
    expect(await (await get('/other')).text()).to.equal('app')
  })

  it('runs twice in one process, each hub with its own sessions, and stops one without the other', async () => {
    const [one, other] = [await embedded({}), await embedded({}, 1_000)]
    right(await one.hub.features.sessions.create({ name: 'one', directory: '/work' })())
    const names = async (hub: Hub) =>
      right(await hub.features.sessions.list()).entries.map(({ session }) => session.name)
    expect(await names(one.hub)).to.deep.equal(['cc-one'])
    expect(await names(other.hub)).to.deep.equal([])
    await one.hub.stop()
    expect((await other.get('/api/sessions')).status).to.equal(200)
  })
})

describe('makeFeatures', () => {
  it('gives the use cases without a server, and publishes their events', async () => {
    const features = makeFeatures(fakeTools())
    await features.start()
    const events: string[] = []
    features.events.subscribe(({ _tag }) => events.push(_tag))
    right(await features.sessions.create({ name: 'shop', directory: '/work', command: 'claude' })())
    expect(right(await features.sessions.list()).entries.map(({ session }) => session.name)).to.deep.equal(['cc-shop'])
    right(await features.sessions.kill(aName('cc-shop'))())
    expect(
      right(await features.sessions.list()).entries.filter(({ session }) => session.status === 'running'),
    ).to.deep.equal([])
    expect(events).to.include('session-started')
    await features.stop()
  })

  it('sends messages about events to webhooks', async () => {
    const tools = fakeTools()
    const features = makeFeatures(tools)
    await features.start()
    const target = { kind: 'webhook', url: 'https://receiver.example', allowsPrivate: false, secret: null } as const
    right(await features.webhooks.create({ ...target, label: 'Pager', events: ['session.ended'], hubUrl: null })())
    right(await features.sessions.create({ name: 'shop', directory: '/work', command: 'claude' })())
    right(await features.sessions.kill(aName('cc-shop'))())
    await eventually(async () => {
      const [listed] = right(await features.webhooks.list())
      expect(listed?.webhook.deliveries.map(({ kind, delivered }) => [kind, delivered])).to.deep.equal([
        ['session.ended', true],
      ])
    })
    expect(tools.webhookNotifier.sent.map(({ message }) => message.title)).to.deep.equal(['shop — Ended'])
    await features.stop()
  })
})
