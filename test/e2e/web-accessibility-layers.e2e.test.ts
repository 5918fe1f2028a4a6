import type { Page } from 'playwright-core'
import type { Device } from '../support/browser.js'
import { axeViolations, contrastViolations } from '../support/page-checks.js'
import { askForShop, fillShop, makeShop } from '../support/shop-scene.js'
import { withHub } from '../support/with-hub.js'

const DESKTOP = { width: 1280, height: 800 }
const PHONE = { width: 390, height: 844, touch: true }

/** A layer over a page: the page, what opens it, and an element of it. */
interface Layer {
  readonly name: string
  readonly path: string
  readonly shows: string
  readonly open: (page: Page) => Promise<unknown>
  readonly layer: string
}

const press = (keys: string) => (page: Page) => page.keyboard.press(keys)
const click = (name: string | RegExp) => (page: Page) => page.getByRole('button', { name }).first().click()

const EVERYWHERE: ReadonlyArray<Layer> = [
  { name: 'menu', path: '/', shows: 'article.tile', open: click(/^More actions/), layer: '.menu' },
  {
    name: 'release',
    path: '/p/shop',
    shows: '.plan-item',
    open: (page) => page.getByRole('button', { name: 'Release', exact: true }).click(),
    layer: 'dialog .release-changes',
  },
  {
    name: 'rule',
    path: '/approvals',
    shows: 'article.approval',
    open: async (page) => {
      await page.locator('article.approval').getByText('Details', { exact: true }).first().click()
      await page.getByRole('button', { name: 'Make a rule' }).click()
    },
    layer: 'dialog .rule-form',
  },
  { name: 'new rule', path: '/approvals/rules', shows: '.new-rule', open: click('New rule'), layer: '.rule-form' },
]

const AT_A_DESK: ReadonlyArray<Layer> = [
  { name: 'shortcuts', path: '/', shows: 'article.tile', open: press('?'), layer: '.help' },
  { name: 'palette', path: '/', shows: 'article.tile', open: press('Control+k'), layer: '.palette-row' },
  { name: 'selection', path: '/', shows: 'article.tile', open: selection, layer: '.selection-bar' },
]

const ON_A_PHONE: ReadonlyArray<Layer> = [
  {
    name: 'sessions',
    path: '/',
    shows: 'article.tile',
    open: (page) => page.getByRole('button', { name: 'Sessions', exact: true }).click(),
    layer: 'dialog .session-list',
  },
  {
    name: 'places',
    path: '/',
    shows: 'article.tile',
    open: (page) => page.getByRole('button', { name: 'More', exact: true }).click(),
    layer: 'dialog .session-list',
  },
  { name: 'snippets', path: '/s/cc-docs', shows: '.xterm', open: snippets, layer: 'dialog.snippets' },
]

async function snippets(page: Page): Promise<void> {
  await page.getByRole('button', { name: 'More actions' }).click()
  await page.getByRole('menuitem', { name: 'Commands …' }).click()
  await page.getByRole('menuitem', { name: 'Make the shell report prompts' }).click()
}

async function selection(page: Page): Promise<void> {
  await page.keyboard.press('j')
  await page.keyboard.press('x')
}

describe('accessibility of every layer over a page', function () {
  this.timeout(180_000)
  const t = withHub({ isShared: true, prepare: makeShop, ready: fillShop })

  async function violationsIn(layers: ReadonlyArray<Layer>, device: Device): Promise<string> {
    const found: string[] = []
    const { page, faults } = await t.browser.signedIn(t.hub, '/', { ...device, remembers: { penates_theme: 'dark' } })
    await page.locator('h1').first().waitFor()
    await askForShop(t)
    for (const { name, path, shows, open, layer } of layers) {
      await page.goto(t.hub.url + path)
      await page.locator(shows).first().waitFor()
      await open(page)
      await page.locator(layer).first().waitFor()
      const dark = await axeViolations(page)
      await page.evaluate(`document.documentElement.dataset.theme = 'light'`)
      found.push(...[...dark, ...(await contrastViolations(page))].map((fault) => `${name}: ${fault}`))
      await page.keyboard.press('Escape')
    }
    expect(faults()).to.deep.equal([])
    return found.join('\n')
  }

  it('finds no violation in menus, dialogs and panels at a desk, in both themes', async () => {
    expect(await violationsIn([...EVERYWHERE, ...AT_A_DESK], DESKTOP)).to.equal('')
  })

  it('finds no violation in menus, dialogs and sheets on a phone, in both themes', async () => {
    expect(await violationsIn([...EVERYWHERE, ...ON_A_PHONE], PHONE)).to.equal('')
  })
})
