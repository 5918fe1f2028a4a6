import type { Page } from 'playwright-core'
import { withAskingHub } from '../support/browser-approvals.js'
import { eventually } from '../support/eventually.js'

/** The terminal ends where the line with the call begins, and the whole of both is in the window. */
async function nothingIsCovered(page: Page): Promise<void> {
  await eventually(async () => {
    const boxes = ['.terminal-area', '.xterm-screen', '.approval-line'].map((part) => page.locator(part).boundingBox())
    const [area, screen, line] = await Promise.all(boxes)
    if (!area || !screen || !line) throw new Error('not drawn')
    expect(area.y + area.height).to.be.at.most(line.y + 1)
    expect(screen.y + screen.height).to.be.at.most(line.y)
    expect(line.y + line.height).to.be.at.most(page.viewportSize()?.height ?? 0)
  })
}

const focusIsIn = (page: Page, selector: string): Promise<void> =>
  page.locator(`${selector}:focus`).waitFor({ state: 'attached' })

describe('approvals beside a terminal in the browser', function () {
  this.timeout(60_000)
  const t = withAskingHub()

  it('are one line below the terminal, reached and left by one shortcut, with details in a panel beside it', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-shop')
    await focusIsIn(page, '.xterm-helper-textarea')
    await t.untilPersonIsPresent()
    const test = t.ask('npm test')
    const line = page.locator('.approval-line')
    await line.getByText('npm test').waitFor()
    await nothingIsCovered(page)
    await focusIsIn(page, '.xterm-helper-textarea')
    await page.keyboard.press('Control+Shift+A')
    await focusIsIn(page, '.approval-line')
    await page.keyboard.press('Control+Shift+A')
    await focusIsIn(page, '.xterm-helper-textarea')
    await page.keyboard.press('Control+Shift+A')
    await page.locator('.approval-line[data-takes-keys]:focus').waitFor()
    await page.keyboard.press('a')
    expect(await test).to.deep.include({ permissionDecision: 'allow' })
    await line.waitFor({ state: 'detached' })
    await focusIsIn(page, '.xterm-helper-textarea')

    const long = t.ask(`npm run build && ${'echo x; '.repeat(60)}`)
    await line.waitFor()
    await nothingIsCovered(page)
    expect(await line.getByRole('button', { name: 'Allow' }).count()).to.equal(0)
    await page.keyboard.press('Control+Shift+A')
    await page.locator('.side-panel .approval[data-takes-keys]:focus').waitFor()
    const [panel, area] = await Promise.all(
      ['.side-panel', '.terminal-area'].map((part) => page.locator(part).boundingBox()),
    )
    expect((area?.x ?? 0) + (area?.width ?? 0)).to.be.at.most((panel?.x ?? 0) + 1)
    await page.keyboard.press('d')
    await page.getByLabel('Reason (optional)').fill('too long')
    await page.keyboard.press('Enter')
    expect(await long).to.deep.include({ permissionDecision: 'deny', permissionDecisionReason: 'too long' })
    await page.locator('.side-panel').waitFor({ state: 'detached' })
    await focusIsIn(page, '.xterm-helper-textarea')
    expect(faults()).to.deep.equal([])
  })

  it('open in a sheet on a phone, with targets of 44 px', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-shop', { width: 390, height: 740, touch: true })
    await page.locator('.xterm-screen').waitFor()
    await t.untilPersonIsPresent()
    const edit = t.askFor('Write', { file_path: '/etc/motd', content: 'hello' })
    const line = page.locator('.approval-line')
    await line.getByText('Writes outside the folder').waitFor()
    await nothingIsCovered(page)
    for (const button of await line.getByRole('button').all()) expect((await button.boundingBox())?.height).to.equal(44)
    await line.getByRole('button', { name: 'Details' }).tap()
    await page.getByRole('dialog', { name: 'Approvals' }).getByRole('button', { name: 'Allow', exact: true }).tap()
    expect(await edit).to.deep.include({ permissionDecision: 'allow' })
    await page.getByRole('dialog').waitFor({ state: 'detached' })
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(390)
    expect(faults()).to.deep.equal([])
  })

  it('keep the decision of a long call in sight on a phone, in the sheet and on the page of approvals', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-shop', { width: 390, height: 740, touch: true })
    await page.locator('.xterm-screen').waitFor()
    await t.untilPersonIsPresent()
    const content = Array.from({ length: 60 }, (_, line) => `line ${String(line)}`).join('\n')
    const edits = ['a', 'b', 'c'].map((name) => ({ old_string: `${name}\n${content}`, new_string: content }))
    const edit = t.askFor('MultiEdit', { file_path: '/etc/motd', edits })
    const inSight = async (): Promise<void> => {
      for (const name of ['Allow', 'Deny']) {
        const button = page.locator('.approval').getByRole('button', { name, exact: true })
        await button.waitFor()
        await eventually(async () => {
          const box = await button.boundingBox()
          if (box === null) throw new Error('not drawn')
          const at = `${String(box.x + box.width / 2)}, ${String(box.y + box.height - 2)}`
          const isOnTop = await page.evaluate(
            `document.elementFromPoint(${at})?.closest('button')?.textContent.includes('${name}') ?? false`,
          )
          expect(isOnTop, name).to.equal(true)
        })
      }
    }
    await page.goto(`${t.hub.url}/approvals`)
    await inSight()
    await page.goto(`${t.hub.url}/s/cc-shop/approvals`)
    await inSight()
    await page.locator('.approval').getByRole('button', { name: 'Deny', exact: true }).tap()
    await page.getByText('Back', { exact: true }).waitFor()
    await page.locator('.approval').getByRole('button', { name: 'Deny', exact: true }).tap()
    expect(await edit).to.deep.include({ permissionDecision: 'deny' })
    expect(faults()).to.deep.equal([])
  })

  it('offer no decision on a phone before the call has come into sight', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/approvals', { width: 390, height: 740, touch: true })
    await t.untilPersonIsPresent()
    const asked = Array.from({ length: 6 }, (_, at) => t.ask(`make step-${String(at)}`))
    await page.locator('.approval').nth(5).waitFor()
    const blind = await page.evaluate(`(() => {
      const list = document.querySelector('.approvals')
      const isSeen = (element) => {
        const { left, top, width, height } = element.getBoundingClientRect()
        return element.contains(document.elementFromPoint(left + width / 2, top + height / 2))
      }
      const found = []
      for (let top = 0; top + list.clientHeight < list.scrollHeight; top += 16) {
        list.scrollTo(0, top)
        for (const card of list.querySelectorAll('.approval')) {
          if (card.getBoundingClientRect().top < list.getBoundingClientRect().top) continue
          const [allow, command] = [card.querySelector('[data-shortcut=a]'), card.querySelector('pre, code')]
          if (isSeen(allow) && !isSeen(command)) found.push(top + ': ' + command.textContent)
        }
      }
      return found
    })()`)
    expect(blind).to.deep.equal([])
    await t.hub.call('POST', '/api/hooks/Stop', {}, t.identity())
    await Promise.all(asked)
    expect(faults()).to.deep.equal([])
  })

  for (const [device, size] of [
    ['a phone', { width: 390, height: 740, touch: true }],
    ['a desktop', {}],
  ] as const)
    it(`take the focus of their address on ${device}, also when the terminal opens last`, async () => {
      await t.browser.signedIn(t.hub, '/')
      await t.untilPersonIsPresent()
      const asked = t.ask('git push --force origin main')
      const { page, faults } = await t.browser.signedIn(t.hub, '/settings', { ...size, serviceWorkers: 'block' })
      let release = (): void => undefined
      const released = new Promise<void>((resolve) => (release = resolve))
      await page.route('**/emulator-*.js', async (route) => {
        await released
        await route.continue()
      })
      await page.goto(`${t.hub.url}/s/cc-shop/approvals`)
      await focusIsIn(page, '.approval')
      release()
      await page.locator('.xterm-screen').waitFor()
      await focusIsIn(page, '.approval[data-takes-keys]')
      await page.locator('.approval').getByRole('button', { name: 'Allow', exact: true }).click()
      expect(await asked).to.deep.include({ permissionDecision: 'allow' })
      expect(faults()).to.deep.equal([])
    })

  it('take the focus on a phone when they come after the terminal, and leave it to a terminal beside the panel', async () => {
    const phone = await t.browser.signedIn(t.hub, '/s/cc-shop/approvals', { width: 390, height: 740, touch: true })
    await phone.page.locator('.xterm-screen').waitFor()
    const desktop = await t.browser.signedIn(t.hub, '/s/cc-shop/approvals')
    await focusIsIn(desktop.page, '.xterm-helper-textarea')
    await t.untilPersonIsPresent()
    const asked = t.ask('git push --force origin main')
    await focusIsIn(phone.page, '.approval')
    await desktop.page.locator('.approval').waitFor()
    await focusIsIn(desktop.page, '.xterm-helper-textarea')
    await phone.page.locator('.approval').getByRole('button', { name: 'Allow', exact: true }).tap()
    expect(await asked).to.deep.include({ permissionDecision: 'allow' })
    expect([...phone.faults(), ...desktop.faults()]).to.deep.equal([])
  })
})
