import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { eventually } from '../support/eventually.js'
import { resize } from '../support/page-checks.js'
import { withHub } from '../support/with-hub.js'

const PLAN = `# Notes

## Released: v1.4.0

- [x] Tag search

## In Development: v1.5.0

- [x] Offline queue {priority: p0}
- [ ] Conflict dialog
- [ ] Dark icons

## Backlog

- [ ] Share by link

## Changelog

### v1.4.0 — 2026-10-02

Search by **tag**.
`

describe('projects in the browser', function () {
  this.timeout(120_000)
  let folder: string
  const t = withHub({
    prepare: async (place) => {
      folder = join(place.home, 'code', 'notes')
      await mkdir(folder, { recursive: true })
      await writeFile(join(folder, 'CHANGELOG.md'), PLAN)
    },
  })

  const plan = (): Promise<string> => readFile(join(folder, 'CHANGELOG.md'), 'utf8')
  const register = async (displayName = 'Notes', path = folder): Promise<string> => {
    const { body } = await t.hub.call('POST', '/api/projects', { displayName, path })
    return (body as { id: string }).id
  }
  const section = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })
  const items = (page: Page, name: string): Promise<ReadonlyArray<string>> =>
    section(page, name).locator('.item-text').allInnerTexts()

  const openPlan = async (page: Page): Promise<void> => {
    await page.goto(`${t.hub.url}/p/notes`)
    await page.getByText('Conflict dialog').waitFor()
  }

  it('registers a folder that was walked to, and shows its plan', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub)
    await page.getByRole('link', { name: 'Projects' }).click()
    await page.getByText('No projects yet.').waitFor()
    await page.getByRole('link', { name: 'New project' }).first().click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'code' }).click()
    await dialog.getByRole('button', { name: 'notes' }).click()
    await eventually(async () => {
      expect(await dialog.getByLabel('Name', { exact: true }).inputValue()).to.equal('notes')
    })
    await dialog.getByRole('button', { name: /Register/ }).click()
    await page.getByText('Conflict dialog').waitFor()
    expect(new URL(page.url()).pathname).to.equal('/p/notes')
    expect(await items(page, 'In development')).to.deep.equal(['Offline queuep0', 'Conflict dialog', 'Dark icons'])
    await page.locator('.changelog strong', { hasText: 'tag' }).waitFor()
    expect(await plan()).to.equal(PLAN)
    expect(faults()).to.deep.equal([])
  })

  it('writes what is toggled, added, edited, moved and deleted, and takes a deletion back', async () => {
    await register()
    const { page, faults } = await t.browser.signedIn(t.hub)
    await openPlan(page)
    await page.getByRole('checkbox', { name: 'Done: Conflict dialog' }).check()
    await page.getByLabel('Add to “In development”').fill('Größere Schrift')
    await page.keyboard.press('Enter')
    await page.getByRole('checkbox', { name: 'Done: Größere Schrift' }).waitFor()
    await page.getByText('Dark icons').dblclick()
    await page.getByLabel('Text of “Dark icons”').fill('Darker icons')
    await page.keyboard.press('Enter')
    await page.getByRole('checkbox', { name: 'Done: Darker icons' }).focus()
    await page.keyboard.press('Alt+ArrowUp')
    await eventually(async () => {
      expect(await plan()).to.include(
        '- [x] Offline queue {priority: p0}\n- [ ] Darker icons\n- [x] Conflict dialog\n- [ ] Größere Schrift\n',
      )
    })
    // The keyboard is still on what it moved.
    await page.keyboard.press('Alt+ArrowRight')
    await eventually(async () => {
      expect(await plan()).to.include('- [ ] Share by link\n- [ ] Darker icons\n')
    })
    await page.getByRole('checkbox', { name: 'Done: Offline queue' }).focus()
    const before = await plan()
    await page.keyboard.press('Delete')
    await page.getByText('Deleted “Offline queue”.').waitFor()
    expect(await plan()).not.to.include('Offline queue')
    await page.getByRole('button', { name: 'Undo' }).click()
    await eventually(async () => {
      expect(await plan()).to.equal(before)
    })
    expect(faults()).to.deep.equal([])
  })

  it('moves an item into another section with the mouse', async () => {
    await register()
    const { page } = await t.browser.signedIn(t.hub)
    await openPlan(page)
    const row = page.locator('.plan-item', { hasText: 'Share by link' })
    await row.hover()
    await row.locator('.grip').dragTo(page.locator('.plan-item', { hasText: 'Dark icons' }), {
      targetPosition: { x: 200, y: 3 },
    })
    await eventually(async () => {
      expect(await items(page, 'In development')).to.deep.equal([
        'Offline queuep0',
        'Conflict dialog',
        'Share by link',
        'Dark icons',
      ])
    })
    await eventually(async () => {
      expect(await plan()).to.include('- [ ] Conflict dialog\n- [ ] Share by link\n- [ ] Dark icons\n')
    })
  })

  it('shows what was changed elsewhere, and keeps what is being typed', async () => {
    await register()
    const { page } = await t.browser.signedIn(t.hub)
    await openPlan(page)
    await page.getByText('Dark icons').dblclick()
    await page.getByLabel('Text of “Dark icons”').fill('Half a thought')
    await writeFile(
      join(folder, 'CHANGELOG.md'),
      PLAN.replace('- [ ] Conflict dialog\n', '- [ ] Before it\n- [ ] New\n'),
    )
    await page.getByText('Before it').waitFor()
    expect(await page.getByLabel('Text of “Dark icons”').inputValue()).to.equal('Half a thought')
    await page.keyboard.press('Enter')
    await eventually(async () => {
      expect(await plan()).to.include('- [ ] Before it\n- [ ] New\n- [ ] Half a thought\n')
    })
  })

  it('keeps the words for an item that is gone', async () => {
    await register()
    const { page } = await t.browser.signedIn(t.hub)
    await openPlan(page)
    // Nothing is heard of the change, as on a network that just broke.
    await page.routeWebSocket(/projects\/events/, () => undefined)
    await page.reload()
    await page.getByText('Dark icons').dblclick()
    await page.getByLabel('Text of “Dark icons”').fill('Half a thought')
    await writeFile(join(folder, 'CHANGELOG.md'), PLAN.replace('- [ ] Dark icons\n', ''))
    await page.keyboard.press('Enter')
    await page.getByText('Your text is kept below').waitFor()
    expect(await page.getByLabel('Add to “In development”').inputValue()).to.equal('Half a thought')
    expect(await plan()).not.to.include('Half a thought')
  })

  it('releases what is done, after showing what will change, and takes it back', async () => {
    await register()
    const before = await plan()
    const { page, faults } = await t.browser.signedIn(t.hub)
    await openPlan(page)
    await page.getByRole('button', { name: 'Release', exact: true }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('1 item is released as 1.5.0').waitFor()
    await dialog.getByText('2 open items stay in development for 1.5.1').waitFor()
    await dialog.getByRole('radio', { name: 'Major 2.0.0' }).check({ force: true })
    await dialog.getByText('1 item is released as 2.0.0').waitFor()
    await dialog.getByText('2 open items stay in development for 2.0.1').waitFor()
    await dialog.getByRole('radio', { name: 'Minor 1.5.0' }).check({ force: true })
    await dialog.getByLabel('Description for the changelog').fill('## Released: v9')
    await dialog.getByText('Lines must not start with “## ”').waitFor()
    await dialog.getByLabel('Description for the changelog').fill('Works *offline*.')
    await page.keyboard.press('Control+Enter')
    await page.getByText('Notes 1.5.0 is released.').waitFor()
    const released = await plan()
    expect(released).to.include('## Released: v1.5.0').and.to.include('## In Development: v1.5.1')
    expect(released).to.include('Works *offline*.').and.to.include('Tag search')
    await eventually(async () => {
      expect(await items(page, 'In development')).to.deep.equal(['Conflict dialog', 'Dark icons'])
    })
    await page.keyboard.press('Control+z')
    await page.getByText('Notes: release undone.').waitFor()
    expect(await plan()).to.equal(before)
    expect(faults()).to.deep.equal([])
  })

  it('finds items in all plans, and goes to them', async () => {
    await register()
    const { page } = await t.browser.signedIn(t.hub, '/projects')
    await page.getByLabel('Filter projects and plans').fill('share')
    await page.getByRole('link', { name: /Share by link/ }).click()
    await page.getByText('Conflict dialog').waitFor()
    await eventually(async () => {
      expect(await page.evaluate('document.activeElement.ariaLabel')).to.equal('Done: Share by link')
    })
  })

  it('pins, reorders and forgets projects, and takes the last back', async () => {
    await register()
    const other = join(t.place.home, 'code', 'shop')
    await mkdir(other)
    await writeFile(join(other, 'CHANGELOG.md'), PLAN)
    await register('Shop', other)
    const { page, faults } = await t.browser.signedIn(t.hub, '/projects')
    const names = (): Promise<ReadonlyArray<string>> => page.locator('.project-title').allInnerTexts()
    await page.getByText('Shop', { exact: true }).waitFor()
    expect(await names()).to.deep.equal(['Notes', 'Shop'])
    for (const width of [700, 820, 960, 1100, 1280]) {
      await resize(page, width, 800)
      const cut = await page.evaluate(`[...document.querySelectorAll('.project-title')]
        .filter((e) => e.clientWidth === 0 || e.scrollWidth > e.clientWidth).length`)
      expect([width, cut]).to.deep.equal([width, 0])
    }
    await resize(page, 1280, 800)
    await page.getByRole('link', { name: /^Shop/ }).focus()
    await page.keyboard.press('Alt+ArrowUp')
    await eventually(async () => {
      expect(await names()).to.deep.equal(['Shop', 'Notes'])
    })
    await page.getByRole('button', { name: 'More actions: Notes' }).click()
    await page.getByRole('menuitem', { name: 'Pin' }).click()
    await page.getByRole('img', { name: 'Pinned' }).waitFor()
    await eventually(async () => void expect(await names()).to.deep.equal(['Notes', 'Shop']))
    await page.reload()
    await page.getByText('Shop', { exact: true }).waitFor()
    expect(await names()).to.deep.equal(['Notes', 'Shop'])
    await page.getByRole('button', { name: 'More actions: Shop' }).click()
    await page.getByRole('menuitem', { name: 'Forget' }).click()
    await page.getByRole('menuitem', { name: 'Really forget?' }).click()
    await page.getByText('Forgot Shop.').waitFor()
    await eventually(async () => void expect(await names()).to.deep.equal(['Notes']))
    await page.getByRole('button', { name: 'Undo' }).click()
    await eventually(async () => {
      expect(await names()).to.deep.equal(['Notes', 'Shop'])
    })
    expect(faults()).to.deep.equal([])
  })

  it('is whole on a phone of 360 pixels, in German', async () => {
    await register()
    const phone = { width: 360, height: 740, touch: true, remembers: { penates_language: 'de' } }
    const { page, faults } = await t.browser.signedIn(t.hub, '/', phone)
    await page.getByRole('button', { name: 'Mehr' }).tap()
    await page.getByRole('link', { name: 'Projekte' }).tap()
    await page.getByRole('link', { name: /Notes/ }).tap()
    await page.getByText('Conflict dialog').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(360)
    await page.getByRole('button', { name: 'Aktionen für Dark icons' }).tap()
    await page.getByRole('menuitem', { name: 'Nach oben' }).tap()
    await eventually(async () => {
      expect(await plan()).to.include('- [ ] Dark icons\n- [ ] Conflict dialog\n')
    })
    expect(faults()).to.deep.equal([])
  })
})
