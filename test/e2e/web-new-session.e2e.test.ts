import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { expect } from 'chai'
import { terminalShows } from '../support/terminal-page.js'
import { withHub } from '../support/with-hub.js'

describe('starting a session', function () {
  this.timeout(60_000)
  const t = withHub({
    isShared: true,
  })

  it('starts a shell in a folder that was typed, under the name that the folder suggests', async () => {
    const folder = join(t.place.home, 'Web Shop')
    await mkdir(folder)
    const { page, faults } = await t.browser.signedIn(t.hub)
    await page.getByText('No session runs').waitFor()
    await page.keyboard.press('n')
    const dialog = page.getByRole('dialog', { name: 'New session' })
    await dialog.getByText('Shell', { exact: true }).click()
    await dialog.getByLabel('Folder', { exact: true }).fill(folder)
    expect(await dialog.getByLabel('Name').inputValue()).to.equal('web-shop')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { name: 'web-shop', level: 1 }).waitFor()
    await terminalShows(page, '[cc-')
    await page.keyboard.type('pwd\n')
    await terminalShows(page, folder)
    expect(faults()).to.deep.equal([])
  })

  it('names the command line that the hub starts where it differs from the chosen one', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/new')
    const dialog = page.getByRole('dialog', { name: 'New session' })
    await dialog
      .getByText(/ · starts claude --permission-mode default$/)
      .first()
      .waitFor()
    await dialog.getByText('Shell', { exact: true }).click()
    await page.keyboard.press('Escape')
  })

  it('completes a folder from those of the machine', async () => {
    for (const name of ['catalogue/deep', '.cache']) await mkdir(join(t.place.home, name), { recursive: true })
    const { page } = await t.browser.signedIn(t.hub, '/new')
    const folder = page.getByRole('dialog', { name: 'New session' }).getByLabel('Folder', { exact: true })
    const offered = (path: string) => page.locator(`#folder-completions option[value="${path}"]`)
    await folder.fill('~/ca')
    await offered('~/catalogue').waitFor({ state: 'attached' })
    await folder.fill('~/catalogue/')
    await offered('~/catalogue/deep').waitFor({ state: 'attached' })
    await folder.fill('~/.c')
    await offered('~/.cache').waitFor({ state: 'attached' })
  })

  it('says at the field what the hub does not take, and keeps what was typed', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/new')
    const dialog = page.getByRole('dialog', { name: 'New session' })
    await dialog.getByText('Shell', { exact: true }).click()
    const folder = dialog.getByLabel('Folder', { exact: true })
    await folder.fill('code')
    await dialog.getByRole('button', { name: /^Start/ }).click()
    await dialog.getByText('Start with “/” or “~”.').waitFor()
    await folder.fill('/not/there')
    await dialog.getByLabel('Name').fill('mine')
    await dialog.getByRole('button', { name: /^Start/ }).click()
    await dialog.locator('#folder-fault').getByText('directory-not-found').waitFor()
    expect([await folder.inputValue(), await dialog.getByLabel('Name').inputValue()]).to.deep.equal([
      '/not/there',
      'mine',
    ])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.keyboard.press('n')
    expect(await folder.inputValue()).to.equal('/not/there')
  })

  it('tells why a program did not start', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/new')
    const dialog = page.getByRole('dialog', { name: 'New session' })
    await dialog.getByText('opencode', { exact: true }).first().click()
    await dialog.getByLabel('Folder', { exact: true }).fill(t.place.home)
    await dialog.getByLabel('Name').fill('gone')
    await page.keyboard.press('Control+Enter')
    await dialog.getByText('gone was not started').waitFor()
    await dialog.locator('pre').getByText('not found').waitFor()
  })
})
