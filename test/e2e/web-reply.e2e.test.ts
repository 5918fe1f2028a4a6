import { mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { agentAtPrompt, type AgentAtPrompt } from '../support/agent-at-prompt.js'
import { eventually } from '../support/eventually.js'
import { resize } from '../support/page-checks.js'
import { withHub } from '../support/with-hub.js'

describe('a reply in the browser', function () {
  this.timeout(90_000)
  let agent: AgentAtPrompt
  const t = withHub({
    ready: async (at) => {
      agent = await agentAtPrompt(at)
      await agent.showPrompt()
    },
  })
  const typed = (text: string): Promise<void> =>
    eventually(async () => {
      expect(await agent.typed()).to.contain(`^[[200~${text}^[[201~\n`)
    })

  it('goes through the queue, from a tile, the list and the conversation, and shows where it may not have arrived', async () => {
    await agent.report('Stop')
    const { page, faults } = await t.browser.signedIn(t.hub)
    const tile = page.locator('.tile', { hasText: 'shop' })
    const field = tile.getByRole('textbox', { name: 'Reply to shop' })
    await field.fill('run the tests')
    await page.reload()
    await field.press('Enter')
    await typed('run the tests')
    await page.locator('.toast', { hasText: 'Sent to shop' }).waitFor()
    expect(await field.inputValue()).to.equal('')
    await agent.report('UserPromptSubmit', { prompt: 'run the tests' })
    await tile.getByText('working').first().waitFor()

    await field.fill('and the linter')
    await field.press('Enter')
    await typed('and the linter')
    await page.locator('.toast', { hasText: 'shop picks it up during or after this turn' }).waitFor()

    await resize(page, 390, 844)
    await agent.report('UserPromptSubmit', { prompt: 'and the linter' })
    await agent.report('Stop')
    await page.goto(`${t.hub.url}/needs`)
    const need = page.locator('.need.of-finished')
    await need.getByRole('textbox').press('ArrowUp')
    await need.getByRole('textbox').press('ArrowUp')
    expect(await need.getByRole('textbox').inputValue()).to.equal('run the tests')
    expect(await page.evaluate(`document.querySelector('.needs').scrollWidth`)).to.equal(390)
    await need.getByRole('button', { name: 'Send' }).click()
    await need.getByText('A queued prompt needs you').waitFor()
    expect((await agent.typed()).split('run the tests')).to.have.length(3)

    const folder = join(t.place.home, '.claude', 'projects', t.place.home.replaceAll(/[^A-Za-z0-9]/g, '-'))
    await mkdir(folder, { recursive: true })
    const said = {
      type: 'assistant',
      timestamp: '2026-11-27T12:00:00.000Z',
      message: { content: 'Two tests fail:\n- cart' },
    }
    await writeFile(join(folder, 'one.jsonl'), `${JSON.stringify(said)}\n`)
    await page.goto(`${t.hub.url}/s/cc-shop/conversation`)
    const panel = page.getByRole('complementary', { name: 'Conversation' })
    const reply = panel.getByRole('textbox', { name: 'Reply to shop' })
    await reply.fill('Why?')
    await panel.locator('.entry.answer').getByRole('button', { name: 'Quote in the reply' }).click()
    await page.keyboard.type('Mend the first one.')
    expect(await reply.inputValue()).to.equal('Why?\n\n> Two tests fail:\n> - cart\n\nMend the first one.')
    await reply.press('Enter')
    await typed('Why?\n\n> Two tests fail:\n> - cart\n\nMend the first one.')
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(390)
    expect(faults()).to.deep.equal([])
  })

  it('keeps what is typed beside a terminal that opens meanwhile', async () => {
    await agent.report('Stop')
    const { page } = await t.browser.signedIn(t.hub)
    let open = (): void => undefined
    const isOpened = new Promise<void>((resolve) => (open = resolve))
    await page.route(TERMINAL_FONT, async (route) => {
      await isOpened
      await route.continue()
    })
    const asked = page.waitForRequest(TERMINAL_FONT)
    await page.goto(`${t.hub.url}/s/cc-shop/conversation`, { waitUntil: 'commit' })
    const reply = page.getByRole('complementary').getByRole('textbox', { name: 'Reply to shop' })
    await reply.fill('Why?')
    await asked
    open()
    await page.locator('.xterm-rows', { hasText: '? for shortcuts' }).waitFor()
    await page.keyboard.type(' And how?')
    expect(await reply.inputValue()).to.equal('Why? And how?')
  })

  it('keeps what is typed while a busy page draws its frames after the terminal has opened', async () => {
    await agent.report('Stop')
    const { page } = await t.browser.signedIn(t.hub)
    await page.addInitScript(FRAMES_HELD)
    const connected = page.waitForEvent('websocket', (socket) => socket.url().includes('/api/terminal/'))
    await page.goto(`${t.hub.url}/s/cc-shop/conversation`)
    const reply = page.getByRole('complementary').getByRole('textbox', { name: 'Reply to shop' })
    await reply.fill('Why?')
    await connected
    await page.evaluate('window.drawFrames()')
    await page.locator('.xterm-rows', { hasText: '? for shortcuts' }).waitFor()
    await page.keyboard.type(' And how?')
    expect(await reply.inputValue()).to.equal('Why? And how?')
  })
})

/** Font that a terminal waits for before it opens. */
const TERMINAL_FONT = '**/jetbrains-mono-*.woff2'

/** Holds frames, and timers that stand in for them, from the start of the terminal until `drawFrames`. */
const FRAMES_HELD = `{
  const [frame, timer, Socket] = [window.requestAnimationFrame, window.setTimeout, window.WebSocket]
  let held = null
  const late = (run) => (...args) => (held === null ? run(...args) : held.push(() => run(...args)))
  window.requestAnimationFrame = (run) => frame(late(run))
  window.setTimeout = (run, ms, ...args) => timer(ms < 100 ? late(run) : run, ms, ...args)
  window.WebSocket = class extends Socket {
    constructor(url, protocols) {
      super(url, protocols)
      if (String(url).includes('/api/terminal/')) held ??= []
    }
  }
  window.drawFrames = () => {
    const due = held ?? []
    held = null
    window.WebSocket = Socket
    for (const run of due) run()
  }
}`
