import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { eventually } from '../support/eventually.js'
import { withHub } from '../support/with-hub.js'

const PLAN = '# Shop\n\n## In Development: v1.1.0\n\n- [ ] Dark icons\n\n## Changelog\n'
const OTHER_PAGE = '<!doctype html><script type="module" crossorigin src="/assets/index-Other000.js"></script>'
const COMES_BACK_MS = 20_000

describe('drafts in the browser', function () {
  this.timeout(120_000)
  let card: string
  let root: string
  const t = withHub({
    prepare: async (place) => {
      root = join(place.home, 'code', 'shop')
      await mkdir(root, { recursive: true })
      await writeFile(join(root, 'CHANGELOG.md'), PLAN)
    },
    ready: async ({ hub }) => {
      await hub.call('POST', '/api/projects', { displayName: 'Shop', path: root })
      const { body } = await hub.call('POST', '/api/board/cards', { projectId: 'shop', title: 'Offline mode' })
      card = (body as { readonly id: string }).id
    },
  })

  const restart = async (page: Page): Promise<void> => {
    await t.hub.end('SIGTERM')
    await page.getByText('The hub does not answer. This is its state from').waitFor({ timeout: COMES_BACK_MS })
    t.hub = await t.place.start({ PORT: new URL(t.hub.url).port })
    await page
      .getByText('The hub does not answer. This is its state from')
      .waitFor({ state: 'detached', timeout: COMES_BACK_MS })
  }
  const isSamePage = (page: Page): Promise<boolean> => page.evaluate<boolean>('window.keptByTest === true')
  const markPage = (page: Page): Promise<unknown> => page.evaluate('window.keptByTest = true')

  /** Presses the button that opens a form, unless its draft has opened it. */
  const openForm = async (page: Page, button: string): Promise<void> => {
    await page.getByRole('heading', { name: 'Settings', level: 1 }).waitFor()
    await page.waitForLoadState('networkidle')
    const opener = page.getByRole('button', { name: button })
    if (await opener.isVisible()) await opener.click()
  }

  const FORMS: ReadonlyArray<{
    readonly name: string
    readonly path: () => string
    readonly open?: (page: Page) => Promise<void>
    readonly field: (page: Page) => ReturnType<Page['locator']>
    readonly typed: string
  }> = [
    {
      name: 'a new card',
      path: () => '/board',
      field: (page) => page.getByLabel('Add a card to Idea'),
      typed: 'Half a thought',
    },
    {
      name: 'the notes of a card',
      path: () => `/board/${card}`,
      open: async (page) => {
        const begin = page.getByRole('button', { name: 'Add notes …' })
        const field = page.getByRole('textbox', { name: 'Notes' })
        await begin.or(field).waitFor()
        if (await begin.isVisible()) await begin.click()
      },
      field: (page) => page.getByRole('textbox', { name: 'Notes' }),
      typed: 'Write queue, replayed later',
    },
    {
      name: 'a new item of a plan',
      path: () => '/p/shop',
      field: (page) => page.getByLabel('Add to “In development”'),
      typed: 'Bigger letters',
    },
    {
      name: 'the name of a new session',
      path: () => '/new',
      open: async (page) => {
        const more = page.locator('details.more-options')
        await more.waitFor()
        if ((await more.getAttribute('open')) === null) await more.locator('summary').click()
      },
      field: (page) => page.getByRole('dialog').getByLabel('Name', { exact: true }),
      typed: 'half-a-name',
    },
    {
      name: 'a new access token',
      path: () => '/settings',
      open: (page) => openForm(page, 'New token'),
      field: (page) => page.getByRole('region', { name: 'Access tokens' }).getByLabel('Name', { exact: true }),
      typed: 'ci',
    },
    {
      name: 'a new webhook',
      path: () => '/settings',
      open: (page) => openForm(page, 'New webhook'),
      field: (page) => page.locator('.access-form').getByLabel('URL', { exact: true }),
      typed: 'https://example.com/hook',
    },
    {
      name: 'a new budget',
      path: () => '/usage',
      field: (page) => page.locator('.add-budget').getByLabel('US dollars'),
      typed: '12.5',
    },
  ]

  it('survive a restart of the hub, which does not reload an unchanged page, and a reload', async () => {
    const { page } = await t.browser.signedIn(t.hub)
    for (const { path, open, field, typed } of FORMS) {
      await page.goto(t.hub.url + path())
      await open?.(page)
      await field(page).fill(typed)
    }
    await markPage(page)
    await restart(page)
    expect(await isSamePage(page)).to.equal(true)
    expect(await page.locator('.add-budget').getByLabel('US dollars').inputValue()).to.equal('12.5')
    for (const { name, path, open, field, typed } of FORMS) {
      await page.goto(t.hub.url + path())
      await page.reload()
      await open?.(page)
      await eventually(async () => {
        expect(await field(page).inputValue(), name).to.equal(typed)
      })
    }
  })

  it('hold back the reload for a newer page until they are sent or dropped', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/board')
    const field = page.getByLabel('Add a card to Idea')
    await field.fill('Half a thought')
    await markPage(page)
    await page.route('**/', (route) =>
      route.request().resourceType() === 'fetch'
        ? route.fulfill({ contentType: 'text/html', body: OTHER_PAGE })
        : route.continue(),
    )
    await restart(page)
    await page.getByText('A new version of this page is ready.').waitFor()
    expect([await isSamePage(page), await field.inputValue()]).to.deep.equal([true, 'Half a thought'])
    await field.fill('')
    await field.blur()
    await eventually(async () => {
      expect(await isSamePage(page)).to.equal(false)
    }, COMES_BACK_MS)
  })

  it('are kept where the script of another page is gone with its version, which that page says', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/board', { serviceWorkers: 'block' })
    await page.getByLabel('Add a card to Idea').fill('Half a thought')
    await markPage(page)
    await page.route('**/', (route) =>
      route.request().resourceType() === 'fetch'
        ? route.fulfill({ contentType: 'text/html', body: OTHER_PAGE })
        : route.continue(),
    )
    const script = '**/assets/usage-page-*.js'
    await page.route(script, (route) => route.fulfill({ status: 404, body: '' }))
    await page.getByRole('link', { name: 'Usage' }).click()
    const gone = page.locator('#content [role=alert]')
    await gone.getByText('A new version of this page is ready.').waitFor()
    expect(await isSamePage(page)).to.equal(true)
    await page.unroute(script)
    await gone.getByRole('button', { name: 'Reload' }).click()
    await page.getByRole('heading', { name: 'Usage', level: 1 }).waitFor()
    await page.getByRole('link', { name: 'Board' }).click()
    await eventually(async () => {
      expect(await page.getByLabel('Add a card to Idea').inputValue()).to.equal('Half a thought')
    })
  })

  it('are dropped when the person signs out', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/board')
    await page.getByLabel('Add a card to Idea').fill('Half a thought')
    await page.goto(`${t.hub.url}/settings`)
    await page.getByRole('button', { name: 'Sign out' }).click()
    expect(
      await page.evaluate(`Object.keys(sessionStorage).filter((key) => key.startsWith('penates_draft_'))`),
    ).to.deep.equal([])
  })
})
