import { eventually } from '../support/eventually.js'
import { resize } from '../support/page-checks.js'
import { terminalShows, terminalText } from '../support/terminal-page.js'
import { withHub } from '../support/with-hub.js'

const STAYS_MS = 20_000
/** Toasts of the page stay. */
const WITH_LASTING_TOASTS = `(() => {
  const { setTimeout } = window
  window.setTimeout = (task, delayMs, ...args) => (delayMs === 8000 ? 0 : setTimeout(task, delayMs, ...args))
})()`

describe('a terminal in the browser', function () {
  this.timeout(60_000)
  const t = withHub({
    ready: async ({ hub, place }) => {
      await hub.call('POST', '/api/sessions', { name: 'shop', directory: place.home, shell: true })
    },
  })

  const size = (): Promise<string> => t.place.tmux.run('display-message', '-p', '-t', '=cc-shop:', '#{window_width}')

  it('types, draws in colour, and takes the size of its window', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-shop')
    await terminalShows(page, '[cc-')
    await page.keyboard.type("printf '\\033[31mcol%s\\033[0m größe €\\n' our\n")
    await terminalShows(page, 'colour größe €')
    const red = `[...document.querySelectorAll('.xterm-rows span')]
      .filter((cell) => cell.textContent === 'colour').map((cell) => getComputedStyle(cell).color)`
    expect(await page.evaluate(red)).to.deep.equal(['rgb(179, 38, 30)'])
    const wide = Number(await size())
    await resize(page, 900, 600)
    await eventually(async () => {
      expect(Number(await size())).to.be.lessThan(wide - 20) // the rail collapses, which gives some of the width back
    })
    const before = Number(await size())
    await page.keyboard.press('Control+=')
    await eventually(async () => {
      expect(Number(await size())).to.be.lessThan(before)
    })
    expect(faults()).to.deep.equal([])
  })

  it('leaves the size to who is looking while its tab is hidden', async () => {
    const wide = await t.browser.signedIn(t.hub, '/s/cc-shop', { width: 1_400 })
    await terminalShows(wide.page, '[cc-')
    const before = await size()
    const narrow = await t.browser.signedIn(t.hub, '/s/cc-shop', { width: 800 })
    await terminalShows(narrow.page, '[cc-')
    await narrow.page.keyboard.type('x')
    await eventually(async () => {
      expect(await size()).not.to.equal(before)
    })
    const hide = (hidden: boolean): Promise<unknown> =>
      narrow.page.evaluate(`Object.defineProperty(document, 'hidden', { value: ${String(hidden)}, configurable: true })
        document.dispatchEvent(new Event('visibilitychange'))`)
    await hide(true)
    await eventually(async () => {
      expect(await size()).to.equal(before)
    })
    await hide(false)
    await narrow.page.keyboard.type('y')
    await eventually(async () => {
      expect(await size()).not.to.equal(before)
    })
  })

  it('comes back by itself after the hub was killed, with nothing lost', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/s/cc-shop')
    await terminalShows(page, '[cc-')
    await page.keyboard.type('(sleep 1; echo while-$((8+1))) &\n')
    await terminalShows(page, '[1] ')
    await t.hub.end('SIGKILL')
    await page.getByText('Connection lost.').first().waitFor()
    await t.place.start({ PORT: new URL(t.hub.url).port })
    await page.getByText('Connection lost.').waitFor({ state: 'detached', timeout: STAYS_MS })
    await terminalShows(page, 'while-9')
  })

  it('keeps what is typed while the hub is away, shows it and types it once on return', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/s/cc-shop')
    await terminalShows(page, '[cc-')
    await t.hub.end('SIGKILL')
    await page.getByText('Connection lost.').first().waitFor()
    await page.keyboard.type('echo dropped')
    await page.getByText('12 characters are waiting.').waitFor()
    await page.keyboard.press('Escape')
    await page.getByText('12 characters are waiting.').waitFor({ state: 'detached' })
    await page.keyboard.type('echo kept-$((1+1))\n')
    await page.getByText('19 characters are waiting.').waitFor()
    await t.place.start({ PORT: new URL(t.hub.url).port })
    await page.getByText('Connection lost.').waitFor({ state: 'detached', timeout: STAYS_MS })
    await terminalShows(page, 'kept-2')
    await page.keyboard.type('echo end-$((1+1))\n')
    await terminalShows(page, 'end-2')
    const text = await terminalText(page)
    expect([text.split('kept-2').length, text.includes('dropped')]).to.deep.equal([2, false])
  })

  it('shows what waits beside a toast at the desk, and above the keys of a phone', async () => {
    const desk = await t.browser.device({ width: 1440, height: 900 })
    await desk.context.addInitScript(WITH_LASTING_TOASTS)
    await desk.page.goto(`${t.hub.url}/s/cc-shop#token=${t.hub.token}`)
    const phone = await t.browser.signedIn(t.hub, '/s/cc-shop', { width: 390, height: 844, touch: true })
    for (const { page } of [desk, phone]) await terminalShows(page, '[cc-')
    await desk.page.getByRole('textbox', { name: 'Terminal input' }).focus()
    for (const time of [1, 2]) await desk.page.keyboard.press('Alt+PageUp', { delay: time })
    const toast = desk.page.locator('.toast', { hasText: 'The shell does not report its prompts.' })
    await toast.waitFor()
    await t.hub.end('SIGKILL')
    const lost = desk.page.locator('.status-slot').getByText('The hub does not answer.')
    await lost.waitFor()
    await eventually(async () => {
      const [left, right] = await Promise.all([lost.boundingBox(), toast.boundingBox()])
      expect((left?.x ?? 0) + (left?.width ?? 0)).to.be.at.most(right?.x ?? 0)
    })
    expect(await toast.count()).to.equal(1)
    const waits = phone.page.locator('.toasts').getByText('3 characters are waiting.')
    await phone.page.getByRole('textbox', { name: 'Terminal input' }).focus()
    await phone.page.keyboard.type('abc')
    await waits.waitFor()
    await phone.page.getByRole('toolbar').getByRole('button', { name: 'Esc' }).tap()
    await waits.waitFor({ state: 'detached' })
  })

  it('ends where the session ends, and starts it again', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/s/cc-shop')
    await terminalShows(page, '[cc-')
    await page.keyboard.type('exit\n')
    await page.getByText('This session has ended.').waitFor()
    await page.getByRole('button', { name: 'Restore' }).click()
    await page.getByText('This session has ended.').waitFor({ state: 'detached' })
    await terminalShows(page, '[cc-')
    await page.keyboard.type('echo again-$((1+1))\n')
    await terminalShows(page, 'again-2')
  })

  it('stays open over a rename, by double click and by another client', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/s/cc-shop')
    await terminalShows(page, '[cc-')
    await page.keyboard.type('echo still-here\n')
    await page.getByRole('heading', { name: 'shop' }).dblclick()
    await page.getByLabel('New name of shop').fill('store')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'store' }).waitFor()
    await page.waitForURL(`${t.hub.url}/s/cc-store`)
    await t.hub.call('PATCH', '/api/sessions/cc-store', { newName: 'market' })
    await page.getByRole('heading', { name: 'market' }).waitFor()
    await terminalShows(page, 'still-here')
    await page.keyboard.type('echo and-$((2+1))\n')
    await terminalShows(page, 'and-3')
  })

  it('finds what has scrolled away, and copies', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/s/cc-shop')
    await terminalShows(page, '[cc-')
    await page.keyboard.type('seq -f needle-%g 1 400\n')
    await terminalShows(page, 'needle-400')
    await page.keyboard.press('Control+Shift+F')
    const found = page.locator('.history .xterm-rows')
    await found.getByText('needle-399').waitFor()
    await page.keyboard.type('needle-17')
    await page.getByText('11 of 11').waitFor()
    await page.keyboard.press('Enter')
    await page.getByText('10 of 11').waitFor()
    await found.getByText('needle-178').waitFor()
    await page.keyboard.press('Control+Shift+C')
    await eventually(async () => {
      expect(await page.evaluate('navigator.clipboard.readText()')).to.equal('needle-17')
    })
    await page.keyboard.press('Escape')
    await page.keyboard.type('echo back-$((3+1))\n')
    await terminalShows(page, 'back-4')
  })

  it('asks before it pastes several lines', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/s/cc-shop')
    await terminalShows(page, '[cc-')
    await page.evaluate('navigator.clipboard.writeText("echo one-$((0+1))\\necho two-$((1+1))\\n")')
    await page.keyboard.press('Control+Shift+V')
    const dialog = page.getByRole('dialog', { name: 'Paste 2 lines into shop?' })
    await dialog.waitFor()
    expect(await terminalText(page)).not.to.contain('echo one')
    await dialog.getByRole('button', { name: 'Cancel' }).click()
    await page.keyboard.press('Control+Shift+V')
    await dialog.getByRole('button', { name: 'Paste' }).click()
    await page.keyboard.press('Enter')
    await terminalShows(page, 'one-1')
    await terminalShows(page, 'two-2')
  })

  it('switches by a few letters, and hands Ctrl K on when it is pressed twice', async () => {
    await t.hub.call('POST', '/api/sessions', { name: 'other', directory: t.place.home, shell: true })
    const { page } = await t.browser.signedIn(t.hub, '/s/cc-shop')
    await terminalShows(page, '[cc-')
    await page.keyboard.type('echo kept-cut')
    for (let back = 0; back < 4; back += 1) await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').waitFor()
    await page.keyboard.press('Control+k')
    await page.getByRole('combobox').waitFor({ state: 'detached' })
    await page.keyboard.type('\n')
    await eventually(async () => {
      expect((await terminalText(page)).split('\n').map((line) => line.trim())).to.include('kept')
    })
    await page.keyboard.press('Control+k')
    await page.keyboard.type('othr')
    await page.keyboard.press('Enter')
    await page.getByRole('heading', { name: 'other' }).waitFor()
    await page.waitForURL(`${t.hub.url}/s/cc-other`)
  })

  it('has the keys that a phone lacks, and nothing wider than the phone', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/s/cc-shop', { width: 360, height: 640, touch: true })
    await terminalShows(page, '[cc-')
    const runsSleep = async (): Promise<boolean> =>
      (await t.place.tmux.run('display-message', '-p', '-t', '=cc-shop:', '#{pane_current_command}')).trim() === 'sleep'
    await page.keyboard.type('sleep 100\n')
    await eventually(async () => void expect(await runsSleep()).to.equal(true))
    await page.getByRole('button', { name: 'Ctrl' }).tap()
    await page.keyboard.type('c')
    await terminalShows(page, '^C')
    await eventually(async () => void expect(await runsSleep()).to.equal(false))
    await page.getByRole('button', { name: 'up', exact: true }).tap()
    await eventually(async () => {
      expect((await terminalText(page)).split('sleep 100').length).to.equal(3)
    })
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(360)
    const fits = `((row) => row.scrollWidth <= row.clientWidth)(document.querySelector('.key-row'))`
    expect(await page.evaluate(fits)).to.equal(true)
    await page.getByRole('button', { name: 'More keys' }).tap()
    expect(await page.evaluate(fits)).to.equal(true)
    await page.keyboard.type(' 7')
    await page.getByRole('button', { name: '|', exact: true }).tap()
    await terminalShows(page, '|')
    await page.getByRole('button', { name: '^C', exact: true }).tap()
    await page.keyboard.type('echo after-$((1+1))\n')
    await terminalShows(page, 'after-2')
  })

  it('fills the clipboard when a program asks for it', async () => {
    await t.place.tmux.run('set-option', '-s', 'set-clipboard', 'on')
    const { page } = await t.browser.signedIn(t.hub, '/s/cc-shop')
    await terminalShows(page, '[cc-')
    await page.keyboard.type("printf '\\033]52;c;%s\\a' $(printf from-osc | base64)\n")
    await eventually(async () => {
      expect(await page.evaluate('navigator.clipboard.readText()')).to.equal('from-osc')
    })
  })
})
