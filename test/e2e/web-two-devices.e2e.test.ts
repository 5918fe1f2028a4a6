import type { Page } from 'playwright-core'
import { OWN_CLIENT } from '../../composition/package-files.js'
import { testBrowser, type TestBrowser } from '../support/browser.js'
import { eventually } from '../support/eventually.js'
import { openFakeHub, type FakeHub } from '../support/fake-hub.js'

const DAY_MS = 86_400_000
const ROUNDS = 3
const PHONE = { width: 390, height: 844, touch: true }
const ALLOW = 'article.approval button[data-shortcut=a]'

describe('devices in the browser', function () {
  this.timeout(60_000)
  let hub: FakeHub
  let browser: TestBrowser

  beforeEach(async () => {
    ;[hub, browser] = await Promise.all([openFakeHub({ web: OWN_CLIENT }), testBrowser()])
    hub.clock.set(Date.now() - hub.clock.now())
    await hub.send('POST', '/api/sessions', { body: { name: 'shop', directory: '/work', shell: true } })
  })
  afterEach(async () => {
    await browser.close()
    await hub.close()
  })

  const hook = (name: string, event: string): Promise<unknown> =>
    hub.send('POST', `/api/hooks/${event}`, { body: {}, headers: { 'X-Penates-Session': name } })
  /** Checks again and again while the time of the hub goes on. */
  const inTime = (check: () => Promise<void>): Promise<void> =>
    eventually(() => {
      hub.clock.advance(50)
      return check()
    })
  const nameLink = (page: Page) => page.locator('article', { hasText: 'shop' }).locator('.session-name a')

  it('whose clock is wrong by a day miss no finished turn and show no time in the future', async () => {
    for (const offset of [DAY_MS, -DAY_MS]) {
      const { page, faults } = await browser.device()
      await page.clock.install({ time: Date.now() + offset })
      await page.goto(`${hub.url}/#token=${hub.token}`)
      await nameLink(page).waitFor()
      const count = page.locator('.rail .rail-item', { hasText: 'Needs you' }).locator('.rail-count')
      await hook('cc-shop', 'UserPromptSubmit')
      hub.clock.advance(1_000)
      await hook('cc-shop', 'Stop')
      await inTime(async () => {
        await page.clock.runFor(1_000)
        expect(await count.allInnerTexts()).to.deep.equal(['1'])
      })
      expect(await page.locator('article').innerText()).not.to.match(/\d (d|h)\b/)
      await nameLink(page).click()
      await inTime(async () => {
        await page.clock.runFor(1_000)
        expect(await count.count()).to.equal(0)
      })
      expect(faults()).to.deep.equal([])
      await page.close()
    }
  })

  it('that do opposite things at once end in one state, and keep the name that one of them types', async () => {
    const tabs = [await browser.signedIn(hub), await browser.signedIn(hub)] as const
    const [one, other] = tabs
    for (const { page } of tabs) await nameLink(page).focus()
    for (let round = 0; round < ROUNDS; round += 1) {
      await Promise.all(tabs.map(({ page }) => page.keyboard.press('p')))
    }
    await inTime(async () => {
      const { json } = await hub.send('GET', '/api/sessions')
      const [session] = json as ReadonlyArray<{ readonly pinned: boolean }>
      const shown = await Promise.all(tabs.map(({ page }) => page.locator('.rail .session-list .lucide-pin').count()))
      expect(shown).to.deep.equal(tabs.map(() => Number(session?.pinned)))
    })
    await nameLink(one.page).focus()
    await one.page.keyboard.press('r')
    const field = one.page.locator('.rename input')
    await field.fill('half-a-name')
    await nameLink(other.page).focus()
    await other.page.keyboard.press('r')
    await other.page.locator('.rename input').fill('other')
    await other.page.keyboard.press('Enter')
    await inTime(async () => {
      expect(await one.page.locator('.rail .session-list .session-name').allInnerTexts()).to.deep.equal(['other'])
    })
    expect(await field.inputValue()).to.equal('half-a-name')
    await one.page.keyboard.type('-more')
    await one.page.keyboard.press('Enter')
    await inTime(async () => {
      const names = other.page.locator('.rail .session-list .session-name')
      expect(await names.allInnerTexts()).to.deep.equal(['half-a-name-more'])
    })
    expect(tabs.map(({ faults }) => faults())).to.deep.equal([[], []])
  })

  it('that answer one call in the same second decide it once', async () => {
    await hub.send('POST', '/api/approvals/config', { body: { mode: 'strict' } })
    const token = await hub.tokenOf('cc-shop')
    const devices = [await browser.signedIn(hub, '/approvals'), await browser.signedIn(hub, '/approvals', PHONE)]
    for (const { page } of devices) await page.getByText('Nothing waits').waitFor()
    for (let round = 0; round < ROUNDS; round += 1) {
      const command = `make ${String(round)}`
      const asked = hub.send('POST', '/api/hooks/pre-tool-use', {
        token,
        headers: { 'X-Penates-Session': 'cc-shop', 'X-Penates-Gate': 'http' },
        body: { tool_name: 'Bash', permission_mode: 'bypassPermissions', tool_input: { command }, cwd: '/work' },
      })
      for (const { page } of devices) await page.locator('article.approval', { hasText: command }).waitFor()
      await Promise.all(devices.map(({ page }) => page.evaluate(`document.querySelector('${ALLOW}').click()`)))
      const { json } = await asked
      expect(JSON.stringify(json)).to.include('"allow"')
      for (const { page } of devices) await page.getByText('Nothing waits').waitFor()
    }
    const decisions = hub.approvalLedger.entries.filter(({ kind }) => kind === 'decision')
    expect(decisions).to.have.length(ROUNDS)
    for (const { page, faults } of devices) {
      expect(await page.locator('.toast.of-failed').count()).to.equal(0)
      expect(faults()).to.deep.equal([])
    }
  })

  for (const [what, reaches] of [
    ['before it reached the hub', false],
    ['before it was confirmed', true],
  ] as const)
    it(`that fall asleep for a day in the middle of an answer, ${what}, wake with what became of the call`, async () => {
      await hub.send('POST', '/api/approvals/config', { body: { mode: 'strict' } })
      const { page, faults } = await browser.device(PHONE)
      await page.clock.install({ time: Date.now() })
      await page.goto(`${hub.url}/approvals#token=${hub.token}`)
      await inTime(async () => {
        await page.clock.runFor(1_000)
        expect(await page.getByText('Nothing waits').count()).to.equal(1)
      })
      const asked = hub.send('POST', '/api/hooks/pre-tool-use', {
        token: await hub.tokenOf('cc-shop'),
        headers: { 'X-Penates-Session': 'cc-shop', 'X-Penates-Gate': 'http', 'X-Penates-Hold': '604800' },
        body: {
          tool_name: 'Bash',
          permission_mode: 'bypassPermissions',
          tool_input: { command: 'make' },
          cwd: '/work',
        },
      })
      const card = page.locator('article.approval')
      await inTime(async () => {
        await page.clock.runFor(1_000)
        expect(await card.count()).to.equal(1)
      })
      await page.route('**/api/approvals/*', async (route) => {
        if (reaches) await route.fetch()
        await page.context().setOffline(true)
        await route.abort()
      })
      await page.locator(ALLOW).click()
      await page.clock.runFor(5_000)
      if (!reaches) {
        const { json } = await hub.send('GET', '/api/approvals')
        const [{ id } = { id: '' }] = (json as { readonly approvals: ReadonlyArray<{ readonly id: string }> }).approvals
        await hub.send('POST', `/api/approvals/${id}`, { body: { decision: 'deny' } })
      }
      expect(JSON.stringify((await asked).json)).to.include(reaches ? '"allow"' : '"deny"')
      await page.clock.fastForward(DAY_MS)
      hub.clock.advance(DAY_MS)
      await page.unroute('**/api/approvals/*')
      await page.context().setOffline(false)
      await inTime(async () => {
        await page.clock.runFor(1_000)
        expect(await page.getByText('Nothing waits').count()).to.equal(1)
      })
      const decisions = hub.approvalLedger.entries.filter(({ kind }) => kind === 'decision')
      expect(decisions).to.have.length(1)
      expect(await card.count()).to.equal(0)
      expect(faults()).to.deep.equal([])
    })

  it('whose token is revoked are led to the sign-in, which keeps their place', async () => {
    const { json } = await hub.send('POST', '/api/tokens', { body: { label: 'Phone', scopes: [{ kind: 'admin' }] } })
    const { secret, id } = json as { readonly secret: string; readonly id: string }
    const { page, faults } = await browser.signedIn({ url: hub.url, token: secret }, '/usage')
    const usage = page.getByRole('heading', { name: 'Usage', level: 1 })
    await usage.waitFor()
    await hub.send('DELETE', `/api/tokens/${id}`)
    await page.getByRole('heading', { name: 'Sign in to Penates' }).waitFor()
    expect(await usage.count()).to.equal(0)
    await page.getByLabel('Token', { exact: true }).fill(hub.token)
    await page.keyboard.press('Enter')
    await usage.waitFor()
    expect([new URL(page.url()).pathname, faults()]).to.deep.equal(['/usage', []])
  })
})
