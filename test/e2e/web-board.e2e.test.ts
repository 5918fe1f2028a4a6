import { chmod, mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import type { Locator, Page } from 'playwright-core'
import { gitIn } from '../support/board-places.js'
import { agentAtPrompt } from '../support/agent-at-prompt.js'
import { eventually } from '../support/eventually.js'
import { axeViolations, layoutShifts } from '../support/page-checks.js'
import { withHub } from '../support/with-hub.js'

const PLAN = '# Shop\n\n## In Development: v1.1.0\n\n- [ ] Something else\n\n## Changelog\n'
const SPEC = '# Offline\n\nA **write queue**, replayed later.\n'
const BRANCH = 'idea/offline'
const WITHIN_MS = 30_000
const PREFLIGHT = '**/api/board/cards/*/preflight**'

interface Card {
  readonly id: string
  readonly title: string
  readonly stage: string
  readonly rev: number
  readonly branch: string | null
  readonly worktreePath: string | null
}

describe('the board in the browser', function () {
  this.timeout(180_000)
  let root: string
  let worktree: string
  let remote: string
  const t = withHub({
    prepare: async (place) => {
      root = join(place.home, 'code', 'shop')
      worktree = join(place.home, 'code', '.penates-worktrees', 'shop', 'offline')
      remote = join(place.home, 'remote.git')
      await mkdir(root, { recursive: true })
      await gitIn(root, 'init', '--quiet', '--initial-branch=main')
      // In the repository: the suites run without global git settings.
      await gitIn(root, 'config', 'user.name', 'Ada')
      await gitIn(root, 'config', 'user.email', 'ada@example.org')
      await mkdir(join(root, 'docs'))
      await Promise.all([
        writeFile(join(root, 'CHANGELOG.md'), PLAN),
        writeFile(join(root, 'docs', 'offline.md'), SPEC),
        writeFile(join(root, 'cart.ts'), 'one\ntwo\nthree\n'),
      ])
      await gitIn(root, 'add', '-A')
      await gitIn(root, 'commit', '--quiet', '-m', 'Begin')
      await gitIn(place.home, 'init', '--quiet', '--bare', '--initial-branch=main', remote)
      await gitIn(root, 'remote', 'add', 'origin', remote)
      await gitIn(root, 'push', '--quiet', '-u', 'origin', 'main')
      // Stands in for the agent: a shell that waits for what is typed.
      const bin = join(place.home, 'bin')
      await mkdir(bin)
      await writeFile(join(bin, 'claude'), '#!/bin/bash\nexec bash --norc -i\n')
      await chmod(join(bin, 'claude'), 0o755)
      return { PATH: `${bin}:${process.env['PATH'] ?? ''}` }
    },
    ready: async ({ hub }) => {
      await hub.call('POST', '/api/projects', { displayName: 'Shop', path: root })
    },
  })

  const cards = async (): Promise<ReadonlyArray<Card>> => {
    const { body } = await t.hub.call('GET', '/api/board/cards')
    return (body as { cards: ReadonlyArray<Card> }).cards
  }
  const card = async (title: string): Promise<Card> => {
    const found = (await cards()).find((one) => one.title === title)
    if (!found) throw new Error(`there is no card ${title}`)
    return found
  }
  const addCard = async (title: string, fields: object = {}): Promise<Card> => {
    const { body } = await t.hub.call('POST', '/api/board/cards', { projectId: 'shop', title })
    const { id } = body as Card
    const changed = await t.hub.call('PATCH', `/api/board/cards/${id}`, fields)
    return changed.body as Card
  }
  /** A card whose branch has one commit, in its own worktree. */
  const cardInReview = async (fields: object = {}): Promise<Card> => {
    await gitIn(root, 'worktree', 'add', '--quiet', '-b', BRANCH, worktree)
    await writeFile(join(worktree, 'cart.ts'), 'one\n2\nthree\n')
    await gitIn(worktree, 'commit', '--quiet', '-am', 'Count in digits')
    return addCard('Offline mode', {
      stage: 'review',
      branch: BRANCH,
      implementSummary: 'Counts in digits.',
      ...fields,
    })
  }

  const column = (page: Page, name: string): Locator => page.getByRole('region', { name, exact: true })
  const titles = (page: Page, name: string): Promise<ReadonlyArray<string>> =>
    column(page, name).locator('.card-title').allInnerTexts()
  const showsIn = (page: Page, name: string, expected: ReadonlyArray<string>): Promise<void> =>
    eventually(async () => {
      expect(await titles(page, name)).to.deep.equal(expected)
    })
  const hasFocus = (page: Page, title: string): Promise<void> =>
    eventually(async () => {
      expect(await page.evaluate('document.activeElement.textContent')).to.equal(title)
    })
  const stageOf = (title: string, stage: string): Promise<void> =>
    eventually(async () => {
      expect((await card(title)).stage).to.equal(stage)
    }, WITHIN_MS)

  it('adds a card, changes it in place, and shows what others do', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub)
    await page.getByRole('link', { name: 'Board' }).first().click()
    await page.getByLabel('Add a card to Idea').fill('Offline mode')
    await page.keyboard.press('Enter')
    await page.getByRole('link', { name: 'Offline mode' }).click()
    const panel = page.getByRole('complementary', { name: 'Card' })
    await panel.getByLabel('Title').fill('Offline first')
    await page.keyboard.press('Enter')
    await showsIn(page, 'Idea', ['Offline first'])
    await panel.getByText('P0', { exact: true }).click()
    await panel.getByLabel('Theme').fill('a,b')
    await panel.getByText('No braces, commas or control characters.').waitFor()
    await panel.getByLabel('Theme').fill('sync')
    await page.keyboard.press('Enter')
    await panel.getByRole('button', { name: 'Add notes …' }).click()
    await panel.getByRole('textbox', { name: 'Notes' }).fill('A *queue*')
    await page.keyboard.press('Control+Enter')
    await panel.locator('.markdown em', { hasText: 'queue' }).waitFor()
    const { id } = await card('Offline first')
    await t.hub.call('PATCH', `/api/board/cards/${id}`, { brainstormDoc: 'docs/offline.md' })
    await panel.locator('.markdown strong', { hasText: 'write queue' }).waitFor()
    expect(new URL(page.url()).pathname).to.equal(`/board/${id}`)
    await eventually(async () => {
      expect(await card('Offline first')).to.include({ theme: 'sync', notes: 'A *queue*', priority: 'p0' })
    })
    expect(faults()).to.deep.equal([])
  })

  it('keeps its columns in place while the panel of a card is loaded', async () => {
    const { id } = await addCard('Slow card', { stage: 'review' })
    // A service worker would answer for the hub, and the script would not be held.
    const { page, context, faults } = await t.browser.device({ width: 1440, serviceWorkers: 'block' })
    let release = (): void => undefined
    const released = new Promise<void>((resolve) => {
      release = resolve
    })
    await context.route(/\/card-panel-[\w-]+\.js$/, async (route) => {
      await released
      await route.continue()
    })
    await page.goto(`${t.hub.url}/board/${id}#token=${t.hub.token}`)
    await showsIn(page, 'Review', ['Slow card'])
    expect(await page.locator('.card-view').count()).to.equal(0)
    release()
    await page.locator('.card-view').waitFor()
    const { sum, moved } = await layoutShifts(page)
    expect(sum, moved.join('; ')).to.be.at.most(0.02)
    expect(faults()).to.deep.equal([])
  })

  it('keeps typed text after a conflicting change of another client', async () => {
    const { id } = await addCard('Offline mode', { notes: 'first' })
    const { page } = await t.browser.signedIn(t.hub, `/board/${id}`)
    const panel = page.getByRole('complementary', { name: 'Card' })
    await panel.getByRole('button', { name: 'Edit notes' }).click()
    const notes = panel.getByRole('textbox', { name: 'Notes' })
    await notes.fill('mine')
    await t.hub.call('PATCH', `/api/board/cards/${id}`, { notes: 'theirs', title: 'Offline first' })
    await showsIn(page, 'Idea', ['Offline first'])
    await panel.getByRole('button', { name: 'Save', exact: true }).click()
    await panel.getByText('Changed elsewhere to “theirs”.').waitFor()
    expect(await notes.inputValue()).to.equal('mine')
    expect(await card('Offline first')).to.include({ notes: 'theirs' })
    await panel.getByRole('button', { name: 'Keep mine' }).click()
    await eventually(async () => {
      expect(await card('Offline first')).to.include({ notes: 'mine' })
    })
  })

  it('moves cards by keys and by drag, and asks before an agent starts', async () => {
    await addCard('First')
    await addCard('Second')
    const { page, faults } = await t.browser.signedIn(t.hub, '/board')
    await page.getByRole('link', { name: 'Second' }).focus()
    await page.keyboard.press('Alt+ArrowUp')
    await showsIn(page, 'Idea', ['Second', 'First'])
    await hasFocus(page, 'Second')
    await page.keyboard.press('Alt+ArrowDown')
    await showsIn(page, 'Idea', ['First', 'Second'])
    await hasFocus(page, 'Second')
    await page.keyboard.press('Alt+ArrowUp')
    await showsIn(page, 'Idea', ['Second', 'First'])
    const followed = `(async () => {
      document.activeElement.dispatchEvent(new KeyboardEvent('keydown', { key: 'ArrowDown', bubbles: true, cancelable: true }))
      await new Promise((done) => setTimeout(done))
      return document.activeElement.textContent
    })()`
    expect(await page.evaluate(followed), 'at once').to.equal('First')
    await page.keyboard.press('Alt+ArrowRight')
    const asks = page.getByRole('alertdialog')
    await asks.getByText('It works in the project folder').waitFor()
    await page.keyboard.press('Escape')
    await asks.waitFor({ state: 'detached' })
    expect((await card('First')).stage).to.equal('idea')
    await page.locator('.card-tile', { hasText: 'First' }).dragTo(column(page, 'Brainstorming'))
    await asks.getByRole('button', { name: 'Start agent' }).click()
    await showsIn(page, 'Brainstorming', ['First'])
    await stageOf('First', 'brainstorming')
    await column(page, 'Brainstorming').locator('.status').waitFor()
    await page.locator('.card-tile', { hasText: 'Second' }).dragTo(column(page, 'Implement'))
    await page.getByText('“Second” has no spec yet.').waitFor()
    await page.locator('.card-tile', { hasText: 'First' }).dragTo(column(page, 'Idea'))
    await asks.getByText('End the agent of this card and move it?').waitFor()
    await asks.getByRole('button', { name: 'End and move' }).click()
    await stageOf('First', 'idea')
    expect(faults()).to.deep.equal([])
  })

  it('starts an agent in its own worktree, and asks once more for a card that waits', async () => {
    await addCard('Before')
    const { id } = await card('Before')
    const waits = await addCard('Offline mode', {
      stage: 'brainstorming',
      brainstormDoc: 'docs/offline.md',
      blockedBy: [id],
    })
    const { page, faults } = await t.browser.signedIn(t.hub, `/board/${waits.id}`)
    const panel = page.getByRole('complementary', { name: 'Card' })
    await column(page, 'Brainstorming').getByText('blocked').waitFor()
    await panel.getByRole('button', { name: 'Implement' }).click()
    await panel.getByText('This card is blocked by “Before”.').waitFor()
    await panel.getByRole('button', { name: 'Start anyway' }).click()
    await showsIn(page, 'Implement', ['Offline mode'])
    await stageOf('Offline mode', 'implement')
    await panel.locator('.card-screen').waitFor()
    expect((await gitIn(root, 'worktree', 'list')).split('\n')).to.have.length(2)
    expect(faults()).to.deep.equal([])
  })

  it('refuses a dependency that goes in a circle', async () => {
    const first = await addCard('First')
    const second = await addCard('Second', { blockedBy: [first.id] })
    const { page } = await t.browser.signedIn(t.hub, `/board/${first.id}`)
    const panel = page.getByRole('complementary', { name: 'Card' })
    await panel.getByLabel('Add a blocking card …').selectOption({ label: 'Second' })
    await page.getByText('“First” would block itself').waitFor()
    await page.goto(`${t.hub.url}/board/${second.id}`)
    await panel.getByRole('button', { name: 'Remove the dependency on First' }).click()
    await eventually(async () => {
      expect(await card('Second')).to.deep.include({ blockedBy: [] })
    })
  })

  it('shows what a branch changes, and sends what was said about it as one prompt', async () => {
    const agent = await agentAtPrompt(t, { name: 'agent', directory: root })
    await agent.showPrompt()
    await agent.report('Stop')
    await eventually(
      async () =>
        void expect(await t.place.tmux.run('capture-pane', '-p', '-t', 'cc-agent')).to.include('? for shortcuts'),
      WITHIN_MS,
    )
    const { id } = await cardInReview({ sessionRef: 'cc-agent' })
    const { page, faults } = await t.browser.signedIn(t.hub, '/board')
    await column(page, 'Review').locator('.diff-counts').waitFor()
    await page.goto(`${t.hub.url}/board/${id}/review`)
    const file = page.getByRole('region', { name: 'cart.ts' })
    await file.locator('ins').waitFor()
    expect(await file.locator('ins').allTextContents()).to.deep.equal(['2'])
    await file.getByRole('button', { name: 'Comment on cart.ts, line 2' }).last().click()
    await page.getByRole('textbox', { name: 'Comment on cart.ts, line 2' }).fill('Spell it.')
    await page.keyboard.press('Control+Enter')
    await page.getByText('1 comment', { exact: true }).waitFor()
    await page.getByRole('button', { name: 'Send to agent' }).click()
    await page.getByText('Sent 1 comment to the agent.').waitFor()
    await eventually(async () => {
      expect(await agent.typed()).to.match(/cart\.ts:2\n[^]*Spell it\.\^\[\[201~\n$/)
    }, WITHIN_MS)
    expect(faults()).to.deep.equal([])
  })

  it('says everything that stands in the way, finishes, and takes it back', async () => {
    const { id } = await cardInReview({ theme: 'sync' })
    const before = await gitIn(root, 'rev-parse', 'main')
    const tip = await gitIn(root, 'rev-parse', BRANCH)
    await writeFile(join(root, 'scratch.txt'), 'mine\n')
    const { page, faults } = await t.browser.signedIn(t.hub, '/board')
    await page.getByRole('link', { name: 'Offline mode' }).focus()
    await page.keyboard.press('Alt+ArrowRight')
    const dialog = page.getByRole('dialog')
    await dialog.getByText('The project’s checkout has uncommitted changes.').waitFor()
    await dialog.getByText('Commit, discard or stash them.').waitFor()
    await dialog.getByText('scratch.txt').waitFor()
    expect(await dialog.getByRole('button', { name: 'Merge and push' }).isDisabled()).to.equal(true)
    await dialog.getByRole('button', { name: 'Stash' }).click()
    await dialog.getByText('1 stash in this repository').waitFor()
    expect(await gitIn(root, 'stash', 'list')).to.include('Penates: Offline mode')
    await dialog.getByLabel('Push to remote').uncheck()
    await dialog.getByText(`No conflicts: ${BRANCH} is ready to merge into main.`).waitFor()
    await dialog.getByLabel('Changelog entry').fill('Orders survive a lost network')
    await dialog.getByRole('button', { name: 'Merge locally' }).click()
    await dialog.getByText(`Merged ${BRANCH} into main.`).waitFor()
    const motion = (): Promise<unknown> =>
      page.evaluate(`(({ animationName, animationDuration }) => [animationName, animationDuration])(
        getComputedStyle(document.querySelector('.finish-end .good')))`)
    expect(await motion()).to.deep.equal(['grow', '0.32s'])
    await page.emulateMedia({ reducedMotion: 'reduce' })
    expect(await motion()).to.deep.equal(['grow', '0s'])
    await dialog.getByText('Not pushed.').waitFor()
    await showsIn(page, 'Done', ['Offline mode'])
    expect(await readFile(join(root, 'CHANGELOG.md'), 'utf8')).to.include(
      '- [x] Orders survive a lost network {theme: sync}',
    )
    expect(await gitIn(remote, 'rev-parse', 'main')).to.equal(before)
    await dialog.getByRole('button', { name: 'Undo finish' }).click()
    await dialog.getByText('No commit is lost').waitFor()
    await dialog.getByRole('alertdialog').getByRole('button', { name: 'Undo finish' }).click()
    await page.getByText('main is back where it was.').waitFor()
    await showsIn(page, 'Review', ['Offline mode'])
    expect(await gitIn(root, 'rev-parse', 'main')).to.equal(before)
    expect(await gitIn(root, 'rev-parse', BRANCH)).to.equal(tip)
    expect((await card('Offline mode')).id).to.equal(id)
    expect(faults()).to.deep.equal([])
  })

  it('removes obstacles: commits the worktree, updates the base, stashes the checkout and applies it again', async () => {
    const { id } = await addCard('Offline mode', { stage: 'brainstorming', brainstormDoc: 'docs/offline.md' })
    await t.hub.call('POST', `/api/board/cards/${id}/implement`)
    const { worktreePath } = (await t.hub.call('PATCH', `/api/board/cards/${id}`, { stage: 'review' })).body as Card
    await writeFile(join(worktreePath ?? '', 'cart.ts'), 'one\n2\nthree\n')
    await writeFile(join(root, 'scratch.txt'), 'mine\n')
    const other = join(t.place.home, 'other')
    await gitIn(t.place.home, 'clone', '--quiet', remote, other)
    await writeFile(join(other, 'news.txt'), 'new\n')
    await gitIn(other, 'add', '-A')
    await gitIn(other, 'commit', '--quiet', '-m', 'News from elsewhere')
    await gitIn(other, 'push', '--quiet')

    const phone = { width: 390, height: 780, touch: true }
    const { page, context, faults } = await t.browser.signedIn(t.hub, `/board/${id}`, phone)
    await page.getByRole('button', { name: 'Finish' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByText('News from elsewhere').waitFor()
    await dialog.getByText('cart.ts').waitFor()
    expect(await axeViolations(page)).to.deep.equal([])
    await dialog.getByRole('button', { name: 'Fetch and update' }).click()
    await dialog.getByText('News from elsewhere').waitFor({ state: 'detached' })
    expect(await readFile(join(root, 'news.txt'), 'utf8')).to.equal('new\n')
    await dialog.getByLabel('Commit message').fill('Count in digits')
    await context.route(PREFLIGHT, (route) => route.abort())
    await dialog.getByRole('button', { name: 'Check again' }).click()
    await dialog.getByRole('alert').waitFor()
    await context.unroute(PREFLIGHT)
    await dialog.getByLabel('Commit message').press('Enter')
    await dialog.getByText('cart.ts').waitFor({ state: 'detached' })
    expect(await gitIn(worktreePath ?? '', 'log', '-1', '--format=%s')).to.equal('Count in digits')
    await dialog.getByRole('button', { name: 'Stash' }).click()
    await dialog.getByText('No conflicts').waitFor()
    await dialog.getByRole('button', { name: 'Apply “Penates: Offline mode”' }).click()
    await dialog.getByText('scratch.txt').waitFor()
    expect(await readFile(join(root, 'scratch.txt'), 'utf8')).to.equal('mine\n')
    expect(faults()).to.deep.equal([])
  })

  it('is off with its push in a project without a remote, and copies the link of a card', async () => {
    await gitIn(root, 'remote', 'remove', 'origin')
    const { id } = await cardInReview({ implementSummary: 'Counts in **digits**.' })
    const { page, faults } = await t.browser.signedIn(t.hub, `/board/${id}`)
    const panel = page.getByRole('complementary', { name: 'Card' })
    await panel.locator('.card-section strong', { hasText: 'digits' }).waitFor()
    await panel.getByRole('button', { name: 'Copy link to the card' }).click()
    await page.getByText('Link copied.').waitFor()
    expect(await page.evaluate('navigator.clipboard.readText()')).to.equal(`${t.hub.url}/board/${id}`)
    await panel.getByRole('button', { name: 'Finish' }).click()
    const dialog = page.getByRole('dialog')
    const push = dialog.getByLabel('Push (the project has no remote)')
    await push.waitFor()
    expect([await push.isChecked(), await push.isDisabled()]).to.deep.equal([false, true])
    await dialog.getByText(`No conflicts: ${BRANCH} is ready to merge into main.`).waitFor()
    expect(faults()).to.deep.equal([])
  })

  it('pushes, and asks for a revert before it takes back what is published', async () => {
    const { id } = await cardInReview()
    const { page, faults } = await t.browser.signedIn(t.hub, `/board/${id}`)
    const panel = page.getByRole('complementary', { name: 'Card' })
    await panel.getByRole('button', { name: 'Finish' }).click()
    const dialog = page.getByRole('dialog')
    await dialog.getByRole('button', { name: 'Merge and push' }).click()
    await dialog.getByText('Pushed to remote.').waitFor()
    await dialog.getByRole('button', { name: 'Close' }).click()
    expect(await gitIn(remote, 'rev-parse', 'main')).to.equal(await gitIn(root, 'rev-parse', 'main'))
    await panel.getByRole('button', { name: 'Undo finish' }).click()
    await panel.getByRole('alertdialog').getByRole('button', { name: 'Revert' }).click()
    await page.getByText('Reverted by a commit on main, pushed.').waitFor()
    await showsIn(page, 'Review', ['Offline mode'])
    expect(await gitIn(remote, 'show', 'main:cart.ts')).to.include('two')
    expect(faults()).to.deep.equal([])
  })

  it('deletes a card, says what is kept, and takes it back under its id', async () => {
    await cardInReview()
    const { id } = await card('Offline mode')
    const { page } = await t.browser.signedIn(t.hub, '/board')
    await page.getByRole('link', { name: 'Offline mode' }).focus()
    await page.keyboard.press('Delete')
    await page.getByText(`${BRANCH} and its worktree are kept if they hold work.`).waitFor()
    await page.getByRole('button', { name: 'Delete card' }).click()
    await page.getByText('Deleted “Offline mode”.').waitFor()
    await showsIn(page, 'Review', [])
    expect(await gitIn(root, 'rev-parse', '--verify', BRANCH)).to.match(/^[0-9a-f]{40}$/)
    await page.keyboard.press('Control+z')
    await showsIn(page, 'Review', ['Offline mode'])
    await eventually(async () => {
      expect(await card('Offline mode')).to.deep.include({ id, branch: BRANCH, implementSummary: 'Counts in digits.' })
    })
  })

  it('takes the move of a card back, to where it was in its column', async () => {
    for (const title of ['One', 'Two', 'Three']) await addCard(title)
    const { page, faults } = await t.browser.signedIn(t.hub, '/board')
    await showsIn(page, 'Idea', ['One', 'Two', 'Three'])
    await page.getByRole('link', { name: 'Two', exact: true }).focus()
    await page.keyboard.press('Alt+ArrowDown')
    await showsIn(page, 'Idea', ['One', 'Three', 'Two'])
    await page.getByText('Moved “Two” to Idea.').waitFor()
    await page.keyboard.press('Control+z')
    await showsIn(page, 'Idea', ['One', 'Two', 'Three'])
    const review = await addCard('Four', { stage: 'review' })
    await showsIn(page, 'Review', ['Four'])
    await page.getByRole('link', { name: 'Four', exact: true }).focus()
    await page.keyboard.press('Alt+ArrowRight')
    await showsIn(page, 'Done', ['Four'])
    await page.getByRole('button', { name: 'Undo' }).click()
    await showsIn(page, 'Review', ['Four'])
    expect((await card('Four')).id).to.equal(review.id)
    expect(faults()).to.deep.equal([])
  })

  it('moves a card with a finger: within its column, and at the edge into the next one', async () => {
    for (const title of ['First', 'Second', 'Third']) await addCard(title)
    const { page, context, faults } = await t.browser.signedIn(t.hub, '/board', {
      width: 390,
      height: 740,
      touch: true,
    })
    const finger = await context.newCDPSession(page)
    const touch = (type: 'touchStart' | 'touchMove' | 'touchEnd', ...touchPoints: { x: number; y: number }[]) =>
      finger.send('Input.dispatchTouchEvent', { type, touchPoints })
    const boxOf = async (title: string): Promise<{ x: number; y: number; width: number; height: number }> => {
      const box = await page.locator('.card-tile', { hasText: title }).first().boundingBox()
      if (!box) throw new Error(`${title} is not drawn`)
      return box
    }
    await showsIn(page, 'Idea', ['First', 'Second', 'Third'])
    const first = await boxOf('First')
    const third = await boxOf('Third')
    await touch('touchStart', { x: first.x + 90, y: first.y + 30 })
    await page.locator('.touch-ghost').waitFor()
    await touch('touchMove', { x: third.x + 90, y: third.y + third.height - 4 })
    await page.locator('.drop-bottom', { hasText: 'Third' }).waitFor()
    await touch('touchEnd')
    await showsIn(page, 'Idea', ['Second', 'Third', 'First'])

    const moved = await boxOf('First')
    await touch('touchStart', { x: moved.x + 90, y: moved.y + 30 })
    await page.locator('.touch-ghost').waitFor()
    await touch('touchMove', { x: 386, y: 400 })
    await page.locator('.board-column.drop-into[data-stage=brainstorming]').waitFor()
    await touch('touchEnd')
    await page.getByRole('alertdialog').getByText('It works in the project folder').waitFor()
    expect((await card('First')).stage).to.equal('idea')
    expect(faults()).to.deep.equal([])
  })

  it('draws of thousands of cards what is seen, and keeps what was done long ago in an archive', async () => {
    await t.hub.end('SIGTERM')
    const stored = (title: string, more: object) => (at: number) => ({
      id: `00000000-0000-4000-8000-${title.length}${String(at).padStart(11, '0')}`,
      projectId: 'shop',
      title: `${title} ${at}`,
      stage: 'idea',
      order: at,
      createdAt: '2026-01-02T03:04:05.000Z',
      updatedAt: '2026-01-02T03:04:05.000Z',
      ...more,
    })
    const old = { stage: 'done', doneAt: '2026-01-02T03:04:05.000Z' }
    const all = [
      ...Array.from({ length: 2_000 }, (_, at) => stored('Card', {})(at)),
      ...Array.from({ length: 60 }, (_, at) => stored('Shipped', { ...old, notes: at === 7 ? 'A barcode' : null })(at)),
    ]
    await writeFile(join(t.place.state, 'board.json'), JSON.stringify({ version: 1, cards: all }), { mode: 0o600 })
    t.hub = await t.place.start()
    const { page, faults } = await t.browser.signedIn(t.hub, '/board')
    const drawn = column(page, 'Idea').locator('.card-tile')
    await page.getByRole('link', { name: 'Card 0', exact: true }).focus()
    await page.keyboard.press('End')
    await drawn.filter({ hasText: 'Card 1999' }).waitFor()
    await eventually(async () => {
      expect(await page.evaluate('document.activeElement.textContent')).to.equal('Card 1999')
    })
    await page.keyboard.press('Alt+ArrowUp')
    await eventually(async () => {
      expect((await titles(page, 'Idea')).slice(-2)).to.deep.equal(['Card 1999', 'Card 1998'])
    }, WITHIN_MS)
    expect(await drawn.count()).to.be.lessThan(60)

    await column(page, 'Done').getByText('Nothing finished in the last 30 days.').waitFor()
    await page.getByRole('link', { name: 'Archive' }).click()
    const archived = page.getByRole('list', { name: 'Archive' }).getByRole('listitem')
    await archived.first().waitFor()
    expect(await archived.count()).to.equal(50)
    await page.getByRole('button', { name: 'Older cards' }).click()
    await page.getByText('End of the archive.').waitFor()
    expect(await archived.count()).to.equal(60)
    await page.getByLabel('Search the archive').fill('barcode')
    await eventually(async () => {
      expect(await archived.count()).to.equal(1)
    })
    await page.getByRole('button', { name: 'Actions for Shipped 7' }).click()
    await page.getByRole('menuitem', { name: 'Back to “Idea”' }).click()
    await page.getByText('“Shipped 7” is back in Idea.').waitFor()
    await page.getByText('Nothing matches “barcode”.').waitFor()
    await stageOf('Shipped 7', 'idea')
    expect(faults()).to.deep.equal([])
  })

  it('starts an agent that collects ideas, and shows that it runs and what it adds', async () => {
    const { page, faults } = await t.browser.signedIn(t.hub, '/board')
    await page.getByRole('button', { name: 'Collect ideas for Shop' }).click()
    await page.getByText('adds cards only for what you agree on').waitFor()
    await page.getByRole('button', { name: 'Start agent' }).click()
    await column(page, 'Idea').getByRole('link', { name: 'Collecting ideas for Shop' }).waitFor()
    await t.hub.call('POST', '/api/board/cards', { projectId: 'shop', title: 'Gift wrap', origin: 'collab' })
    await showsIn(page, 'Idea', ['Gift wrap'])
    await page.getByRole('button', { name: 'Collect ideas for Shop' }).click()
    await page.waitForURL('**/s/cc-ideas-shop')
    expect(faults()).to.deep.equal([])
  })

  it('has columns of at least 240 px on any device, of which one rests whole at an edge', async () => {
    for (const width of [1100, 820, 390, 320]) {
      const { page } = await t.browser.signedIn(t.hub, '/board', { width, height: 740 })
      await column(page, 'Review').waitFor()
      const shown = page.locator('.board-columns')
      const edgesOf = async (of: Locator): Promise<{ left: number; right: number }> => {
        const box = await of.boundingBox()
        if (!box) throw new Error('is not drawn')
        return { left: Math.round(box.x), right: Math.round(box.x + box.width) }
      }
      const boxes = async () => ({
        ...(await edgesOf(shown)),
        columns: await Promise.all((await page.locator('.board-column').all()).map(edgesOf)),
      })
      const { columns, left, right } = await boxes()
      for (const one of columns) expect(one.right - one.left, String(width)).to.be.at.least(240)
      await shown.hover()
      await page.mouse.wheel(Math.round((right - left) * 0.7), 0)
      await eventually(async () => {
        const now = await boxes()
        expect(now.columns[0]?.left, String(width)).to.be.lessThan(left)
        expect(now.columns.some((one) => one.left === now.left || one.right === now.right)).to.equal(true)
      })
      expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(width)
      await page.context().close()
    }
  })

  it('is whole on a phone of 360 pixels, in German, one column at a time', async () => {
    await addCard('Offline-Modus', { stage: 'brainstorming' })
    const phone = { width: 360, height: 740, touch: true, remembers: { penates_language: 'de' } }
    const { page, faults } = await t.browser.signedIn(t.hub, '/board', phone)
    await page.getByRole('button', { name: /^Ausarbeiten/ }).tap()
    await page.getByRole('link', { name: 'Offline-Modus' }).tap()
    const sheet = page.getByRole('dialog')
    await sheet.getByLabel('Titel').waitFor()
    expect(await page.evaluate('document.documentElement.scrollWidth')).to.equal(360)
    await page.goBack()
    await page.getByRole('button', { name: 'Aktionen für Offline-Modus' }).tap()
    await page.getByRole('menuitem', { name: 'Nach „Idee“' }).tap()
    await stageOf('Offline-Modus', 'idea')
    expect(faults()).to.deep.equal([])
  })
})
