import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { backgroundProcesses, type BackgroundProcesses } from '../support/background-agents.js'
import { axeViolations } from '../support/page-checks.js'
import { terminalShows } from '../support/terminal-page.js'
import { withHub } from '../support/with-hub.js'

describe('agents in the background on the overview', function () {
  this.timeout(60_000)
  let processes: BackgroundProcesses
  const t = withHub({
    prepare: async ({ home }) => {
      processes = await backgroundProcesses(join(home, 'bin'), join(home, '.claude'))
      return { PATH: `${join(home, 'bin')}:${process.env['PATH'] ?? ''}` }
    },
    close: () => processes.close(),
  })

  const section = (page: Page): Locator => page.getByRole('region', { name: 'In the background' })

  it('are not mentioned while there are none, and appear by themselves', async () => {
    const { page } = await t.browser.signedIn(t.hub)
    await page.getByText('No sessions on this machine yet.').waitFor()
    await page.waitForLoadState('networkidle')
    expect(await section(page).count()).to.equal(0)

    await processes.start('a1', { name: 'fix the build', folder: t.place.home })
    await section(page).locator('li', { hasText: 'fix the build' }).waitFor()
  })

  it('are opened in a session and stopped after a question', async () => {
    await processes.start('a1', { name: 'fix the build', folder: t.place.home })
    await processes.start('b2', { name: 'write docs', folder: t.place.home })
    await processes.change('b2', { status: 'waiting', state: 'blocked', waitingFor: 'permission' })
    const { page, faults } = await t.browser.signedIn(t.hub)
    const row = section(page).locator('li', { hasText: 'write docs' })
    await row.getByText('Waiting', { exact: true }).waitFor()
    await row.getByText('waiting for: permission').waitFor()
    await section(page).getByText('They may run without approvals.').waitFor()
    expect(await axeViolations(page)).to.deep.equal([])

    await section(page).getByRole('button', { name: 'Stop fix the build' }).click()
    await section(page).getByRole('button', { name: 'Really stop? Esc' }).click()
    await page.getByText('Stopped fix the build and all its processes.').waitFor()
    await section(page).locator('li', { hasText: 'fix the build' }).waitFor({ state: 'detached' })

    await row.getByRole('button', { name: 'Open write docs' }).click()
    await page.waitForURL('**/s/cc-*-b2')
    await terminalShows(page, 'attached to write docs')
    expect(faults()).to.deep.equal([])
  })
})
