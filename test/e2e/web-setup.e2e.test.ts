import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { eventually } from '../support/eventually.js'
import { axeViolations, layoutShifts, smallTargets } from '../support/page-checks.js'
import { withHub } from '../support/with-hub.js'

const UNREADABLE = '{ "model": "opus", }}'

describe('the setup checklist', function () {
  this.timeout(60_000)
  const t = withHub({
    // One coding CLI, and no service manager, on every machine.
    prepare: async ({ home }) => {
      const bin = join(home, 'bin')
      await mkdir(bin)
      const programs = { claude: 'echo "2.1.7 (Claude Code)"', codex: 'exit 1', agy: 'exit 1', opencode: 'exit 1' }
      for (const [name, line] of Object.entries({ ...programs, systemctl: 'exit 1', launchctl: 'exit 1' })) {
        await writeFile(join(bin, name), `#!/bin/sh\n${line}\n`)
        await chmod(join(bin, name), 0o755)
      }
      return { PATH: `${bin}:${process.env['PATH'] ?? ''}`, VAPID_SUBJECT: 'mailto:me@example.org' }
    },
  })

  const settingsFile = (): string => join(t.place.home, '.claude', 'settings.json')
  const step = (page: Page, id: string): Locator => page.locator(`[data-step=${id}]`)
  const done = (page: Page, id: string): Promise<void> => page.locator(`[data-step=${id}].done`).waitFor()

  it('does each step of a first run, can be skipped, hidden and opened again', async () => {
    await mkdir(join(t.place.home, '.claude'))
    await writeFile(settingsFile(), UNREADABLE)
    const { page, context, faults } = await t.browser.signedIn(t.hub)
    await done(page, 'clis')
    await step(page, 'clis').getByText('2.1.7').waitFor()
    await step(page, 'clis').getByText('npm install --global @openai/codex').waitFor()
    await page.getByText('1 of 7 done').waitFor()
    await step(page, 'service').getByText('No service manager found').waitFor()
    expect(await axeViolations(page)).to.deep.equal([])

    await step(page, 'auto-mode').getByText('New sessions suggest the mode that asks').waitFor()
    await step(page, 'auto-mode').getByRole('button', { name: 'Ask in auto mode too' }).click()
    await done(page, 'auto-mode')
    const { body: config } = await t.hub.call('GET', '/api/approvals/config')
    expect(config).to.include({ mode: 'ask', asksInAutoMode: true })

    // Settings that cannot be read are left alone.
    await step(page, 'hooks').getByText('cannot be read, so nothing was changed').waitFor()
    await step(page, 'hooks').getByText(`${settingsFile()}: `).waitFor()
    expect(await readFile(settingsFile(), 'utf8')).to.equal(UNREADABLE)
    await writeFile(settingsFile(), '{ "model": "opus" }')
    await step(page, 'hooks').getByRole('button', { name: 'Check again' }).click()
    await step(page, 'hooks').getByRole('button', { name: 'Install hooks' }).click()
    await done(page, 'hooks')
    const written = await readFile(settingsFile(), 'utf8')
    expect(written).to.include('"model": "opus"').and.to.include(`${t.hub.url}/api/hooks/`)

    await step(page, 'service').getByRole('button', { name: 'Skip' }).click()
    await step(page, 'service').getByText('Skipped', { exact: true }).waitFor()
    await page.reload()
    await step(page, 'service').getByText('Skipped', { exact: true }).waitFor()
    await step(page, 'service').getByRole('button', { name: 'Undo skip' }).waitFor()

    await step(page, 'project').getByRole('button', { name: 'Add project' }).click()
    await page.waitForURL('**/projects/new')
    await t.hub.call('POST', '/api/projects', { displayName: 'Shop', path: t.place.home })
    await page.goto(`${t.hub.url}/`)
    await done(page, 'project')

    await page.getByRole('button', { name: 'Hide checklist' }).click()
    await page.locator('.setup').waitFor({ state: 'detached' })
    await page.getByText('No sessions on this machine yet.').waitFor()
    await page.goto(`${t.hub.url}/settings/setup`)
    await done(page, 'hooks')
    await page.getByRole('switch', { name: 'Show on the empty overview' }).click()
    await page.goto(`${t.hub.url}/`)
    await done(page, 'hooks')
    await step(page, 'phone').getByRole('button', { name: 'Add phone' }).click()
    await page.waitForURL('**/settings/devices')
    await eventually(() => {
      expect(faults()).to.deep.equal([])
    })
    await context.close()
  })

  it('is what an empty overview opens with, and nothing moves for it', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub)
    await done(page, 'clis')
    await page.reload()
    await done(page, 'clis')
    const { moved } = await layoutShifts(page)
    expect(moved.filter((one) => !/filter|overview-today|in-rail|segments/.test(one))).to.deep.equal([])
    expect(await page.locator('.overview .scroller > *').count()).to.equal(1)
    await page.locator('.setup').getByRole('button', { name: 'New session' }).click()
    await page.getByRole('dialog', { name: 'New session' }).waitFor()
    expect(faults()).to.deep.equal([])
  })

  it('fits a phone in German', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/', {
      width: 390,
      height: 844,
      touch: true,
      remembers: { penates_language: 'de' },
    })
    await done(page, 'clis')
    await page.getByText('1 von 7 erledigt').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(390)
    expect(await smallTargets(page)).to.deep.equal([])
    expect(await axeViolations(page)).to.deep.equal([])
    expect(faults()).to.deep.equal([])
  })
})
