/** First use of the library: a session on the fakes. */
export const ON_FAKES = `
import { makeFeatures } from 'penates/features'
import { fakeTools } from 'penates/testing'

const { sessions } = makeFeatures(fakeTools())
const started = await sessions.create({ name: 'demo', directory: '/work', command: 'top' })()
const { entries: alive } = (await sessions.list()).right
console.log(\`started \${started.right.name} in \${started.right.path}, alive: \${alive.map(({ session }) => session.name)}\`)
`

/** The same port on the real tmux, on a separate socket. */
export const ON_REAL_TMUX = `
import { DEFAULT_SIZE, parseSessionName } from 'penates'
import { processCommandRunner, systemClock, tmuxSessionHost } from 'penates/adapters'

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

/** Real tools where no native module is installed. */
export const WITHOUT_NATIVES = `
import { loadConfig, realTools } from 'penates/server'

const config = await loadConfig()
const opened = await realTools(config.right)()
console.log(opened.left.port, opened.left.detail)
`

/** A hub on fakes below a path of another server. */
export const EMBEDDED = `
import { createServer } from 'node:http'
import { createHub } from 'penates/server'
import { fakeTools } from 'penates/testing'

const tools = fakeTools()
const hub = createHub(tools, { basePath: 'penates/' })
await hub.start()
const server = createServer(hub.handler).on('upgrade', hub.upgrade).listen(0, '127.0.0.1')
await new Promise((resolve) => server.once('listening', resolve))
const headers = { Authorization: 'Bearer ' + tools.controls.operatorToken }
const url = 'http://127.0.0.1:' + server.address().port
const answer = await fetch(url + '/penates/api/sessions', { headers })
console.log(answer.status, (await fetch(url + '/penates/')).headers.get('content-type'))
server.close()
await hub.stop()
process.exit()
`

/** Test of an embedder's own adapter. */
export const ON_CONTRACTS = `
import { describeSessionTokens } from 'penates/testing/contracts'
import { fakeTools } from 'penates/testing'

describeSessionTokens('mine', async () => {
  const tokens = fakeTools().sessionTokens
  return { tokens, reopen: async () => tokens, close: async () => {} }
})
`

/** Loads them all but the contracts, which take their \`describe\` and \`it\` from mocha. */
export const EVERY_ENTRY_POINT = `
import { readFileSync } from 'node:fs'
const { exports } = JSON.parse(readFileSync('node_modules/penates/package.json', 'utf8'))
const names = Object.keys(exports).filter((key) => !/contracts|json/.test(key)).map((key) => 'penates' + key.slice(1))
for (const name of names) {
  if (Object.keys(await import(name)).length === 0) throw new Error(name + ' is empty')
}
console.log('all there')
`

/** Loads them all by require and by import. */
export const REQUIRED = `
const manifest = require('penates/package.json')
const names = Object.keys(manifest.exports).filter((key) => !/contracts|json/.test(key)).map((key) => 'penates' + key.slice(1))
const all = Promise.all(names.map(async (name) => {
  const [required, imported] = [require(name), await import(name)]
  for (const key of Object.keys(imported)) if (required[key] !== imported[key]) throw new Error(name + ' twice: ' + key)
}))
all.then(() => console.log('the same'))
`

export const TYPED = `
import type { PushSender, Session, SessionHost, Tools } from 'penates'
import { parseSessionName } from 'penates'
import { unavailable, type SessionNotFound, type Unavailable } from 'penates/errors'
import { tmuxSessionHost } from 'penates/adapters'
import { makeFeatures } from 'penates/features'
import { fakeTools } from 'penates/testing'
import { createHub, listen, realTools, type Config } from 'penates/server'
import * as client from 'penates/client'

const tools = fakeTools()
const host: SessionHost = tools.sessionHost
export const list: Promise<unknown> = host.list()
export const failed: SessionNotFound | Unavailable = unavailable('SessionHost', 'no tmux')
export const used = [parseSessionName, tmuxSessionHost, createHub, listen, makeFeatures, client]
export const nameOf = (session: Session): string => session.name

export async function replaced(config: Config, mine: PushSender): Promise<Tools | null> {
  const opened = await realTools(config)()
  return opened._tag === 'Right' ? { ...opened.right, pushSender: mine } : null
}

const { pushSender, ...others } = tools
// @ts-expect-error Property 'pushSender' is missing
export const incomplete: Tools = others
`
