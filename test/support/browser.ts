import type { Browser, BrowserContext, Page, Request } from 'playwright-core'
import { launchChromium } from './chromium.js'
import type { HubProcess } from './hub-process.js'

export interface Device {
  readonly width?: number
  readonly height?: number
  readonly touch?: boolean
  /** True when pages may use the microphone. */
  readonly microphone?: boolean
  readonly serviceWorkers?: 'allow' | 'block'
  /** Kept on the device from before: `penates_theme`, `penates_language`. */
  readonly remembers?: Readonly<Record<string, string>>
}

/** A tab of a person who uses the hub, and what went wrong in it. */
export interface Tab {
  readonly page: Page
  readonly context: BrowserContext
  /** Faults of the script, refusals of the policy, requests to other hosts. A failed request is not one. */
  readonly faults: () => ReadonlyArray<string>
}

export interface TestBrowser {
  /** A separate device, signed out. */
  readonly device: (device?: Device) => Promise<Tab>
  /** The same, signed in by the hub's link and on the page of that path. */
  readonly signedIn: (hub: Pick<HubProcess, 'token' | 'url'>, path?: string, device?: Device) => Promise<Tab>
  /** Address, text, faults and unanswered requests of every page: what a failed test needs to be understood. */
  readonly seen: () => Promise<string>
  /** Closes every device. */
  readonly close: () => Promise<void>
}

/** The browser of every test of this process; a test's devices are separate contexts in it. */
let shared: Promise<Browser> | undefined
const launch = (): Promise<Browser> => (shared ??= launchChromium())

after(async () => {
  const browser = await shared
  await browser?.close()
})

export async function testBrowser(): Promise<TestBrowser> {
  const browser = await launch()
  const contexts: BrowserContext[] = []
  const tabs: (Tab & { readonly unanswered: () => ReadonlyArray<string> })[] = []

  async function device({
    width = 1280,
    height = 800,
    touch = false,
    microphone = false,
    serviceWorkers = 'allow',
    remembers = {},
  }: Device = {}): Promise<Tab> {
    const context = await browser.newContext({
      viewport: { width, height },
      hasTouch: touch,
      isMobile: touch,
      locale: 'en-GB',
      serviceWorkers,
      permissions: ['clipboard-read', 'clipboard-write', ...(microphone ? ['microphone'] : [])],
    })
    contexts.push(context)
    const kept = JSON.stringify(remembers)
    await context.addInitScript(`for (const [key, value] of Object.entries(${kept})) localStorage.setItem(key, value)`)
    const page = await context.newPage()
    const tab = { page, context, faults: watchFaults(page) }
    tabs.push({ ...tab, unanswered: watchRequests(page) })
    return tab
  }

  return {
    device,
    signedIn: async (hub, path = '/', kind = {}) => {
      const tab = await device(kind)
      await tab.page.goto(`${hub.url}${path}#token=${hub.token}`)
      return tab
    },
    seen: async () => (await Promise.all(tabs.map(seenIn))).join('\n'),
    close: async () => {
      await Promise.all(contexts.map((context) => context.close()))
    },
  }
}

const SEEN_CHARACTERS = 1500
const SEEN_WITHIN_MS = 5000

async function seenIn({
  page,
  faults,
  unanswered,
}: Tab & { unanswered: () => ReadonlyArray<string> }): Promise<string> {
  const text = await page
    .locator('body')
    .innerText({ timeout: SEEN_WITHIN_MS })
    .catch((error: unknown) => `no text: ${String(error)}`)
  return [
    `page ${page.url()}`,
    text.slice(0, SEEN_CHARACTERS),
    ...faults().map((fault) => `fault: ${fault}`),
    ...unanswered().map((request) => `unanswered: ${request}`),
  ].join('\n')
}

function watchRequests(page: Page): () => ReadonlyArray<string> {
  const open = new Set<Request>()
  page.on('request', (request) => open.add(request))
  page.on('requestfinished', (request) => open.delete(request))
  page.on('requestfailed', (request) => open.delete(request))
  return () => [...open].map((request) => `${request.method()} ${request.url()}`)
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
