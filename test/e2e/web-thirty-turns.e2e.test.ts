import { readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Page } from 'playwright-core'
import { agentOf, agentPlace, type Agent, type AgentPlace } from '../support/agent-place.js'
import { testBrowser, type Tab, type TestBrowser } from '../support/browser.js'
import { eventually } from '../support/eventually.js'
import type { HubProcess } from '../support/hub-process.js'

/** A turn takes one to three seconds, and several times as long on a busy machine. */
const ALL_TURNS_WITHIN_MS = 400_000
const WITHIN_MS = 60_000
/** A client may read 300 times a minute. */
const POLL_MS = 1_000
const PHONE = { width: 390, height: 844, touch: true }

const ROUNDS = 12
const DECISION = 'Prices are counted in farthings'

describe('a task of more than thirty turns with Claude Code, followed on a phone', function () {
  this.timeout(600_000)
  let place: AgentPlace
  let hub: HubProcess
  let browser: TestBrowser
  let agent: Agent
  let phone: Tab

  before(async () => {
    ;[place, browser] = await Promise.all([agentPlace(), testBrowser()])
    hub = await place.startHub()
    await place.penates('hooks', 'install')
    await hub.call('POST', '/api/approvals/config', { mode: 'off' })
  })
  afterEach(async function () {
    if (this.currentTest?.state === 'passed') return
    console.log(await place.screens(), await browser.seen(), hub.output().slice(-4_000))
  })
  after(async () => {
    await browser.close()
    await place.close()
  })

  const file = (name: string): string => join(place.folder('a'), name)
  const call = (tool: string, input: object): string => `call: ${tool} ${JSON.stringify(input)}`
  const edit = (before: number, after: number): string =>
    call('Edit', {
      file_path: file('price.mjs'),
      old_string: `price = ${String(before)}\n`,
      new_string: `price = ${String(after)}\n`,
    })
  /** Prompts after the first. Checks of odd prices fail. */
  const task = (): ReadonlyArray<string> => [
    `Write the price\n${call('Write', { file_path: file('price.mjs'), content: 'export const price = 0\n' })}`,
    ...Array.from({ length: ROUNDS }, (_, round) => [
      `Raise the price to ${String(round + 1)}\n${edit(round, round + 1)}`,
      `Check the price ${String(round + 1)}\nrun: node -e 'import("./price.mjs").then(({ price }) => { console.log("price", price); process.exit(price % 2) })'`,
    ]).flat(),
    `Lower a price that is not there\n${edit(99, 98)}`,
    `Read what is missing\n${call('Read', { file_path: file('missing.txt') })}`,
    'Ask a service that fails\nfail: 400',
    `Look around\n${call('Agent', {
      ...{ description: 'Look around', subagent_type: 'general-purpose' },
      prompt: 'run: echo seen by the sub-agent',
    })}`,
  ]

  interface Entry {
    readonly kind: string
    readonly text: string
    readonly isError: boolean
  }
  const queue = (text: string) => hub.call('POST', '/api/sessions/cc-a/prompts', { text })
  const states = async (): Promise<ReadonlyArray<string>> => {
    const { body } = await hub.call('GET', '/api/sessions/cc-a/prompts')
    return (body as { readonly prompts: ReadonlyArray<{ readonly state: string }> }).prompts.map(({ state }) => state)
  }
  const allSent = (withinMs: number): Promise<void> =>
    eventually(async () => void expect(new Set(await states())).to.deep.equal(new Set(['sent'])), withinMs, POLL_MS)
  const conversation = async (name: string): Promise<ReadonlyArray<Entry>> => {
    const { body } = await hub.call('GET', `/api/sessions/${name}/conversation`)
    return (body as { readonly entries: ReadonlyArray<Entry> }).entries
  }
  const fits = async (page: Page): Promise<void> => {
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(PHONE.width)
  }
  const panelOf = ({ page }: Tab) => page.getByRole('complementary', { name: 'Conversation' })

  it('is read from its first prompt to its last, with edits, errors and a sub-agent', async () => {
    agent = await place.agent(hub, 'a', '--permission-mode bypassPermissions')
    await agent.ask(`Decide how prices are counted. answer: It is settled: **${DECISION}**`)
    await agent.shows(DECISION)
    phone = await browser.signedIn(hub, '/s/cc-a/conversation', PHONE)
    const panel = panelOf(phone)
    await panel.locator('.entry.answer strong', { hasText: DECISION }).waitFor()

    for (const prompt of task()) expect((await queue(prompt)).status).to.equal(201)
    await allSent(ALL_TURNS_WITHIN_MS)
    await panel.locator('.entry.prompt', { hasText: 'Look around' }).waitFor({ timeout: WITHIN_MS })
    const started = panel.locator('.entry.call', { hasText: 'Look around' })
    await started.getByText('no result yet').waitFor({ state: 'detached', timeout: WITHIN_MS })
    await started.getByRole('button', { name: /Agent/ }).click()
    const subagent = started.getByRole('region', { name: 'Sub-agent' })
    await subagent.locator('.entry.call', { hasText: 'echo seen by the sub-agent' }).waitFor()

    const { page } = phone
    const scroller = panel.locator('.conversation-scroller')
    const upTo = (text: string): Promise<void> =>
      eventually(async () => {
        await scroller.press('Home')
        expect(await panel.locator('.entry.prompt', { hasText: text }).count()).to.equal(1)
      }, WITHIN_MS)
    await upTo('Decide how prices are counted')
    const raised = panel.locator('.entry.call', { hasText: 'Edit' }).first()
    await raised.getByRole('button', { name: /Edit/ }).click()
    await raised.locator('ins', { hasText: 'price = 1' }).waitFor()
    const failed = panel.locator('.entry.call.failed').first()
    await failed.getByRole('button', { name: /Bash/ }).click()
    await failed.locator('.entry-output', { hasText: 'price 1' }).waitFor()
    await fits(page)
    await page.getByRole('button', { name: 'Jump to latest' }).click()
    await panel.locator('.entry.prompt', { hasText: 'Look around' }).waitFor()

    const said = await conversation('cc-a')
    expect(said.filter(({ kind }) => kind === 'prompt')).to.have.length.of.at.least(30)
    expect(said.filter(({ isError }) => isError)).to.have.length.of.at.least(ROUNDS / 2 + 2)
    expect(await readFile(file('price.mjs'), 'utf8')).to.equal(`export const price = ${String(ROUNDS)}\n`)
  })

  it('takes three prompts that are queued during a turn, each once and in their order', async () => {
    // Of the first try of a test that is tried again.
    await Promise.all(['go', 'ran'].map((name) => rm(file(name), { force: true })))
    expect((await queue('Wait for me\nrun: until [ -e go ]; do sleep 0.2; done')).status).to.equal(201)
    const panel = panelOf(phone)
    const field = panel.getByRole('textbox', { name: 'Reply to a' })
    const running = panel.locator('.entry.call', { hasText: 'until [ -e go ]' }).last()
    await running.waitFor({ timeout: WITHIN_MS })
    for (const word of ['first', 'second', 'third']) {
      await field.fill(`run: echo ${word} >> ran`)
      await panel.getByRole('button', { name: 'Queue', exact: true }).click()
      await eventually(async () => void expect(await field.inputValue()).to.equal(''))
    }
    const waiting = panel.getByRole('region', { name: 'Queued prompts' }).getByRole('listitem')
    await eventually(async () => void expect(await waiting.count()).to.equal(3))
    // The queue takes room from the conversation, whose end stays in sight.
    await eventually(async () => {
      const [entry, shown] = await Promise.all([
        running.boundingBox(),
        panel.locator('.conversation-scroller').boundingBox(),
      ])
      expect((entry?.y ?? Infinity) + (entry?.height ?? 0)).to.be.at.most((shown?.y ?? 0) + (shown?.height ?? 0))
    })
    await fits(phone.page)
    await writeFile(file('go'), '')
    await allSent(WITHIN_MS)
    await eventually(async () => {
      expect(await readFile(file('ran'), 'utf8')).to.equal('first\nsecond\nthird\n')
    }, WITHIN_MS)
    await waiting.first().waitFor({ state: 'detached' })
    await panel.locator('.entry.call', { hasText: 'echo third' }).last().waitFor({ timeout: WITHIN_MS })
  })

  it('is found by a word, forked in a separate session, and found again with what was said there', async () => {
    const { page, faults } = phone
    const list = page.getByRole('list', { name: 'Conversations' })
    const hits = list.locator('.conversation-hit')
    const search = async (words: string): Promise<void> => {
      await page.goto(`${hub.url}/conversations`)
      await page.getByRole('textbox', { name: 'Search conversations' }).fill(words)
    }
    await search('farthings')
    await list.locator('mark', { hasText: 'farthings' }).first().waitFor({ timeout: WITHIN_MS })
    await fits(page)
    await hits.first().click()
    await page.locator('.entry.marked', { hasText: DECISION }).waitFor()
    await fits(page)
    const original = /claude-code\/([^/?]+)/.exec(page.url())?.[1] ?? 'none'
    await page.getByRole('button', { name: 'Fork' }).click()
    await page.waitForURL(/\/s\/cc-/)
    const fork = decodeURIComponent(/\/s\/([^/?#]+)/.exec(page.url())?.[1] ?? '')
    expect(fork).to.not.equal('cc-a')
    const target = await place.tmux.run('display-message', '-p', '-t', `=${fork}:`, '#{session_id}')
    const copy = agentOf(place, target.trim(), place.folder('a'))
    await copy.shows(/for agents|\? for shortcuts/)
    await copy.ask('Decide again. answer: From now on in guineas')
    await copy.shows('From now on in guineas')
    await eventually(
      async () => {
        const texts = (await conversation(fork)).map(({ text }) => text)
        expect(texts.some((text) => text.includes('in guineas'))).to.equal(true)
        expect((await conversation('cc-a')).some(({ text }) => text.includes('in guineas'))).to.equal(false)
      },
      WITHIN_MS,
      POLL_MS,
    )
    await eventually(
      async () => {
        await search('guineas')
        await list.locator('mark', { hasText: 'guineas' }).first().waitFor({ timeout: POLL_MS })
      },
      WITHIN_MS,
      POLL_MS,
    )
    await hits.first().click()
    await page.locator('.entry.marked', { hasText: 'guineas' }).waitFor()
    expect(page.url()).to.not.contain(original)
    expect(faults()).to.deep.equal([])
  })
})
