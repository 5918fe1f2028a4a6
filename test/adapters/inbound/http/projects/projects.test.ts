import * as E from 'fp-ts/lib/Either.js'
import { WebSocket } from 'ws'
import { eventually } from '../../../../support/eventually.js'
import { type Answered, hubOfEachTest, OPERATOR_TOKEN } from '../../../../support/fake-hub.js'
import { EXAMPLE } from '../../../../support/plans.js'

const ROOT = '/home/me/Projects'
const SHOP = `${ROOT}/shop`

interface Detail {
  readonly docRev: string
  readonly missing: boolean
  readonly dev: { readonly items: ReadonlyArray<{ readonly text: string; readonly line: number }> }
}

describe('/api/projects', () => {
  const hub = hubOfEachTest()

  const make = (path: string, text?: string): void => {
    hub.projectFolders.controls.make(path)
    if (text !== undefined) hub.plans.controls.write(path, 'CHANGELOG.md', text)
  }
  /** The list once discovery is due again. */
  const listed = async (): Promise<ReadonlyArray<Record<string, unknown>>> => {
    hub.clock.advance(60_000)
    const { status, json } = await hub.send('GET', '/api/projects')
    expect(status).to.equal(200)
    return (json as { projects: ReadonlyArray<Record<string, unknown>> }).projects
  }
  const ids = async (): Promise<ReadonlyArray<unknown>> => (await listed()).map(({ id }) => id)
  const answer = ({ status, json }: Answered): readonly [number, unknown] => [status, json]
  const detail = ({ status, json }: Answered): Detail => {
    expect(status, JSON.stringify(json)).to.equal(200)
    return json as Detail
  }

  describe('the list', () => {
    it('has every folder of the roots that is there, with what its plan comes to', async () => {
      make(SHOP, EXAMPLE)
      make(`${ROOT}/Notes App`)
      make(`${ROOT}/.hidden`)
      hub.projectFolders.controls.checkOut(SHOP, 'feat/cart')
      make(`${SHOP}/inner`)
      const at = hub.clock.now()
      expect(await listed()).to.deep.equal([
        {
          id: 'Notes App',
          displayName: 'Notes App',
          path: `${ROOT}/Notes App`,
          pinned: false,
          released: { version: null, done: 0, total: 0 },
          dev: { version: null, done: 0, total: 0 },
          backlogCount: 0,
          missing: true,
          branch: null,
          mtimeMs: null,
        },
        {
          id: 'shop',
          displayName: 'shop',
          path: SHOP,
          pinned: false,
          released: { version: '1.4.0', done: 2, total: 2 },
          dev: { version: '1.5.0', done: 1, total: 2 },
          backlogCount: 0,
          missing: false,
          branch: 'feat/cart',
          mtimeMs: at,
        },
      ])
    })

    it('looks for new folders at most every 30 s, and drops those that are gone without forgetting them', async () => {
      make(SHOP)
      expect(await ids()).to.deep.equal(['shop'])
      make(`${ROOT}/late`)
      const { json } = await hub.send('GET', '/api/projects')
      expect((json as { projects: unknown[] }).projects.length).to.equal(1)
      hub.projectFolders.controls.remove(SHOP)
      expect(await ids()).to.deep.equal(['late'])
      expect((await hub.send('GET', '/api/projects/shop')).status).to.equal(200)
      make(SHOP)
      expect(await ids()).to.deep.equal(['shop', 'late'])
    })

    it('stays an answer when a root or a plan cannot be read, and the log says which', async () => {
      make(SHOP, EXAMPLE)
      expect(await ids()).to.deep.equal(['shop'])
      hub.projectFolders.controls.seal(ROOT)
      hub.plans.controls.seal(SHOP)
      expect((await listed()).map(({ id, missing }) => [id, missing])).to.deep.equal([['shop', true]])
      expect(hub.logLines.filter((line) => line.includes('could not be looked for')).length).to.equal(1)
      const { status, json } = await hub.send('GET', '/api/projects/shop')
      const detail = 'plan document failed; see the log'
      expect([status, json]).to.deep.equal([500, { error: 'Failed to load project', detail }])
    })
  })

  describe('registering', () => {
    const post = (body: object) => hub.send('POST', '/api/projects', { body })

    it('makes a plan document from the template where there is none', async () => {
      make('/home/me/work/My Notes')
      const path = '/home/me/work/My Notes'
      expect(answer(await post({ displayName: ' Notes ', path: '~/work/My Notes/' }))).to.deep.equal([
        201,
        { id: 'my-notes', displayName: 'Notes', path },
      ])
      const text = hub.plans.controls.textOf(path, 'CHANGELOG.md') ?? ''
      expect(text)
        .to.match(/^# Notes\n/)
        .and.include('### v0.0.0 — 2026-03-01\n')
      expect((await listed()).map(({ id, missing }) => [id, missing])).to.deep.equal([['my-notes', false]])
    })

    it('does not change a plan document of any name', async () => {
      make('/home/me/a')
      hub.plans.controls.write('/home/me/a', 'ROADMAP.md', EXAMPLE)
      expect((await post({ name: 'A', path: '/home/me/a' })).status).to.equal(201)
      expect(
        ['CHANGELOG.md', 'ROADMAP.md'].map((name) => hub.plans.controls.textOf('/home/me/a', name as never)),
      ).to.deep.equal([null, EXAMPLE])
    })

    it('says what is wrong', async () => {
      make('/home/me/a')
      make('/elsewhere')
      hub.projectFolders.controls.link('/home/me/out', '/elsewhere')
      const bad = (detail: string) => [400, { error: 'Bad request', detail }]
      const outside = [403, { error: 'path outside allowed roots' }]
      const name = { displayName: 'A' }
      const asked: readonly (readonly [object, unknown])[] = [
        [{}, [400, { error: 'path required' }]],
        [{ ...name, path: '' }, [400, { error: 'path required' }]],
        [{ ...name, path: 5 }, [400, { error: 'path required' }]],
        [{ path: '/home/me/a' }, bad('displayName required')],
        [{ displayName: 'a'.repeat(81), path: '/home/me/a' }, bad('displayName too long (max 80)')],
        [{ displayName: 'a{b}', path: '/home/me/a' }, bad('displayName has unsafe chars')],
        [{ displayName: ['a'], path: '/home/me/a' }, bad('displayName required')],
        [{ ...name, path: 'a' }, bad('path is not absolute')],
        [{ ...name, path: '/home/me/none' }, bad('path does not exist')],
        [{ ...name, path: '/elsewhere' }, outside],
        [{ ...name, path: '/elsewhere/none' }, outside],
        [{ ...name, path: '/home/me/out' }, outside],
        [{ ...name, path: '/home/meanwhile' }, outside],
      ]
      const answers = await Promise.all(asked.map(([body]) => post(body)))
      expect(answers.map(answer)).to.deep.equal(asked.map(([, expected]) => expected))
      expect(hub.plans.controls.textOf('/home/me/a', 'CHANGELOG.md')).to.equal(null)
    })

    it('refuses a folder that is a project already, once only under two requests at a time', async () => {
      make('/home/me/a')
      const body = { displayName: 'A', path: '/home/me/a' }
      const answers = await Promise.all([post(body), post(body)])
      expect(answers.map(({ status }) => status).sort()).to.deep.equal([201, 409])
      hub.projectFolders.controls.link('/home/me/same', '/home/me/a')
      expect(answer(await post({ displayName: 'B', path: '/home/me/same' }))).to.deep.equal([
        409,
        { error: 'path is already registered as another project', id: 'a' },
      ])
    })
  })

  it('removes a project for good, until it is registered again', async () => {
    make(SHOP, EXAMPLE)
    make(`${ROOT}/other`)
    await ids()
    expect(answer(await hub.send('DELETE', '/api/projects/shop'))).to.deep.equal([200, { ok: true }])
    expect(answer(await hub.send('DELETE', '/api/projects/shop'))).to.deep.equal([404, { error: 'Project not found' }])
    expect(await ids()).to.deep.equal(['other'])
    expect(hub.plans.controls.textOf(SHOP, 'CHANGELOG.md')).to.equal(EXAMPLE)
    await hub.send('POST', '/api/projects', { body: { displayName: 'Shop', path: SHOP } })
    expect(await ids()).to.deep.equal(['other', 'shop'])
  })

  it('keeps a folder forgotten that was registered by another path of it', async () => {
    make(SHOP)
    hub.projectFolders.controls.link('/home/me/link', SHOP)
    const older = { id: 'older', displayName: 'Older', path: '/home/me/link', pinned: false }
    await hub.projectStore.update(() => E.right({ projects: [older], hidden: [] }))()
    expect(await ids()).to.deep.equal(['older'])
    await hub.send('DELETE', '/api/projects/older')
    expect(await ids()).to.deep.equal([])
    await hub.send('POST', '/api/projects', { body: { displayName: 'Shop', path: SHOP } })
    await hub.send('DELETE', '/api/projects/shop')
    await hub.send('POST', '/api/projects', { body: { displayName: 'Shop', path: '/home/me/link' } })
    expect(await ids()).to.deep.equal(['shop'])
  })

  it('pins, renames and moves', async () => {
    for (const name of ['a', 'b', 'c']) make(`${ROOT}/${name}`)
    await ids()
    const patch = (id: string, body: object) => hub.send('PATCH', `/api/projects/${id}`, { body })
    const changed = await patch('c', { pinned: true, displayName: 'C!', before: 'a' })
    expect([changed.status, changed.json]).to.deep.equal([200, (await hub.send('GET', '/api/projects/c')).json])
    expect((await listed()).map(({ id, displayName, pinned }) => [id, displayName, pinned])).to.deep.equal([
      ['c', 'C!', true],
      ['a', 'a', false],
      ['b', 'b', false],
    ])
    expect(
      (
        await Promise.all(
          [{}, { pinned: 1 }, { before: 'x' }, { before: 2 }, { displayName: '' }].map((body) => patch('a', body)),
        )
      ).map(answer),
    ).to.deep.equal([
      [400, { error: 'pinned must be a boolean' }],
      [400, { error: 'pinned must be a boolean' }],
      [400, { error: 'Bad request', detail: 'before is no project' }],
      [400, { error: 'Bad request', detail: 'before must be an id or null' }],
      [400, { error: 'Bad request', detail: 'displayName required' }],
    ])
    expect(answer(await patch('x', { pinned: true }))).to.deep.equal([404, { error: 'Project not found' }])
  })

  it('finds items in all plans: in development first, and no more than asked for', async () => {
    make(SHOP, EXAMPLE.replace('Conflict', 'Faster conflict'))
    make(`${ROOT}/other`, '## Backlog\n- [ ] as FAST as it gets {a: b}')
    await ids()
    const search = async (query: string) => (await hub.send('GET', `/api/projects/search?${query}`)).json
    const match = { projectId: 'shop', projectName: 'shop', meta: {} }
    expect(await search('q=fast')).to.deep.equal({
      matches: [
        {
          ...match,
          projectId: 'other',
          projectName: 'other',
          section: 'backlog',
          line: 2,
          text: 'as FAST as it gets',
          meta: { a: 'b' },
          done: false,
        },
        { ...match, section: 'dev', line: 13, text: 'Faster conflict dialog', done: false },
        { ...match, section: 'released', line: 8, text: 'Faster start', done: true },
      ],
      truncated: false,
    })
    expect(await search('q=fast&limit=1')).to.deep.include({ truncated: true })
    for (const query of ['q=', 'q=%20', '', 'q=nothing', 'limit=5'])
      expect(await search(query)).to.deep.equal({ matches: [], truncated: false })
  })

  describe('a plan', () => {
    beforeEach(async () => {
      make(SHOP, EXAMPLE)
      await ids()
    })
    const read = async () => detail(await hub.send('GET', '/api/projects/shop'))
    const items = (body: object, headers = {}) => hub.send('PATCH', '/api/projects/shop/items', { body, headers })
    const text = () => hub.plans.controls.textOf(SHOP, 'CHANGELOG.md') ?? ''

    it('is told whole, with the revision that changes are made for', async () => {
      const { docRev, ...rest } = await read()
      expect(docRev).to.match(/^[0-9a-f]{32}$/)
      expect(rest).to.deep.include({ id: 'shop', path: SHOP, pinned: false, missing: false, document: 'CHANGELOG.md' })
      hub.plans.controls.remove(SHOP, 'CHANGELOG.md')
      expect(await read()).to.deep.include({ missing: true, docRev: null, document: null, changelog: '' })
    })

    it('takes each change, and answers with what comes of it', async () => {
      const toggled = detail(await items({ action: 'toggle', section: 'dev', line: 13 }))
      expect(text()).to.equal(EXAMPLE.replace('- [ ] Conflict', '- [x] Conflict'))
      expect(toggled).to.deep.equal(await read())
      const changes = [
        { action: 'add', section: 'dev', text: 'New', meta: { theme: 'a', priority: 'p1' } },
        { action: 'edit', section: 'dev', line: 14, text: 'Newer' },
        { action: 'reorder', section: 'dev', line: 14, toIndex: 0 },
        { action: 'move', section: 'dev', line: 13, toSection: 'released' },
        { action: 'delete', section: 'released', line: 7 },
        { action: 'set-version', section: 'dev', version: '2.0.0' },
      ]
      for (const change of changes) detail(await items(change))
      const { dev } = await read()
      expect(dev).to.deep.equal({
        version: '2.0.0',
        items: [
          { done: false, text: 'Newer', meta: { priority: 'p1', theme: 'a' }, line: 12 },
          { done: true, text: 'Conflict dialog', meta: {}, line: 13 },
        ],
      })
    })

    it('is not changed by a client that has read another revision', async () => {
      const { docRev } = await read()
      hub.plans.controls.write(SHOP, 'CHANGELOG.md', `${EXAMPLE}more\n`)
      const now = (await read()).docRev
      const refused = [409, { error: 'document-changed', docRev: now }]
      const toggle = { action: 'toggle', section: 'dev', line: 12 }
      expect(answer(await items({ ...toggle, docRev }))).to.deep.equal(refused)
      expect(answer(await items({ ...toggle, expect: 'Conflict dialog' }))).to.deep.equal(refused)
      const release = { releaseVersion: '1.5.0', newDevVersion: '1.6.0', docRev }
      expect(answer(await hub.send('POST', '/api/projects/shop/release', { body: release }))).to.deep.equal(refused)
      expect(text()).to.equal(`${EXAMPLE}more\n`)
      detail(await items({ ...toggle, docRev: now, expect: 'Offline queue' }))
    })

    it('is not changed by two at once so that one is lost', async () => {
      const add = (index: number) => items({ action: 'add', section: 'dev', text: `item ${index}` })
      const answers = await Promise.all(Array.from({ length: 20 }, (_, index) => add(index)))
      expect(answers.map(({ status }) => status)).to.deep.equal(Array(20).fill(200))
      expect((await read()).dev.items.length).to.equal(22)
    })

    it('says why it does not change', async () => {
      const bad = (detail: string) => [400, { error: 'Bad request', detail }]
      const stale = (line: number) => [
        409,
        { error: 'Stale line offset', detail: `line ${line} is no item of this section` },
      ]
      const asked: readonly (readonly [object, unknown])[] = [
        [{}, bad('bad-action')],
        [{ action: 'toggle', section: 'dev', line: '12' }, bad('bad-line')],
        [{ action: 'toggle', section: 'dev', line: 12, docRev: 5 }, bad('bad-doc-rev')],
        [{ action: 'toggle', section: 'dev', line: 11 }, stale(11)],
        [{ action: 'toggle', section: 'dev', line: 7 }, stale(7)],
        [
          { action: 'add', section: 'backlog', text: 'a' },
          [409, { error: 'Section not found in ROADMAP.md', detail: 'backlog' }],
        ],
      ]
      const answers = await Promise.all(asked.map(([body]) => items(body)))
      expect(answers.map(answer)).to.deep.equal(asked.map(([, expected]) => expected))
      const lost = await hub.send('PATCH', '/api/projects/none/items', {
        body: { action: 'toggle', section: 'dev', line: 12 },
      })
      hub.plans.controls.remove(SHOP, 'CHANGELOG.md')
      const without = await items({ action: 'toggle', section: 'dev', line: 12 })
      const notFound = [404, { error: 'Project not found' }]
      expect([lost, without].map(answer)).to.deep.equal([notFound, notFound])
    })

    it('tells other clients: of what others than the hub do, and of what a client did that has a name', async () => {
      const told: unknown[] = []
      const socket = new WebSocket(`ws://127.0.0.1:${hub.port}/api/projects/events`, [`bearer.${OPERATOR_TOKEN}`])
      socket.on('message', (raw: Buffer) => told.push(JSON.parse(raw.toString())))
      await eventually(() => {
        expect(told).to.deep.equal([{ type: 'hello' }])
      })
      hub.plans.controls.write(SHOP, 'CHANGELOG.md', EXAMPLE.replace('Notes', 'More notes'))
      const toggle = { action: 'toggle', section: 'dev', line: 12 }
      detail(await items(toggle))
      detail(await items(toggle, { 'X-Penates-Client': 'tab-1' }))
      await hub.send('PATCH', '/api/projects/shop', {
        body: { pinned: true },
        headers: { 'X-Penates-Client': 'tab-1' },
      })
      await hub.send('DELETE', '/api/projects/shop')
      hub.plans.controls.write(SHOP, 'CHANGELOG.md', EXAMPLE)
      await hub.send('POST', '/api/projects', { body: { displayName: 'Shop', path: SHOP } })
      hub.plans.controls.write(SHOP, 'CHANGELOG.md', `${EXAMPLE}\n`)
      const changed = { type: 'project-changed', id: 'shop' }
      await eventually(() => {
        expect(told).to.deep.equal([
          { type: 'hello' },
          { ...changed, seq: 1 },
          { ...changed, seq: 2, origin: 'tab-1' },
          { ...changed, seq: 3, origin: 'tab-1' },
          { ...changed, seq: 4 },
        ])
      })
      socket.close()
    })

    it('is released under the date of the clocks here', async () => {
      hub.clock.advance(Date.UTC(2026, 2, 1, 23, 30) - hub.clock.now())
      const body = { releaseVersion: '1.5.0', newDevVersion: '1.6.0', narrative: 'Offline.' }
      const released = detail(await hub.send('POST', '/api/projects/shop/release', { body }))
      expect(text()).to.include('### v1.5.0 — 2026-03-02\n\nOffline.\n')
      expect(released).to.deep.equal(await read())
      expect(released.dev.items.map(({ text: item }) => item)).to.deep.equal(['Conflict dialog'])
    })

    it('is as before once its release is undone, unless it has changed since', async () => {
      const undo = () => hub.send('POST', '/api/projects/shop/release/undo')
      const none = [409, { error: 'No release to undo' }]
      const before = text()
      expect(answer(await undo())).to.deep.equal(none)
      const body = { releaseVersion: '1.5.0', newDevVersion: '1.6.0', narrative: 'Offline.' }
      detail(await hub.send('POST', '/api/projects/shop/release', { body }))
      const undone = detail(await undo())
      expect(text()).to.equal(before)
      expect(undone).to.deep.equal(await read())
      expect(answer(await undo())).to.deep.equal(none)

      detail(await hub.send('POST', '/api/projects/shop/release', { body }))
      const edited = `${text()}\nA line of a person.\n`
      hub.plans.controls.write(SHOP, 'CHANGELOG.md', edited)
      expect((await undo()).status).to.equal(409)
      expect(text()).to.equal(edited)
    })

    it('is not released when the request or the document does not fit', async () => {
      const release = async (body: object, plan = EXAMPLE) => {
        hub.plans.controls.write(SHOP, 'CHANGELOG.md', plan)
        return answer(await hub.send('POST', '/api/projects/shop/release', { body }))
      }
      const versions = { releaseVersion: '1', newDevVersion: '2' }
      const bad = (detail: string) => [400, { error: 'Bad request', detail }]
      const incomplete = (detail: string) => [400, { error: 'ROADMAP.md structure incomplete', detail }]
      expect(await release({})).to.deep.equal(bad('bad-release-version'))
      expect(await release({ releaseVersion: '1' })).to.deep.equal(bad('bad-dev-version'))
      expect(await release({ ...versions, narrative: '## x' })).to.deep.equal(bad('bad-narrative'))
      expect(await release(versions, '## Changelog\n')).to.deep.equal(incomplete('released-section-missing'))
      expect(await release(versions, '## Released: 1\n')).to.deep.equal(incomplete('dev-section-missing'))
      expect(await release(versions, '## Released: 1\n## In Development: 2\n')).to.deep.equal(
        incomplete('changelog-section-missing'),
      )
      expect(await release(versions, '## Changelog\n## Released: 1\n## In Development: 2\n')).to.deep.equal([
        400,
        { error: 'Unsupported section order', detail: 'expected Released, In Development, Changelog' },
      ])
    })
  })

  describe('migrating a roadmap', () => {
    const ROADMAP = EXAMPLE.replace(
      '## Changelog',
      '## Backlog / Ideas\n\n- [ ] Dark mode {priority: p1, theme: look}\n- [ ] Sync {priority: high}\n\n## Changelog',
    )
    const migrate = () => hub.send('POST', '/api/projects/shop/migrate')
    const cards = async () => {
      const { json } = await hub.send('GET', '/api/board/cards?projectId=shop')
      return (json as { cards: ReadonlyArray<Record<string, unknown>> }).cards.map(
        ({ title, stage, priority, theme }) => ({ title, stage, priority, theme }),
      )
    }
    const ideas = [
      { title: 'Dark mode', stage: 'idea', priority: 'p1', theme: 'look' },
      { title: 'Sync', stage: 'idea', priority: null, theme: null },
    ]
    beforeEach(async () => {
      make(SHOP)
      hub.plans.controls.write(SHOP, 'ROADMAP.md', ROADMAP)
      await ids()
    })

    it('moves its ideas to the board and the rest to the change log, only on request', async () => {
      expect(hub.plans.controls.textOf(SHOP, 'ROADMAP.md')).to.equal(ROADMAP)
      hub.plans.controls.ignoreFile(SHOP, 'dist\n/ROADMAP.md\n')
      const project = detail(await migrate())
      expect(project).to.deep.include({ document: 'CHANGELOG.md', missing: false, backlog: [] })
      const { textOf, keptOf, ignoreFile } = hub.plans.controls
      expect([textOf(SHOP, 'CHANGELOG.md'), textOf(SHOP, 'ROADMAP.md'), keptOf(SHOP), ignoreFile(SHOP)]).to.deep.equal([
        EXAMPLE,
        null,
        ROADMAP,
        'dist\n',
      ])
      expect(await cards()).to.deep.equal(ideas)
      expect(answer(await migrate())).to.deep.equal([409, { error: 'Nothing to migrate' }])
    })

    it('keeps each idea once when it is tried again', async () => {
      await migrate()
      hub.plans.controls.remove(SHOP, 'CHANGELOG.md')
      hub.plans.controls.write(SHOP, 'ROADMAP.md', ROADMAP)
      detail(await migrate())
      expect(await cards()).to.deep.equal(ideas)
    })

    it('leaves a roadmap alone that the hub did not write', async () => {
      hub.plans.controls.write(SHOP, 'ROADMAP.md', '# Roadmap\n\n## Q3\n- [ ] a\n')
      expect(answer(await migrate())).to.deep.equal([409, { error: 'Nothing to migrate' }])
      expect(await cards()).to.deep.equal([])
    })
  })
})
