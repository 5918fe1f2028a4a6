import { once } from 'node:events'
import { connect, createServer, type AddressInfo, type LookupFunction } from 'node:net'
import { checkedLookup } from '../../../../../infrastructure/net/checked-lookup.js'
import { readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import * as E from 'fp-ts/lib/Either.js'
import { WebSocket } from 'ws'
import { HUB_ROUTES } from '../../../../../adapters/inbound/http/hub-routes.js'
import { HUB_CHANNELS } from '../../../../../adapters/inbound/ws/hub.channels.js'
import { readConfig } from '../../../../../composition/config/environment.js'
import { isPublicAddress } from '../../../../../infrastructure/net/public-address.js'
import { hubOfSuite, OPERATOR_TOKEN } from '../../../../support/fake-hub.js'

const FOREIGN = 'https://evil.example'
const PREVIEW = 'preview.hub.example.org'
const concrete = (path: string): string => path.replace(/:\w+/g, 'cc-shop')
const changing = Object.values(HUB_ROUTES).filter(({ method }) => method !== 'GET')

const SOURCES = ['adapters', 'application', 'composition', 'domain', 'infrastructure']

/** Production sources of the hub by path; the web client is another program. */
async function sources(): Promise<ReadonlyMap<string, string>> {
  const found = new Map<string, string>()
  for (const folder of SOURCES)
    for (const file of await readdir(folder, { recursive: true })) {
      const path = join(folder, file)
      if (/\.ts$/.test(path) && !path.startsWith('adapters/inbound/web/')) found.set(path, await readFile(path, 'utf8'))
    }
  return found
}

const read = sources()
const filesWith = async (pattern: RegExp): Promise<ReadonlyArray<string>> =>
  [...(await read)].filter(([, text]) => pattern.test(text)).map(([path]) => path)

/** Each test names the public record of the fault in another product. */
describe('holes of other products', () => {
  const hub = hubOfSuite({ publicHosts: ['hub.example.org'], previewHost: PREVIEW })
  before(() => {
    hub.host.controls.startByHand('cc-shop')
  })
  beforeEach(() => {
    hub.clock.advance(60_000)
  })

  /** `open`, a close code, or the status of a refused upgrade. */
  const upgrade = (path: string, headers: Record<string, string>, token: string | null): Promise<string> =>
    new Promise((resolve) => {
      const protocols = token === null ? [] : [`bearer.${token}`]
      const socket = new WebSocket(`ws://127.0.0.1:${String(hub.port)}${path}`, protocols, { headers })
      // The hub answers pings on admitted sockets only.
      const settle = (outcome: string): void => {
        resolve(outcome)
        socket.terminate()
      }
      socket.on('unexpected-response', (_request, { statusCode }) => settle(String(statusCode)))
      socket.on('open', () => {
        socket.ping()
      })
      socket.on('pong', () => settle('open'))
      socket.on('close', (code) => settle(String(code)))
      socket.on('error', () => undefined)
    })

  describe('CVE-2026-44211, CVE-2026-53869: sockets of foreign pages', () => {
    for (const { path } of Object.values(HUB_CHANNELS))
      it(`${path} is refused to a foreign or null Origin, with and without a token`, async () => {
        const at = concrete(path)
        for (const Origin of [FOREIGN, 'null', 'http://localhost:9'])
          for (const token of [OPERATOR_TOKEN, null])
            expect(await upgrade(at, { Origin }, token), `${Origin} ${String(token)}`).to.equal('403')
        expect(await upgrade(at, {}, null)).to.equal('4001')
        expect(await upgrade(at, { Host: 'evil.example' }, OPERATOR_TOKEN)).to.equal('403')
      })

    it('the host of previews is refused without its cookie, for any Origin', async () => {
      for (const headers of [{}, { Origin: FOREIGN }, { Origin: 'null' }])
        expect(await upgrade('/any', { Host: PREVIEW, ...headers }, OPERATOR_TOKEN)).to.equal('401')
    })

    it('one dispatcher owns every upgrade', async () => {
      // The proxy of previews listens on its own requests, to the program that is shown. The server within the process
      // passes its upgrades to the dispatcher.
      expect(await filesWith(/\.(on|once|addListener|prependListener)\(\s*'upgrade'/)).to.have.members([
        'infrastructure/http/join-sockets.ts',
        'infrastructure/http/inner-server.ts',
        'composition/hub/listen.ts',
      ])
    })
  })

  it('CVE-2026-22812: a preflight from a foreign page gets no leave on any route', async () => {
    for (const route of Object.values(HUB_ROUTES)) {
      const { status, headers } = await hub.send('OPTIONS', concrete(route.path), {
        token: null,
        headers: { Origin: FOREIGN, 'Access-Control-Request-Method': route.method },
      })
      expect(status, route.path).to.be.oneOf([401, 403, 404, 405, 429])
      expect(Object.keys(headers).filter((name) => name.startsWith('access-control-'))).to.deep.equal([])
    }
  })

  it('CVE-2026-53975: without a token the hub listens on loopback alone', () => {
    for (const HOST of ['0.0.0.0', '::', '192.168.1.5', 'hub.example'])
      for (const AUTH_TOKEN of ['', '  '])
        expect(E.isLeft(readConfig({ HOST, AUTH_TOKEN }, '/home/dev', 'linux')), HOST).to.equal(true)
  })

  it('CVE-2026-46409: what a foreign page can post changes nothing, on any route', async () => {
    for (const { method, path } of changing) {
      for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x'])
        expect(
          (
            await hub.send(method, concrete(path), {
              headers: { Origin: FOREIGN, 'Content-Type': type, 'Sec-Fetch-Site': 'cross-site' },
              body: '{"name":"evil"}',
            })
          ).status,
          `${method} ${path} ${type}`,
        ).to.equal(403)
      hub.clock.advance(60_000)
    }
    expect(hub.audit.entries.filter(({ event }) => event !== 'auth.fail')).to.deep.equal([])
  })

  it('CVE-2026-31862: no program is run through a shell', async () => {
    // A database has its own `exec`.
    expect(
      await filesWith(/shell:\s*true|(?<!database\.)\bexec\(\s*[`'"]|execSync\(|from 'node:child_process'.*\bexec\b/),
    ).to.deep.equal([])
  })

  it('CVE-2026-45744: no process is ended by its name', async () => {
    expect(await filesWith(/\b(pkill|killall)\b/)).to.deep.equal([])
  })

  it('CVE-2026-45750: a session speaks for itself alone', async () => {
    const token = await hub.tokenOf('cc-shop')
    for (const path of ['/api/hooks/Stop', '/api/hooks/statusline', '/api/hooks/pre-tool-use'])
      expect(
        (
          await hub.send('POST', path, {
            token,
            headers: { 'X-Penates-Session': 'cc-other' },
            body: {},
          })
        ).status,
      ).to.equal(403)
  })

  it('CVE-2026-28395: names of every address and of this machine are not public', () => {
    const addresses = ['0.0.0.0', '::', '::ffff:127.0.0.1', '::ffff:0.0.0.0', '127.0.0.1', '::1', '169.254.169.254']
    expect(addresses.filter(isPublicAddress)).to.deep.equal([])
  })

  it('CVE-2026-100574: a name is looked up once, and the connection goes to an address that was checked', async () => {
    let connections = 0
    const server = createServer((socket) => {
      connections += 1
      socket.end()
    }).listen(0, '127.0.0.1')
    await once(server, 'listening')
    const { port } = server.address() as AddressInfo
    const checked: string[] = []
    let lookups = 0
    const lookup = (isAllowed: (address: string) => boolean): LookupFunction => {
      const check = checkedLookup(isAllowed)
      return (host, options, callback) => {
        lookups += 1
        check(host, options, callback)
      }
    }
    const note = (address: string): boolean => checked.push(address) > 0
    const allowed = connect({ host: 'localhost', port, lookup: lookup(note) })
    await once(allowed, 'connect')
    expect(lookups).to.equal(1)
    expect(checked).to.include(allowed.remoteAddress)
    allowed.destroy()

    const refused = connect({ host: 'localhost', port, lookup: lookup(isPublicAddress) })
    const [error] = (await once(refused, 'error')) as [NodeJS.ErrnoException]
    expect([error.code, connections]).to.deep.equal(['ENOTPUBLIC', 1])
    server.close()
  })

  it('CVE-2026-45136: nothing in a status line is run', async () => {
    const hostile = `'''"; $(touch /tmp/penates-hole) \`touch /tmp/penates-hole\`\n\${HOME}`
    const body = {
      model: { display_name: hostile },
      cost: { total_cost_usd: hostile },
      workspace: { current_dir: hostile },
    }
    const answered = await hub.send('POST', '/api/hooks/statusline', {
      headers: { 'X-Penates-Session': 'cc-shop' },
      body,
    })
    expect(answered.json).to.deep.equal({ ok: true, name: 'cc-shop' })
    expect((await hub.send('GET', '/api/sessions')).status).to.equal(200)
  })
})
