import { testBrowser, type TestBrowser } from './browser.js'
import { hubPlace, type HubPlace, type HubProcess } from './hub-process.js'

/** Of the hub's output, in the message of a failed test. */
const SEEN_CHARACTERS = 2000

/** A running hub and a browser. A test that restarts the hub replaces it here. */
export interface HubInBrowser {
  place: HubPlace
  hub: HubProcess
  browser: TestBrowser
}

export interface HubSetUp {
  /** Puts files there before the hub starts; resolves to variables of its environment. */
  readonly prepare?: (place: HubPlace) => Promise<Record<string, string>> | Promise<void>
  /** Calls of the running hub. */
  readonly ready?: (running: HubInBrowser) => Promise<unknown>
  /** Closes what `prepare` has opened, before the place is removed. */
  readonly close?: () => Promise<unknown>
  /** One hub for all tests of the suite; unless set, each test has its own. */
  readonly isShared?: boolean
}

/** Hooks that start a hub and a browser for the tests of a suite. */
export function withHub({ prepare, ready, close, isShared = false }: HubSetUp = {}): HubInBrowser {
  const running = {} as HubInBrowser
  const [open, end] = isShared ? [before, after] : [beforeEach, afterEach]
  open(async () => {
    running.place = await hubPlace()
    const environment = (await prepare?.(running.place)) ?? {}
    ;[running.hub, running.browser] = await Promise.all([running.place.start(environment), testBrowser()])
    await ready?.(running)
  })
  afterEach(async function () {
    // Set while a test is tried a second time too, where mocha gives it no state.
    const hasStarted = (running.browser as TestBrowser | undefined) !== undefined
    if (!hasStarted || this.currentTest === undefined || this.currentTest.state === 'passed') return
    const hub = running.hub.output().slice(-SEEN_CHARACTERS)
    Object.assign(this.currentTest, { seen: `${await running.browser.seen()}\nhub: ${hub}` })
  })
  end(async () => {
    await running.browser.close()
    await close?.()
    await running.place.close()
  })
  return running
}
