import { AGENTS } from '../../../../../adapters/outbound/agents/agents.js'
import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { RawCall } from '../../../../../adapters/inbound/http/routing/bind.js'
import { sessionRoutes, type SessionRouteArgs } from '../../../../../adapters/inbound/http/sessions/routes.js'
import type { SessionEntry } from '../../../../../application/overview/read-session-list.js'
import { OUTPUT_MARK, PROMPT_MARK } from '../../../../../domain/terminal/command-marks.js'
import { aBoard, aCard } from '../../../../support/cards.js'
import { someSessionRecords, aSessionRecord } from '../../../../support/sessions.js'
import { type Answered, hubOfEachTest, openFakeHub } from '../../../../support/fake-hub.js'
import { right } from '../../../../support/results.js'

const SEEN_AT = 1_772_352_000_000
const records = someSessionRecords({
  known: [
    aSessionRecord({ command: 'claude --permission-mode auto', pinned: true, lastSeenAt: SEEN_AT - 5_000 }),
    aSessionRecord({ name: 'cc-old', directory: '/work/old', lastSeenAt: SEEN_AT, muted: true }),
    aSessionRecord({ name: 'cc-lost', directory: '/missing', lastSeenAt: SEEN_AT }),
  ],
})

const EMPTY = {
  activity: 'unknown',
  activitySince: null,
  evidence: null,
  failure: null,
  retry: null,
  project: null,
  boardCard: null,
  classifierDenials: 0,
  git: null,
  contextPct: null,
  contextTokens: null,
  contextLimit: null,
  contextModel: null,
  tool: null,
  permissionMode: null,
  promisedPermissionMode: null,
  cost: null,
  limits: null,
}

const answer = ({ status, json }: Answered): readonly [number, unknown] => [status, json]

describe('the session routes', () => {
  const hub = hubOfEachTest({ records })

  const create = (body: unknown) => hub.send('POST', '/api/sessions', { body })
  const post = (path: string, body?: unknown) => hub.send('POST', path, { body })
  const names = async (): Promise<unknown> =>
    ((await hub.send('GET', '/api/sessions')).json as ReadonlyArray<{ name: string; status: string }>).map(
      ({ name, status }) => `${name} ${status}`,
    )

  describe('GET /api/sessions', () => {
    it('lists running, dormant and foreign ones with every field, null where nothing tells', async () => {
      hub.host.controls.startByHand('zsh here', '/tmp')
      hub.host.controls.startByHand('cc-shop', '/work/shop')
      hub.host.controls.setViewers('cc-shop', 2)
      hub.host.controls.set('cc-shop', { path: null, windows: 3 })
      const listed = await hub.send('GET', '/api/sessions?preview=0')
      expect(listed.headers['content-type']).to.equal('application/json; charset=utf-8')
      const [running, dormant, , foreign] = listed.json as ReadonlyArray<unknown>
      expect(running).to.deep.equal({
        ...EMPTY,
        id: 'cc-shop',
        name: 'cc-shop',
        status: 'running',
        attached: true,
        path: '~',
        command: 'claude --permission-mode auto',
        promisedPermissionMode: 'auto',
        foreground: 'bash',
        muted: false,
        pinned: true,
        recorded: false,
        manuallyStopped: false,
        windows: 3,
        created: 1_772_352_930_000,
      })
      expect(dormant).to.deep.equal({
        ...EMPTY,
        id: 'cc-old',
        name: 'cc-old',
        status: 'dormant',
        attached: false,
        path: '/work/old',
        command: 'claude',
        promisedPermissionMode: 'default',
        foreground: null,
        muted: true,
        pinned: false,
        recorded: false,
        manuallyStopped: false,
        windows: 0,
        created: 1_000,
        lastSeenAt: '2026-03-01T08:00:00.000Z',
      })
      expect(foreign).to.include({ name: 'zsh here', status: 'foreign', command: null, path: '/tmp' })
    })

    describe('project and card of a session', () => {
      type Listed = ReadonlyArray<{ readonly name: string; readonly project: unknown; readonly boardCard: unknown }>
      const work = async (name: string): Promise<readonly [unknown, unknown]> => {
        const listed = (await hub.send('GET', '/api/sessions')).json as Listed
        const session = listed.find((one) => one.name === name)
        return [session?.project, session?.boardCard]
      }
      const project = (id: string, path: string) => ({ id, displayName: `Project ${id}`, path, pinned: false })
      const register = async (...projects: ReadonlyArray<ReturnType<typeof project>>): Promise<void> => {
        right(await hub.projectStore.update(() => E.right({ projects, hidden: [] }))())
      }

      it('is the deepest registered project that contains the path', async () => {
        hub.host.controls.startByHand('cc-shop', '/work/shop/web/src')
        hub.host.controls.startByHand('cc-web', '/work/shop/web')
        hub.host.controls.startByHand('cc-next', '/work/shop-next')
        await register(project('shop', '/work/shop'), project('web', '/work/shop/web'), project('old', '/work/old'))
        expect(await work('cc-shop')).to.deep.equal([{ id: 'web', name: 'Project web' }, null])
        expect(await work('cc-web')).to.deep.equal([{ id: 'web', name: 'Project web' }, null])
        expect(await work('cc-next')).to.deep.equal([null, null])
        expect(await work('cc-old')).to.deep.equal([{ id: 'old', name: 'Project old' }, null])
        await register(project('web', '/work/shop/web'), project('shop', '/work/shop'))
        expect(await work('cc-shop')).to.deep.equal([{ id: 'web', name: 'Project web' }, null])
        await register(project('shop', '/work/shop'))
        expect(await work('cc-shop')).to.deep.equal([{ id: 'shop', name: 'Project shop' }, null])
        hub.host.controls.set('cc-shop', { path: null })
        expect(await work('cc-shop')).to.deep.equal([null, null])
      })

      it('is the card that the hub started it for, as the card is now', async () => {
        hub.host.controls.startByHand('cc-shop', '/work/shop')
        const card = aCard({ id: 'one', title: 'Offline', stage: 'implement', ownSession: 'cc-shop' })
        const shown = aCard({ id: 'two', sessionRef: 'cc-shop' })
        right(await hub.cards.update(() => E.right(aBoard(shown, card)))())
        expect(await work('cc-shop')).to.deep.equal([null, { id: 'one', title: 'Offline', stage: 'implement' }])
        right(await hub.cards.update(() => E.right(aBoard(shown, { ...card, stage: 'review' })))())
        expect(await work('cc-shop')).to.deep.equal([null, { id: 'one', title: 'Offline', stage: 'review' }])
        right(await hub.cards.update(() => E.right(aBoard(shown)))())
        expect(await work('cc-shop')).to.deep.equal([null, null])
      })
    })

    it('lists the dormant ones and says why in a header when tmux does not answer', async () => {
      hub.host.controls.setUnavailable(true)
      const { status, json, headers } = await hub.send('GET', '/api/sessions')
      expect([status, (json as unknown[]).length]).to.deep.equal([200, 3])
      expect(headers['x-penates-host-fault']).to.equal('tmux%3A%20made%20unavailable%20by%20a%20test')
    })
  })

  describe('POST /api/sessions', () => {
    it('starts a session, lists it at once and audits it', async () => {
      const created = await create({ name: 'v1.2', directory: '/work/shop', command: 'codex' })
      expect(answer(created)).to.deep.equal([
        201,
        {
          id: '00000000-0000-4000-8000-000000000001',
          name: 'cc-v1_2',
          created: 1_772_352_930_000,
          windows: 1,
          attached: false,
          path: '/work/shop',
        },
      ])
      expect(await names()).to.include('cc-v1_2 running')
      expect(hub.audit.entries.at(-1)).to.deep.include({
        event: 'session.create',
        fields: { session: 'cc-v1_2', directory: '/work/shop', command: 'codex' },
      })
      expect(hub.audit.entries.at(-1)?.caller.ip).to.equal('127.0.0.1')
    })

    it('takes empty values as left out, a prefix that is there already, and starts a plain shell when asked', async () => {
      expect((await create({ name: 'cc-a', directory: null, command: '' })).json).to.include({
        name: 'cc-a',
        path: '/home/me',
      })
      expect((await create({ name: 'b', shell: true, unknown: 1 })).status).to.equal(201)
      expect([hub.host.controls.specOf('cc-a')?.command, hub.host.controls.specOf('cc-b')?.command]).to.deep.equal([
        'claude --permission-mode default',
        '',
      ])
    })

    it('refuses names outside the grammar in the words of the contract', async () => {
      const error = 'Invalid session name: only letters, digits, dash, dot, underscore, spaces; 1-64 chars'
      for (const name of ['', 'a:b', 'a=b', '$0', 'größe', '🙂', 'x'.repeat(62), 'a\nb', 7, null, {}, undefined])
        expect(answer(await create({ name })), JSON.stringify(name)).to.deep.equal([400, { error }])
      expect((await create({ name: 'x'.repeat(61) })).status).to.equal(201)
    })

    it('refuses a command with control characters other than tab and line feed', async () => {
      const error = 'Invalid command: no control characters other than tab and line feed'
      for (const command of ['a\0b', 'a\u001bb', 'a\rb'])
        expect(answer(await create({ name: 'x', command }))).to.deep.equal([400, { error }])
      expect((await create({ name: 'x', command: 'a\n\tb' })).status).to.equal(201)
    })

    it('refuses a live name and takes over a dormant one', async () => {
      await create({ name: 'one' })
      expect(answer(await create({ name: 'one' }))).to.deep.equal([
        409,
        { error: 'Session with this name already exists' },
      ])
      expect((await create({ name: 'old' })).status).to.equal(201)
    })

    it('refuses folders that nothing can start in', async () => {
      for (const [directory, error] of [
        ['/missing', 'directory-not-found'],
        ['/a-file', 'not-a-directory'],
        ['/secret', 'not-readable'],
        ['relative', 'not-absolute'],
      ])
        expect(answer(await create({ name: 'x', directory }))).to.deep.equal([400, { error, directory }])
    })

    it('says where the body is wrong, without its values', async () => {
      expect(answer(await create({ name: 'x', directory: 7, command: ['secret'], shell: 'yes' }))).to.deep.equal([
        400,
        { error: 'Invalid body', at: ['command', 'directory', 'shell'] },
      ])
      for (const body of ['null', '1', '"text"'])
        expect(answer(await create(body))).to.deep.equal([400, { error: 'Invalid body', at: [] }])
    })

    it('tells how a program died at once', async () => {
      hub.host.controls.diesAtOnce('nope', { exitCode: 127, lastLines: ['sh: nope: not found'] })
      expect(answer(await create({ name: 'x', command: 'nope' }))).to.deep.equal([
        422,
        {
          error:
            '"nope" in session "cc-x" exited immediately with exit status 127; the program is probably not on PATH',
          exitCode: 127,
          lastLines: ['sh: nope: not found'],
        },
      ])
    })

    it('answers 202 as soon as the program runs where that is preferred, and 201 otherwise', async () => {
      const later = (body: object) => hub.send('POST', '/api/sessions', { body, headers: { Prefer: 'respond-async' } })
      hub.host.controls.diesAtOnce('nope', { exitCode: 127, lastLines: ['sh: nope: not found'] })
      for (const command of ['claude', 'nope']) {
        const { status, headers, json } = await later({ name: command, command })
        expect([status, headers['preference-applied']]).to.deep.equal([202, 'respond-async'])
        expect(json).to.include({ name: `cc-${command}`, windows: 1 })
      }
      expect((await later({ name: 'claude' })).status).to.equal(409)
      const restored = await hub.send('POST', '/api/sessions/cc-old/restore', { headers: { Prefer: 'respond-async' } })
      expect([restored.status, restored.json]).to.deep.include(202)
      expect(restored.json).to.include({ name: 'cc-old', continuesConversation: false })
      expect((await create({ name: 'plain' })).status).to.equal(201)
    })

    it('answers 500 with what the tool said when tmux fails', async () => {
      hub.host.controls.setUnavailable(true)
      expect(answer(await create({ name: 'x' }))).to.deep.equal([500, { error: 'tmux: made unavailable by a test' }])
    })
  })

  it('lets one of ten clients rename a session, and one of ten end it', async () => {
    await hub.send('POST', '/api/sessions', { body: { name: 'a', directory: '/work' } })
    const ten = <A>(ask: (index: number) => Promise<A>): Promise<ReadonlyArray<A>> =>
      Promise.all(Array.from({ length: 10 }, (_, index) => ask(index)))
    const statuses = (answers: ReadonlyArray<{ readonly status: number }>) => answers.map(({ status }) => status).sort()
    const renamed = await ten((n) => hub.send('PATCH', '/api/sessions/cc-a', { body: { newName: `n${String(n)}` } }))
    const running = async (): Promise<ReadonlyArray<string>> =>
      ((await hub.send('GET', '/api/sessions')).json as { name: string; status: string }[])
        .filter(({ status }) => status === 'running')
        .map(({ name }) => name)
    const [name = 'none', ...others] = await running()
    const ended = await ten(() => hub.send('DELETE', `/api/sessions/${name}`))
    const once = [200, ...Array<number>(9).fill(404)]
    expect([statuses(renamed), statuses(ended), others, await running()]).to.deep.equal([once, once, [], []])
  })

  describe('DELETE /api/sessions/:name', () => {
    beforeEach(() => void hub.host.controls.startByHand('cc-shop'))

    it('ends the session and drops the entry', async () => {
      expect(answer(await hub.send('DELETE', '/api/sessions/cc-shop'))).to.deep.equal([200, { success: true }])
      expect(await names()).to.deep.equal(['cc-old dormant', 'cc-lost dormant'])
      expect(hub.audit.entries.at(-1)?.event).to.equal('session.delete')
    })

    it('keeps the entry with keep=1', async () => {
      await hub.send('DELETE', '/api/sessions/cc-shop?keep=1')
      expect(await names()).to.include('cc-shop dormant')
    })

    it('drops the entry with keep=0 and follows the setting without keep', async () => {
      const keeping = await openFakeHub({ killKeepsEntry: true })
      try {
        for (const name of ['cc-a', 'cc-b']) {
          keeping.host.controls.startByHand(name)
          await keeping.send('POST', `/api/sessions/${name}/adopt`)
        }
        await keeping.send('DELETE', '/api/sessions/cc-a')
        await keeping.send('DELETE', '/api/sessions/cc-b?keep=0')
        const { json } = await keeping.send('GET', '/api/sessions')
        const listed = (json as { name: string; status: string }[]).map(({ name, status }) => `${name} ${status}`)
        expect(listed.filter((line) => /cc-[ab] /.test(line))).to.deep.equal(['cc-a dormant'])
      } finally {
        await keeping.close()
      }
    })

    it('refuses what does not exist, also by a prefix of it, and what is no name', async () => {
      const missing = [404, { error: 'Session not found' }]
      expect(answer(await hub.send('DELETE', '/api/sessions/cc-sho'))).to.deep.equal(missing)
      expect(answer(await hub.send('DELETE', '/api/sessions/cc-shop%20'))).to.deep.equal(missing)
      for (const name of ['%3Dcc-shop', 'a%3Ab', '%zz', '%24', 'a%00b', '..%2F..', 'x'.repeat(65), '%F0%9F%99%82'])
        expect(answer(await hub.send('DELETE', `/api/sessions/${name}`)), name).to.deep.equal([
          400,
          { error: 'Invalid session name' },
        ])
      expect(await names()).to.include('cc-shop running')
    })
  })

  describe('PATCH /api/sessions/:name', () => {
    const rename = (name: string, body: unknown) => hub.send('PATCH', `/api/sessions/${name}`, { body })
    beforeEach(() => void hub.host.controls.startByHand('cc-shop'))

    it('renames with and without the prefix, and a dormant entry too', async () => {
      expect(answer(await rename('cc-shop', { newName: 'store' }))).to.deep.equal([
        200,
        { success: true, name: 'cc-store' },
      ])
      expect(answer(await rename('cc-old', { newName: 'cc-new.one' }))).to.deep.equal([
        200,
        { success: true, name: 'cc-new_one' },
      ])
      expect(answer(await rename('cc-store', { newName: 'store' }))[0]).to.equal(200)
      expect(await names()).to.include.members(['cc-store running', 'cc-new_one dormant'])
    })

    it('answers in the words of the contract when it cannot', async () => {
      expect(answer(await rename('a%3Db', { newName: 'x' }))).to.deep.equal([
        400,
        { error: 'Invalid source session name' },
      ])
      for (const body of [{}, { newName: 7 }, { newName: 'a:b' }, { newName: 'cc-' }])
        expect(answer(await rename('cc-shop', body))).to.deep.equal([400, { error: 'Invalid new session name' }])
      expect(answer(await rename('cc-none', { newName: 'x' }))).to.deep.equal([404, { error: 'Session not found' }])
      expect(answer(await rename('cc-shop', { newName: 'old' }))).to.deep.equal([
        409,
        { error: 'A session with this name already exists' },
      ])
    })
  })

  describe('adopt, restore, forget', () => {
    it('adopts a session whose name the hub does not take under another one', async () => {
      hub.host.controls.startByHand('🚀 ship', '/work/shop')
      hub.host.controls.startByHand('cc-taken', '/work/shop')
      const listed = (await hub.send('GET', '/api/sessions')).json as ReadonlyArray<{ id: string; name: string }>
      const id = listed.find(({ name }) => name === '🚀 ship')?.id
      const adopt = async (body: unknown) => answer(await hub.send('POST', '/api/adoptions', { body }))
      expect((await adopt({ id, name: '🚀' }))[0]).to.equal(400)
      expect(await adopt({ id, name: 'taken' })).to.deep.equal([
        409,
        { error: 'A session with this name already exists' },
      ])
      expect(await adopt({ id: 'none', name: 'ship' })).to.deep.equal([404, { error: 'Source session not found' }])
      expect(await adopt({ id, name: 'ship' })).to.deep.equal([200, { success: true, name: 'cc-ship' }])
      const after = (await hub.send('GET', '/api/sessions')).json as ReadonlyArray<Record<string, unknown>>
      expect(after.find(({ name }) => name === 'cc-ship')).to.include({ id, status: 'running' })
      expect(await adopt({ id, name: 'ship' })).to.deep.equal([200, { success: true, name: 'cc-ship' }])
    })

    it('adopts a foreign session under its own name', async () => {
      hub.host.controls.startByHand('work', '/work/x')
      expect(answer(await post('/api/sessions/work/adopt'))).to.deep.equal([200, { success: true, name: 'work' }])
      expect(await names()).to.include('work running')
      expect(answer(await post('/api/sessions/none/adopt'))).to.deep.equal([404, { error: 'Source session not found' }])
      expect(answer(await post('/api/sessions/a%3Ab/adopt'))).to.deep.equal([
        400,
        { error: 'Invalid session name: letters/digits/dash/dot/underscore/spaces, 1-64 chars' },
      ])
    })

    it('restores a dormant session once', async () => {
      expect(answer(await post('/api/sessions/cc-old/restore'))).to.deep.equal([
        201,
        {
          id: 'cc-old',
          name: 'cc-old',
          created: 1_772_352_930_000,
          windows: 1,
          attached: false,
          path: '/work/old',
          status: 'running',
          continuesConversation: false,
        },
      ])
      expect(answer(await post('/api/sessions/cc-old/restore'))).to.deep.equal([
        409,
        { error: 'Session with this name is already running' },
      ])
      expect(answer(await post('/api/sessions/cc-none/restore'))).to.deep.equal([
        404,
        { error: 'Session not found in known-sessions' },
      ])
      expect(answer(await post('/api/sessions/cc-lost/restore'))).to.deep.equal([
        400,
        { error: 'directory-not-found', directory: '/missing' },
      ])
    })

    it('forgets an entry and leaves the session alone', async () => {
      hub.host.controls.startByHand('cc-shop')
      const forget = () => hub.send('DELETE', '/api/sessions/cc-shop/known')
      expect(answer(await forget())).to.deep.equal([200, { success: true }])
      expect(answer(await forget())).to.deep.equal([404, { error: 'Not in known-sessions' }])
      expect(await names()).to.include('cc-shop running')
    })
  })

  for (const [verb, key] of [
    ['mute', 'muted'],
    ['pin', 'pinned'],
  ] as const)
    describe(`POST /api/sessions/:name/${verb}`, () => {
      const mark = (body: unknown, name = 'cc-lost') => post(`/api/sessions/${name}/${verb}`, body)

      it('sets the value, keeps it, and flips without one', async () => {
        const success = { success: true, name: 'cc-lost' }
        for (const [body, value] of [
          [{ [key]: true }, true],
          [{ [key]: true }, true],
          [{}, false],
          [undefined, true],
          [{ [key]: false }, false],
        ])
          expect(answer(await mark(body))).to.deep.equal([200, { ...success, [key]: value }])
      })

      it('refuses other types and unknown sessions', async () => {
        for (const value of [1, 'true', null, []])
          expect(answer(await mark({ [key]: value }))).to.deep.equal([400, { error: `${key} must be a boolean` }])
        expect(answer(await mark({ [key]: true }, 'cc-none'))).to.deep.equal([
          404,
          { error: 'Session not in known-sessions' },
        ])
      })
    })

  describe('screen of a session', () => {
    beforeEach(() => {
      hub.host.controls.startByHand('cc-shop')
      hub.host.controls.setHistory(
        'cc-shop',
        Array.from({ length: 12_000 }, (_, line) => `line ${line}`),
      )
      hub.host.controls.setScreen('cc-shop', ['one', 'two', 'three', '', ''])
    })

    const scrollback = async (query: string): Promise<number> => {
      const { json } = await hub.send('GET', `/api/sessions/cc-shop/scrollback${query}`)
      return (json as { data: string }).data.split('\r\n').length - 1
    }

    it('is its history, as many lines as asked within bounds', async () => {
      const asked = ['', '?lines=5', '?lines=0', '?lines=-3', '?lines=x', '?lines=99999', '?lines=', '?lines=7.9']
      expect(await Promise.all(asked.map(scrollback))).to.deep.equal([2000, 5, 2000, 1, 2000, 10_000, 2000, 7])
    })

    it('has the screen and the marks of commands on request', async () => {
      hub.host.controls.setHistory('cc-shop', [`${PROMPT_MARK}$ ls`, `${OUTPUT_MARK}file`])
      const screen = '\r\none\r\ntwo\r\nthree\r\n\r\n'
      const data = async (query: string): Promise<unknown> =>
        (await hub.send('GET', `/api/sessions/cc-shop/scrollback?lines=1&${query}`)).json
      expect(await data('screen=1')).to.deep.equal({ data: `file${screen}` })
      expect(await data('marks=1')).to.deep.equal({ data: `${OUTPUT_MARK}file${screen}` })
    })

    it('is nothing for sessions that do not live', async () => {
      for (const path of ['scrollback', 'screen'])
        expect(answer(await hub.send('GET', `/api/sessions/cc-old/${path}`))).to.deep.equal([
          404,
          { error: 'Session not found' },
        ])
    })

    it('is the end of its screen, of one or of several sessions', async () => {
      expect(answer(await hub.send('GET', '/api/sessions/cc-shop/screen?lines=2'))).to.deep.equal([
        200,
        { name: 'cc-shop', lines: ['two', 'three'] },
      ])
      expect(answer(await hub.send('GET', '/api/screens?name=cc-shop&name=cc-gone&name=cc-shop'))).to.deep.equal([
        200,
        { screens: [{ name: 'cc-shop', lines: ['one', 'two', 'three'] }] },
      ])
    })
  })

  it('GET /api/recent-dirs names folders that exist, newest first', async () => {
    expect(answer(await hub.send('GET', '/api/recent-dirs?limit=5'))).to.deep.equal([
      200,
      {
        dirs: [
          { cwd: '/work/old', sources: ['sessions'], lastUsed: 1_772_352_000 },
          { cwd: '/work/shop', sources: ['sessions'], lastUsed: 1_772_351_995 },
        ],
      },
    ])
    const { json } = await hub.send('GET', '/api/recent-dirs?limit=-1')
    expect((json as { dirs: unknown[] }).dirs).to.have.length(1)
  })

  it('GET /api/clis offers the registry and marks what to start with', async () => {
    const { json } = await hub.send('GET', '/api/clis')
    const { clis } = json as {
      clis: ReadonlyArray<Record<string, unknown> & { id: string; variants: ReadonlyArray<Record<string, unknown>> }>
    }
    expect(clis.map(({ id }) => id)).to.deep.equal(AGENTS.map(({ cliId }) => cliId))
    expect(clis[0]).to.include({ id: 'claude', agent: 'claude-code', name: 'Claude Code' })
    expect(
      clis.map(({ id, isReporting, hasConversations }) => [id, isReporting, hasConversations]),
    ).to.include.deep.members([
      ['claude', true, true],
      ['antigravity', false, false],
    ])
    expect(clis[0]?.variants[1]).to.deep.equal({
      label: 'Auto',
      command: 'claude --permission-mode auto',
      tier: 'auto',
      questions: 'classified',
      isDefault: true,
      startsAs: 'claude --permission-mode auto',
    })
    expect(clis[0]?.variants[0]).to.include({ startsAs: 'claude --permission-mode default' })
  })
})

describe('the session list', () => {
  it('is encoded again only after a change', async () => {
    let entries: ReadonlyArray<SessionEntry> = []
    const use = { agents: [], readSessionList: () => TE.right({ entries, hostFault: null, missing: [] })() }
    const [list] = sessionRoutes(use as unknown as SessionRouteArgs)
    const caller = { principal: { kind: 'operator' } }
    const call = { params: {}, query: new URLSearchParams(), caller } as unknown as RawCall
    const bytesNow = async () => {
      const answered = await list?.answer(call)
      return answered !== undefined && E.isRight(answered) ? answered.right.bytes : undefined
    }

    const first = await bytesNow()
    expect(first?.toString()).to.equal('[]')
    expect(await bytesNow()).to.equal(first)
    entries = [...entries]
    expect(await bytesNow()).not.to.equal(first)
  })
})
