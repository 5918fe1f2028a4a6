import { fork } from 'node:child_process'
import { once } from 'node:events'
import { mkdir, writeFile } from 'node:fs/promises'
import { Agent, request, type IncomingMessage } from 'node:http'
import type { AddressInfo } from 'node:net'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { startBenchHub, type BenchHub } from './bench-hub.js'
import { median, timed, type Benchmark, type Measurement } from './harness.js'

const HOST = 'preview.penates.localhost'
const ROUNDS = 7
const FILES = 1_000
const SMALL_BYTES = 4_096
const SMALL = 'x'.repeat(SMALL_BYTES)
const LARGE_BYTES = 100_000_000
/** As many as a browser opens to one host. */
const CONNECTIONS = 6

export const preview: Benchmark = {
  name: 'preview of a 100 MB file; 1,000 small files',
  limit: 'direct from Vite, from a bare `http` server, and through the smallest proxy',
  mustReach: '≤ 2×',
  run: async () => {
    const hub = await startBenchHub({ environment: { PREVIEW_DOMAIN: 'penates.localhost' } })
    await makeFiles(join(hub.folder, 'public'))
    const dev = fork(fileURLToPath(new URL('./vite-server.js', import.meta.url)), [hub.folder])
    const bare = fork(fileURLToPath(new URL('./bare-http.js', import.meta.url)))
    const proxy = fork(fileURLToPath(new URL('./bare-proxy.js', import.meta.url)))
    try {
      const [devPort] = (await once(dev, 'message')) as [number]
      bare.send({ headers: { 'Content-Type': 'text/javascript', 'Content-Length': String(SMALL_BYTES) }, body: SMALL })
      const [{ port: barePort }] = (await once(bare, 'message')) as [AddressInfo]
      proxy.send(barePort)
      const [proxyPort] = (await once(proxy, 'message')) as [number]
      const direct = (port: number): Place => ({ port, headers: {} })
      const through = async (port: number): Promise<Place> => {
        return { port: hub.port, headers: { Host: HOST, Cookie: await signIn(hub, port) } }
      }
      const large = (place: Place) => fetchAll(place, '/large.bin', new Agent())
      return [
        await compare('100 MB', direct(devPort), await through(devPort), large),
        await compare('1,000 files', direct(devPort), await through(devPort), manyFiles),
        await compare('1,000 files, bare http server', direct(barePort), await through(barePort), manyFiles),
        await compare('1,000 files, bare proxy', direct(proxyPort), await through(barePort), manyFiles),
      ]
    } finally {
      await hub.stop()
      dev.kill()
      bare.kill()
      proxy.kill()
    }
  },
}

async function makeFiles(folder: string): Promise<void> {
  await mkdir(folder)
  await writeFile(join(folder, 'large.bin'), Buffer.alloc(LARGE_BYTES, 'x'))
  await Promise.all(Array.from({ length: FILES }, (_, index) => writeFile(join(folder, `file-${index}.js`), SMALL)))
}

interface Place {
  readonly port: number
  readonly headers: Readonly<Record<string, string>>
}

/** Both take turns, so that other load of the machine affects both. */
async function compare(
  what: string,
  direct: Place,
  through: Place,
  load: (place: Place) => Promise<unknown>,
): Promise<Measurement> {
  const ours: number[] = []
  const bare: number[] = []
  await load(through)
  for (let round = 0; round < ROUNDS; round += 1) {
    bare.push(await timed(() => load(direct)))
    ours.push(await timed(() => load(through)))
  }
  return { what, ours: median(ours), limit: median(bare), unit: 'ms', bound: { atMost: 2 } }
}

async function manyFiles(place: Place): Promise<void> {
  const agent = new Agent({ keepAlive: true, maxSockets: CONNECTIONS })
  await Promise.all(Array.from({ length: FILES }, (_, index) => fetchAll(place, `/file-${index}.js`, agent)))
  agent.destroy()
}

async function fetchAll({ port, headers }: Place, path: string, agent: Agent): Promise<void> {
  const sent = request({ host: '127.0.0.1', port, path, agent, headers }).end()
  const [response] = (await once(sent, 'response')) as [IncomingMessage]
  if (response.statusCode !== 200) throw new Error(`${path}: ${String(response.statusCode)}`)
  response.resume()
  await once(response, 'end')
}

/** The cookie of a browser that has chosen the port. */
async function signIn(hub: BenchHub, port: number): Promise<string> {
  const selected = await fetch(`http://127.0.0.1:${hub.port}/api/preview/select`, {
    method: 'POST',
    headers: { Authorization: `Bearer ${hub.token}`, 'Content-Type': 'application/json' },
    body: JSON.stringify({ port }),
  })
  const { pathname, search } = new URL(((await selected.json()) as { enterUrl: string }).enterUrl)
  const sent = request({ host: '127.0.0.1', port: hub.port, path: pathname + search, headers: { Host: HOST } }).end()
  const [entered] = (await once(sent, 'response')) as [IncomingMessage]
  entered.resume()
  return entered.headers['set-cookie']?.[0]?.split(';')[0] ?? ''
}
