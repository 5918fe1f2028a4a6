import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { withAskingHub } from '../support/browser-approvals.js'
import { eventually } from '../support/eventually.js'

/** One pixel. */
const PICTURE = Buffer.from(
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNk+M9QDwADhgGAWjR9awAAAABJRU5ErkJggg==',
  'base64',
)

describe('calls that read files', function () {
  this.timeout(60_000)
  const t = withAskingHub()

  const inShop = (...names: ReadonlyArray<string>): string => join(t.place.home, 'shop', ...names)
  /** Tools that only read are asked about once they are no longer free. */
  beforeEach(() => t.hub.call('POST', '/api/approvals/config', { freeTools: [] }))
  const card = (page: Page, text: string) => page.locator('article.approval').filter({ hasText: text })

  it('show the path from the home folder and the project, the picture itself, and no name of a field', async () => {
    await mkdir(inShop('src'))
    await writeFile(inShop('src', 'logo.png'), PICTURE)
    await t.hub.call('POST', '/api/projects', { displayName: 'Web shop', path: inShop() })
    for (const language of ['en', 'de']) {
      const { page, faults } = await t.browser.signedIn(t.hub, '/approvals', {
        width: 390,
        height: 844,
        touch: true,
        remembers: { penates_language: language },
      })
      await page.locator('h1').first().waitFor()
      await t.untilPersonIsPresent()
      const asked = [
        t.askFor('Read', { file_path: inShop('src', 'logo.png') }),
        t.askFor('Grep', { pattern: 'total', path: inShop('src') }),
      ]
      const read = card(page, 'logo.png')
      await read.getByText('~/shop/src/logo.png', { exact: true }).waitFor()
      await read.getByText('Web shop').waitFor()
      const picture = read.getByRole('img', { name: 'logo.png' })
      await picture.waitFor()
      await eventually(async () => {
        const width = await page.evaluate(`document.querySelector('.approval img').naturalWidth`)
        expect(width).to.equal(1)
      })
      const search = card(page, 'total')
      await search.getByRole('heading', { name: language === 'en' ? 'search src' : 'src durchsuchen' }).waitFor()
      for (const one of [read, search]) expect(await one.innerText()).not.to.match(/file.path|Pfad der Datei|^path/im)
      for (const one of [read, search]) await one.locator('[data-shortcut=a]').tap()
      await Promise.all(asked)
      await page.goto(`${t.hub.url}/approvals/history`)
      await page.locator('.decided pre', { hasText: 'total · ~/shop/src' }).first().waitFor()
      await page
        .locator('.decided pre', { hasText: /^~\/shop\/src\/logo\.png$/ })
        .first()
        .waitFor()
      expect(faults()).to.deep.equal([])
    }
  })

  it('name the path on tiles and toasts', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/')
    await page.locator('h1').first().waitFor()
    await t.untilPersonIsPresent()
    const asked = t.askFor('Read', { file_path: inShop('a.ts'), limit: 9 })
    await page.locator('.tile-approval', { hasText: 'Read ~/shop/a.ts' }).waitFor()
    await page.goto(`${t.hub.url}/settings`)
    await page.locator('h1').first().waitFor()
    const second = t.askFor('Read', { file_path: inShop('b.ts') })
    const toast = page.locator('.toast', { hasText: 'Read ~/shop/b.ts' })
    await toast.waitFor()
    await toast.getByRole('button', { name: 'Allow' }).click()
    await second
    await page.goto(`${t.hub.url}/approvals`)
    await page.locator('article.approval [data-shortcut=a]').click()
    await asked
    expect(faults()).to.deep.equal([])
  })

  it('show no picture of a file that the session may not give out', async () => {
    const outside = join(t.place.home, 'secret.png')
    await writeFile(outside, PICTURE)
    const { page, faults } = await t.browser.signedIn(t.hub, '/approvals')
    await page.locator('h1').first().waitFor()
    await t.untilPersonIsPresent()
    const answered = page.waitForResponse((response) => response.url().includes('/file-content'))
    const asked = t.askFor('Read', { file_path: outside })
    const read = card(page, '~/secret.png')
    await read.waitFor()
    expect((await answered).status()).to.equal(403)
    expect(await read.locator('img').count()).to.equal(0)
    await read.locator('[data-shortcut=a]').click()
    await asked
    expect(faults()).to.deep.equal([])
  })
})
