import fc from 'fast-check'
import { once } from 'node:events'
import { tmpdir } from 'node:os'
import { WebSocket } from 'ws'
import { createHub } from '../../../composition/hub/create-hub.js'
import { listen } from '../../../composition/hub/listen.js'
import type { Tools } from '../../../composition/tools/tools.js'
import { observeFaults } from '../../../infrastructure/guard/guard.js'
import { memoryTools, OPERATOR_TOKEN, type MemoryTools } from '../../support/memory-tools.js'
import { shortOrLong } from '../../support/short-or-long.js'

/** Says of each call of a dependency whether it fails: as the bits say, round and round. */
interface Chaos {
  readonly begin: (bits: ReadonlyArray<boolean>) => void
  readonly end: () => void
  readonly failures: () => number
}

/** Every dependency of the hub fails when `Chaos` says so: by throwing at once, or when the task that it made is run. */
function chaotic(ports: Tools): Chaos & { readonly ports: Tools } {
  let bits: ReadonlyArray<boolean> = []
  let calls = 0
  let failures = 0
  const failNow = (): void => {
    if (bits.length === 0) return
    calls += 1
    if (bits[calls % bits.length] !== true) return
    failures += 1
    throw new Error('a dependency that fails')
  }
  const wrap = (value: unknown): unknown => {
    if (typeof value === 'function')
      return new Proxy(value, {
        apply: (target, self, args) => {
          failNow()
          const answer: unknown = Reflect.apply(target, self, args)
          return typeof answer === 'function' ? wrap(answer) : answer
        },
      })
    if (typeof value !== 'object' || value === null || Object.getPrototypeOf(value) !== Object.prototype) return value
    return Object.fromEntries(Object.entries(value).map(([name, member]) => [name, wrap(member)]))
  }
  return {
    ports: wrap(ports) as Tools,
    begin: (next) => void (bits = next),
    end: () => void (bits = []),
    failures: () => failures,
  }
}

interface Scene {
  readonly tools: MemoryTools
  readonly url: string
  readonly sockets: ReadonlyArray<WebSocket>
}

const HOOKS = ['SessionStart', 'UserPromptSubmit', 'PostToolUse', 'Notification', 'Stop', 'SessionEnd'] as const
const READS = [
  'sessions',
  'approvals',
  'board/cards',
  'projects',
  'server/status',
  'settings',
  'usage',
  'limits',
] as const
const FRAMES = [
  '{"type":"presence","deviceId":"d","session":"cc-a","visible":true}',
  '{"type":"input","data":"x"}',
  '{"type":"resize","cols":90,"rows":20}',
  '{"type":"visible","visible":false}',
  '{"type":"subscribe","id":"session:cc-a"}',
  '{"type":"ping"}',
  'no frame',
]

const call = (url: string, method: string, path: string, body?: object): Promise<unknown> =>
  fetch(`${url}${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${OPERATOR_TOKEN}`,
      'X-Penates-Session': 'cc-a',
      'Content-Type': 'application/json',
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  }).then((answer) => answer.arrayBuffer())

/** Events from outside; each reaches other listeners of the hub. */
const deed = fc.oneof(
  fc.constantFrom(...HOOKS).map(
    (event) =>
      ({ url }: Scene) =>
        call(url, 'POST', `/api/hooks/${event}`, { session_id: 's' }),
  ),
  fc.constantFrom(...READS).map(
    (what) =>
      ({ url }: Scene) =>
        call(url, 'GET', `/api/${what}`),
  ),
  fc.constantFrom(...FRAMES).map((frame) => ({ sockets }: Scene) => {
    for (const socket of sockets) if (socket.readyState === WebSocket.OPEN) socket.send(frame)
  }),
  fc.constantFrom(100, 1_000, 60_000, 3_600_000).map(
    (ms) =>
      ({ tools }: Scene) =>
        tools.clock.advance(ms),
  ),
  fc.constant(({ tools }: Scene) => tools.host.controls.startByHand(`by-hand-${String(tools.clock.now())}`)),
  fc.constant(({ tools }: Scene) => tools.host.controls.setViewers('cc-a', 2)),
  fc.constant(({ tools }: Scene) => tools.host.controls.crash()),
  fc.constant(({ tools }: Scene) => tools.terminals.print('cc-a', 'output')),
  fc.constant(({ tools }: Scene) => tools.terminals.detachAll('cc-a')),
  fc.constant(({ tools }: Scene) => tools.fileEvents.write(`/work/shop/${String(tools.clock.now())}`)),
  fc.constant(({ tools }: Scene) => tools.repoWatch.change('/work/shop')),
  fc.constant(({ tools }: Scene) => tools.usageLogs.begin({}).finish()),
  fc.constant(({ tools }: Scene) => tools.plans.controls.write('/work/shop', 'ROADMAP.md', '# Plan\n')),
)

describe('a hub whose dependencies fail at random', function () {
  this.timeout(60_000)

  it('loses no process: every listener, timer, socket and background job survives, and all works again afterwards', async () => {
    let failures = 0
    let faults = 0
    const stop = observeFaults(() => (faults += 1))
    try {
      await fc.assert(
        fc.asyncProperty(
          fc.array(deed, { minLength: 5, maxLength: 30 }),
          fc.array(fc.boolean(), { minLength: 7, maxLength: 31 }),
          async (deeds, bits) => {
            const tools = memoryTools()
            const chaos = chaotic(tools.tools)
            const hub = createHub(chaos.ports, { web: tmpdir(), isOwnClient: true })
            const { address, stop: stopHub } = await listen(hub, { port: 0 })
            const { port } = address
            const url = `http://127.0.0.1:${String(port)}`
            tools.host.controls.startByHand('cc-a', '/work/shop')
            const open = (path: string): WebSocket => {
              const socket = new WebSocket(`${url.replace('http', 'ws')}${path}`, [`bearer.${OPERATOR_TOKEN}`])
              return socket.on('error', () => undefined)
            }
            const sockets = ['notifications/events', 'files/events', 'projects/events', 'terminal/cc-a'].map((path) =>
              open(`/api/${path}`),
            )
            try {
              await Promise.all(sockets.map((socket) => once(socket, 'open')))
              chaos.begin(bits)
              const scene: Scene = { tools, url, sockets }
              for (const act of deeds) await act(scene)
              await new Promise((resolve) => setTimeout(resolve, 5))
              chaos.end()
              failures += chaos.failures()
              const health = await fetch(`${url}/healthz`)
              const list = await fetch(`${url}/api/sessions`, {
                headers: { Authorization: `Bearer ${OPERATOR_TOKEN}` },
              })
              expect([health.status, list.status]).to.deep.equal([200, 200])
              tools.host.controls.startByHand('afterwards')
              const last = open('/api/terminal/afterwards')
              await once(last, 'message')
              last.terminate()
            } finally {
              chaos.end()
              for (const socket of sockets) socket.terminate()
              await stopHub()
            }
          },
        ),
        { numRuns: shortOrLong(20, 100) },
      )
    } finally {
      stop()
    }
    expect(failures).to.be.greaterThan(100)
    expect(faults).to.equal(0)
  })
})
