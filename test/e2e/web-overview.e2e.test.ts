import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { eventually } from '../support/eventually.js'
import { axeViolations } from '../support/page-checks.js'
import { withHub } from '../support/with-hub.js'

const tile = (page: Page, name: string): Locator =>
  page.locator('article').filter({ has: page.locator('[data-session]', { hasText: new RegExp(`^${name}$`) }) })

describe('the overview', function () {
  this.timeout(60_000)
  const t = withHub()

  const start = (name: string): Promise<unknown> =>
    t.hub.call('POST', '/api/sessions', { name, directory: t.place.home, shell: true })
  const statuses = async (): Promise<Record<string, string>> => {
    const { body } = await t.hub.call('GET', '/api/sessions')
    return Object.fromEntries((body as { name: string; status: string }[]).map(({ name, status }) => [name, status]))
  }

  it('begins with the one action that ends its emptiness', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub)
    await page.getByText('No sessions on this machine yet.').waitFor()
    await page.locator('.setup').getByRole('button', { name: 'New session' }).click()
    await page.getByRole('dialog', { name: 'New session' }).waitFor()
    expect(page.url()).to.equal(`${t.hub.url}/new`)
    expect(faults()).to.deep.equal([])
  })

  it('shows what comes, changes and goes by itself, with the last lines of its screen', async () => {
    const { page } = await t.browser.signedIn(t.hub)
    await start('shop')
    await tile(page, 'shop').getByText('Unknown').waitFor()
    await t.place.tmux.run('new-session', '-d', '-s', 'by-hand', 'echo "made by hand"; exec sh')
    await tile(page, 'by-hand').getByText('Foreign').waitFor()
    await tile(page, 'by-hand').getByText('made by hand').waitFor()
    await t.place.tmux.run('rename-session', '-t', '=by-hand', 'renamed')
    await tile(page, 'renamed').waitFor()
    await t.place.tmux.run('kill-session', '-t', '=renamed')
    await tile(page, 'renamed').waitFor({ state: 'detached' })
    await t.place.tmux.run('send-keys', '-t', '=cc-shop:', 'echo sum-$((40+2))', 'Enter')
    await tile(page, 'shop').getByText('sum-42').waitFor()
  })

  it('draws screens in the palette of terminals, where each text can be read', async () => {
    await start('shop')
    const print = String.raw`printf '\033[32mpassed \033[1;38;2;9;9;9;48;5;17mdark\033[0m \033]8;;http://evil.example\033\\plain\033]8;;\033\\\n'; exec cat`
    await t.place.tmux.run('respawn-pane', '-k', '-t', '=cc-shop:', print)
    const { page, faults } = await t.browser.signedIn(t.hub, '/', { remembers: { penates_theme: 'dark' } })
    const colourOf = (text: string): Promise<string> =>
      page.evaluate(`getComputedStyle([...document.querySelectorAll('.styled-row > span')]
        .find(({ textContent }) => textContent.includes('${text}'))).color`)
    const printed = tile(page, 'shop').locator('.styled-row').first()
    await eventually(async () => void expect(await printed.textContent()).to.equal('passed dark plain'))
    expect([await colourOf('passed'), await colourOf('plain')]).to.deep.equal([
      'rgb(108, 201, 138)',
      'rgb(219, 227, 228)',
    ])
    expect(await axeViolations(page)).to.deep.equal([])
    await page.evaluate(`localStorage.setItem('penates_terminal_palette', 'dracula')`)
    await page.reload()
    await printed.waitFor()
    expect(await colourOf('passed')).to.equal('rgb(80, 250, 123)')
    expect(faults()).to.deep.equal([])
  })

  it('marks a session that changed within its own place, not over the page', async () => {
    await start('shop')
    const { page } = await t.browser.signedIn(t.hub, '/projects')
    await page.locator('.rail-item', { hasText: 'shop' }).waitFor()
    await t.hub.call('POST', '/api/hooks/UserPromptSubmit', { prompt: 'go' }, { 'X-Penates-Session': 'cc-shop' })
    await page.locator('.rail-item.marked', { hasText: 'shop' }).waitFor()
    const astray = `[...document.querySelectorAll('.marked')]
      .filter((element) => getComputedStyle(element, '::after').content !== 'none' && getComputedStyle(element).position === 'static')
      .map(({ className }) => className)`
    expect(await page.evaluate(astray)).to.deep.equal([])
  })

  it('marks an agent without its gate in strict mode, and one in another permission mode than it was started in', async () => {
    const bin = join(t.place.home, 'bin')
    await mkdir(bin)
    await writeFile(join(bin, 'claude'), '#!/bin/sh\nexec cat\n', { mode: 0o755 })
    await t.hub.call('POST', '/api/sessions', { name: 'agent', directory: t.place.home, command: `${bin}/claude` })
    const { page } = await t.browser.signedIn(t.hub)
    await tile(page, 'agent').getByText('Unknown').waitFor()
    expect(await tile(page, 'agent').locator('.variant').allTextContents()).to.deep.equal([])

    const headers = { 'X-Penates-Session': 'cc-agent' }
    await t.hub.call('POST', '/api/hooks/UserPromptSubmit', { prompt: 'go', permission_mode: 'acceptEdits' }, headers)
    await t.hub.call('POST', '/api/approvals/config', { mode: 'strict' })
    await tile(page, 'agent').getByText('No gate', { exact: true }).waitFor()
    await tile(page, 'agent').getByText('Accept edits', { exact: true }).waitFor()
    const { body } = await t.hub.call('GET', '/api/sessions')
    expect((body as { gateMissing?: boolean }[]).map(({ gateMissing }) => gateMissing)).to.deep.equal([true])
  })

  it('names on the page of a strict session the settings that weaken its gate, also once the alarm is acknowledged', async () => {
    const [folder, settings] = [join(t.place.home, 'shop'), join(t.place.home, 'shop', '.claude', 'settings.json')]
    await mkdir(join(folder, '.claude'), { recursive: true })
    await t.hub.call('POST', '/api/approvals/config', { mode: 'strict' })
    await t.hub.call('POST', '/api/sessions', { name: 'shop', directory: folder, command: 'cat' })
    const { page } = await t.browser.signedIn(t.hub)
    await tile(page, 'shop').getByRole('link').press('Enter')
    const mark = page.getByRole('button', { name: 'Settings weaken approvals in this session' })
    expect(await mark.count()).to.equal(0)

    await writeFile(settings, JSON.stringify({ env: { LD_PRELOAD: '/x.so', DEBUG: '1' }, disableAllHooks: true }))
    const sentences = ['"disableAllHooks" is true: no hook runs', '"env" sets LD_PRELOAD for hooks']
    await mark.click()
    const dialog = page.getByRole('dialog', { name: 'Settings weaken approvals in this session' })
    expect(await dialog.getByRole('listitem').allTextContents()).to.deep.equal(
      sentences.map((sentence) => `${settings}: ${sentence}`),
    )
    await dialog.getByRole('button', { name: 'Close' }).click()
    const { body } = await t.hub.call('GET', '/api/approvals/alarms')
    for (const { id } of (body as { alarms: ReadonlyArray<{ id: string }> }).alarms)
      await t.hub.call('POST', `/api/approvals/alarms/${id}/acknowledge`)
    expect(await mark.count()).to.equal(1)

    await writeFile(settings, '{}')
    await mark.waitFor({ state: 'detached' })
  })

  it('kills with a second press in place, and brings back with undo', async () => {
    await start('shop')
    const { page } = await t.browser.signedIn(t.hub)
    await tile(page, 'shop').hover()
    await tile(page, 'shop').getByRole('button', { name: 'Kill' }).click()
    await tile(page, 'shop').getByRole('button', { name: 'Really kill? Esc' }).waitFor()
    expect(await statuses()).to.deep.equal({ 'cc-shop': 'running' })
    await page.keyboard.press('Escape')
    await tile(page, 'shop').getByRole('button', { name: 'Kill' }).click()
    await tile(page, 'shop').getByRole('button', { name: 'Really kill? Esc' }).click()
    await page.getByText('Killed shop; its process is gone.').waitFor()
    expect(await statuses()).to.deep.equal({ 'cc-shop': 'dormant' })
    await page.keyboard.press('Control+z')
    await page.getByText('shop is running again in a new process.').waitFor()
    expect(await statuses()).to.deep.equal({ 'cc-shop': 'running' })
  })

  it('adopts, renames in place, pins, restores and forgets', async () => {
    await t.place.tmux.run('new-session', '-d', '-s', 'by-hand', 'exec sh')
    const { page } = await t.browser.signedIn(t.hub)
    await tile(page, 'by-hand').getByRole('button', { name: 'Adopt' }).click()
    await tile(page, 'by-hand').getByText('Unknown').waitFor()
    await tile(page, 'by-hand').getByRole('link').press('r')
    const field = page.getByLabel('New name of by-hand')
    await field.fill('not/a name')
    await page.getByText('Letters, digits, space').waitFor()
    await field.fill('tamed')
    await field.press('Enter')
    await tile(page, 'tamed').waitFor()
    expect(await statuses()).to.deep.equal({ 'cc-tamed': 'running' })
    await tile(page, 'tamed').getByRole('link').press('p')
    await tile(page, 'tamed').getByRole('img', { name: 'Pinned' }).waitFor()

    await t.hub.call('DELETE', '/api/sessions/cc-tamed?keep=1')
    await page.getByRole('button', { name: /^Dormant/ }).click()
    await tile(page, 'tamed').getByRole('button', { name: 'Restore' }).click()
    await tile(page, 'tamed').getByText('Unknown').waitFor()
    await t.hub.call('DELETE', '/api/sessions/cc-tamed?keep=1')
    await tile(page, 'tamed').getByText('Dormant').waitFor()
    await tile(page, 'tamed').getByRole('button', { name: 'More actions' }).click()
    await page.getByRole('menuitem', { name: 'Forget' }).click()
    await page.getByRole('menuitem', { name: 'Really forget? Esc' }).click()
    await page.getByText('No sessions on this machine yet.').waitFor()
    expect(await statuses()).to.deep.equal({})
  })

  it('adopts a session with an emoji name under a proposed name', async () => {
    await t.place.tmux.run('new-session', '-d', '-s', '🚀 Ship it', 'exec cat')
    const { page, faults } = await t.browser.signedIn(t.hub)
    await tile(page, '🚀 Ship it').getByRole('button', { name: 'Adopt as …' }).click()
    const field = page.getByLabel('New name for 🚀 Ship it')
    expect(await field.inputValue()).to.equal('ship-it')
    // Leaving the field adopts nothing.
    await field.blur()
    await tile(page, '🚀 Ship it').getByRole('button', { name: 'Adopt as …' }).click()
    await field.press('Enter')
    await tile(page, 'ship-it').getByText('Unknown').waitFor()
    await page.getByText('Adopted ship-it.').waitFor()
    expect(await statuses()).to.deep.equal({ 'cc-ship-it': 'running' })
    expect(faults()).to.deep.equal([])
  })

  it('filters, selects and kills several with the keyboard alone', async () => {
    for (const name of ['api', 'app', 'web']) await start(name)
    const { page } = await t.browser.signedIn(t.hub)
    await tile(page, 'web').waitFor()
    await page.keyboard.press('/')
    await page.keyboard.type('ap')
    await tile(page, 'web').waitFor({ state: 'detached' })
    expect(page.url()).to.equal(`${t.hub.url}/?q=ap`)
    await page.keyboard.press('Tab')
    for (const key of ['j', 'x', 'j', 'x']) await page.keyboard.press(key)
    await page.getByRole('toolbar', { name: '2 selected' }).waitFor()
    await page.keyboard.press('Backspace')
    await page.getByRole('button', { name: 'Really kill? Esc' }).waitFor()
    await page.keyboard.press('Backspace')
    await page.getByText('Killed 2 sessions; their processes are gone.').waitFor()
    expect(await statuses()).to.deep.equal({ 'cc-api': 'dormant', 'cc-app': 'dormant', 'cc-web': 'running' })
  })

  it('says that what it shows is old while the hub is away, and goes on when it is back', async () => {
    await start('shop')
    const { page } = await t.browser.signedIn(t.hub)
    await tile(page, 'shop').waitFor()
    const session = { 'X-Penates-Session': 'cc-shop' }
    const hook = (event: string, body: object): Promise<unknown> =>
      t.hub.call('POST', `/api/hooks/${event}`, body, session)
    await hook('UserPromptSubmit', { prompt: 'go' })
    await hook('Stop', {})
    await hook('statusline', {
      cost: { total_cost_usd: 1.25 },
      rate_limits: { five_hour: { used_percentage: 40, resets_at: 4_000_000_000 } },
    })
    await tile(page, 'shop').getByText('$1.25').waitFor()
    await t.hub.end('SIGTERM')
    await page.getByRole('alert').getByText('The hub does not answer.').waitFor()
    expect(await tile(page, 'shop').isVisible()).to.equal(true)
    t.hub = await t.place.start({ PORT: new URL(t.hub.url).port })
    await page.getByText('The hub does not answer.').waitFor({ state: 'detached' })

    const recalled = page.getByText(/^as of \d\d:\d\d$/)
    const reported = tile(page, 'shop')
    await reported.getByText(/^as of/).waitFor()
    await reported.getByText('Idle', { exact: true }).waitFor()
    await reported.getByText('$1.25').waitFor()
    await page.locator('.rail-gauge', { hasText: '40 %' }).waitFor()
    await page.getByText('shop', { exact: true }).last().click()
    await page
      .getByRole('toolbar')
      .getByText(/^as of/)
      .waitFor()
    await page.goBack()
    await reported.waitFor()
    await page.keyboard.press('d')
    await page
      .locator('.row-since')
      .getByText(/^as of/)
      .waitFor()
    await page.keyboard.press('d')
    await hook('UserPromptSubmit', { prompt: 'go' })
    await reported.getByText('Working', { exact: true }).waitFor()
    await reported.getByText(/^as of/).waitFor()
    await hook('statusline', { cost: { total_cost_usd: 1.5 } })
    await reported.getByText('$1.50').waitFor()
    await recalled.first().waitFor({ state: 'detached' })
    await eventually(async () => {
      expect(await page.getByRole('status').getByText('online').isVisible()).to.equal(true)
    }, 20_000)
  })

  it('shows forty sessions in rows on one screen', async () => {
    for (let at = 0; at < 45; at += 1)
      await t.place.tmux.run('new-session', '-d', '-s', `cc-n${String(at)}`, 'exec cat')
    const { page } = await t.browser.signedIn(t.hub, '/', { height: 1_000 })
    await page.getByText('45 sessions').waitFor()
    await page.keyboard.press('d')
    const inView = `[...document.querySelectorAll('article')]
      .filter((row) => row.getBoundingClientRect().bottom <= innerHeight).length`
    await eventually(async () => {
      expect(await page.evaluate(inView)).to.be.at.least(40)
    })
    const first = page.locator('article').first().locator('.session-name')
    expect(await first.innerText()).to.equal('n0')
    const head = page.getByRole('group', { name: 'Sort rows' })
    await head.getByRole('button', { name: 'Session' }).click()
    await head.getByRole('button', { name: 'Session, ascending' }).press('Enter')
    await head.getByRole('button', { name: 'Session, descending' }).waitFor()
    await first.getByText('n44', { exact: true }).waitFor()
    await page.reload()
    await head.getByRole('button', { name: 'Session, descending' }).click()
    await head.getByRole('button', { name: 'State, ascending' }).waitFor()
    await first.getByText('n0', { exact: true }).waitFor()
    // Rows of 23 px, for forty on a screen, are lower than the 24 px of the rule.
    const violations = (await axeViolations(page)).filter((line) => !line.startsWith('target-size'))
    expect(violations).to.deep.equal([])
  })
})
