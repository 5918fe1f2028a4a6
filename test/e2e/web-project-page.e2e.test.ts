import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { gitIn } from '../support/board-places.js'
import { withHub } from '../support/with-hub.js'

const PHONE = { width: 390, height: 844, touch: true }

describe('the page of a project in the browser', function () {
  this.timeout(60_000)
  const t = withHub({
    isShared: true,
    ready: async ({ place, hub }) => {
      const path = join(place.home, 'web-shop')
      await mkdir(path)
      await gitIn(path, 'init', '--quiet', '--initial-branch=feat/cart')
      await hub.call('POST', '/api/projects', { displayName: 'Web shop', path })
      for (const title of ['Round prices', 'Gift vouchers'])
        await hub.call('POST', '/api/board/cards', { projectId: 'web-shop', title })
      await hub.call('POST', '/api/sessions', { name: 'shop', directory: path, shell: true })
    },
  })

  const at = (page: Page): string => new URL(page.url()).pathname
  const tab = (page: Page, name: string) =>
    page.getByRole('radiogroup', { name: 'Parts of the project' }).getByText(name)

  it('has tabs that are in the address, by mouse and by arrow keys, with at most three requests each', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/p/web-shop')
    await page.getByRole('heading', { name: 'Web shop', level: 1 }).waitFor()
    await tab(page, 'Board').click()
    await page.getByText('Gift vouchers').waitFor()
    expect(at(page)).to.equal('/p/web-shop/board')
    await page.getByText('Gift vouchers').click()
    await page.waitForURL(/\/p\/web-shop\/board\/[^/]+$/)
    await page.keyboard.press('Escape')
    await tab(page, 'Sessions').click()
    await page.getByRole('list').getByText('shop', { exact: true }).first().waitFor()
    expect(at(page)).to.equal('/p/web-shop/sessions')
    await page.getByRole('radio', { name: 'Sessions' }).press('ArrowRight')
    await page.waitForURL('**/p/web-shop/files')
    await tab(page, 'Usage').click()
    await page.waitForURL('**/p/web-shop/usage')
    await page.getByText('No usage yet.').waitFor()
    for (const [part, text] of [
      ['', 'Plan'],
      ['/board', 'Round prices'],
      ['/sessions', 'shop'],
      ['/usage', 'Usage'],
    ] as const) {
      const asked: string[] = []
      const note = (request: { readonly url: () => string }): void => {
        const { pathname } = new URL(request.url())
        if (pathname.startsWith('/api/')) asked.push(pathname)
      }
      page.on('request', note)
      await page.goto(`${t.hub.url}/p/web-shop${part}`)
      await page.getByText(text, { exact: true }).first().waitFor()
      await page.getByText('feat/cart').first().waitFor()
      page.off('request', note)
      expect(asked.length, asked.join(' ')).to.be.at.most(3)
    }
    expect(faults()).to.deep.equal([])
  })

  it('starts a session here, also by N, and lists branch, agents and cards on the row', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/projects')
    const row = page.getByRole('listitem').filter({ hasText: 'Web shop' })
    await row.getByText('feat/cart').waitFor()
    await row.getByRole('group', { name: 'Cards by stage' }).getByText('2').waitFor()
    await row.getByRole('link').click()
    await page.getByRole('button', { name: 'New session here' }).click()
    const dialog = page.getByRole('dialog', { name: 'New session' })
    const folder = dialog.getByRole('combobox', { name: 'Folder' })
    await dialog.getByText('Git repository', { exact: true }).waitFor()
    expect(await folder.inputValue()).to.equal('~/web-shop')
  })

  it('keeps its tabs within the width of a phone', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/p/web-shop/board', PHONE)
    await tab(page, 'Usage').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(PHONE.width)
    await tab(page, 'Sessions').tap()
    await page.waitForURL('**/p/web-shop/sessions')
    await page.getByRole('radio', { name: 'Sessions', checked: true }).waitFor({ state: 'attached' })
    const box = await tab(page, 'Files').boundingBox()
    expect(box?.height ?? 0).to.be.at.least(44)
  })
})
