/** First program of an embedder: a use case on the fakes. */
export const ON_FAKES = `
import { makeStartSession, makeLastSize, parseSessionName } from 'penates'
import { AGENTS } from 'penates/adapters/agents'
import { memoryClock, memorySessionHost, memorySessionTokens, memorySettingsStore } from 'penates/testing'

const host = memorySessionHost(memoryClock())
const deps = { host, tokens: memorySessionTokens(), settings: memorySettingsStore(), hubUrl: 'http://127.0.0.1:3333' }
const startSession = makeStartSession({ ...deps, agents: AGENTS, lastSize: makeLastSize(), guardStart: () => () => Promise.resolve({ _tag: 'Right', right: [] }) })
const name = parseSessionName('demo').right
const started = await startSession({ name, directory: '/work', command: 'top' })()
const alive = await host.list()
console.log(\`started \${started.right.name} in \${started.right.path}, alive: \${alive.right.map((s) => s.name)}\`)
`

/** The same port on the real tmux, on a socket of its own. */
export const ON_REAL_TMUX = `
import { DEFAULT_SIZE, parseSessionName } from 'penates'
import { processCommandRunner } from 'penates/adapters/process'
import { systemClock } from 'penates/adapters/system'
import { tmuxSessionHost } from 'penates/adapters/tmux'

const environment = { PATH: process.env.PATH, HOME: process.cwd(), SHELL: '/bin/sh', TERM: 'xterm-256color' }
const runner = processCommandRunner(() => environment)
const socket = { socketPath: process.env.SOCKET }
const host = tmuxSessionHost({ runner, clock: systemClock, binary: 'tmux', socket, environment })
const spec = { directory: process.cwd(), command: 'sleep 60', environment: {}, size: DEFAULT_SIZE, mouse: false }
await host.start({ name: parseSessionName('demo').right, ...spec })()
console.log('alive:', (await host.list()).right.map((session) => session.name).join())
await host.end('demo')()
console.log('after its end:', (await host.list()).right.map((session) => session.name).join() || 'none')
host.close()
`

/** Test of an embedder's own adapter. */
export const ON_CONTRACTS = `
import { describeSessionTokens } from 'penates/testing/contracts'
import { memorySessionTokens } from 'penates/testing'

describeSessionTokens('mine', async () => {
  const tokens = memorySessionTokens()
  return { tokens, reopen: async () => tokens, close: async () => {} }
})
`

/** Loads them all but the contracts, which take their \`describe\` and \`it\` from mocha. */
export const EVERY_ENTRY_POINT = `
import { readFileSync } from 'node:fs'
const { exports } = JSON.parse(readFileSync('node_modules/penates/package.json', 'utf8'))
const names = Object.keys(exports).filter((key) => !/\\*|contracts|json/.test(key)).map((key) => 'penates' + key.slice(1))
for (const name of [...names, 'penates/adapters/tmux', 'penates/adapters/json-store', 'penates/adapters/git']) {
  if (Object.keys(await import(name)).length === 0) throw new Error(name + ' is empty')
}
console.log('all there')
`

export const TYPED = `
import type { Session, SessionHost } from 'penates'
import { makeListSessions, parseSessionName } from 'penates'
import { AGENTS } from 'penates/adapters/agents'
import { memoryClock, memorySessionHost } from 'penates/testing'
import { tmuxSessionHost } from 'penates/adapters/tmux'
import { createServer, TOKENS } from 'penates/server'
import * as client from 'penates/client'

const host: SessionHost = memorySessionHost(memoryClock())
export const list: Promise<unknown> = host.list()
export const used = [parseSessionName, makeListSessions, tmuxSessionHost, createServer, TOKENS, client]
export const nameOf = (session: Session): string => session.name
`
