import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { eventually } from '../eventually.js'
import { freePort } from '../free-port.js'
import { COLLECT_FAULTS } from './collect-faults.js'
import type { Engine, EngineWindow } from './engine.js'
import { beside } from './program.js'

const DRIVER = 'WebKitWebDriver'
const DISPLAY = 'Xvfb'

type Call = (method: string, path: string, body?: object) => Promise<unknown>

interface Session {
  readonly sessionId: string
}

/** The address of a page is loaded without waiting, so that the script that collects faults runs before most of the page's. */
const CAPABILITIES = { capabilities: { alwaysMatch: { pageLoadStrategy: 'none' } } }
/** A test then names the request that hangs. */
const ANSWER_WITHIN_MS = 30_000
const SIZE = { width: 1440, height: 900 }

/**
 * WebKitGTK by WebDriver, on a display without a screen. Each window is a browser of its own, with a driver and an empty profile: one that
 * hangs, as on a busy machine, is closed all the same.
 */
export async function webkit(): Promise<Engine> {
  const display = beside(DISPLAY, ['-displayfd', '3', '-screen', '0', '1600x1000x24', '-nolisten', 'tcp'])
  const close = (): Promise<void> => display.end()
  try {
    const number = await display.says(/(\d+)\n/)
    return { open: () => openDriver(number), close }
  } catch (error) {
    await close()
    throw error
  }
}

async function openDriver(display: string): Promise<EngineWindow> {
  const home = await mkdtemp(join(tmpdir(), 'penates-webkit-'))
  const port = await freePort()
  const driver = beside(DRIVER, [`--port=${String(port)}`], {
    HOME: home,
    DISPLAY: `:${display}`,
    // Its sandbox needs name spaces that containers and root may lack. The pages are those of the test.
    WEBKIT_DISABLE_SANDBOX_THIS_IS_DANGEROUS: '1',
  })
  const close = async (): Promise<void> => {
    await driver.end()
    await rm(home, { recursive: true, force: true, maxRetries: 5 })
  }
  try {
    const call = callsOf(`http://127.0.0.1:${String(port)}`)
    await eventually(async () => {
      await call('GET', '/status')
    })
    return { ...(await openWindow(call)), close }
  } catch (error) {
    await close()
    throw error
  }
}

function callsOf(driver: string): Call {
  return async (method, path, body) => {
    const sent = body === undefined ? {} : { body: JSON.stringify(body) }
    const signal = AbortSignal.timeout(ANSWER_WITHIN_MS)
    const headers = { 'Content-Type': 'application/json' }
    const answer = await fetch(driver + path, { method, headers, signal, ...sent }).catch((cause: unknown) => {
      throw new Error(`${method} ${path} has no answer`, { cause })
    })
    const { value } = (await answer.json()) as { readonly value: unknown }
    if (!answer.ok) throw new Error(`${method} ${path}: ${JSON.stringify(value)}`)
    return value
  }
}

async function openWindow(call: Call): Promise<Omit<EngineWindow, 'close'>> {
  const { sessionId } = (await call('POST', '/session', CAPABILITIES)) as Session
  const at = `/session/${sessionId}`
  const sync = (script: string): Promise<unknown> => call('POST', `${at}/execute/sync`, { script, args: [] })
  await call('POST', `${at}/window/rect`, SIZE)
  return {
    load: async (url) => {
      await sync('window.penatesLeft = true')
      await call('POST', `${at}/url`, { url })
      await eventually(
        async () => {
          if ((await sync('return window.penatesLeft === true || location.protocol === "about:"')) === true)
            throw new Error(`${url} does not load`)
          await sync(COLLECT_FAULTS)
        },
        undefined,
        0,
      )
      await eventually(async () => {
        if ((await sync('return document.readyState')) !== 'complete') throw new Error(`${url} is not loaded`)
      })
    },
    json: async (expression) => {
      const script = `const done = arguments[0]
        Promise.resolve().then(async () => (${expression}))
          .then((value) => done({ value: JSON.stringify(value) ?? 'null' }), (error) => done({ error: String(error) }))`
      const { value, error } = (await call('POST', `${at}/execute/async`, { script, args: [] })) as {
        readonly value?: string
        readonly error?: string
      }
      if (value === undefined) throw new Error(error)
      return value
    },
    perform: async (actions) => {
      await call('POST', `${at}/actions`, { actions })
    },
  }
}
