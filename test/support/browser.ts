import { chromium, type Browser, type BrowserContext, type Page } from 'playwright-core'
import type { HubProcess } from './hub-process.js'

/** Debian's; another one by its path. */
const PROGRAM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

/** Nothing of its own to the network; and no WebGL, so that a terminal's text is in the page where a test can read it. */
const FLAGS = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-3d-apis',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A microphone that beeps once a second; whether a page may use it is up to its permissions all the same.
  '--use-fake-device-for-media-stream',
]

export interface Device {
  readonly width?: number
  readonly height?: number
  readonly touch?: boolean
  /** True when pages may use the microphone. */
  readonly microphone?: boolean
  /** Kept on the device from before: `penates_theme`, `penates_language`. */
  readonly remembers?: Readonly<Record<string, string>>
}

/** A tab of a person who uses the hub, and what went wrong in it. */
export interface Tab {
  readonly page: Page
  readonly context: BrowserContext
  /** Faults of the script, refusals of the policy, requests to other hosts. A request that fails is none. */
  readonly faults: () => ReadonlyArray<string>
}

export interface TestBrowser {
  /** A device of its own, signed out. */
  readonly device: (device?: Device) => Promise<Tab>
  /** The same, signed in by the hub's link and on the page of that path. */
  readonly signedIn: (hub: HubProcess, path?: string, device?: Device) => Promise<Tab>
  /** Closes every device. */
  readonly close: () => Promise<void>
}

/** The browser of every test of this process; a test's devices are contexts of their own in it. */
let shared: Promise<Browser> | undefined
const launch = (): Promise<Browser> => (shared ??= chromium.launch({ executablePath: PROGRAM, args: FLAGS }))

after(async () => {
  const browser = await shared
  await browser?.close()
})

export async function testBrowser(): Promise<TestBrowser> {
  const browser = await launch()
  const contexts: BrowserContext[] = []

  async function device({
    width = 1280,
    height = 800,
    touch = false,
    microphone = false,
    remembers = {},
  }: Device = {}): Promise<Tab> {
    const context = await browser.newContext({
      viewport: { width, height },
      hasTouch: touch,
      isMobile: touch,
      locale: 'en-GB',
      permissions: ['clipboard-read', 'clipboard-write', ...(microphone ? ['microphone'] : [])],
    })
    contexts.push(context)
    const kept = JSON.stringify(remembers)
    await context.addInitScript(`for (const [key, value] of Object.entries(${kept})) localStorage.setItem(key, value)`)
    const page = await context.newPage()
    return { page, context, faults: watchFaults(page) }
  }

  return {
    device,
    signedIn: async (hub, path = '/', kind = {}) => {
      const tab = await device(kind)
      await tab.page.goto(`${hub.url}${path}#token=${hub.token}`)
      return tab
    },
    close: async () => {
      await Promise.all(contexts.map((context) => context.close()))
    },
  }
}

function watchFaults(page: Page): () => ReadonlyArray<string> {
  const faults: string[] = []
  page.on('pageerror', (error) => faults.push(String(error)))
  page.on('console', (message) => {
    const isRequest = /Failed to load resource|WebSocket connection|ERR_/.test(message.text())
    if (message.type() === 'error' && !isRequest) faults.push(message.text())
  })
  page.on('request', (request) => {
    const { hostname, protocol } = new URL(request.url())
    if (/^(http|ws)/.test(protocol) && hostname !== '127.0.0.1') faults.push(`request to ${hostname}`)
  })
  return () => faults
}
