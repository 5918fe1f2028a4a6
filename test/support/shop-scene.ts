import { appendFile, chmod, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { claudeLine, writeLines } from './agent-logs.js'
import { gitIn } from './board-places.js'
import { eventually } from './eventually.js'
import type { HubPlace, HubProcess } from './hub-process.js'
import type { HubInBrowser } from './with-hub.js'

const PLAN = `# Shop

## Released: v1.0.0

- [x] Search by tag

## In Development: v1.1.0

- [x] Offline queue {priority: p0}
- [ ] Conflict dialog
- [ ] Dark icons

## Backlog

- [ ] Share by link

## Changelog

### v1.0.0 — 2026-10-02

Search by **tag**.
`
const BRANCH = 'idea/offline'
const HOUR_MS = 3_600_000

const CARDS = [
  { title: 'Gift cards at checkout', stage: 'idea', priority: 'p2', theme: 'checkout' },
  {
    title: 'Search while typing',
    stage: 'brainstorming',
    notes: '## Goal\n\nResults within **50 ms**:\n\n- one\n- two',
  },
  { title: 'Faster first page', stage: 'implement', priority: 'p0' },
  { title: 'Offline orders', stage: 'review', branch: BRANCH, implementSummary: 'Counts in digits.' },
  { title: 'Undo in the cart', stage: 'done' },
]

/** Addresses and heading texts of the pages that the scene fills. */
export interface ScenePage {
  readonly name: string
  readonly path: string
  /** Selector of an element that is there once the page shows its content. */
  readonly shows: string
}

/** A project with a plan, a repository, a remote and usage; made before the hub starts. */
export async function makeShop(place: HubPlace): Promise<Record<string, string>> {
  const root = shopFolder(place)
  const remote = join(place.home, 'remote.git')
  await mkdir(join(root, 'src'), { recursive: true })
  await gitIn(root, 'init', '--quiet', '--initial-branch=main')
  await gitIn(root, 'config', 'user.name', 'Ada')
  await gitIn(root, 'config', 'user.email', 'ada@example.org')
  await Promise.all([
    writeFile(join(root, 'CHANGELOG.md'), PLAN),
    writeFile(join(root, 'README.md'), '# Shop\n\nSells **things**.\n'),
    writeFile(join(root, 'src', 'cart.ts'), 'export const one = 1\nexport const two = 2\n'),
  ])
  await gitIn(root, 'add', '-A')
  await gitIn(root, 'commit', '--quiet', '-m', 'Begin')
  await gitIn(place.home, 'init', '--quiet', '--bare', '--initial-branch=main', remote)
  await gitIn(root, 'remote', 'add', 'origin', remote)
  await gitIn(root, 'push', '--quiet', '-u', 'origin', 'main')
  const worktree = join(place.home, 'code', '.penates-worktrees', 'shop', 'offline')
  await gitIn(root, 'worktree', 'add', '--quiet', '-b', BRANCH, worktree)
  await writeFile(join(worktree, 'src', 'cart.ts'), 'export const one = 1\nexport const two = 22\n')
  await gitIn(worktree, 'commit', '--quiet', '-am', 'Count in digits')
  await appendFile(join(root, 'src', 'cart.ts'), 'export const three = 3\n')
  await writeUsage(place, root)
  const bin = join(place.home, 'bin')
  await mkdir(bin)
  await writeFile(join(bin, 'claude'), '#!/bin/bash\nexec bash --norc -i\n')
  await chmod(join(bin, 'claude'), 0o755)
  return { PATH: `${bin}:${process.env['PATH'] ?? ''}`, BROWSE_ROOTS: place.home }
}

const shopFolder = ({ home }: HubPlace): string => join(home, 'code', 'shop')

async function writeUsage(place: HubPlace, directory: string): Promise<void> {
  const log = join(place.home, '.claude', 'projects', 'shop', 'agent-1.jsonl')
  const now = Date.now()
  const hours = [1, 3, 26, 50, 75, 170, 400]
  const lines = hours.map((hour) =>
    claudeLine({
      session: 'agent-1',
      directory,
      at: now - hour * HOUR_MS,
      input: 900,
      cacheRead: 40_000,
      output: 90_000,
    }),
  )
  await writeLines(log, ...lines)
}

/** Project, cards, sessions, budget and a card in review, through the hub's API. Answers with the pages to look at. */
export async function fillShop({ hub, place }: Pick<HubInBrowser, 'hub' | 'place'>): Promise<ReadonlyArray<ScenePage>> {
  const root = shopFolder(place)
  await expectDone(hub, 'POST', '/api/projects', { displayName: 'Shop', path: root })
  let review = ''
  for (const { title, ...fields } of CARDS) {
    const { id } = (await expectDone(hub, 'POST', '/api/board/cards', { projectId: 'shop', title })) as { id: string }
    await expectDone(hub, 'PATCH', `/api/board/cards/${id}`, fields)
    if (fields.stage === 'review') review = id
  }
  await expectDone(hub, 'POST', '/api/approvals/config', { mode: 'ask' })
  for (const [name, hooks] of [
    ['shop', [['UserPromptSubmit', {}]]],
    [
      'docs',
      [
        ['UserPromptSubmit', {}],
        ['Stop', {}],
      ],
    ],
  ] as const) {
    await expectDone(hub, 'POST', '/api/sessions', { name, directory: root, command: 'claude' })
    for (const [event, payload] of hooks) {
      await hub.call('POST', `/api/hooks/${event}`, payload, { 'X-Penates-Session': `cc-${name}` })
    }
  }
  return pagesOf(review)
}

const pagesOf = (card: string): ReadonlyArray<ScenePage> => [
  { name: 'overview', path: '/', shows: 'article.tile' },
  { name: 'new-session', path: '/new', shows: 'dialog .programs' },
  { name: 'terminal', path: '/s/cc-shop', shows: '.xterm' },
  { name: 'call', path: '/s/cc-shop/approvals', shows: '.side-panel, .sheet' },
  { name: 'timeline', path: '/s/cc-shop/timeline', shows: '.timeline-row' },
  { name: 'changes', path: '/s/cc-shop/changes', shows: '.diff-file' },
  { name: 'board', path: '/board', shows: '.card-title' },
  { name: 'card', path: `/board/${card}`, shows: '.card-view' },
  { name: 'review', path: `/board/${card}/review`, shows: '.diff-file' },
  { name: 'archive', path: '/board/archive', shows: '.content h1' },
  { name: 'projects', path: '/projects', shows: '.project-title' },
  { name: 'new-project', path: '/projects/new', shows: 'dialog' },
  { name: 'plan', path: '/p/shop', shows: '.plan-item' },
  { name: 'files', path: '/p/shop/files', shows: '[role=treeitem]' },
  { name: 'usage', path: '/usage', shows: '.usage-totals' },
  { name: 'approvals', path: '/approvals', shows: '.content h1' },
  { name: 'settings', path: '/settings', shows: '.content h1' },
  { name: 'status', path: '/status', shows: '.content h1' },
]

async function expectDone(hub: HubProcess, method: string, path: string, body: unknown): Promise<unknown> {
  const answer = await hub.call(method, path, body)
  if (answer.status >= 300) throw new Error(`${method} ${path}: ${answer.status} ${JSON.stringify(answer.body)}`)
  return answer.body
}

/** Starts a call at the gate that stays open; a page must be visible, for the hub holds calls only then. */
export async function askForShop({ hub, place }: Pick<HubInBrowser, 'hub' | 'place'>): Promise<void> {
  await eventually(async () => {
    const { body } = await hub.call('GET', '/api/push/presence')
    const { presence } = body as { readonly presence: ReadonlyArray<{ readonly visible: boolean }> }
    if (!presence.some(({ visible }) => visible)) throw new Error('no page is visible')
  })
  const call = {
    tool_name: 'Bash',
    permission_mode: 'bypassPermissions',
    tool_input: { command: 'npm test' },
    cwd: shopFolder(place),
  }
  const headers = { 'X-Penates-Session': 'cc-shop', 'X-Penates-Gate': 'http' }
  hub.call('POST', '/api/hooks/pre-tool-use', call, headers).catch(() => undefined)
}
