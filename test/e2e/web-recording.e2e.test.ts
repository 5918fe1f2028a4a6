import { appendFile, mkdir, readdir, readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { eventually } from '../support/eventually.js'
import { withHub } from '../support/with-hub.js'

const ID = '11111111-2222-4333-8444-555555555555'

/** A flood of 20 MB takes three seconds, and several times as long on a busy machine. */
const FLOOD_WITHIN_MS = 60_000

interface Read {
  readonly state: string
  readonly parts: ReadonlyArray<{ readonly number: number }>
}

describe('the recording beside a terminal', function () {
  this.timeout(90_000)
  const t = withHub({
    ready: ({ hub, place }) => hub.call('POST', '/api/sessions', { name: 'shop', directory: place.home, shell: true }),
  })
  const type = (text: string): Promise<unknown> => t.place.tmux.run('send-keys', '-t', 'cc-shop', text, 'Enter')
  const recording = async (): Promise<Read> => (await t.hub.call('GET', '/api/sessions/cc-shop/recording')).body as Read
  const files = async (): Promise<ReadonlyArray<string>> => {
    const folder = join(t.place.state, 'recordings')
    const names = await readdir(folder, { recursive: true })
    return names
      .filter((name) => name.endsWith('.cast'))
      .sort()
      .map((name) => join(folder, name))
  }
  /** Adds an entry to the transcript of the session, at this moment. */
  const say = async (content: string): Promise<void> => {
    const folder = join(t.place.home, '.claude', 'projects', t.place.home.replaceAll(/[^A-Za-z0-9]/g, '-'))
    await mkdir(folder, { recursive: true })
    const row = { type: 'assistant', timestamp: new Date().toISOString(), sessionId: ID, message: { content } }
    await appendFile(join(folder, `${ID}.jsonl`), `${JSON.stringify(row)}\n`)
  }
  /** Output in all parts. */
  const output = async (): Promise<string> => {
    const texts = await Promise.all((await files()).map((file) => readFile(file, 'utf8')))
    return texts
      .flatMap((text) => text.split('\n').slice(1, -1))
      .map((line) => JSON.parse(line) as readonly [number, string, string])
      .flatMap(([, kind, text]) => (kind === 'o' ? [text] : []))
      .join('')
  }
  const holds = (text: string, index: number): Promise<void> =>
    eventually(async () => {
      expect(await readFile((await files())[index] ?? '', 'utf8')).to.contain(text)
    })

  it('is switched on there, plays what was shown without secrets, and goes on after the hub was killed', async () => {
    const { page } = await t.browser.signedIn(t.hub, '/s/cc-shop/recording')
    const panel = page.getByRole('complementary', { name: 'Recording' })
    await panel.getByText('Not recorded.').waitFor()
    await panel.getByRole('switch', { name: 'Record this terminal' }).click()
    await panel.getByRole('status').getByText('Recording', { exact: true }).waitFor()
    await type('printf "%s%s=%s\\n" pass word hunter22')
    await holds('password=********', 0)
    await type('sleep 1; printf "%s-%s\\n" second later')
    await holds('second-later', 0)

    await t.hub.end('SIGKILL')
    await appendFile((await files())[0] ?? '', '[0.5,"o","half of a li')
    t.hub = await t.place.start()
    await eventually(async () => {
      const { state, parts } = await recording()
      expect([state, parts.length]).to.deep.equal(['recording', 2])
    })
    expect((await readFile((await files())[0] ?? '', 'utf8')).endsWith('\n')).to.equal(true)
    await holds('"m","recording continued"', 1)
    await type('printf "%s-%s\\n" after kill')
    await holds('after-kill', 1)

    const { page: again } = await t.browser.signedIn(t.hub, '/s/cc-shop/recording')
    const player = again.getByRole('complementary', { name: 'Recording' })
    await player.getByLabel('Part', { exact: true }).selectOption('1')
    await player.getByPlaceholder('Find in the recording').fill('password=***')
    await player.locator('.xterm-rows', { hasText: 'password=********' }).waitFor()
    await player.getByRole('search').getByRole('status').getByText('of').waitFor()
    const saved = again.waitForEvent('download')
    await player.getByRole('button', { name: 'Save as file' }).click()
    expect((await saved).suggestedFilename()).to.equal('cc-shop-1.cast')

    const slider = player.getByLabel('Position')
    const position = async (): Promise<number> => Number(await slider.inputValue())
    // Each key with the focus: a terminal that opens late takes it.
    const screen = player.locator('.recording-screen')
    await eventually(async () => {
      await screen.press('ArrowLeft')
      expect(await position()).to.equal(0)
    })
    await screen.press('Space')
    await eventually(async () => {
      expect(await position()).to.equal(Number(await slider.getAttribute('max')))
    })
  })

  it('has the screen that a flood leaves', async () => {
    await t.hub.call('POST', '/api/sessions/cc-shop/recording', { recorded: true })
    await eventually(async () => {
      expect((await recording()).state).to.equal('recording')
    })
    await type('yes | head -c 20M; printf "%s-%s\\n" all over')
    await eventually(async () => {
      expect(await output()).to.contain('all-over')
    }, FLOOD_WITHIN_MS)
  })

  it('is reached from the time line, where something was recorded', async () => {
    await say('before the recording')
    await t.hub.call('POST', '/api/hooks/UserPromptSubmit', { session_id: ID }, { 'X-Penates-Session': 'cc-shop' })
    await t.hub.call('POST', '/api/sessions/cc-shop/recording', { recorded: true })
    await eventually(async () => {
      expect((await recording()).state).to.equal('recording')
    })
    await type('printf "%s-%s\\n" on screen')
    await holds('on-screen', 0)
    const [session] = (await t.hub.call('GET', '/api/sessions')).body as [object]
    // The recorder is no viewer: alerts and approvals are those of a session without one.
    expect(session).to.deep.include({ recorded: true, attached: false })
    await say('while it is recorded')

    const { page } = await t.browser.signedIn(t.hub, '/s/cc-shop/timeline')
    const rowOf = (text: string) => page.locator('.timeline-row', { hasText: text })
    await rowOf('before the recording').getByRole('button', { name: 'Nothing recorded at that time' }).waitFor()
    await rowOf('while it is recorded').getByRole('button', { name: 'Show the screen' }).click()
    const panel = page.getByRole('complementary', { name: 'Recording' })
    await panel.locator('.xterm-rows', { hasText: 'on-screen' }).waitFor()

    await page.goto(`${t.hub.url}/s/cc-shop/recording?at=1`)
    await panel.getByText('Nothing was recorded at').waitFor()
  })
})
