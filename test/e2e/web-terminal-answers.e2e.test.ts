import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { setTimeout as pause } from 'node:timers/promises'
import { eventually } from '../support/eventually.js'
import { terminalShows } from '../support/terminal-page.js'
import { withHub } from '../support/with-hub.js'

/** tmux types answers into the program that come 5 s after its queries. */
const STOPPED_MS = 6_000
const OPENINGS = 4

describe('answers of the emulator of our own client while the hub is stopped', function () {
  this.timeout(90_000)
  const t = withHub({
    ready: async ({ hub, place }) => {
      const command = `stty raw -echo; exec cat >'${join(place.home, 'bytes')}'`
      await hub.call('POST', '/api/sessions', { name: 'one', directory: place.home, command })
    },
  })
  afterEach(() => {
    t.hub.process.kill('SIGCONT')
  })

  /** Number of viewers; the connection of the hub is another client. */
  const attached = async (): Promise<number> =>
    (await t.place.tmux.run('list-clients', '-F', '#{client_control_mode}')).split('\n').filter((line) => line === '0')
      .length

  it('never reach the program', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/s/cc-one')
    await terminalShows(page, '[cc-')
    let typed = ''
    for (let opening = 0; opening < OPENINGS; opening += 1) {
      await page.goto('about:blank')
      await eventually(async () => void expect(await attached()).to.equal(0))
      const opened = page.goto(`${t.hub.url}/s/cc-one`)
      await eventually(async () => void expect(await attached()).to.equal(1))
      t.hub.process.kill('SIGSTOP')
      await pause(STOPPED_MS)
      t.hub.process.kill('SIGCONT')
      await opened
      await terminalShows(page, '[cc-')
      await page.locator('.terminal-box:not(.stale) .xterm-screen').waitFor()
      await page.locator('.xterm-helper-textarea').focus()
      await page.keyboard.type('seq 1 400')
      typed += 'seq 1 400'
      await eventually(async () => {
        expect(await readFile(join(t.place.home, 'bytes'), 'latin1')).to.equal(typed)
      })
    }
  })
})
