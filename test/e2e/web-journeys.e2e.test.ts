import { chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { gitIn } from '../support/board-places.js'
import { person } from '../support/person.js'
import { scannedLink } from '../support/scanned-link.js'
import { terminalShows } from '../support/terminal-page.js'
import { withHub } from '../support/with-hub.js'

const PHONE = { width: 390, height: 844, touch: true }
/** Actions from the link of the hub to an agent at work whose calls are answered from a phone. */
const MOST_OF_FIRST_RUN = 12

/** File that lets the agent ask. A question that is asked while a person looks at the terminal is asked there alone. */
const ASKS = 'asks'

/** Agent that runs the HTTP hooks of its settings as Claude Code does: a prompt, then a question for every other word. */
const CLAUDE = `#!/usr/bin/env node
const { existsSync, readFileSync } = require('node:fs')
if (process.argv.includes('--version')) {
  console.log('2.1.7 (Claude Code)')
  process.exit()
}
const { hooks } = JSON.parse(readFileSync(process.env.HOME + '/.claude/settings.json', 'utf8'))
const expanded = (text) => text.replace(/\\$(\\w+)/g, (_, name) => process.env[name] ?? '')
async function run(event, payload) {
  const { url, headers } = hooks[event][0].hooks[0]
  const all = Object.entries(headers).map(([name, value]) => [name, expanded(value)])
  const body = JSON.stringify({ hook_event_name: event, cwd: process.cwd(), permission_mode: 'default', ...payload })
  const answer = await fetch(url, {
    method: 'POST',
    headers: { ...Object.fromEntries(all), 'Content-Type': 'application/json' },
    body,
  })
  return answer.text()
}
void (async () => {
  const prompt = process.argv.at(-1)
  await run('UserPromptSubmit', { prompt })
  console.log('works on', prompt)
  while (!existsSync('${ASKS}')) await new Promise((resolve) => setTimeout(resolve, 50))
  for (const word of prompt.split(' ').slice(1)) {
    const answer = await run('PermissionRequest', { tool_name: 'Bash', tool_input: { command: 'make ' + word } })
    console.log('make', word, answer.includes('"allow"') ? 'allowed' : answer)
  }
})()
setInterval(() => undefined, 1_000)
`

describe('journeys of a person, in actions', function () {
  this.timeout(60_000)
  const t = withHub({
    isShared: true,
    prepare: async ({ home }) => {
      const bin = join(home, 'bin')
      const shop = join(home, 'shop')
      await Promise.all([mkdir(bin), mkdir(shop)])
      await gitIn(shop, 'init', '--quiet', '--initial-branch=main')
      await writeFile(join(bin, 'claude'), CLAUDE)
      await chmod(join(bin, 'claude'), 0o755)
      return { PATH: `${bin}:${process.env['PATH'] ?? ''}`, PUBLIC_HOSTS: 'hub.example.com' }
    },
  })
  const { open, press, tap, key, type, actions } = person()
  let desk: Page
  let phone: Page

  it(`from an empty home to an agent with hooks and a paired phone: at most ${String(MOST_OF_FIRST_RUN)}`, async () => {
    const first = await t.browser.device()
    desk = first.page
    await open(desk, `${t.hub.url}/#token=${t.hub.token}`)
    const step = (id: string) => desk.locator(`[data-step=${id}]`)
    await step('clis').getByText('2.1.7').waitFor()
    await press(step('hooks').getByRole('button', { name: 'Install hooks' }))
    await desk.locator('[data-step=hooks].done').waitFor()
    await press(step('phone').getByRole('button', { name: 'Add phone' }))
    const devices = desk.getByRole('region', { name: 'Devices', exact: true })
    await press(devices.getByRole('button', { name: 'Add phone' }))
    const link = await scannedLink(devices)
    const second = await t.browser.device(PHONE)
    phone = second.page
    await open(phone, `${t.hub.url}/${link.hash}`)
    await phone.getByRole('heading', { name: 'Overview' }).waitFor()
    await press(desk.getByRole('link', { name: 'Overview' }))
    await desk.locator('[data-step=phone].done').waitFor()
    await press(step('project').getByRole('button', { name: 'Add project' }))
    const dialog = desk.getByRole('dialog')
    await press(dialog.getByRole('button', { name: 'shop' }))
    await press(dialog.getByRole('button', { name: /Register/ }))
    await desk.getByRole('heading', { name: 'shop', level: 1 }).waitFor()
    await startAgent('Begin')
    await phone.locator('article.working').waitFor()
    expect(actions()).to.be.at.most(MOST_OF_FIRST_RUN)
    expect([first.faults(), second.faults()]).to.deep.equal([[], []])
  })

  it('start an agent in a project with a prompt: 3', async () => {
    await desk.goto(`${t.hub.url}/p/shop`)
    await desk.getByRole('heading', { name: 'shop', level: 1 }).waitFor()
    await startAgent('Make test site')
    expect(actions()).to.equal(3)
  })

  it('approve at the desk: 1 key', async () => {
    await desk.goto(`${t.hub.url}/approvals`)
    await desk.getByText('Nothing waits').waitFor()
    await writeFile(join(t.place.home, 'shop', ASKS), '')
    await desk.locator('article.approval[data-takes-keys]:focus', { hasText: 'make test' }).waitFor()
    await key(desk, 'a')
    await desk.locator('article.approval', { hasText: 'make site' }).waitFor()
    expect(actions()).to.equal(1)
  })

  it('approve on the phone, from the notification that opens the page: 2 taps', async () => {
    // The page that a press of the notification opens.
    await open(phone, `${t.hub.url}/approvals`)
    await tap(
      phone.locator('article.approval', { hasText: 'make site' }).getByRole('button', { name: 'Allow', exact: true }),
    )
    await phone.getByText('Nothing waits').waitFor()
    expect(actions()).to.equal(2)
    await desk.goto(`${t.hub.url}/s/cc-shop-2`)
    await terminalShows(desk, 'make site allowed')
  })

  it('pair a phone: 3', async () => {
    await desk.goto(t.hub.url)
    await desk.getByRole('heading', { name: 'Overview' }).waitFor()
    await press(desk.getByRole('link', { name: 'Settings' }))
    const devices = desk.getByRole('region', { name: 'Devices', exact: true })
    await press(devices.getByRole('button', { name: 'Add phone' }))
    const link = await scannedLink(devices)
    const { page } = await t.browser.device(PHONE)
    await open(page, `${t.hub.url}/${link.hash}`)
    await page.getByRole('heading', { name: 'Overview' }).waitFor()
    expect(actions()).to.equal(3)
    await page.close()
  })

  it('find and open a card by its name: 1 shortcut and typing', async () => {
    const card = { projectId: 'shop', title: 'Round prices half up', allowUnknownProject: true }
    const { body } = await t.hub.call('POST', '/api/board/cards', card)
    await desk.goto(t.hub.url)
    await desk.getByRole('heading', { name: 'Overview' }).waitFor()
    await key(desk, 'Control+k')
    await desk.getByRole('combobox').and(desk.locator(':focus')).waitFor()
    await type(desk, 'round prices')
    expect(actions()).to.equal(2)
    const found = desk.locator('#palette-list').getByRole('option').first()
    await found.filter({ hasText: card.title }).waitFor()
    await desk.keyboard.press('Enter') // ends the typing
    await desk.waitForURL(`**/board/${(body as { readonly id: string }).id}`)
  })

  async function startAgent(prompt: string): Promise<void> {
    await key(desk, 'n')
    const field = desk.getByRole('dialog', { name: 'New session' }).getByLabel('First prompt')
    await field.and(desk.locator(':focus')).waitFor()
    await type(desk, prompt)
    await key(desk, 'Control+Enter')
    await terminalShows(desk, `works on ${prompt}`)
  }
})
