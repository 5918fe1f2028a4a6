import { expect } from 'chai'
import { mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { withHub } from '../support/with-hub.js'

describe('the command palette in the browser', function () {
  this.timeout(60_000)
  const t = withHub({})

  it('opens a card by its name, projects, plan items and settings, with recent ones first', async () => {
    const path = join(t.place.home, 'web-shop')
    await mkdir(path)
    await t.hub.call('POST', '/api/projects', { displayName: 'Web shop', path })
    const item = { action: 'add', section: 'dev', text: 'Ship gift vouchers' }
    await t.hub.call('PATCH', '/api/projects/web-shop/items', item)
    const card = { projectId: 'web-shop', title: 'Round prices half up' }
    const { body } = await t.hub.call('POST', '/api/board/cards', card)
    const { page, faults } = await t.browser.signedIn(t.hub, '/')
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
    const field = page.getByRole('combobox', { name: 'Go to or do …' })
    const first = page.locator('#palette-list').getByRole('option').first()
    const goTo = async (text: string, shown: string): Promise<void> => {
      await page.keyboard.press('Control+k')
      await field.pressSequentially(text)
      await first.filter({ hasText: shown }).waitFor()
      await page.keyboard.press('Enter')
      await field.waitFor({ state: 'detached' })
    }
    const at = (): string => new URL(page.url()).pathname

    await goTo('round prices', 'Round prices half up')
    expect(at()).to.equal(`/board/${(body as { id: string }).id}`)
    await goTo('gift vou', 'Ship gift vouchers')
    expect(at()).to.equal('/p/web-shop')
    await goTo('devices', 'Devices')
    expect(at()).to.equal('/settings/devices')
    await page.getByRole('button', { name: 'Add phone' }).waitFor()
    await goTo('web shop', 'Web shop')
    expect(at()).to.equal('/p/web-shop')

    await page.keyboard.press('Control+k')
    await first.filter({ hasText: 'Web shop' }).waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect([at(), faults()]).to.deep.equal(['/settings/devices', []])
  })
})
