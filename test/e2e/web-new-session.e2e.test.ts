import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator } from 'playwright-core'
import { eventually } from '../support/eventually.js'
import { gitIn } from '../support/board-places.js'
import { OWN_CLIENT } from '../../composition/package-files.js'
import { openFakeHub } from '../support/fake-hub.js'
import { axeViolations } from '../support/page-checks.js'
import { terminalShows } from '../support/terminal-page.js'
import { withHub } from '../support/with-hub.js'

/** Agent that prints its arguments and waits. */
const CLAUDE = `#!/bin/sh
[ "$1" = --version ] && exec echo '2.1.7 (Claude Code)'
for word in "$@"; do echo "<$word>"; done
pwd
exec sleep 600
`

/** Agent that has a version and ends soon after its start. */
const broken = (seconds: number): string => `#!/bin/sh
[ "$1" = --version ] && exec echo 1.2.3
sleep ${seconds}
echo 'opencode: not found'
exit 127
`
const BROKEN = broken(0)
const MISSING = '#!/bin/sh\nexit 127\n'

/** Unfolds the fields that are rarely changed. */
const more = (dialog: Locator): Promise<void> => dialog.locator('summary', { hasText: 'More' }).click()

describe('starting a session', function () {
  this.timeout(60_000)
  const t = withHub({
    isShared: true,
    prepare: async ({ home }) => {
      const bin = join(home, 'bin')
      await mkdir(bin)
      for (const [name, script] of Object.entries({ claude: CLAUDE, opencode: BROKEN, codex: MISSING })) {
        await writeFile(join(bin, name), script)
        await chmod(join(bin, name), 0o755)
      }
      return { PATH: `${bin}:${process.env['PATH'] ?? ''}` }
    },
  })

  it('starts a shell in a folder that was typed, under the name that the folder suggests', async () => {
    const folder = join(t.place.home, 'Web Shop')
    await mkdir(folder)
    const { page, faults } = await t.browser.signedIn(t.hub)
    await page.getByText('No sessions on this machine').waitFor()
    await page.keyboard.press('n')
    const dialog = page.getByRole('dialog', { name: 'New session' })
    await dialog.getByText('Shell', { exact: true }).click()
    await dialog.getByLabel('Folder', { exact: true }).fill(folder)
    expect(await dialog.getByLabel('Name').inputValue()).to.equal('web-shop')
    await page.keyboard.press('Control+Enter')
    await page.getByRole('heading', { name: 'web-shop', level: 1 }).waitFor()
    await terminalShows(page, '[cc-')
    await page.keyboard.type('pwd\n')
    await terminalShows(page, folder)
    expect(faults()).to.deep.equal([])
  })

  it('names the command line that the hub starts where it differs from the chosen one', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/new')
    const dialog = page.getByRole('dialog', { name: 'New session' })
    await dialog
      .getByText(/ · starts claude --permission-mode default$/)
      .first()
      .waitFor()
    await dialog.getByText('Shell', { exact: true }).click()
    await page.keyboard.press('Escape')
  })

  it('suggests the mode that asks until a person chose another one for the folder, and says where each one asks', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/new')
    const dialog = page.getByRole('dialog', { name: 'New session' })
    const folder = dialog.getByLabel('Folder', { exact: true })
    const mode = (name: string) => dialog.getByRole('radio', { name })
    for (const path of ['one', 'two']) await mkdir(join(t.place.home, path))
    await folder.fill('~/one')
    await dialog.getByText('asks before it acts; its questions stay in the terminal').waitFor()
    await t.hub.call('POST', '/api/setup/hooks')
    await page.reload()
    await dialog.getByText('asks before it acts; its questions come here').waitFor()
    expect(await mode('Standard').isChecked()).to.equal(true)
    await mode('Auto').check({ force: true })
    await dialog.getByText('acts on its own within limits; its questions stay in the terminal').waitFor()
    await mode('Bypass permissions').check({ force: true })
    await dialog.getByText('never asks; calls need approval here').waitFor()
    await folder.fill('~/one')
    await dialog.getByText('Auto', { exact: true }).click()
    await dialog.getByRole('button', { name: 'Start' }).click()
    await page.getByRole('heading', { name: 'one', level: 1 }).waitFor()
    await terminalShows(page, '<auto>')

    await page.goto(`${t.hub.url}/new`)
    await folder.fill('~/two')
    expect(await mode('Standard').isChecked()).to.equal(true)
    await folder.fill('~/one')
    expect(await mode('Auto').isChecked()).to.equal(true)
    await page.reload()
    await folder.fill('~/one')
    expect(await mode('Auto').isChecked()).to.equal(true)
    await page.keyboard.press('Escape')
  })

  it('starts an agent in a project with a prompt in three actions', async () => {
    const path = await repository('web-shop')
    await t.hub.call('POST', '/api/projects', { displayName: 'Web shop', path })
    const { page, faults } = await t.browser.signedIn(t.hub, '/p/web-shop')
    await page.getByRole('heading', { name: 'Web shop' }).waitFor()
    const prompt = page.getByRole('dialog', { name: 'New session' }).getByLabel('First prompt')
    await page.keyboard.press('n') // 1
    await prompt.and(page.locator(':focus')).waitFor()
    await page.keyboard.type('Fix $HOME & the "prices"') // 2
    await page.keyboard.press('Control+Enter') // 3
    await page.getByRole('heading', { name: 'web-shop', level: 1 }).waitFor()
    await terminalShows(page, '<Fix $HOME & the "prices">')
    await terminalShows(page, path)
    expect(faults()).to.deep.equal([])
  })

  it('folds what is rarely changed, names its values, and opens it for a fault in it', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/new')
    const dialog = page.getByRole('dialog', { name: 'New session' })
    await dialog.getByLabel('Folder', { exact: true }).fill('~/notes')
    await dialog.locator('summary', { hasText: 'notes' }).waitFor()
    expect(await dialog.getByLabel('Name').isVisible()).to.equal(false)
    await more(dialog)
    await dialog.getByLabel('Name').fill('a/b')
    await more(dialog)
    await dialog.getByRole('button', { name: /^Start/ }).click()
    await dialog.getByText('Letters, digits, space').waitFor()
    await dialog.getByLabel('Name').and(page.locator(':focus')).waitFor()
    await dialog.getByLabel('Name').fill('notes')
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.keyboard.press('n')
    await dialog.getByLabel('Name').waitFor()
    await dialog.getByLabel('Folder', { exact: true }).fill('')
  })

  it('starts the same on several agents, each in its own worktree, side by side, with a chosen model', async () => {
    await repository('shop')
    const { page } = await t.browser.signedIn(t.hub, '/new')
    const dialog = page.getByRole('dialog', { name: 'New session' })
    await dialog.getByLabel('First prompt').fill('-x')
    await dialog.getByLabel('Folder', { exact: true }).fill('~/shop')
    await dialog.getByText('Git repository', { exact: true }).waitFor()
    await more(dialog)
    await dialog.getByLabel('Model').fill('opus')
    await dialog.getByLabel('Agents', { exact: true }).fill('2')
    await dialog.getByRole('switch', { name: 'Own worktree and branch' }).click()
    await dialog.getByLabel('Branch', { exact: true }).fill('feat/prices')
    await dialog.getByRole('button', { name: 'Save as template' }).click()
    await dialog.getByLabel('Name of the template').fill('Two at once')
    await page.keyboard.press('Enter')
    await dialog.getByLabel('Template', { exact: true }).selectOption('Two at once')
    await dialog.getByLabel('Branch', { exact: true }).fill('feat/prices')
    await page.keyboard.press('Control+Enter')
    await page.waitForURL(/column=cc-shop&column=cc-shop-2/)
    const { body } = await t.hub.call('GET', '/api/sessions')
    const found = (body as ReadonlyArray<{ name: string; path: string; command: string }>).filter(({ name }) =>
      name.startsWith('cc-shop'),
    )
    const trees = join(t.place.home, '.penates-worktrees', 'shop')
    expect(found.map(({ path, command }) => [path, command]).sort()).to.deep.equal([
      [join(trees, 'feat-prices'), 'claude --model opus'],
      [join(trees, 'feat-prices-2'), 'claude --model opus'],
    ])
    await page.goto(`${t.hub.url}/new`)
    await dialog.getByLabel('Template', { exact: true }).selectOption('Two at once')
    expect(await dialog.getByLabel('First prompt').inputValue()).to.equal('-x')
    await dialog.getByRole('button', { name: 'Delete template' }).click()
    await page.getByText('Deleted the template “Two at once”.').waitFor()
  })

  it('offers projects first, then recent folders and completions, and checks the folder while it is typed', async () => {
    for (const name of ['catalogue/deep', '.cache']) await mkdir(join(t.place.home, name), { recursive: true })
    const path = await repository('notes')
    await t.hub.call('POST', '/api/projects', { displayName: 'Notes', path })
    const { page } = await t.browser.signedIn(t.hub, '/new')
    const dialog = page.getByRole('dialog', { name: 'New session' })
    const folder = dialog.getByLabel('Folder', { exact: true })
    const offered = (of: string) => dialog.locator(`[role=option][data-path="${of}"]`)
    await folder.click()
    await offered(path).getByText('Project').waitFor()
    expect(await dialog.getByRole('listbox').getByRole('option').first().innerText()).to.include('Project')
    await folder.fill('notes')
    await page.keyboard.press('ArrowDown')
    await page.keyboard.press('Enter')
    expect(await folder.inputValue()).to.equal(path)
    await dialog.getByText('Git repository', { exact: true }).waitFor()
    await folder.fill('~/ca')
    await dialog.getByText('This folder does not exist.').waitFor()
    await offered('~/catalogue').click()
    await dialog.getByText('Folder without a repository').waitFor()
    await more(dialog)
    expect(await dialog.getByRole('switch').isDisabled()).to.equal(true)
    await folder.fill('~/catalogue/')
    await offered('~/catalogue/deep').waitFor()
    await folder.fill('~/.c')
    await offered('~/.cache').waitFor()
    await page.keyboard.press('Escape')
    await offered('~/.cache').waitFor({ state: 'detached' })
    expect(await dialog.isVisible()).to.equal(true)
  })

  it('replaces a folder that is suggested into a field with the focus by what is typed', async () => {
    const { page, context } = await t.browser.device()
    let release = (): void => undefined
    const released = new Promise<void>((settle) => (release = settle))
    await context.route('**/api/start-folders*', async (asked) => {
      await released
      await asked.continue()
    })
    await page.goto(`${t.hub.url}/new#token=${t.hub.token}`)
    const folder = page.getByLabel('Folder', { exact: true })
    await folder.click()
    release()
    await eventually(async () => void expect(await folder.inputValue()).to.match(/^~/))
    await page.keyboard.type('~/x')
    expect(await folder.inputValue()).to.equal('~/x')
  })

  it('says at the field what the hub does not take, and keeps what was typed', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/new')
    const dialog = page.getByRole('dialog', { name: 'New session' })
    await dialog.getByText('Shell', { exact: true }).click()
    const folder = dialog.getByLabel('Folder', { exact: true })
    await folder.fill('code')
    await dialog.getByRole('button', { name: /^Start/ }).click()
    await dialog.getByText('Start with “/” or “~”.').waitFor()
    await folder.fill('/not/there')
    await more(dialog)
    await dialog.getByLabel('Name').fill('mine')
    await dialog.getByRole('button', { name: /^Start/ }).click()
    await dialog.locator('#folder-fault').getByText('The folder is missing or cannot be used.').waitFor()
    expect([await folder.inputValue(), await dialog.getByLabel('Name').inputValue()]).to.deep.equal([
      '/not/there',
      'mine',
    ])
    await page.keyboard.press('Escape')
    await dialog.waitFor({ state: 'detached' })
    await page.keyboard.press('n')
    expect(await folder.inputValue()).to.equal('/not/there')
  })

  it('leads to the setup for a program that is not installed, and keeps what was typed', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/new')
    const dialog = page.getByRole('dialog', { name: 'New session' })
    await dialog.getByText('1.2.3', { exact: true }).first().waitFor()
    await dialog.getByLabel('First prompt').fill('Fix the cart')
    const missing = dialog.getByRole('link', { name: 'Codex Install' })
    expect(await dialog.getByRole('radio', { name: 'Codex' }).count()).to.equal(0)
    expect(await axeViolations(page)).to.deep.equal([])
    await missing.click()
    await page.locator('[data-step=clis]').getByText('npm install --global @openai/codex').waitFor()
    await page.goBack()
    expect(await dialog.getByLabel('First prompt').inputValue()).to.equal('Fix the cart')
    await writeFile(join(t.place.home, 'bin', 'codex'), BROKEN)
    await page.evaluate('window.dispatchEvent(new Event("focus"))')
    await dialog.getByRole('radio', { name: 'Codex' }).waitFor({ state: 'attached' })
    await writeFile(join(t.place.home, 'bin', 'codex'), MISSING)
    await dialog.getByLabel('First prompt').fill('')
    expect(faults()).to.deep.equal([])
  })

  it('offers a program that does not answer, and says so', async () => {
    const hub = await openFakeHub({ web: OWN_CLIENT })
    try {
      hub.installedAgents.silent.add('claude')
      const { page, faults } = await t.browser.signedIn(hub, '/new')
      const dialog = page.getByRole('dialog', { name: 'New session' })
      await dialog.getByRole('radio', { name: 'Claude No answer' }).check({ force: true })
      await dialog.getByRole('group', { name: 'Permissions' }).waitFor()
      expect(faults()).to.deep.equal([])
    } finally {
      await hub.close()
    }
  })

  for (const [when, seconds] of [
    ['at once', 0],
    ['after its page was opened', 0.7],
  ] as const) {
    it(`tells why a program ended ${when}`, async () => {
      await writeFile(join(t.place.home, 'bin', 'opencode'), broken(seconds))
      const { page } = await t.browser.signedIn(t.hub, '/new')
      const dialog = page.getByRole('dialog', { name: 'New session' })
      await dialog.getByText('opencode', { exact: true }).first().click()
      await dialog.getByLabel('Folder', { exact: true }).fill(t.place.home)
      await more(dialog)
      await dialog.getByLabel('Name').fill('gone')
      await page.keyboard.press('Control+Enter')
      // In the dialog when the program ends before the answer of the hub, else in a toast.
      await page.getByText('gone was not started').waitFor()
      await page.locator('pre').getByText('opencode: not found').waitFor()
      const again = page.getByRole('button', { name: 'Try again' })
      if (await again.isVisible()) await again.click()
      expect(await dialog.getByLabel('Name').inputValue()).to.equal('gone')
    })
  }

  /** A repository with one commit in the home. */
  async function repository(name: string): Promise<string> {
    const path = join(t.place.home, name)
    await mkdir(path, { recursive: true })
    await gitIn(path, 'init', '--quiet', '--initial-branch=main')
    await gitIn(
      path,
      '-c',
      'user.name=A',
      '-c',
      'user.email=a@example.com',
      'commit',
      '--quiet',
      '--allow-empty',
      '-m',
      'A',
    )
    return path
  }
})
