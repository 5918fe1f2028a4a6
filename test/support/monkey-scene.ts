import * as E from 'fp-ts/lib/Either.js'
import { memoryStateStore } from '../../adapters/outbound/memory/stores.memory.js'
import { OWN_CLIENT } from '../../composition/package-files.js'
import { aBoard, aCard } from './cards.js'
import { openFakeHub, type FakeHub } from './fake-hub.js'

const PROJECTS = ['shop', 'parser']
const SESSIONS = ['shop', 'docs', 'parser', 'tests']
const PLAN = `# Shop

## In Development: v1.1.0

- [x] Offline queue {priority: p0}
- [ ] Conflict dialog

## Backlog

- [ ] Share by link
`
const STAGES = ['idea', 'brainstorming', 'implement', 'review', 'done'] as const
const CARDS = Array.from({ length: 10 }, (_, at) =>
  aCard({
    id: `card-${String(at)}`,
    projectId: at % 3 === 0 ? 'parser' : 'shop',
    title: `Idea ${String(at)}`,
    order: at,
    stage: STAGES[at % STAGES.length] ?? 'idea',
  }),
)

/** Sessions beside those of the scene that run at a time. */
const MOST_FURTHER = 4
/** Milliseconds between two steps of the hub's clock. */
const TICK_MS = 50

export interface MonkeyScene {
  readonly hub: FakeHub
  /** Paths of every page. */
  readonly pages: ReadonlyArray<string>
  /** An agent asks at the gate, in a session that is started where it has ended. */
  readonly ask: () => Promise<void>
  /** Changes of the world around the page: agents, sessions started by hand. */
  readonly events: ReadonlyArray<() => unknown>
  readonly close: () => Promise<void>
}

/** A hub on fakes with two projects, four sessions and ten cards, whose clock runs. */
export async function openMonkeyScene(): Promise<MonkeyScene> {
  const hub = await openFakeHub({ web: OWN_CLIENT, cards: memoryStateStore(aBoard(...CARDS)) })
  for (const name of PROJECTS) {
    const path = `/work/${name}`
    await hub.disk.controls.makeFolder(path)
    await hub.disk.controls.write(`${path}/README.md`, `# ${name}\n\nSells **things**.\n`)
    await hub.disk.controls.write(`${path}/cart.ts`, 'export const one = 1\n')
    hub.projectFolders.controls.make(path)
    hub.plans.controls.write(path, 'CHANGELOG.md', PLAN)
    const repository = hub.repos.create(path)
    repository.write('cart.ts', 'export const one = 1\n')
    repository.commit('Begin')
    repository.write('cart.ts', 'export const one = 2\n')
  }
  await hub.projectStore.update(({ hidden }) =>
    E.right({
      projects: PROJECTS.map((name) => ({ id: name, displayName: name, path: `/work/${name}`, pinned: false })),
      hidden,
    }),
  )()
  const start = (name: string): Promise<unknown> =>
    hub.send('POST', '/api/sessions', {
      body: { name, directory: name === 'parser' ? '/work/parser' : '/work/shop', command: 'claude' },
    })
  for (const name of SESSIONS) await start(name)
  const report = (event: string, body: object = {}) =>
    hub.send('POST', `/api/hooks/${event}`, { ...identity('docs'), body })
  const ask = async (): Promise<void> => {
    const headers = { ...identity('shop').headers, 'X-Penates-Gate': 'http' }
    const body = { permission_mode: 'bypassPermissions', tool_name: 'Bash', tool_input: { command: 'npm test' } }
    await start('shop')
    void hub.send('POST', '/api/hooks/pre-tool-use', { headers, body }).catch(() => undefined)
  }
  await hub.send('POST', '/api/approvals/config', { body: { mode: 'ask' } })
  const ticking = setInterval(() => {
    hub.clock.advance(TICK_MS)
  }, TICK_MS)
  let begun = 0
  const further: string[] = []
  /** Starts a further session and ends the oldest of too many: lists draw what is out of sight later. */
  const beginFurther = async (kind: 'hand' | 'new'): Promise<void> => {
    const name = `${kind}-${String((begun += 1))}`
    if (kind === 'hand') hub.host.controls.startByHand(name, '/work/shop')
    else await start(name)
    further.push(kind === 'hand' ? name : `cc-${name}`)
    const oldest = further.length > MOST_FURTHER ? further.shift() : undefined
    if (oldest !== undefined) await hub.send('DELETE', `/api/sessions/${oldest}`)
  }
  return {
    hub,
    pages: PAGES,
    ask,
    events: [
      () => report('UserPromptSubmit'),
      () => report('Stop'),
      () => report('StopFailure', { error: 'overloaded' }),
      ask,
      () => beginFurther('hand'),
      () => {
        hub.host.controls.exit(further.findLast((name) => name.startsWith('hand-')) ?? 'none')
      },
      () => beginFurther('new'),
      () => Promise.all(SESSIONS.map(start)),
    ],
    close: async () => {
      clearInterval(ticking)
      await hub.close()
    },
  }
}

const identity = (name: string) => ({ headers: { 'X-Penates-Session': `cc-${name}` } })

const PAGES = [
  '/',
  '/needs',
  '/new',
  '/s/cc-shop',
  '/s/cc-shop/changes',
  '/s/cc-shop/conversation',
  '/s/cc-shop/approvals',
  '/s/cc-docs?column=cc-docs&column=cc-shop',
  '/board',
  '/board/card-1',
  '/board/card-3/review',
  '/board/archive',
  '/projects',
  '/projects/new',
  '/p/shop',
  '/p/shop/board',
  '/p/shop/sessions',
  '/p/shop/files',
  '/p/shop/usage',
  '/usage',
  '/approvals',
  '/approvals/history',
  '/approvals/rules',
  '/settings',
  '/settings/attention',
  '/settings/webhooks',
  '/settings/devices',
  '/settings/tokens',
  '/status',
]
