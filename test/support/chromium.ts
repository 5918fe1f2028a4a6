import { chromium, type Browser } from 'playwright-core'

/** Debian's; another one by its path. */
const PROGRAM = process.env['CHROMIUM_PATH'] ?? '/usr/bin/chromium'

/** No requests of the browser itself to the network; and no WebGL, so that a terminal's text is in the page where a test can read it. */
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

/** Starts Chromium without a window. */
export const launchChromium = (): Promise<Browser> => chromium.launch({ executablePath: PROGRAM, args: FLAGS })
