import { access, mkdir, readdir, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { JSHandle, Locator, Page } from 'playwright-core'
import { eventually } from '../support/eventually.js'
import { withHub } from '../support/with-hub.js'

describe('files in the browser', function () {
  this.timeout(120_000)
  let folder: string
  const t = withHub({
    prepare: async (place) => {
      folder = join(place.home, 'code', 'notes')
      await mkdir(join(folder, 'src', 'deep'), { recursive: true })
      await mkdir(join(folder, 'docs'))
      await writeFile(join(folder, 'CHANGELOG.md'), '# Notes\n\nThis is **it**.\n')
      await writeFile(join(folder, 'src', 'app.ts'), 'export const answer = 42\n')
      await writeFile(join(folder, '.hidden'), 'x')
    },
    ready: async ({ hub }) => {
      await hub.call('POST', '/api/projects', { displayName: 'Notes', path: folder })
    },
  })

  const isThere = (...path: string[]): Promise<boolean> =>
    access(join(folder, ...path)).then(
      () => true,
      () => false,
    )
  const item = (page: Page, name: string): Locator => page.getByRole('treeitem', { name, exact: true })
  const openFiles = async (page: Page): Promise<void> => {
    await page.goto(`${t.hub.url}/p/notes/files`)
    await item(page, 'src').waitFor()
  }
  /** Data of a drag from the desktop. */
  const desktopFiles = (page: Page, ...files: ReadonlyArray<readonly [string, string]>): Promise<JSHandle> =>
    page.evaluateHandle(`{
      const carried = new DataTransfer()
      for (const [name, text] of ${JSON.stringify(files)}) carried.items.add(new File([text], name))
      carried
    }`)
  const dropOn = async (target: Locator, dataTransfer: JSHandle): Promise<void> => {
    for (const type of ['dragenter', 'dragover', 'drop']) await target.dispatchEvent(type, { dataTransfer })
  }

  it('are walked through by keys, and shown', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub)
    await openFiles(page)
    await page.getByRole('tree').focus()
    await page.keyboard.press('s')
    await page.keyboard.press('ArrowRight')
    await item(page, 'app.ts').waitFor()
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    await page.getByText('answer').waitFor()
    expect(new URL(page.url()).search).to.equal('?path=src%2Fapp.ts')
    await page.keyboard.press('ArrowLeft')
    await page.keyboard.press('ArrowLeft')
    await item(page, 'app.ts').waitFor({ state: 'detached' })
    await item(page, 'CHANGELOG.md').click()
    await page.locator('.markdown strong', { hasText: 'it' }).waitFor()
    expect(faults()).to.deep.equal([])
  })

  it('show the README while none is chosen, once there is one', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub)
    await openFiles(page)
    await page.getByText('Choose a file to view it.').waitFor()
    await writeFile(join(folder, 'README.md'), '# All my notes\n')
    await page.getByRole('heading', { name: 'All my notes' }).waitFor()
    await item(page, 'CHANGELOG.md').click()
    await page.getByText('This is it.').waitFor()
    expect(await page.getByRole('heading', { name: 'All my notes' }).count()).to.equal(0)
    expect(faults()).to.deep.equal([])
    await rm(join(folder, 'README.md'))
  })

  it('show signs in a name that turn its order or cannot be seen', async () => {
    await writeFile(join(folder, '\u202egpj.exe'), '')
    const { page } = await t.browser.signedIn(t.hub)
    await openFiles(page)
    expect(await page.locator('.tree-name', { hasText: 'gpj.exe' }).innerText()).to.equal('⟨U+202E⟩gpj.exe')
  })

  it('come and go with what happens in the folder', async () => {
    const { page } = await t.browser.signedIn(t.hub)
    await openFiles(page)
    expect(await item(page, '.hidden').count()).to.equal(0)
    await writeFile(join(folder, 'new.txt'), 'hello')
    await item(page, 'new.txt').waitFor()
    await item(page, 'new.txt').click()
    await page.getByText('hello').waitFor()
    await writeFile(join(folder, 'new.txt'), 'changed meanwhile')
    await page.getByText('changed meanwhile').waitFor()
    await page.getByRole('button', { name: 'Hidden and ignored' }).click()
    await item(page, '.hidden').waitFor()
  })

  it('come too that were made before the hub watched their folder', async () => {
    const { page } = await t.browser.signedIn(t.hub)
    const held: (() => void)[] = []
    await page.routeWebSocket('**/api/files/events*', (socket) => {
      const server = socket.connectToServer()
      socket.onMessage((frame) => {
        held.push(() => {
          server.send(frame)
        })
      })
    })
    await openFiles(page)
    await eventually(() => void expect(held).to.have.length(1))
    await page.waitForLoadState('networkidle')
    await writeFile(join(folder, 'early.txt'), 'hello')
    for (const send of held) send()
    await item(page, 'early.txt').waitFor()
  })

  it('are selected once they are made, also while git is slow', async () => {
    const { page } = await t.browser.signedIn(t.hub)
    await page.route('**/files/git', () => undefined)
    await openFiles(page)
    await item(page, 'docs').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'New file' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('new.md')
    await page.keyboard.press('Enter')
    await item(page, 'new.md').waitFor()
    await page.keyboard.press('F2')
    await page.getByRole('textbox', { name: 'New name of new.md' }).waitFor()
  })

  it('are made, renamed and duplicated', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub)
    await openFiles(page)
    await item(page, 'docs').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'New file' }).click()
    await page.getByRole('textbox', { name: 'Name' }).fill('größe.md')
    await page.keyboard.press('Enter')
    await page.getByRole('treeitem', { name: 'größe.md', selected: true }).waitFor()
    expect(await isThere('docs', 'größe.md')).to.equal(true)
    await page.getByRole('tree').focus()
    await page.keyboard.press('F2')
    const field = page.getByRole('textbox', { name: 'New name of größe.md' })
    await field.fill('a/b')
    await page.getByText('“/” and').waitFor()
    await field.fill('size.md')
    await page.keyboard.press('Enter')
    await item(page, 'size.md').waitFor()
    await item(page, 'size.md').click({ button: 'right' })
    await page.getByRole('menuitem', { name: 'Duplicate' }).click()
    await item(page, 'size-1.md').waitFor()
    expect(await readdir(join(folder, 'docs'))).to.have.members(['size.md', 'size-1.md'])
    expect(faults()).to.deep.equal([])
  })

  it('show the button of their menu while it has the focus, without a pointer', async () => {
    const { page } = await t.browser.signedIn(t.hub)
    await openFiles(page)
    const opacity = (): Promise<unknown> =>
      page.evaluate('getComputedStyle(document.querySelector(".tree-more")).opacity')
    expect(await opacity()).to.equal('0')
    await page.locator('.tree-more').first().focus()
    await eventually(async () => void expect(await opacity()).to.equal('1'))
  })

  it('are moved with the mouse, and back again', async () => {
    const { page } = await t.browser.signedIn(t.hub)
    await openFiles(page)
    await item(page, 'CHANGELOG.md').dragTo(item(page, 'docs'))
    await page.getByText('Moved CHANGELOG.md.').waitFor()
    expect(await isThere('docs', 'CHANGELOG.md')).to.equal(true)
    await page.getByRole('button', { name: 'Undo' }).click()
    await eventually(async () => {
      expect(await isThere('CHANGELOG.md')).to.equal(true)
    })
  })

  it('are cut and pasted, and where a name is taken the person decides', async () => {
    await writeFile(join(folder, 'docs', 'app.ts'), 'the old one')
    const { page } = await t.browser.signedIn(t.hub)
    await openFiles(page)
    await item(page, 'src').click()
    await item(page, 'app.ts').click()
    await page.getByRole('tree').focus()
    await page.keyboard.press('Control+x')
    await page.keyboard.press('Home')
    await page.keyboard.press('Control+v')
    await page.getByRole('dialog', { name: 'app.ts already exists' }).waitFor()
    await page.getByRole('button', { name: 'Keep both' }).click()
    await eventually(async () => {
      expect(await readdir(join(folder, 'docs'))).to.have.members(['app.ts', 'app-1.ts'])
      expect(await isThere('src', 'app.ts')).to.equal(false)
    })
    expect(await readFile(join(folder, 'docs', 'app.ts'), 'utf8')).to.equal('the old one')
  })

  it('are dropped from the desktop, one question for all that are there already', async () => {
    await writeFile(join(folder, 'docs', 'one.txt'), 'old')
    await writeFile(join(folder, 'docs', 'two.txt'), 'old')
    const { page, faults } = await t.browser.signedIn(t.hub)
    await openFiles(page)
    const carried = await desktopFiles(page, ['one.txt', 'new'], ['two.txt', 'new'], ['three.txt', 'new'])
    await dropOn(item(page, 'docs'), carried)
    await page.getByRole('dialog').waitFor()
    await page.getByLabel('Apply to all conflicts').check()
    await page.getByRole('button', { name: 'Replace' }).click()
    await page.getByText('Uploaded 3 files').waitFor()
    for (const name of ['one.txt', 'two.txt', 'three.txt'])
      expect(await readFile(join(folder, 'docs', name), 'utf8')).to.equal('new')
    await item(page, 'three.txt').waitFor()
    expect(faults()).to.deep.equal([])
  })

  it('can be taken back while they are on their way', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub)
    await openFiles(page)
    // The network takes the file and never ends.
    await page.route(/files\/upload/, () => undefined)
    await dropOn(
      item(page, 'docs'),
      await desktopFiles(page, ['one.txt', 'new'], ['two.txt', 'new'], ['three.txt', 'new']),
    )
    await page.getByText('Uploading 1 of 3').waitFor()
    await page.getByRole('button', { name: 'Stop uploading one.txt' }).click()
    await page.locator('.upload.stopped', { hasText: 'one.txt' }).waitFor()
    await page.getByRole('button', { name: 'Stop all' }).click()
    await page.locator('.upload.stopped', { hasText: 'three.txt' }).waitFor()
    expect(await readdir(join(folder, 'docs'))).to.deep.equal([])
    expect(faults()).to.deep.equal([])
  })

  it('are put into the trash by a key that is pressed twice', async () => {
    const { page } = await t.browser.signedIn(t.hub)
    await openFiles(page)
    await item(page, 'CHANGELOG.md').click()
    await page.getByRole('tree').focus()
    await page.keyboard.press('Delete')
    await page.getByText('Press Delete again').waitFor()
    expect(await isThere('CHANGELOG.md')).to.equal(true)
    await page.keyboard.press('Delete')
    await page.getByText(/CHANGELOG.md is in the trash/).waitFor()
    expect(await isThere('CHANGELOG.md')).to.equal(false)
    await item(page, 'CHANGELOG.md').waitFor({ state: 'detached' })
  })

  it('are whole on a phone of 360 pixels, in German', async () => {
    const phone = { width: 360, height: 740, touch: true, remembers: { penates_language: 'de' } }
    const { page, faults } = await t.browser.signedIn(t.hub, '/p/notes/files', phone)
    await item(page, 'src').tap()
    await item(page, 'app.ts').tap()
    await page.getByText('answer').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(360)
    await page.getByRole('button', { name: 'Dateien', exact: true }).tap()
    await page.getByRole('button', { name: 'Aktionen für app.ts' }).tap()
    await page.getByRole('menuitem', { name: 'Umbenennen' }).tap()
    await page.getByRole('textbox', { name: 'Neuer Name von app.ts' }).fill('main.ts')
    await page.keyboard.press('Enter')
    await item(page, 'main.ts').waitFor()
    expect(await isThere('src', 'main.ts')).to.equal(true)
    expect(faults()).to.deep.equal([])
  })
})
