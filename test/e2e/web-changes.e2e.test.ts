import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { eventually } from '../support/eventually.js'
import { scratchRepository, type ScratchRepository } from '../support/scratch-repository.js'
import { withHub } from '../support/with-hub.js'

const WITHIN_MS = 20_000

const panel = (page: Page): Locator => page.getByRole('complementary', { name: /^Repository of/ })
const file = (page: Page, path: string): Locator => panel(page).getByRole('region', { name: path, exact: true })
const button = (within: Locator | Page, name: string): Locator => within.getByRole('button', { name, exact: true })
const groups = (page: Page): Promise<ReadonlyArray<string>> => panel(page).locator('.diff-group h2').allInnerTexts()

describe('the uncommitted changes beside a terminal', function () {
  this.timeout(120_000)
  let repository: ScratchRepository
  const t = withHub({
    prepare: async () => {
      repository = await scratchRepository()
      await repository.git('config', 'user.name', 'Ada')
      await repository.git('config', 'user.email', 'ada@example.org')
      await repository.controls.write('a.txt', 'one\n')
      await repository.controls.write('b.txt', 'two\n')
      await repository.controls.commit('Begin')
      await repository.git('checkout', '--quiet', '-b', 'idea')
      await repository.controls.write('c.txt', 'three\n')
      await repository.controls.commit('On the branch')
      await repository.controls.write('a.txt', '1\n')
      await repository.controls.write('b.txt', '2\n')
      await repository.controls.write('note.txt', 'note\n')
    },
    ready: async ({ hub }) => {
      await hub.call('POST', '/api/sessions', { name: 'shop', directory: repository.root, shell: true })
    },
    close: async () => {
      await repository.close()
    },
  })

  it('are staged, discarded, restored, committed, marked as viewed and compared with a branch', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-shop/changes', {
      remembers: { penates_editor: 'vscode' },
    })
    const read = (path: string): Promise<string> => readFile(join(repository.root, path), 'utf8')
    await file(page, 'a.txt').locator('ins').first().waitFor()
    expect(await file(page, 'a.txt').getByRole('link', { name: 'Open in the editor' }).getAttribute('href')).to.equal(
      `vscode://file${repository.root}/a.txt`,
    )

    await button(file(page, 'a.txt'), 'Stage').click()
    await button(file(page, 'a.txt'), 'Unstage').waitFor()
    expect(await groups(page)).to.deep.equal(['Staged', 'Changed', 'Untracked'])

    await button(file(page, 'note.txt'), 'Discard change').click()
    await page.getByText('Discarded: note.txt').waitFor()
    await eventually(async () => {
      expect(await groups(page)).to.deep.equal(['Staged', 'Changed'])
    }, WITHIN_MS)
    await button(page, 'Undo').click()
    await file(page, 'note.txt').waitFor()
    expect(await read('note.txt')).to.equal('note\n')

    await button(file(page, 'b.txt'), 'Discard change').click()
    await eventually(async () => {
      expect(await read('b.txt')).to.equal('two\n')
    }, WITHIN_MS)
    await page.getByText('Discarded: b.txt').waitFor()
    await panel(page).locator('.diff-scroller').focus()
    await page.keyboard.press('ControlOrMeta+z')
    await eventually(async () => {
      expect(await read('b.txt')).to.equal('2\n')
    }, WITHIN_MS)
    await file(page, 'b.txt').waitFor()

    await button(file(page, 'b.txt'), 'Viewed').click()
    await panel(page).getByText('1 of 3 viewed').waitFor()
    await file(page, 'b.txt').locator('ins').first().waitFor({ state: 'detached' })
    await repository.controls.write('b.txt', 'second\n')
    await panel(page).getByText('1 of 3 viewed').waitFor({ state: 'detached' })

    const message = panel(page).getByRole('textbox', { name: 'Commit message' })
    await message.fill('Count by digits')
    await page.reload()
    await file(page, 'a.txt').waitFor()
    expect(await message.inputValue()).to.equal('Count by digits')
    await message.press('ControlOrMeta+Enter')
    await page.getByText(/^Committed [0-9a-f]{7,40}$/).waitFor()
    expect(await repository.git('log', '-1', '--format=%s', '--name-only')).to.equal('Count by digits\n\na.txt')
    await eventually(async () => {
      expect(await groups(page)).to.deep.equal(['Changed', 'Untracked'])
    }, WITHIN_MS)

    await panel(page).getByRole('combobox', { name: 'Compare with' }).selectOption('branch')
    await file(page, 'c.txt').locator('ins').first().waitFor()
    expect(await groups(page)).to.deep.equal([])
    expect(await file(page, 'a.txt').locator('ins').allTextContents()).to.deep.equal(['1'])
    expect(faults()).to.deep.equal([])
  })

  it('are staged and discarded block by block, also by keys and on a phone', async () => {
    const lines = Array.from({ length: 30 }, (_, index) => `line ${String(index)}\n`)
    const text = (first: string, last: string): string => [first, ...lines.slice(1, -1), last].join('')
    await repository.controls.write('long.txt', lines.join(''))
    await repository.controls.commit('Long')
    await repository.controls.write('long.txt', text('first\n', 'last\n'))
    const read = (): Promise<string> => readFile(join(repository.root, 'long.txt'), 'utf8')
    const { page, faults } = await t.browser.signedIn(t.hub, '/s/cc-shop/changes', {
      width: 390,
      height: 844,
      touch: true,
    })
    const discard = button(file(page, 'long.txt'), 'Discard hunk').last()
    await discard.waitFor()
    const box = await discard.boundingBox()
    expect([(box?.width ?? 0) >= 44, (box?.height ?? 0) >= 44]).to.deep.equal([true, true])
    await discard.tap()
    await page.getByText('Discarded: long.txt').waitFor()
    expect(await read()).to.equal(text('first\n', 'line 29\n'))
    await button(page, 'Undo').tap()
    await eventually(async () => {
      expect(await read()).to.equal(text('first\n', 'last\n'))
    }, WITHIN_MS)
    await button(file(page, 'long.txt'), 'Discard hunk').nth(1).waitFor()

    await panel(page).locator('.diff-scroller').focus()
    await page.keyboard.press('n')
    await page.keyboard.press('a')
    await button(file(page, 'long.txt').first(), 'Unstage').waitFor()
    expect(await repository.git('diff', '--cached', '--unified=0', 'long.txt'))
      .to.include('+first')
      .and.not.to.include('+last')
    expect(faults()).to.deep.equal([])
  })

  it('are staged on a phone, and a change that git refuses is reported', async () => {
    await repository.controls.write('d.txt', 'four\n')
    const { page } = await t.browser.signedIn(t.hub, '/s/cc-shop/changes', { width: 390, height: 844, touch: true })
    const stage = button(file(page, 'd.txt'), 'Stage')
    await stage.waitFor()
    const box = await stage.boundingBox()
    expect([(box?.width ?? 0) >= 44, (box?.height ?? 0) >= 44]).to.deep.equal([true, true])
    await repository.git('config', 'user.useConfigOnly', 'true')
    await repository.controls.write('.git/index.lock', '')
    await stage.tap()
    await page.getByText(/^Not staged: .*index\.lock/).waitFor()
    await repository.controls.remove('.git/index.lock')
    await stage.tap()
    await button(file(page, 'd.txt'), 'Unstage').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth <= innerWidth')).to.equal(true)
  })
})
