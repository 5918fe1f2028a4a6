import { appendFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { eventually } from '../support/eventually.js'
import { scratchRepository, type ScratchRepository } from '../support/scratch-repository.js'
import { terminalShows } from '../support/terminal-page.js'
import { withHub } from '../support/with-hub.js'

const WITHIN_MS = 20_000

const SCROLLER = `document.querySelector('.diff-scroller')`

const panel = (page: Page): Locator => page.getByRole('complementary', { name: /^Repository of/ })
const file = (page: Page, path: string): Locator => panel(page).getByRole('region', { name: path, exact: true })
/** The lines that came or went, as they read. */
const changed = (section: Locator, tag: 'ins' | 'del'): Promise<ReadonlyArray<string>> =>
  section.locator(tag).allTextContents()

const numbered = (count: number, text: (line: number) => string): string =>
  Array.from({ length: count }, (_, line) => `${text(line + 1)}\n`).join('')

describe('the repository beside a terminal', function () {
  this.timeout(120_000)
  let repository: ScratchRepository
  const t = withHub({
    prepare: async () => {
      repository = await scratchRepository()
    },
    ready: async ({ hub }) => {
      await hub.call('POST', '/api/sessions', { name: 'shop', directory: repository.root, shell: true })
    },
    close: async () => {
      await repository.close()
    },
  })

  async function someChanges(): Promise<void> {
    const { controls, git } = repository
    await controls.write(
      'src/cart.ts',
      numbered(60, (line) => `export const item${line} = ${line}`),
    )
    await controls.write('gone.txt', 'bye\n')
    await controls.write(
      'old.txt',
      numbered(20, (line) => `row ${line}`),
    )
    await controls.write('run.sh', 'true\n')
    await controls.commit('Begin')
    await git('mv', 'old.txt', 'new.txt')
    await git('rm', '--quiet', 'gone.txt')
    await controls.write('run.sh', 'true\n', '100755')
    await git('add', 'run.sh')
    await controls.write(
      'src/cart.ts',
      numbered(60, (line) =>
        line === 10 || line === 40 ? `export const item${line} = 0` : `export const item${line} = ${line}`,
      ),
    )
    await controls.write('logo.bin', '\0\0')
    await controls.write('notes.md', '# Notes\n')
  }

  it('shows what is changed, with the words that differ, in colours, and keeps how it is laid out', async () => {
    await someChanges()
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-shop', {
      width: 1600,
      remembers: { penates_repo_width: '900' },
    })
    await page.getByRole('button', { name: 'Repository', exact: true }).click()
    const cart = file(page, 'src/cart.ts')
    await cart.locator('ins').first().waitFor()
    expect(await changed(cart, 'del')).to.deep.equal(['export const item10 = 10', 'export const item40 = 40'])
    expect(await changed(cart, 'ins')).to.deep.equal(['export const item10 = 0', 'export const item40 = 0'])
    expect(await cart.locator('ins .word').allInnerTexts()).to.deep.equal(['0', '0'])
    await cart.locator('ins .tok.keyword').first().waitFor()
    for (const [path, told] of [
      ['new.txt', 'Moved without changes.'],
      ['run.sh', 'Mode 100644 → 100755'],
      ['logo.bin', 'Binary file: its content is not shown.'],
    ] as const)
      await file(page, path).getByText(told).waitFor()
    expect(await panel(page).locator('.diff-group h2').allInnerTexts()).to.deep.equal([
      'Staged',
      'Changed',
      'Untracked',
    ])

    await page.getByRole('button', { name: 'Side by side' }).click()
    await cart.locator('.diff-row.is-split').first().waitFor()
    await page.reload()
    await file(page, 'src/cart.ts').locator('.diff-row.is-split').first().waitFor()
    expect(page.url()).to.equal(`${t.hub.url}/s/cc-shop/changes`)
    expect(faults()).to.deep.equal([])
  })

  it('opens what is hidden, and goes from change to change by keys', async () => {
    await someChanges()
    const { page } = await t.browser.signedIn(t.hub, '/s/cc-shop/changes')
    const cart = file(page, 'src/cart.ts')
    await cart.locator('ins').first().waitFor()
    await cart.getByRole('button', { name: 'Show 6 hidden lines' }).click()
    await cart.getByText('export const item1 = 1', { exact: true }).waitFor()
    await cart.getByRole('button', { name: 'Show 17 hidden lines' }).click()
    await cart.getByText('export const item60 = 60', { exact: true }).waitFor()

    await panel(page).locator('.diff-scroller').focus()
    await page.evaluate(`${SCROLLER}.scrollTop = 0`)
    const position = panel(page).getByRole('status')
    for (const at of [1, 2, 3]) {
      await page.keyboard.press('n')
      await position.getByText(`Change ${at} of 7`).waitFor()
    }
    await page.keyboard.press('p')
    await position.getByText('Change 2 of 7').waitFor()
    await page.keyboard.press('Escape')
    await panel(page).waitFor({ state: 'detached' })
    await page.locator('.xterm-helper-textarea:focus').waitFor({ state: 'attached' })
    await page.keyboard.type('echo back-$((1+1))\n')
    await terminalShows(page, 'back-2')
  })

  it('follows what happens to the files, and leaves the rest as it is', async () => {
    await someChanges()
    const { page } = await t.browser.signedIn(t.hub, '/s/cc-shop/changes')
    const cart = file(page, 'src/cart.ts')
    await cart.getByRole('button', { name: 'Show 6 hidden lines' }).click()
    await cart.getByText('export const item1 = 1', { exact: true }).waitFor()
    await file(page, 'gone.txt').getByRole('button', { name: 'Collapse gone.txt' }).click()
    const before = await page.evaluate(`${SCROLLER}.scrollTop = 150`)

    await appendFile(join(repository.root, 'notes.md'), 'More.\n')
    await eventually(async () => {
      expect(await changed(file(page, 'notes.md'), 'ins')).to.deep.equal(['# Notes', 'More.'])
    }, WITHIN_MS)
    expect(await page.evaluate(`${SCROLLER}.scrollTop`)).to.equal(before)
    await cart.getByText('export const item1 = 1', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Expand gone.txt' }).waitFor()

    await repository.controls.commit('All of it')
    await panel(page).getByText('No changes since the last commit.').waitFor({ timeout: WITHIN_MS })
  })

  it('draws of ten thousand lines what is seen, and reaches the last of them', async () => {
    const text = (name: string): string => numbered(5_000, (line) => `${name} ${line}`)
    await repository.controls.write('long.txt', text('was'))
    await repository.controls.commit('Long')
    await repository.controls.write('long.txt', text('is'))
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-shop/changes')
    const long = file(page, 'long.txt')
    await long.getByText('was 1', { exact: true }).waitFor()
    expect(await long.locator('.diff-row').count()).to.be.below(1_000)
    await page.evaluate(`${SCROLLER}.scrollTop = ${SCROLLER}.scrollHeight`)
    await long.getByText('is 5000', { exact: true }).waitFor()
    expect(await long.locator('.diff-row').count()).to.be.below(2_000)
    expect(faults()).to.deep.equal([])
  })

  it('shows the history with its refs, a commit with its changes, and the branches', async () => {
    const { controls, git } = repository
    await controls.write('a.ts', 'export const a = 1\n')
    const first = await controls.commit('Begin')
    await controls.tag('v1')
    await controls.write('a.ts', 'export const a = 2\n')
    await controls.commit('Count on')
    await controls.branch('idea')
    await controls.remoteRef('origin/main', first)
    await controls.track('main', 'origin/main')
    await git('checkout', '--quiet', 'main')
    const { page } = await t.browser.signedIn(t.hub, '/s/cc-shop/changes')
    await panel(page).getByText('No changes since the last commit.').waitFor()
    await panel(page).getByRole('link', { name: 'History' }).click()
    const commits = panel(page).getByRole('listitem')
    await commits.first().waitFor()
    expect(await commits.nth(0).locator('.ref').allInnerTexts()).to.deep.equal(['idea', 'main'])
    expect(await commits.nth(1).locator('.ref').allInnerTexts()).to.deep.equal(['origin/main', 'v1'])
    await commits.nth(0).getByRole('link').click()
    await panel(page).getByRole('heading', { name: 'Count on' }).waitFor()
    await file(page, 'a.ts').locator('ins').first().waitFor()
    expect(await changed(file(page, 'a.ts'), 'ins')).to.deep.equal(['export const a = 2'])
    await page.goBack()
    await commits.first().waitFor()

    await panel(page).getByRole('link', { name: 'Branches' }).click()
    const main = panel(page).getByRole('listitem').filter({ hasText: 'tracks origin/main' })
    await main.getByRole('img', { name: 'Checked out here' }).waitFor()
    await main.getByRole('img', { name: '1 commit ahead of upstream' }).waitFor()
    await panel(page).getByText('idea', { exact: true }).waitFor()

    await controls.branch('side')
    await controls.checkOut('side')
    await controls.write('side.ts', 'export const side = 1\n')
    await controls.commit('Side')
    await controls.checkOut('main')
    await controls.write('a.ts', 'export const a = 3\n')
    await controls.commit('Main')
    await controls.merge('side')
    await panel(page).getByRole('link', { name: 'History' }).click()
    await commits.nth(0).getByRole('img', { name: 'Merge' }).waitFor()
    expect(await panel(page).getByRole('img', { name: 'Merge' }).count()).to.equal(1)
  })

  it('opens a file named in the output at its line, and follows it', async () => {
    const { controls, root } = repository
    await controls.write(
      'src/a-file-with-a-name.ts',
      numbered(300, (line) => `export const item${line} = ${line}`),
    )
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-shop')
    await terminalShows(page, '[cc-')
    await page.keyboard.type("clear; echo see src/a-file-with-a-name'.ts:250:3'\n")
    await terminalShows(page, 'see src/a-file-with-a-name.ts:250:3')
    await eventually(async () => {
      const row = page.locator('.xterm-rows > div', { hasText: /^see src/ }).first()
      const box = await row.boundingBox()
      if (!box) throw new Error('the row is not there')
      // The row is as wide as the terminal; a path of thirty letters in the middle of its first half.
      await page.mouse.move(box.x + 20, box.y + box.height / 2)
      await page.mouse.move(box.x + 120, box.y + box.height / 2, { steps: 4 })
      await page.mouse.click(box.x + 120, box.y + box.height / 2)
      expect(page.url()).to.equal(`${t.hub.url}/s/cc-shop/file?path=src%2Fa-file-with-a-name.ts&line=250`)
    }, WITHIN_MS)
    const wanted = panel(page).locator('[data-line="250"]')
    await wanted.getByText('export const item250 = 250').waitFor()
    expect(await wanted.getAttribute('class')).to.contain('wanted')
    await panel(page).locator('.tok.keyword').first().waitFor()
    await appendFile(join(root, 'src/a-file-with-a-name.ts'), 'export const last = true\n')
    await panel(page).getByText('KiB').waitFor()
    await page.evaluate(`((body) => { body.scrollTop = body.scrollHeight })(document.querySelector('.preview-body'))`)
    await panel(page).getByText('export const last = true').waitFor({ timeout: WITHIN_MS })
    expect(faults()).to.deep.equal([])
  })

  it('shows documents and pictures, runs nothing in them, and says what it does not show', async () => {
    const { controls } = repository
    const script = `document.title = 'taken over'`
    const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="20" height="10"><script>${script}</script></svg>`
    await controls.write('pic.svg', picture)
    await controls.write('logo.bin', '\0\0')
    await controls.write(
      'README.md',
      `# Shop\n\n<img src=x onerror="${script}"> [more](docs/more.md) [bad](javascript:alert(1)) ![a picture](https://example.org/x.png)\n`,
    )
    await controls.write('docs/more.md', '## More of it\n')
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-shop/file?path=README.md')
    const preview = panel(page).locator('.preview-body')
    await preview.getByRole('heading', { name: 'Shop' }).waitFor()
    expect(await preview.locator('img, script').count()).to.equal(0)
    expect(await preview.locator('a[href^="javascript"]').count()).to.equal(0)
    await preview.getByRole('link', { name: 'more' }).click()
    await preview.getByRole('heading', { name: 'More of it' }).waitFor()

    await page.goto(`${t.hub.url}/s/cc-shop/file?path=pic.svg`)
    await preview.getByText('20 × 10').waitFor()
    for (const [path, told] of [
      ['none.ts', 'File not found.'],
      ['/etc/hosts', 'This file is outside'],
      ['logo.bin', 'No preview for this kind of file'],
    ] as const) {
      await page.goto(`${t.hub.url}/s/cc-shop/file?path=${path}`)
      await panel(page).getByText(told).waitFor()
    }
    expect(await page.title()).not.to.equal('taken over')
    expect(faults()).to.deep.equal([])
  })

  it('says plainly when there is no repository, and when there is nothing', async () => {
    await t.hub.call('POST', '/api/sessions', { name: 'plain', directory: t.place.home, shell: true })
    const { page } = await t.browser.signedIn(t.hub, '/s/cc-plain/changes')
    await panel(page).getByText('This folder is not in a Git repository.').waitFor()
    await page.goto(`${t.hub.url}/s/cc-shop/history`)
    await panel(page).getByText('No commits yet.').waitFor()
    await page.goto(`${t.hub.url}/s/cc-shop/branches`)
    await panel(page).getByText('No branches yet.').waitFor()
    await page.goto(`${t.hub.url}/s/cc-shop/commit/abcdef`)
    await panel(page).getByText('Commit not found.').waitFor()
  })

  it('fits a phone, has a name for everything, and leads back', async () => {
    await someChanges()
    await writeFile(
      join(repository.root, `${'a-name-of-some-length-'.repeat(6)}.ts`),
      `const x = '${'y'.repeat(300)}'\n`,
    )
    const { page } = await t.browser.signedIn(t.hub, '/s/cc-shop/changes', { width: 360, height: 640, touch: true })
    await file(page, 'src/cart.ts').locator('ins').first().waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(360)
    const wide = `[...document.querySelectorAll('.repo-panel *')].filter((one) => one.getBoundingClientRect().right > 361).length`
    expect(await page.evaluate(wide)).to.equal(0)
    const nameless = `[...document.querySelectorAll('.repo-panel button')].filter((one) => !one.ariaLabel && !one.innerText.trim()).length`
    expect(await page.evaluate(nameless)).to.equal(0)
    await page.getByRole('button', { name: 'Close' }).tap()
    await panel(page).waitFor({ state: 'detached' })
    await terminalShows(page, '[cc-')
  })
})
