import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { eventually } from '../support/eventually.js'
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
    const field = page.getByRole('combobox', { name: 'Search or run a command …' })
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
    await page.waitForURL('**/settings/devices')
    expect(faults()).to.deep.equal([])
  })

  it('stays open while keys select or drop a word of an input method', async () => {
    const { page, context, faults } = await t.browser.signedIn(t.hub, '/board')
    await page.getByRole('heading', { name: 'Board' }).waitFor()
    const browser = await context.newCDPSession(page)
    const field = page.getByRole('combobox', { name: 'Search or run a command …' })
    await page.keyboard.press('Control+k')
    await field.waitFor()
    await browser.send('Input.imeSetComposition', { text: 'usage', selectionStart: 5, selectionEnd: 5 })
    const first = page.locator('#palette-list').getByRole('option').first()
    await first.filter({ hasText: 'Usage' }).waitFor()
    for (const key of ['Enter', 'Escape'])
      await browser.send('Input.dispatchKeyEvent', { type: 'rawKeyDown', key, code: key, windowsVirtualKeyCode: 229 })
    expect([await field.inputValue(), new URL(page.url()).pathname]).to.deep.equal(['usage', '/board'])
    await browser.send('Input.insertText', { text: 'usage' })
    await page.keyboard.press('Enter')
    await page.waitForURL('**/usage')
    expect(faults()).to.deep.equal([])
  })

  it('reaches files of the page, its actions with their shortcuts, and single settings', async () => {
    const path = join(t.place.home, 'web-shop')
    await mkdir(join(path, 'src', 'cart'), { recursive: true })
    await writeFile(join(path, 'src', 'cart', 'price.ts'), 'export const price = 42\n')
    await t.hub.call('POST', '/api/projects', { displayName: 'Web shop', path })
    await t.hub.call('POST', '/api/sessions', { name: 'shop', directory: path, shell: true })
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-shop')
    await page.locator('.terminal-box .xterm-screen').waitFor()
    const field = page.getByRole('combobox', { name: 'Search or run a command …' })
    const first = page.locator('#palette-list').getByRole('option').first()
    const open = async (text: string, shown: string | RegExp): Promise<void> => {
      await page.keyboard.press('Control+k')
      await field.fill(text)
      await first.filter({ hasText: shown }).waitFor()
    }
    const run = async (text: string, shown: string | RegExp): Promise<void> => {
      await open(text, shown)
      await page.keyboard.press('Enter')
      await field.waitFor({ state: 'detached' })
    }

    // Files of the session's folder.
    await run('cart/price', 'src/cart/price.ts')
    await page.waitForURL('**/s/cc-shop/file?path=src%2Fcart%2Fprice.ts')
    await page.getByText('export const price = 42').waitFor()
    // Buttons of the toolbar and entries of its menu.
    await open('search and scroll', /Ctrl Shift F/)
    await page.keyboard.press('Escape')
    await field.waitFor({ state: 'detached' })
    await open('split right', /This page.*Ctrl Shift E/)
    await page.keyboard.press('Escape')
    await field.waitFor({ state: 'detached' })
    await run('changes', 'Changes')
    await page.waitForURL('**/s/cc-shop/changes')

    // Files and tabs of a project.
    await page.goto(`${t.hub.url}/p/web-shop`)
    await page.getByRole('button', { name: 'New session here' }).waitFor()
    await run('usage this', /Usage.*This page/)
    await page.waitForURL('**/p/web-shop/usage')
    await run('price.ts', 'src/cart/price.ts')
    await page.getByText('export const price = 42').waitFor()
    expect(new URL(page.url()).pathname).to.include('/p/web-shop/files')
    // An entry that asks for a confirmation is shown and not run.
    await run('forget', 'Forget')
    await page.getByRole('menuitem', { name: 'Forget' }).waitFor()
    await page.keyboard.press('Escape')

    // A single setting takes the focus.
    for (const label of ['Blinking cursor', 'Refuse strict sessions in projects with hooks turned off', 'Contrast']) {
      await run(label, label)
      await page.waitForURL('**/settings')
      await page.locator('.setting', { hasText: label }).locator(':focus').waitFor()
    }
    await page.goto(`${t.hub.url}/`)
    await page.locator('article').first().waitFor()
    await run('filter sessions', /Filter sessions.*\//)
    await page.locator('label.filter input:focus').waitFor()
    expect(faults()).to.deep.equal([])
  })

  it('finds files of the projects from every page, with the name of each, in those that were last worked in', async () => {
    const names = ['one', 'two', 'three', 'four', 'five']
    for (const name of names) {
      const path = join(t.place.home, name)
      await mkdir(join(path, 'src'), { recursive: true })
      await writeFile(join(path, 'src', 'basket.ts'), `export const name = '${name}'\n`)
      await t.hub.call('POST', '/api/projects', { displayName: `Project ${name}`, path })
    }
    await t.hub.call('POST', '/api/sessions', { name: 'work', directory: join(t.place.home, 'five'), shell: true })
    const { page, faults } = await t.browser.signedIn(t.hub, '/', { serviceWorkers: 'block' })
    await page.locator('article').first().waitFor()
    const searches: string[] = []
    page.on('request', (request) => {
      if (request.url().includes('/files/search')) searches.push(new URL(request.url()).pathname)
    })
    await page.keyboard.press('Control+k')
    const field = page.getByRole('combobox', { name: 'Search or run a command …' })
    await field.fill('b')
    const rows = page.locator('#palette-list').getByRole('option')
    await rows.first().waitFor()
    await field.fill('basket')
    await rows.filter({ hasText: 'src/basket.ts' }).nth(3).waitFor()
    expect(searches).to.have.members(
      ['five', 'one', 'two', 'three'].map((name) => `/api/projects/${name}/files/search`),
    )
    await rows.filter({ hasText: 'Project five · Files' }).click()
    await page.getByText("export const name = 'five'").waitFor()
    expect(new URL(page.url()).pathname).to.include('/p/five/files')
    expect(faults()).to.deep.equal([])
  })

  it('ends a search whose query was typed over', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/', { serviceWorkers: 'block' })
    const queryOf = (address: string) => new URL(address).searchParams.get('q')
    let isAsked: () => void = () => undefined
    const asked = new Promise<void>((resolve) => (isAsked = resolve))
    await page.route('**/api/conversations?*', async (route) => {
      if (queryOf(route.request().url()) === 'first')
        isAsked() // and is never answered
      else await route.continue()
    })
    await page.keyboard.press('Control+k')
    const field = page.getByRole('combobox', { name: 'Search or run a command …' })
    await field.fill('first')
    await asked
    const ended = page.waitForEvent('requestfailed', (request) => queryOf(request.url()) === 'first')
    const next = page.waitForResponse((response) => queryOf(response.url()) === 'second')
    await field.fill('second')
    expect((await ended).failure()?.errorText).to.equal('net::ERR_ABORTED')
    expect((await next).status()).to.equal(200)
  })

  it('does what the query says to a session and a card, from any page, and asks before it ends something', async () => {
    const path = join(t.place.home, 'till')
    await mkdir(path)
    await t.hub.call('POST', '/api/projects', { displayName: 'Till', path })
    for (const name of ['till', 'scanner'])
      await t.hub.call('POST', '/api/sessions', { name, directory: path, shell: true })
    const { body } = await t.hub.call('POST', '/api/board/cards', { projectId: 'till', title: 'Print a receipt' })
    const { id } = body as { id: string }
    const { page, faults } = await t.browser.signedIn(t.hub, '/usage')
    const field = page.getByRole('combobox', { name: 'Search or run a command …' })
    const first = page.locator('#palette-list').getByRole('option').first()
    const run = async (text: string, shown: string): Promise<void> => {
      await page.getByRole('link', { name: 'Overview' }).first().waitFor()
      await page.keyboard.press('Control+k')
      await field.fill(text)
      await first.filter({ hasText: shown }).waitFor()
      await page.keyboard.press('Enter')
      await field.waitFor({ state: 'detached' })
    }
    await run('diff till', 'Changes · till')
    await page.waitForURL('**/s/cc-till/changes')
    await page.goto(`${t.hub.url}/usage`)
    await run('receipt move', 'Move to “Brainstorming” · Print a receipt')
    await page.waitForURL(`**/board/${id}`)
    await page.getByText('Start an agent').first().waitFor()
    await page.goto(`${t.hub.url}/usage`)
    await run('end scan', 'Kill · scanner')
    await page.getByRole('menuitem', { name: 'Kill' }).press('Enter')
    await page.getByRole('menuitem').first().press('Enter')
    const runningAre = (...names: ReadonlyArray<string>): Promise<void> =>
      eventually(async () => {
        const { body: listed } = await t.hub.call('GET', '/api/sessions')
        const running = (listed as { name: string; status: string }[]).filter(({ status }) => status === 'running')
        expect(running.map(({ name }) => name)).to.have.members(names)
      })
    await runningAre('cc-till')
    await run('undo', 'Undo')
    await runningAre('cc-till', 'cc-scanner')
    await run('name till', 'Rename · till')
    await page.locator('.rename input').first().waitFor()
    expect(faults()).to.deep.equal([])
  })
})
