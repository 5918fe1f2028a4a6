import { request as httpRequest, type IncomingHttpHeaders } from 'node:http'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { ContainerModule } from 'inversify'
import { hubClient, type HubClient } from '../../adapters/inbound/http/client/hub-client.js'
import { memoryAuditLog, type MemoryAuditLog } from '../../adapters/outbound/memory/audit-log.memory.js'
import { memoryClock, type MemoryClock } from '../../adapters/outbound/memory/clock.memory.js'
import { memoryFolders } from '../../adapters/outbound/memory/folders.memory.js'
import { memoryOperatorToken } from '../../adapters/outbound/memory/operator-token.memory.js'
import { memorySessionHost, type MemorySessionHost } from '../../adapters/outbound/memory/session-host.memory.js'
import { memorySessionRecord } from '../../adapters/outbound/memory/session-record.memory.js'
import { memorySessionTokens } from '../../adapters/outbound/memory/session-tokens.memory.js'
import { memorySettingsStore } from '../../adapters/outbound/memory/settings-store.memory.js'
import { memoryTerminalHost } from '../../adapters/outbound/memory/terminal-host.memory.js'
import type { SessionRecord } from '../../application/sessions/session-record.port.js'
import type { SessionTokens } from '../../application/sessions/session-tokens.port.js'
import { createServer, provideValue, TOKENS } from '../../composition/server.js'
import type { SessionBook } from '../../domain/sessions/known-session.js'

/** The token of the person in tests. */
export const OPERATOR_TOKEN = 'operator-token-of-tests'

export interface FakeHubOptions {
  readonly book?: SessionBook
  readonly publicHosts?: ReadonlyArray<string>
  readonly isOwnClient?: boolean
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
  readonly text: string
  /** `undefined` when the text is no JSON. */
  readonly json: unknown
}

/** The whole server with fakes for tools, listening on a free port. */
export interface FakeHub {
  readonly port: number
  readonly url: string
  readonly host: MemorySessionHost
  readonly clock: MemoryClock
  readonly audit: MemoryAuditLog
  readonly tokens: SessionTokens
  readonly record: SessionRecord
  /** Folder of the web client; empty at first. */
  readonly webRoot: string
  readonly logLines: ReadonlyArray<string>
  readonly client: HubClient
  /** Sends bytes as they are given: no path is tidied up as `fetch` would. */
  readonly send: (method: string, path: string, sent?: Sent) => Promise<Answered>
  readonly close: () => Promise<void>
}

/** Starts at a time that is no round number, so that rounding shows. */
const START = 1_772_352_930_123

export async function openFakeHub(options: FakeHubOptions = {}): Promise<FakeHub> {
  const clock = memoryClock(START)
  const host = memorySessionHost(clock)
  const audit = memoryAuditLog()
  const record = memorySessionRecord(options.book)
  const tokens = memorySessionTokens()
  const logLines: string[] = []
  const note = (level: string) => (message: string, fields?: object) =>
    void logLines.push(`${level} ${message} ${JSON.stringify(fields ?? {})}`)
  const webRoot = await mkdtemp(join(tmpdir(), 'penates-web-'))

  const tools = new ContainerModule((bindings) => {
    provideValue(bindings, TOKENS.clock, clock)
    provideValue(bindings, TOKENS.log, { info: note('info'), warn: note('warn'), error: note('error') })
    provideValue(bindings, TOKENS.audit, audit)
    provideValue(bindings, TOKENS.sessionHost, host)
    provideValue(bindings, TOKENS.terminalHost, memoryTerminalHost({ sessions: host }))
    provideValue(bindings, TOKENS.folders, memoryFolders(UNUSABLE))
    provideValue(bindings, TOKENS.sessionRecord, record)
    provideValue(bindings, TOKENS.sessionTokens, tokens)
    provideValue(bindings, TOKENS.settingsStore, memorySettingsStore())
    provideValue(bindings, TOKENS.operatorToken, memoryOperatorToken(OPERATOR_TOKEN))
    provideValue(bindings, TOKENS.prefix, 'cc-')
    provideValue(bindings, TOKENS.defaultDirectory, '/home/me')
    provideValue(bindings, TOKENS.hubUrl, 'http://127.0.0.1:0')
  })
  const server = createServer(tools, {
    host: '127.0.0.1',
    port: 0,
    publicHosts: options.publicHosts ?? [],
    webRoot,
    isOwnClient: options.isOwnClient ?? true,
    version: '1.2.3',
  })
  const { port } = await server.start()
  const url = `http://127.0.0.1:${port}`

  return {
    port,
    url,
    host,
    clock,
    audit,
    tokens,
    record,
    webRoot,
    logLines,
    client: hubClient({ baseUrl: url, token: () => OPERATOR_TOKEN }),
    send: (method, path, sent) => send(port, method, path, sent),
    close: async () => {
      await server.stop()
      await rm(webRoot, { recursive: true })
    },
  }
}

/** Folders of the fake disk that nothing starts in. */
const UNUSABLE = { '/missing': 'not-found', '/a-file': 'not-a-directory', '/secret': 'not-readable' } as const

function send(port: number, method: string, path: string, sent: Sent = {}): Promise<Answered> {
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
      response.on('end', () => {
        const text = Buffer.concat(chunks).toString('utf8')
        resolve({ status: response.statusCode ?? 0, headers: response.headers, text, json: parse(text) })
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
