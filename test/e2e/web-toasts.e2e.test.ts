import type { Page } from 'playwright-core'
import { withAskingHub } from '../support/browser-approvals.js'
import { eventually } from '../support/eventually.js'

const MANY = 100

/** Waits until a toast is inside the window and covers no terminal and no control of its toolbar or of a side panel. */
async function coversNothing(page: Page, where = ''): Promise<void> {
  await eventually(async () => {
    const covered = await page.evaluate<ReadonlyArray<string>>(`(() => {
      const [toast] = document.querySelectorAll('.toast')
      const { left, right, top, bottom } = toast.getBoundingClientRect()
      const isOutside = left < 0 || top < 0 || right > innerWidth || bottom > innerHeight
      const controls = document.querySelectorAll(':is(.side-panel, .toolbar) :is(a, button, input, textarea, select)')
      return [...controls, ...document.querySelectorAll('.terminal-area')].filter((control) => {
        const box = control.getBoundingClientRect()
        return box.left < right && left < box.right && box.top < bottom && top < box.bottom && control.checkVisibility()
      }).concat(isOutside ? [toast] : []).map((each) => each.outerHTML.slice(0, 80))
    })()`)
    expect(covered, where).to.deep.equal([])
  })
}

describe('toasts in the browser', function () {
  this.timeout(90_000)
  const t = withAskingHub()
  const report = (event: string, body: object = {}): Promise<unknown> =>
    t.hub.call('POST', `/api/hooks/${event}`, body, t.identity())

  it('decide calls, vanish when these are decided elsewhere, leave terminals free, and are one of a hundred', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/settings')
    await t.untilPersonIsPresent()
    const failed = page.locator('.toast.of-failed', { hasText: 'shop: the turn failed. Rate limit reached.' })
    await report('StopFailure', { error: 'rate_limit' })
    await failed.waitFor()
    await report('UserPromptSubmit')
    await failed.waitFor({ state: 'detached' })
    const toast = page.locator('.toast.of-approval')
    const first = t.ask('npm test')
    await toast.getByText('shop: Bash npm test').waitFor()
    await toast.getByRole('button', { name: 'Allow' }).click()
    expect(await first).to.deep.include({ permissionDecision: 'allow' })
    await toast.waitFor({ state: 'detached' })

    const second = t.ask('npm publish')
    await toast.waitFor()
    const other = await t.browser.signedIn(t.hub, '/approvals')
    await other.page.getByRole('button', { name: 'Deny' }).click()
    await other.page.keyboard.press('Enter')
    expect(await second).to.deep.include({ permissionDecision: 'deny' })
    await toast.waitFor({ state: 'detached' })
    await other.page.close()

    const third = t.askFor('Bash', { command: 'npm run build' }, { agent_id: 'a1', agent_type: 'Explore' })
    await toast.getByText('shop: Sub-agent Explore · Bash npm run build').waitFor()
    await toast.getByRole('button', { name: 'Deny' }).click()
    expect(await third).to.deep.include({ permissionDecision: 'deny' })

    await t.hub.call('POST', '/api/sessions', { name: 'blog', directory: t.place.home, command: 'exec sleep 900' })
    await page.goto(`${t.hub.url}/s/cc-blog`)
    await page.locator('.xterm-helper-textarea').waitFor({ state: 'attached' })
    const terminal = page.locator('.terminal-area')
    const before = await terminal.boundingBox()
    const asked = [t.ask('echo 0')]
    await toast.getByText('echo 0').waitFor()
    await coversNothing(page)
    expect(await terminal.boundingBox()).to.deep.equal(before)
    for (let at = 1; at < MANY; at += 1) asked.push(t.ask(`echo ${at}`))
    await page
      .locator('.rail')
      .getByRole('link', { name: `Needs you ${String(MANY)}` })
      .waitFor()
    expect(await toast.count()).to.equal(1)
    await coversNothing(page)
    await page.goto(`${t.hub.url}/s/cc-shop`)
    await page.locator('.approval-line').waitFor()
    expect(await toast.count()).to.equal(0)
    await report('Stop')
    await Promise.all(asked)

    await page.getByRole('link', { name: 'Board' }).click()
    await page.getByRole('heading', { name: 'Board' }).waitFor()
    const later = Array.from({ length: MANY }, (_, at) => t.ask(`touch ${at}`))
    const waiting = page.locator('.rail').getByRole('link', { name: `Needs you ${String(MANY)}` })
    await waiting.waitFor()
    expect(await toast.count()).to.equal(1)
    await waiting.click()
    await page
      .locator('article.approval')
      .nth(MANY - 1)
      .waitFor()
    expect(await page.locator('.toast').count()).to.equal(0)
    await report('Stop')
    await Promise.all(later)
    expect(faults()).to.deep.equal([])
  })

  it('cover no control of a panel beside a terminal, and are shown when it takes the room of the terminal', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/settings', { width: 820, height: 900, touch: true })
    await t.untilPersonIsPresent()
    await t.hub.call('POST', '/api/sessions', { name: 'blog', directory: t.place.home, command: 'exec sleep 900' })
    const asked: Promise<unknown>[] = []
    const toast = page.locator('.toast.of-approval')
    for (const view of ['timeline', 'conversation', 'recording', 'changes']) {
      await page.goto(`${t.hub.url}/s/cc-blog/${view}`)
      await page.locator('.side-panel .panel-head button').first().waitFor()
      expect(await toast.count(), 'a call that was open before the page').to.equal(0)
      asked.push(t.ask(`git push --force-with-lease origin a-branch-with-a-long-name-${view}`))
      await toast.waitFor()
      await coversNothing(page, view)
    }
    await toast.getByRole('button', { name: 'Allow' }).click()
    expect(await asked.at(-1)).to.deep.include({ permissionDecision: 'allow' })
    await report('Stop')
    await Promise.all(asked)
    expect(faults()).to.deep.equal([])
  })

  it('cover neither a control nor the prompt of a terminal on a phone, and decide no call that they cut off', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/settings', { width: 390, height: 844, touch: true })
    await t.untilPersonIsPresent()
    await t.hub.call('POST', '/api/sessions', { name: 'blog', directory: t.place.home, shell: true })
    await page.goto(`${t.hub.url}/s/cc-blog`)
    const toast = page.locator('.toast')
    const cursor = page.locator('.xterm-cursor')
    await cursor.waitFor({ state: 'attached' })
    const covered = (): Promise<ReadonlyArray<string>> =>
      page.evaluate(`(() => {
        const toast = document.querySelector('.toast').getBoundingClientRect()
        return [...document.querySelectorAll(':is(.toolbar, .key-row) button, .xterm-cursor')].filter((each) => {
          const { top, bottom } = each.getBoundingClientRect()
          return top < toast.bottom && toast.top < bottom
        }).map((each) => each.outerHTML.slice(0, 80))
      })()`)
    const isFreeOf = async (command: string): Promise<void> => {
      asked.push(t.ask(command))
      await toast.waitFor()
      await eventually(async () => void expect(await covered()).to.deep.equal([]))
    }
    const asked: Promise<unknown>[] = []
    await isFreeOf('echo at the head')
    await toast.getByRole('button', { name: 'Allow' }).tap()
    const { y: before = 0 } = (await cursor.boundingBox()) ?? {}
    await page.locator('.xterm-helper-textarea').focus()
    await page.keyboard.type('seq 200\n')
    await eventually(async () => void expect((await cursor.boundingBox())?.y).to.be.greaterThan(before + 300))
    await isFreeOf('git push --force-with-lease origin a-branch-with-a-long-name')
    expect(await page.getByRole('button', { name: 'Allow' }).count()).to.equal(0)
    await toast.getByRole('button', { name: 'Details' }).tap()
    await page.getByRole('button', { name: 'Allow', exact: true }).tap()
    for (const one of asked) expect(await one).to.deep.include({ permissionDecision: 'allow' })
    expect(faults()).to.deep.equal([])
  })

  it('give a decision back by U while it is held, and wait while a dialog is open', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/settings', {
      remembers: { penates_hold_decisions: 'true' },
    })
    await t.untilPersonIsPresent()
    const toast = page.locator('.toast.of-approval')
    const asked = t.ask('npm test')
    await toast.getByRole('button', { name: 'Allow' }).click()
    await page.getByText('1 decision made').waitFor()
    expect(await toast.count()).to.equal(0)
    await page.keyboard.press('u')
    await toast.waitFor()
    expect(await page.getByText('1 decision made').count()).to.equal(0)
    await page.keyboard.press('Control+k')
    await page.locator('.palette-field').waitFor()
    expect(await toast.count()).to.equal(0)
    await page.keyboard.press('Escape')
    await page.locator('dialog').waitFor({ state: 'detached' })
    await toast.getByRole('button', { name: 'Deny' }).click()
    expect(await asked).to.deep.include({ permissionDecision: 'deny' })
    expect(faults()).to.deep.equal([])
  })

  it('tell nothing of a turn that ends in a terminal beside the active one', async () => {
    for (const name of ['blog', 'docs'])
      await t.hub.call('POST', '/api/sessions', { name, directory: t.place.home, command: 'exec sleep 900' })
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-blog?column=cc-blog&column=cc-shop')
    await page.locator('.terminal-pane').nth(1).locator('.xterm-screen').waitFor()
    await report('UserPromptSubmit')
    await report('Stop')
    const needs = page.locator('.rail').getByRole('link', { name: 'Needs you' })
    for (const event of ['UserPromptSubmit', 'Stop'])
      await t.hub.call('POST', `/api/hooks/${event}`, {}, { 'X-Penates-Session': 'cc-docs' })
    await page.locator('.toast', { hasText: 'docs is ready' }).waitFor()
    expect(await page.locator('.toast').count()).to.equal(1)
    await eventually(async () => void expect(await needs.innerText()).to.match(/\b1$/))
    expect(faults()).to.deep.equal([])
  })

  it('stay while one of them has the pointer or the focus', async () => {
    const { page } = await t.browser.device()
    await page.clock.install()
    await page.goto(`${t.hub.url}/settings#token=${t.hub.token}`)
    await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
    await page.evaluate(`location.hash = 'pair=pnp_1'`)
    const toast = page.locator('.toast', { hasText: 'already signed in' })
    await toast.hover()
    await page.clock.runFor(30_000)
    expect(await toast.count()).to.equal(1)
    await toast.getByRole('button').focus()
    await page.mouse.move(0, 0)
    await page.clock.runFor(30_000)
    expect(await toast.count()).to.equal(1)
    await page.evaluate('document.activeElement.blur()')
    await page.clock.runFor(30_000)
    await toast.waitFor({ state: 'detached' })
  })

  it('leave room to scroll the last control of a page out from under them, by finger and by Tab', async () => {
    for (const width of [820, 390]) {
      const { page } = await t.browser.signedIn(t.hub, '/settings', { width, height: 700, touch: true })
      await t.untilPersonIsPresent()
      const asked = t.ask('npm test')
      await page.locator('.toast').waitFor()
      const last = page.locator('.scroller').getByRole('link', { name: 'Status and log' })
      const isFreeAfter = (reach: () => Promise<unknown>): Promise<void> =>
        eventually(async () => {
          // Parts of the settings that arrive meanwhile move the end.
          await page.evaluate(`document.querySelector('.scroller').scrollTo(0, 0)`)
          await reach()
          const hit = `(() => {
            const { left, top, width, height } = document.querySelector('.scroller [href$="/status"]').getBoundingClientRect()
            return document.elementFromPoint(left + width / 2, top + height / 2)?.textContent
          })()`
          expect(await page.evaluate(hit), `${width} px`).to.equal('Status and log')
        })
      await isFreeAfter(() => page.evaluate(`document.querySelector('.scroller').scrollTo(0, 1e6)`))
      await isFreeAfter(() => page.evaluate('document.activeElement?.blur()').then(() => last.focus()))
      await report('Stop')
      await asked
      await page.close()
    }
  })
})
