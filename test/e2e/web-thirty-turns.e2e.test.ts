import { expect } from 'chai'
import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { agentPlace, type AgentPlace } from '../support/agent-place.js'
import { testBrowser, type TestBrowser } from '../support/browser.js'
import { eventually } from '../support/eventually.js'
import type { HubProcess } from '../support/hub-process.js'

const WITHIN_MS = 60_000
const POLL_MS = 300
const TURNS = 30
/** Folder for a picture of each step; none without it. */
const PICTURES = process.env['PENATES_STEP_PICTURES'] ?? null

/** Prompts that the stand-in for the Messages API turns into work: edits, an error of a command, one of the service, and a sub-agent. */
function promptOf(turn: number, folder: string): string {
  const file = join(folder, `part-${String(turn % 4)}.txt`)
  if (turn === 9)
    return 'call: Agent {"description":"look around","prompt":"run: ls","subagent_type":"general-purpose"}'
  if (turn === 13) return 'run: cat there-is-no-such-file'
  if (turn === 21) return 'fail: 400'
  if (turn % 3 === 1) return `call: Write ${JSON.stringify({ file_path: file, content: `turn ${String(turn)}\n` })}`
  return `run: echo turn ${String(turn)} >> log`
}

describe('thirty turns of Claude Code from a phone', function () {
  this.timeout(900_000)
  let place: AgentPlace
  let hub: HubProcess
  let browser: TestBrowser
  let page: Page

  before(async () => {
    ;[place, browser] = await Promise.all([agentPlace(), testBrowser()])
    hub = await place.startHub()
    await place.penates('hooks', 'install')
    await hub.call('POST', '/api/approvals/config', { mode: 'off' })
  })
  afterEach(async function () {
    if (this.currentTest?.state === 'failed') console.log(await browser.seen(), await place.screens())
  })
  after(async () => {
    await browser.close()
    await place.close()
  })

  let step = 0
  const picture = async (name: string): Promise<void> => {
    if (PICTURES === null) return
    await mkdir(PICTURES, { recursive: true })
    step += 1
    await page.screenshot({ path: join(PICTURES, `${String(step).padStart(2, '0')}-${name}.png`) })
  }
  const prompts = async (): Promise<ReadonlyArray<{ readonly text: string; readonly state: string }>> => {
    const { body } = await hub.call('GET', '/api/sessions/cc-a/prompts')
    return (body as { readonly prompts: ReadonlyArray<{ text: string; state: string }> }).prompts
  }
  /** Waits until the agent has taken these prompts, ended the last turn, and nothing is queued. */
  const isDone = (...texts: ReadonlyArray<string>) =>
    eventually(
      async () => {
        const queue = await prompts()
        expect(queue.filter(({ state }) => state !== 'sent')).to.deep.equal([])
        expect(queue.map(({ text }) => text)).to.include.members([...texts])
        const { body } = await hub.call('GET', '/api/sessions')
        const sessions = body as ReadonlyArray<{ readonly name: string; readonly activity: string }>
        expect(sessions.find(({ name }) => name === 'cc-a')?.activity).to.equal('idle')
      },
      WITHIN_MS,
      POLL_MS,
    )

  it('are read, searched, queued, forked and found again', async () => {
    await place.agent(hub, 'a', '--permission-mode bypassPermissions')
    ;({ page } = await browser.signedIn(hub, '/s/cc-a/conversation', { width: 390, height: 844, touch: true }))
    const panel = page.getByRole('complementary', { name: 'Conversation' })
    const reply = panel.locator('.reply textarea')
    await reply.waitFor()
    /** Presses a button until the hub has the prompt: it takes none before the agent has reported its start. */
    const submit = async (name: 'Send' | 'Queue', text: string): Promise<void> => {
      await reply.fill(text)
      const button = panel.getByRole('button', { name, exact: true })
      await eventually(
        async () => {
          if ((await reply.inputValue()) !== '' && (await button.isEnabled())) await button.click()
          expect(await reply.inputValue()).to.equal('')
          expect((await prompts()).map((prompt) => prompt.text)).to.include(text)
        },
        WITHIN_MS,
        POLL_MS,
      )
    }
    await picture('empty')

    // Each turn begins with a reply from the phone.
    for (let turn = 1; turn <= TURNS - 3; turn += 1) {
      const text = promptOf(turn, place.folder('a'))
      await submit('Send', text)
      await isDone(text)
      if (turn === 1 || turn === 9 || turn === 13 || turn === 21) await picture(`turn-${String(turn)}`)
    }
    expect(await readFile(join(place.folder('a'), 'log'), 'utf8'))
      .to.contain('turn 2\n')
      .and.to.contain('turn 27\n')

    // Three prompts wait for an agent at work, and come one after the other.
    await submit('Send', 'run: until [ -e go ]; do sleep 0.2; done')
    await panel.locator('.entry.prompt', { hasText: 'until [ -e go ]' }).waitFor()
    for (const turn of [28, 29, 30]) {
      await submit('Queue', `run: echo turn ${String(turn)} >> log`)
      await panel.locator('.queued', { hasText: `turn ${String(turn)}` }).waitFor()
    }
    await picture('queued')
    await writeFile(join(place.folder('a'), 'go'), '')
    await isDone(...[28, 29, 30].map((turn) => `run: echo turn ${String(turn)} >> log`))
    expect(await readFile(join(place.folder('a'), 'log'), 'utf8')).to.match(/turn 28\nturn 29\nturn 30\n$/)

    // The conversation has all of it: the last turn with its figures, the error of the service, and the sub-agent.
    await panel.locator('.entry.prompt', { hasText: 'turn 30' }).waitFor()
    await panel.locator('.turn-foot', { hasText: 'tokens' }).last().waitFor()
    await picture('end')
    const scroller = panel.locator('.conversation-scroller')
    const seen = async (what: string): Promise<void> => {
      await eventually(
        async () => {
          await scroller.press('PageUp')
          expect(await panel.locator('.entry', { hasText: what }).count()).to.be.above(0)
        },
        WITHIN_MS,
        POLL_MS,
      )
    }
    await seen('Asked to fail')
    await picture('service-error')
    await seen('there-is-no-such-file')
    await seen('look around')
    await panel.locator('.entry.call', { hasText: 'look around' }).getByRole('button').first().click()
    await panel.getByRole('region', { name: 'Sub-agent' }).waitFor()
    await picture('sub-agent')

    // A word of a turn finds the conversation, which is read and forked.
    await page.goto(`${hub.url}/conversations?q=${encodeURIComponent('there-is-no-such-file')}`)
    const hit = page.locator('main').getByRole('link').filter({ hasText: 'there-is-no-such-file' }).first()
    await hit.waitFor()
    await picture('found')
    await hit.click()
    await page.locator('.entry.marked', { hasText: 'there-is-no-such-file' }).waitFor()
    await picture('read')
    await page.getByRole('button', { name: 'Fork' }).click()
    await page.waitForURL(/\/s\/cc-(?!a$)/)
    const fork = new URL(page.url()).pathname.slice('/s/'.length)
    await eventually(
      async () => {
        const { body } = await hub.call('GET', `/api/sessions/${fork}/screen?lines=50`)
        expect(JSON.stringify(body)).to.contain('All done.')
      },
      WITHIN_MS,
      POLL_MS,
    )
    await picture('forked')
    await page.goto(`${hub.url}/conversations?q=${encodeURIComponent('there-is-no-such-file')}`)
    await hit.waitFor()
    await picture('found-again')
  })
})
