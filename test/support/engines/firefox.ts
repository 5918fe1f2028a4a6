import { once } from 'node:events'
import { mkdtemp, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { WebSocket } from 'ws'
import { COLLECT_FAULTS } from './collect-faults.js'
import type { Engine, EngineWindow } from './engine.js'
import { beside } from './program.js'

/** Debian's. */
const PROGRAM = 'firefox-esr'

/** No requests of the browser itself to the network, a push service that cannot be reached; and no WebGL, so that a terminal's text is in the page where a test can read it. */
const PREFERENCES = {
  'app.update.disabledForTesting': true,
  'browser.shell.checkDefaultBrowser': false,
  'browser.startup.page': 0,
  'datareporting.policy.dataSubmissionEnabled': false,
  'dom.push.serverURL': 'wss://127.0.0.1:1/',
  'network.captive-portal-service.enabled': false,
  'network.connectivity-service.enabled': false,
  'services.settings.server': 'data:,',
  'toolkit.telemetry.server': '',
  'webgl.disabled': true,
}

interface Reply {
  readonly id?: number
  readonly type: string
  readonly result?: Readonly<Record<string, unknown>>
  readonly message?: string
}

type Send = (method: string, params?: object) => Promise<Readonly<Record<string, unknown>>>

/** Firefox by WebDriver BiDi, headless, with a profile of its own. */
export async function firefox(): Promise<Engine> {
  const profile = await mkdtemp(join(tmpdir(), 'penates-firefox-'))
  const lines = Object.entries(PREFERENCES).map(([name, value]) => `user_pref("${name}", ${JSON.stringify(value)});\n`)
  await writeFile(join(profile, 'user.js'), lines.join(''))
  const args = ['--headless', '--no-remote', '--remote-debugging-port=0', '--profile', profile]
  const program = beside(PROGRAM, args, { HOME: profile })
  const close = async (): Promise<void> => {
    await program.end()
    await rm(profile, { recursive: true, force: true })
  }
  try {
    const send = await connected(`${await program.says(/WebDriver BiDi listening on (ws:\S+)/)}/session`)
    await send('session.new', { capabilities: {} })
    return { open: () => openWindow(send), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function connected(address: string): Promise<Send> {
  const socket = new WebSocket(address, { perMessageDeflate: false })
  await once(socket, 'open')
  const waiting = new Map<number, (reply: Reply) => void>()
  socket.on('message', (data: Buffer) => {
    const reply = JSON.parse(data.toString()) as Reply
    if (reply.id === undefined) return
    waiting.get(reply.id)?.(reply)
    waiting.delete(reply.id)
  })
  socket.once('close', () => {
    for (const give of waiting.values()) give({ type: 'error', message: 'Firefox has ended' })
  })
  let last = 0
  return async (method, params = {}) => {
    const id = (last += 1)
    const reply = new Promise<Reply>((resolve) => waiting.set(id, resolve))
    socket.send(JSON.stringify({ id, method, params }))
    const { type, result, message } = await reply
    if (type !== 'success') throw new Error(`${method}: ${message ?? ''}`)
    return result ?? {}
  }
}

async function openWindow(send: Send): Promise<EngineWindow> {
  const { userContext } = await send('browser.createUserContext')
  const { context } = await send('browsingContext.create', { type: 'window', userContext })
  await send('browsingContext.setViewport', { context, viewport: { width: 1440, height: 860 } })
  await send('script.addPreloadScript', {
    functionDeclaration: `() => {${COLLECT_FAULTS}}`,
    contexts: [context],
  })
  return {
    load: async (url) => {
      await send('browsingContext.navigate', { context, url, wait: 'complete' })
    },
    json: async (expression) => {
      const { result, exceptionDetails } = await send('script.evaluate', {
        expression: `(async () => JSON.stringify(await (${expression})) ?? 'null')()`,
        target: { context },
        awaitPromise: true,
      })
      if (exceptionDetails !== undefined) throw new Error((exceptionDetails as { readonly text: string }).text)
      return (result as { readonly value: string }).value
    },
    perform: async (actions) => {
      await send('input.performActions', { context, actions })
    },
    close: async () => {
      await send('browser.removeUserContext', { userContext })
    },
  }
}
