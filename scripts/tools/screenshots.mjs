// `npm run screenshots`: the pictures of README in docs/images and of every page in docs/design.md, light and dark, from a hub with made-up projects, sessions and
// cards. Needs Chromium (CHROMIUM_PATH) and tmux; uses a scratch home and a tmux server of its own.
import { execFile } from 'node:child_process'
import { chmod, mkdir, symlink, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { promisify } from 'node:util'
import { chromium } from 'playwright-core'
import { ensureBuilt } from '../lib/build.mjs'
import { DEVICES, PAGES, pictureOf, PICTURES, writeDesign } from '../lib/page-pictures.mjs'
import { root } from '../lib/run.mjs'

const SIZE = { width: 1200, height: 640 }
const THEMES = ['light', 'dark']
const SETTLED_MS = 1_500
const QUALITY = 0.7
const POLL_MS = 100
const execute = promisify(execFile)

/** Sessions of the pictures: what each shows, and the hooks that its agent has sent. */
const SESSIONS = [
  {
    name: 'web-shop',
    project: 'web-shop',
    hooks: [
      ['UserPromptSubmit', {}],
      ['PreToolUse', { tool_name: 'Edit' }],
    ],
    lines: [
      '\\033[1m> Keep orders while the network is gone\\033[0m',
      '',
      '\\033[32m●\\033[0m Read \\033[2msrc/cart.ts, src/queue.ts\\033[0m',
      '\\033[32m●\\033[0m Edit \\033[2msrc/queue.ts\\033[0m',
      '    \\033[32m+ export const queue = openQueue("orders")\\033[0m',
      '    \\033[31m- const pending = []\\033[0m',
      '\\033[32m●\\033[0m Bash \\033[2mnpm test\\033[0m',
      '    \\033[32m✓\\033[0m stores an order without a connection',
      '    \\033[32m✓\\033[0m sends stored orders in order',
      '    \\033[32m✓\\033[0m stores each order once',
      '    3 passing (212 ms)',
      '',
      '\\033[33m✳\\033[0m Writing the replay after a reconnect …',
    ],
  },
  {
    name: 'parser',
    project: 'parser',
    hooks: [['UserPromptSubmit', {}]],
    asks: { tool_name: 'Bash', tool_input: { command: 'git push --force-with-lease origin fuzz' } },
    lines: [
      '\\033[1m> Fuzz the number parser\\033[0m',
      '',
      '\\033[33m●\\033[0m Bash \\033[2mgit push --force-with-lease origin fuzz\\033[0m',
    ],
  },
  {
    name: 'docs-site',
    project: 'docs-site',
    hooks: [
      ['UserPromptSubmit', {}],
      ['Stop', {}],
    ],
    lines: ['\\033[1m> Check every link\\033[0m', '', '\\033[32m●\\033[0m All 214 links resolve.'],
  },
  {
    name: 'dev server',
    project: 'web-shop',
    command: 'vite',
    hooks: [],
    lines: ['  \\033[32mready\\033[0m in 312 ms', '', '  Local: http://localhost:5173/'],
  },
]

const BRANCH = 'idea/speed'
const CARDS = [
  { title: 'Gift cards at checkout', stage: 'idea', priority: 'p2', theme: 'checkout' },
  { title: 'Dark mode for receipts', stage: 'idea', theme: 'design' },
  {
    title: 'Search while typing',
    stage: 'brainstorming',
    priority: 'p1',
    theme: 'search',
    notes: 'Results within 50 ms.',
  },
  { title: 'Prices in two currencies', stage: 'idea', priority: 'p1', theme: 'checkout' },
  { title: 'Offline orders', stage: 'implement', priority: 'p0', theme: 'sync', branch: 'idea/offline' },
  {
    title: 'Faster first page',
    stage: 'review',
    priority: 'p1',
    theme: 'speed',
    branch: BRANCH,
    implementSummary: 'Fonts are loaded after the first paint.',
  },
  { title: 'Undo in the cart', stage: 'done', priority: 'p2', theme: 'cart' },
]

const PLAN = `# Web shop

## Released: v1.3.0

- [x] Search by tag {theme: search}

## In Development: v1.4.0

- [x] Undo in the cart {priority: p2}
- [ ] Offline orders {priority: p0}

## Backlog

- [ ] Gift cards at checkout

## Changelog

### v1.3.0 — 2026-10-02

Search by **tag**.
`

/** A plan, a branch in review and a change that is not committed. */
async function addWork(folder, git) {
  await writeFile(join(folder, 'CHANGELOG.md'), PLAN)
  await writeFile(join(folder, 'fonts.ts'), "import './inter.css'\n\nexport const loaded = document.fonts.ready\n")
  await git(folder, 'add', '-A')
  await git(folder, 'commit', '--quiet', '-m', 'Plan the next version')
  await git(folder, 'checkout', '--quiet', '-b', BRANCH)
  await writeFile(join(folder, 'fonts.ts'), "export const loaded = afterFirstPaint(() => import('./inter.css'))\n")
  await git(folder, 'commit', '--quiet', '-am', 'Load fonts after the first paint')
  await git(folder, 'checkout', '--quiet', 'main')
  await writeFile(join(folder, 'queue.ts'), 'export const queue = openQueue("orders")\n')
}

/** A month of an agent's log, busiest in the afternoon. */
async function writeUsage(home, code) {
  const { claudeLine, writeLines } = await import(pathToFileURL(join(root, 'dist/test/support/agent-logs.js')).href)
  const HOUR_MS = 3_600_000
  const hours = Array.from({ length: 120 }, (_, i) => i * 6 + (i % 5))
  const lines = hours.map((hour, i) =>
    claudeLine(
      {
        session: 'agent-1',
        directory: join(code, 'web-shop'),
        at: Date.now() - hour * HOUR_MS,
        input: 900 + i * 10,
        cacheRead: 40_000,
        output: 20_000 + ((i * 7_919) % 60_000),
      },
      { message: { model: i % 3 === 0 ? 'claude-sonnet-4-5' : 'claude-opus-4-8' } },
    ),
  )
  await writeLines(join(home, '.claude', 'projects', 'web-shop', 'agent-1.jsonl'), ...lines)
}

async function makeProjects(code) {
  const git = (cwd, ...words) => execute('git', words, { cwd })
  for (const name of new Set(SESSIONS.map(({ project }) => project))) {
    const folder = join(code, name)
    await mkdir(folder, { recursive: true })
    await git(folder, 'init', '--quiet', '--initial-branch=main')
    await git(folder, 'config', 'user.name', 'Ada')
    await git(folder, 'config', 'user.email', 'ada@example.com')
    await writeFile(join(folder, 'README.md'), `# ${name}\n`)
    await git(folder, 'add', '-A')
    await git(folder, 'commit', '--quiet', '-m', 'Begin')
    if (name === 'web-shop') await addWork(folder, git)
  }
}

/** A program by the name of the agent, so that sessions look like those of Claude Code; it prints lines and waits. */
async function makeAgents(home) {
  const bin = join(home, 'bin')
  await mkdir(bin)
  await writeFile(
    join(bin, 'claude'),
    '#!/bin/bash\nprintf "$(cat "$HOME/screens/$PENATES_SESSION")\\n"\nexec sleep 900\n',
  )
  await chmod(join(bin, 'claude'), 0o755)
  await symlink(join(bin, 'claude'), join(bin, 'vite'))
  await mkdir(join(home, 'screens'))
  for (const { name, lines } of SESSIONS) {
    await writeFile(
      join(home, 'screens', `cc-${name}`),
      lines
        .map((line) => `  ${line}`)
        .join('\\n')
        .replaceAll('%', '%%'),
    )
  }
  return `${bin}:${process.env.PATH}`
}

async function expectOk(answering, what) {
  const answer = await answering
  if (answer.status >= 300) throw new Error(`${what}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** Fills the hub through its API, as a person and agents would. Answers with the card in review. */
async function seed(hub, code) {
  const call = (method, path, body, headers) => expectOk(hub.call(method, path, body, headers), `${method} ${path}`)
  for (const name of new Set(SESSIONS.map(({ project }) => project))) {
    await call('POST', '/api/projects', { displayName: name, path: join(code, name) })
  }
  let review = ''
  for (const card of CARDS) {
    const { title, ...changes } = card
    const { id } = await call('POST', '/api/board/cards', { projectId: 'web-shop', title })
    await call('PATCH', `/api/board/cards/${id}`, changes)
    if (changes.branch === BRANCH) review = id
  }
  await call('POST', '/api/approvals/config', { mode: 'ask' })
  for (const { name, project, command = 'claude', hooks } of SESSIONS) {
    await call('POST', '/api/sessions', { name, directory: join(code, project), command })
    for (const [event, payload] of hooks) {
      await call('POST', `/api/hooks/${event}`, payload, { 'X-Penates-Session': `cc-${name}` })
    }
  }
  return review
}

/** Calls at the gate, held until they are decided; the end of the hub ends them. */
function askAll(hub) {
  for (const { name, asks } of SESSIONS.filter(({ asks }) => asks !== undefined)) {
    const call = { permission_mode: 'bypassPermissions', ...asks }
    const headers = { 'X-Penates-Session': `cc-${name}`, 'X-Penates-Gate': 'http' }
    hub.call('POST', '/api/hooks/pre-tool-use', call, headers).catch(() => undefined)
  }
}

/** Waits until a page has reported that it is visible; the hub holds no call before. */
async function presence(hub) {
  for (;;) {
    const { body } = await hub.call('GET', '/api/push/presence')
    if (body.presence.some(({ visible }) => visible)) return
    await new Promise((resolve) => setTimeout(resolve, POLL_MS))
  }
}

const settled = () => new Promise((resolve) => setTimeout(resolve, SETTLED_MS))

async function picture(page, file) {
  await settled() // fonts, transitions and the terminal's first frames
  const png = await page.screenshot()
  await writeFile(join(root, 'docs', file), await webp(page.context(), png))
}

/** Pictures of every page, on every device, in a theme. */
async function pictureEveryPage(browser, hub, card, colorScheme) {
  for (const { device, viewport, isTouch } of DEVICES) {
    const context = await browser.newContext({
      viewport,
      hasTouch: isTouch,
      isMobile: isTouch,
      locale: 'en-GB',
      colorScheme,
    })
    const page = await context.newPage()
    await page.goto(`${hub.url}/#token=${hub.token}`)
    await page.locator('article.tile').first().waitFor()
    for (const { name, path, shows } of PAGES) {
      await page.goto(hub.url + path(card))
      await page.locator(shows).first().waitFor()
      await picture(page, join(PICTURES, pictureOf(name, device, colorScheme)))
    }
    await context.close()
  }
}

/** A third of the size of the PNG that a browser makes of its page. */
async function webp(context, png) {
  const page = await context.newPage()
  const address = await page.evaluate(
    async ([source, quality]) => {
      const image = new Image()
      image.src = source
      await image.decode()
      const canvas = Object.assign(document.createElement('canvas'), { width: image.width, height: image.height })
      canvas.getContext('2d').drawImage(image, 0, 0)
      return canvas.toDataURL('image/webp', quality)
    },
    [`data:image/png;base64,${png.toString('base64')}`, QUALITY],
  )
  await page.close()
  return Buffer.from(address.slice(address.indexOf(',') + 1), 'base64')
}

await ensureBuilt(['server', 'program', 'web'])
const { hubPlace } = await import(pathToFileURL(join(root, 'dist/test/support/hub-process.js')).href)
const place = await hubPlace()
const code = join(place.home, 'code')
const browser = await chromium.launch({
  executablePath: process.env.CHROMIUM_PATH ?? '/usr/bin/chromium',
  args: ['--no-sandbox', '--disable-background-networking', '--disable-component-update', '--disable-sync'],
})
try {
  await mkdir(join(root, 'docs', PICTURES), { recursive: true })
  await makeProjects(code)
  await writeUsage(place.home, code)
  const PATH = await makeAgents(place.home)
  const hub = await place.start({ PATH })
  const card = await seed(hub, code)
  await place.tmux.run('set-option', '-g', 'status', 'off')
  for (const theme of THEMES) {
    const context = await browser.newContext({ viewport: SIZE, locale: 'en-GB', colorScheme: theme })
    const page = await context.newPage()
    await page.goto(`${hub.url}/#token=${hub.token}`)
    await page.locator('article.tile').first().waitFor()
    if (theme === THEMES[0]) {
      await presence(hub)
      askAll(hub)
    }
    await page.getByRole('button', { name: 'Allow', exact: true }).first().waitFor()
    await page.reload() // a fresh page marks nothing as new
    await page.getByRole('button', { name: 'Allow', exact: true }).first().waitFor()
    await picture(page, `images/overview-${theme}.webp`)
    await page.goto(`${hub.url}/s/cc-web-shop`)
    await page.locator('.xterm').waitFor()
    await picture(page, `images/terminal-${theme}.webp`)
    await page.goto(`${hub.url}/board`)
    await page.locator('.card-title').first().waitFor()
    await picture(page, `images/board-${theme}.webp`)
    await context.close()
    await pictureEveryPage(browser, hub, card, theme)
  }
  writeDesign()
} finally {
  await browser.close()
  await place.close()
}
