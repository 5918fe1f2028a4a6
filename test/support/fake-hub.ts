import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { gunzipSync } from 'node:zlib'
import { hubClient, type HubClient } from '../../adapters/inbound/http/client/hub-client.js'
import { createHub } from '../../composition/hub/create-hub.js'
import { listen } from '../../composition/hub/listen.js'
import { expectDescribed, isFailure } from './described.js'
import { memoryTools, OPERATOR_TOKEN, type MemoryTools, type MemoryToolsOptions } from './memory-tools.js'
import { sessionId } from '../../domain/sessions/session-id.js'
import { right } from './results.js'

export interface FakeHubOptions extends MemoryToolsOptions {
  readonly publicHosts?: ReadonlyArray<string>
  readonly trustedProxies?: ReadonlyArray<string>
  readonly isOwnClient?: boolean
  readonly killKeepsEntry?: boolean
  /** Folder of the web client; an empty one when left out. */
  readonly web?: string
}

export interface Sent {
  readonly token?: string | null
  readonly headers?: Readonly<Record<string, string>>
  /** An object goes out as JSON, a text as it is. */
  readonly body?: unknown
}

export interface Answered {
  readonly status: number
  readonly headers: IncomingHttpHeaders
  readonly bytes: Buffer
  /** The bytes as UTF-8. */
  readonly text: string
  /** `undefined` when the text is no JSON. Of an error without its `code`, which every error has. */
  readonly json: unknown
  /** `null` for what is no error. */
  readonly code: string | null
}

export { OPERATOR_TOKEN } from './memory-tools.js'

/** The whole server with fakes for tools, listening on a free port. */
export interface FakeHub extends Omit<MemoryTools, 'tools'> {
  readonly port: number
  readonly url: string
  /** Token of the operator. */
  readonly token: string
  /** Folder of the web client, empty at first, unless another was given. */
  readonly webRoot: string
  readonly client: HubClient
  /** Sends bytes as they are given: no path is tidied up as `fetch` would. Fails on an answer that is not described. */
  readonly send: (method: string, path: string, sent?: Sent) => Promise<Answered>
  /** A token of the live session of this name; without one, of a session whose id is the name. */
  readonly tokenOf: (name: string) => Promise<string>
  readonly close: () => Promise<void>
}

export async function openFakeHub(options: FakeHubOptions = {}): Promise<FakeHub> {
  const { tools, ...fakes } = memoryTools(options)
  Object.assign(fakes.unusable, UNUSABLE)
  const webRoot = await mkdtemp(join(tmpdir(), 'penates-web-'))
  const hub = createHub(tools, {
    publicHosts: options.publicHosts ?? [],
    trustedProxies: options.trustedProxies ?? [],
    web: options.web ?? webRoot,
    isOwnClient: options.isOwnClient ?? true,
    ...(options.killKeepsEntry === undefined ? {} : { killKeepsEntry: options.killKeepsEntry }),
  })
  const { address, stop } = await listen(hub, { port: 0 })
  const { port } = address
  const url = `http://127.0.0.1:${port}`

  return {
    ...fakes,
    port,
    url,
    token: OPERATOR_TOKEN,
    webRoot,
    client: hubClient({ baseUrl: url, token: () => OPERATOR_TOKEN }),
    send: async (method, path, sent) => {
      const answered = await send(port, method, path, sent)
      const { status, json } = answered
      expectDescribed(method, path, status, json)
      if (!isFailure(status, json)) return { ...answered, code: null }
      const { code, ...rest } = json
      return { ...answered, json: rest, code: String(code) }
    },
    tokenOf: async (name) => {
      const live = await fakes.host.find(name)()
      return right(await fakes.tokens.issue(live._tag === 'Right' ? live.right.id : sessionId(name), name)())
    },
    close: async () => {
      await stop()
      await rm(webRoot, { recursive: true, force: true })
    },
  }
}

/** One hub for all tests of the surrounding suite, opened before the first. */
export function hubOfSuite(options: FakeHubOptions = {}): FakeHub {
  const open = opened(options)
  before(open.start)
  after(open.stop)
  return open.hub
}

/** A hub of its own for each test of the surrounding suite. */
export function hubOfEachTest(options: FakeHubOptions = {}): FakeHub {
  const open = opened(options)
  beforeEach(open.start)
  afterEach(open.stop)
  return open.hub
}

function opened(options: FakeHubOptions): Readonly<Record<'start' | 'stop', () => Promise<void>>> & { hub: FakeHub } {
  let now: FakeHub
  return {
    start: async () => {
      now = await openFakeHub(options)
    },
    stop: () => now.close(),
    hub: new Proxy({} as FakeHub, { get: (_, member) => Reflect.get(now, member) as unknown }),
  }
}

/** Folders of the fake disk that nothing starts in. */
const UNUSABLE = { '/missing': 'not-found', '/a-file': 'not-a-directory', '/secret': 'not-readable' } as const

function send(port: number, method: string, path: string, sent: Sent = {}): Promise<Omit<Answered, 'code'>> {
  const { token = OPERATOR_TOKEN, headers = {}, body } = sent
  const payload = body === undefined ? undefined : typeof body === 'string' ? body : JSON.stringify(body)
  return new Promise((resolve, reject) => {
    const request = httpRequest({
      host: '127.0.0.1',
      port,
      method,
      path,
      agent: false,
      headers: {
        ...(token === null ? {} : { Authorization: `Bearer ${token}` }),
        ...(payload === undefined
          ? {}
          : { 'Content-Type': 'application/json', 'Content-Length': String(Buffer.byteLength(payload)) }),
        ...headers,
      },
    })
    request.on('error', reject)
    request.on('response', (response) => {
      const chunks: Buffer[] = []
      response.on('error', reject)
      response.on('data', (chunk: Buffer) => chunks.push(chunk))
      // A stream has no end; its first part is the answer.
      if (response.headers['content-type'] === 'text/event-stream') response.once('data', () => response.emit('end'))
      response.on('close', () => request.destroy())
      response.on('end', () => {
        const bytes = Buffer.concat(chunks)
        const isZipped = bytes.length > 0 && response.headers['content-encoding'] === 'gzip'
        const text = (isZipped ? gunzipSync(bytes) : bytes).toString('utf8')
        resolve({ status: response.statusCode ?? 0, headers: response.headers, bytes, text, json: parse(text) })
      })
    })
    request.end(payload)
  })
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text) as unknown
  } catch {
    return undefined
  }
}
