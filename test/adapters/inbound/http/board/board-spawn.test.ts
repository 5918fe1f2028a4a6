import * as E from 'fp-ts/lib/Either.js'
import type { CardJson } from '../../../../../adapters/inbound/http/board/codec.js'
import type { Card } from '../../../../../domain/board/card.js'
import { aBoard, aCard } from '../../../../support/cards.js'
import { eventually } from '../../../../support/eventually.js'
import { type Answered, hubOfEachTest } from '../../../../support/fake-hub.js'
import { right } from '../../../../support/results.js'

const answer = ({ status, json }: Answered): readonly [number, unknown] => [status, json]
const PROJECT = { id: 'notes-app', displayName: 'Notes App', path: '/work/notes', pinned: false }
const ID = '0f7c0a9e-1c1b-4c55-9d2e-6f0f2b1f7a10'
const TAIL = 'offline-mode-0f7c0a'
const TREE = `/work/.penates-worktrees/notes/${TAIL}`
const SESSION = `cc-impl-${TAIL}`
const COMMAND = 'claude --dangerously-skip-permissions "$PENATES_PRIME_PROMPT"'

describe('agents for cards', () => {
  const hub = hubOfEachTest()
  let base: string
  beforeEach(async () => {
    right(await hub.projectStore.update(() => E.right({ projects: [PROJECT], hidden: [] }))())
    hub.boardGit.controls.create(PROJECT.path)
    base = hub.boardGit.controls.commit(PROJECT.path, 'main', { a: '1' })
  })

  const put = async (...cards: ReadonlyArray<Partial<Card>>): Promise<void> => {
    const all = cards.map((values) => aCard({ stage: 'brainstorming', brainstormDoc: 'docs/x.md', ...values }))
    right(await hub.cards.update(() => E.right(aBoard(...all)))())
  }
  const post = (rest: string, body: object = {}) => hub.send('POST', `/api/board/cards/${rest}`, { body })
  const card = async (id = ID): Promise<Card> => {
    const found = right(await hub.cards.read()).cards.find((one) => one.id === id)
    if (found === undefined) throw new Error('no such card')
    return found
  }
  const git = () => hub.boardGit.controls.of(PROJECT.path)

  describe('POST implement', () => {
    it('makes a worktree and a session, and notes both on the card', async () => {
      await put({})
      expect(answer(await post(`${ID}/implement`))).to.deep.equal([201, { session: SESSION, reused: false }])
      const { json } = await hub.send('GET', '/api/board/cards')
      expect((json as { cards: ReadonlyArray<CardJson> }).cards[0]).to.include({
        stage: 'implement',
        sessionRef: SESSION,
        worktreePath: TREE,
        branch: `idea/${TAIL}`,
        sessionLive: true,
      })
      const { plan, ownSession, slug } = await card()
      expect([plan, ownSession, slug]).to.deep.equal([null, SESSION, TAIL])
      expect([git().branches.get(`idea/${TAIL}`), git().worktrees.has(TREE)]).to.deep.equal([base, true])
    })

    it('tells the agent all it needs in one line, as one value, and a later restore nothing of it', async () => {
      await put({ title: 'Offline mode\n## "x" $(id) `id`' })
      await post(`${ID}/implement`)
      const name = (await card()).ownSession ?? ''
      const spec = hub.host.controls.specOf(name)
      expect([spec?.command, spec?.directory]).to.deep.equal([COMMAND, (await card()).worktreePath])
      const { PENATES_PRIME_PROMPT: prompt = '', ...rest } = spec?.environment ?? {}
      expect(prompt).to.not.match(/[\p{Cc}]/u)
      for (const part of [ID, 'docs/x.md', '$PENATES_URL/api/board/cards/', '$PENATES_TOKEN', 'never push'])
        expect(prompt).to.include(part)
      expect(rest).to.include({
        PENATES_CARD: ID,
        PENATES_SESSION: name,
        PENATES_PORT: '21000',
        PENATES_PORTS: '21000-21009',
      })
      const known = right(await hub.record.read()).known.find((one) => one.name === name)
      expect(known?.command).to.equal('claude --dangerously-skip-permissions')
    })

    it('goes on with the session that runs, also when asked twice at once', async () => {
      await put({})
      const answers = await Promise.all([post(`${ID}/implement`), post(`${ID}/implement`)])
      expect(answers.map(answer)).to.have.deep.members([
        [201, { session: SESSION, reused: false }],
        [200, { session: SESSION, reused: true }],
      ])
      expect(git().worktrees.size).to.equal(2)
    })

    it('keeps two cards of one title apart, also with similar ids', async () => {
      const other = `0f7c0a${ID.slice(6, -1)}1`
      await put({}, { id: other })
      await post(`${ID}/implement`)
      await post(`${other}/implement`)
      const [one, two] = [await card(), await card(other)]
      for (const key of ['ownSession', 'branch', 'worktreePath', 'slug', 'firstPort'] as const)
        expect(one[key], key).to.not.equal(two[key])
    })

    it('keeps its names when the title changes, and gives one worktree after another', async () => {
      await put({})
      await post(`${ID}/implement`)
      await hub.send('PATCH', `/api/board/cards/${ID}`, { body: { title: 'Another' } })
      hub.host.controls.exit(SESSION)
      await eventually(async () => {
        expect((await card()).ownSession).to.equal(null)
      })
      expect(answer(await post(`${ID}/implement`))).to.deep.equal([201, { session: SESSION, reused: false }])
      expect(hub.host.controls.specOf(SESSION)?.directory).to.equal(TREE)
    })

    it('does not pull a reviewed card back', async () => {
      await put({ stage: 'review' })
      await post(`${ID}/implement`)
      expect((await card()).stage).to.equal('review')
    })

    it('refuses what is not ready, and says why', async () => {
      await put(
        { id: 'no-spec', brainstormDoc: null },
        { id: 'gone', projectId: 'gone' },
        {},
        { id: 'late', blockedBy: [ID] },
      )
      expect(answer(await post('none/implement'))).to.deep.equal([404, { error: 'Card not found' }])
      expect(answer(await post('no-spec/implement'))).to.deep.equal([
        400,
        { error: 'This card has no spec yet — finish the brainstorming step first' },
      ])
      expect(answer(await post('gone/implement'))).to.deep.equal([404, { error: 'Project not found' }])
      expect(answer(await post('late/implement'))).to.deep.equal([409, { error: 'blocked', blockedBy: [ID] }])
      expect((await post('late/implement', { allowBlocked: true })).status).to.equal(201)
      expect((await post(`${ID}/implement`, { allowBlocked: 'yes' })).status).to.equal(400)
    })

    it('works in the person’s own checkout only with consent', async () => {
      right(
        await hub.projectStore.update((records) =>
          E.right({ ...records, projects: [...records.projects, { ...PROJECT, id: 'plain', path: '/work/plain' }] }),
        )(),
      )
      hub.boardGit.controls.create('/work/empty')
      await put({ projectId: 'plain' })
      expect(answer(await post(`${ID}/implement`))).to.deep.equal([
        409,
        { error: 'isolation-unavailable', detail: 'not-a-repository' },
      ])
      expect((await card()).plan).to.equal(null)
      expect((await post(`${ID}/implement`, { allowUnisolated: true })).status).to.equal(201)
      expect(hub.host.controls.specOf(SESSION)?.directory).to.equal('/work/plain')
      expect((await card()).worktreePath).to.equal(null)
    })

    it('begins at the base of the remote where there is no local one', async () => {
      git().branches.delete('main')
      git().remoteBranches.set('main', base)
      await put({})
      expect((await post(`${ID}/implement`)).status).to.equal(201)
      expect(git().branches.get(`idea/${TAIL}`)).to.equal(base)
    })

    it('refuses a base that is nowhere', async () => {
      git().branches.delete('main')
      await put({})
      expect(answer(await post(`${ID}/implement`))[1]).to.deep.equal({
        error: 'isolation-unavailable',
        detail: 'no-base',
      })
    })

    it('takes everything back when the agent does not start', async () => {
      hub.host.controls.diesAtOnce(COMMAND, { exitCode: 127, lastLines: ['not found'] })
      await put({ sessionRef: 'cc-before' })
      expect((await post(`${ID}/implement`)).status).to.equal(422)
      expect(await card()).to.include({
        plan: null,
        ownSession: null,
        sessionRef: 'cc-before',
        branch: null,
        worktreePath: null,
        stage: 'brainstorming',
      })
      expect([git().branches.size, git().worktrees.size]).to.deep.equal([1, 1])
      hub.host.controls.diesAtOnce(COMMAND, null)
      expect((await post(`${ID}/implement`)).status).to.equal(201)
    })

    it('leaves a folder that is in use alone, and a branch that was there', async () => {
      hub.boardGit.controls.occupy(TREE)
      const tip = hub.boardGit.controls.commit(PROJECT.path, `idea/${TAIL}`, { b: '1' }, base)
      await put({})
      expect(answer(await post(`${ID}/implement`))).to.deep.equal([
        500,
        { error: 'worktree setup failed: the folder is in use' },
      ])
      expect(git().branches.get(`idea/${TAIL}`)).to.equal(tip)
      expect((await card()).plan).to.equal(null)
    })
  })

  describe('POST brainstorm', () => {
    it('starts an agent in the project, once, and leaves the stage alone', async () => {
      await put({ stage: 'idea', brainstormDoc: null })
      const session = `cc-${TAIL}`
      expect(answer(await post(`${ID}/brainstorm`))).to.deep.equal([201, { session, reused: false }])
      expect(answer(await post(`${ID}/brainstorm`))).to.deep.equal([200, { session, reused: true }])
      expect(await card()).to.include({ stage: 'idea', sessionRef: session, ownSession: session })
      expect(hub.host.controls.specOf(session)).to.include({
        command: 'claude --permission-mode default "$PENATES_PRIME_PROMPT"',
        directory: PROJECT.path,
      })
      expect(answer(await post('none/brainstorm'))[0]).to.equal(404)
    })

    it('takes the session shown on the card for the one that runs', async () => {
      await put({ sessionRef: 'cc-mine' })
      hub.host.controls.startByHand('cc-mine')
      expect(answer(await post(`${ID}/brainstorm`))).to.deep.equal([200, { session: 'cc-mine', reused: true }])
    })
  })

  describe('POST ideagen', () => {
    it('starts an agent that may list and add ideas of the project', async () => {
      const ask = () => hub.send('POST', '/api/projects/notes-app/ideagen')
      const session = 'cc-ideas-notes-app'
      expect(answer(await ask())).to.deep.equal([201, { session, reused: false }])
      expect(answer(await ask())).to.deep.equal([200, { session, reused: true }])
      const token = hub.host.controls.specOf(session)?.environment['PENATES_TOKEN'] ?? ''
      const body = { projectId: 'notes-app', title: 'x', origin: 'collab', stage: 'idea' }
      expect((await hub.send('POST', '/api/board/cards', { token, body })).status).to.equal(201)
      expect(answer(await hub.send('POST', '/api/projects/none/ideagen'))).to.deep.equal([
        404,
        { error: 'Project not found' },
      ])
    })
  })

  describe('the question whether to trust a folder', () => {
    const question = ['Do you trust the files in this folder?', '', '❯ 1. Yes, proceed', '  2. No', 'Enter to confirm']
    const later = async (): Promise<void> => {
      for (let step = 0; step < 12; step++) {
        hub.clock.advance(1_500)
        await new Promise(setImmediate)
      }
    }

    it('is answered once, and only at the start', async () => {
      await put({})
      await post(`${ID}/implement`)
      hub.host.controls.setScreen(SESSION, question)
      hub.host.controls.onPress(SESSION, () => {
        hub.host.controls.setScreen(SESSION, ['❯ '])
      })
      for (let again = 0; again < 3; again += 1) await later()
      hub.host.controls.setScreen(SESSION, question)
      await later()
      expect(hub.host.controls.pressedIn(SESSION)).to.deep.equal(['Enter'])
    })

    it('is not what an agent prints about it', async () => {
      await put({})
      await post(`${ID}/implement`)
      hub.host.controls.setScreen(SESSION, ['I asked: Do you trust the files in this folder?', '> 1. Yes'])
      await later()
      hub.host.controls.setScreen(SESSION, question)
      await later()
      expect(hub.host.controls.pressedIn(SESSION)).to.deep.equal([])
    })
  })

  describe('ending the session of a card', () => {
    const end = (query = '') => hub.send('DELETE', `/api/sessions/${SESSION}${query}`)
    beforeEach(async () => {
      await put({})
      await post(`${ID}/implement`)
    })

    it('for good removes its worktree, and leaves the branch to go on with', async () => {
      expect((await end()).json).to.deep.equal({ success: true, worktreeRemoved: true, worktreeKept: false })
      expect([git().worktrees.has(TREE), git().branches.get(`idea/${TAIL}`)]).to.deep.equal([false, base])
      await eventually(async () => {
        expect(await card()).to.include({ worktreePath: null, ownSession: null, branch: `idea/${TAIL}` })
      })
      expect((await post(`${ID}/implement`)).status).to.equal(201)
      expect(git().worktrees.has(TREE)).to.equal(true)
    })

    it('keeps a worktree that holds what is not committed, and says so', async () => {
      const tree = git().worktrees.get(TREE)
      if (tree !== undefined) tree.isClean = false
      expect((await end()).json).to.deep.equal({ success: true, worktreeRemoved: false, worktreeKept: true })
      expect([git().worktrees.has(TREE), (await card()).worktreePath]).to.deep.equal([true, TREE])
    })

    it('that may come back leaves the worktree to it', async () => {
      expect((await end('?keep=1')).json).to.deep.equal({ success: true })
      expect(git().worktrees.has(TREE)).to.equal(true)
    })
  })

  describe('deleting a card', () => {
    it('ends its session and gives back what holds no work', async () => {
      await put({})
      await post(`${ID}/implement`)
      const deleted = await hub.send('DELETE', `/api/board/cards/${ID}`)
      expect(deleted.status).to.equal(200)
      const { kept } = deleted.json as { kept: { rescue: ReadonlyArray<string> } }
      expect(Object.keys(kept)).to.deep.equal(['rescue'])
      expect(git().refs.get(kept.rescue[0] ?? '')).to.equal(base)
      expect([git().worktrees.size, git().branches.size, right(await hub.host.list())]).to.deep.equal([1, 1, []])
    })

    it('keeps what is not committed, and what is not merged', async () => {
      await put({})
      await post(`${ID}/implement`)
      hub.boardGit.controls.commit(PROJECT.path, `idea/${TAIL}`, { b: '1' })
      const tree = git().worktrees.get(TREE)
      if (tree !== undefined) tree.isClean = false
      expect(answer(await hub.send('DELETE', `/api/board/cards/${ID}`))).to.deep.equal([
        200,
        { kept: { worktree: TREE, branch: `idea/${TAIL}` } },
      ])
    })
  })

  it('moving a card to done by hand tidies up the same way', async () => {
    await put({})
    await post(`${ID}/implement`)
    const { json } = await hub.send('PATCH', `/api/board/cards/${ID}`, { body: { stage: 'done' } })
    const { cleanup, ...rest } = json as CardJson & { cleanup: Record<string, unknown> }
    expect(rest).to.include({ stage: 'done', worktreePath: null, sessionRef: null })
    expect(cleanup).to.include({
      sessionKilled: true,
      worktreeRemoved: true,
      worktreeKept: false,
      branchDeleted: true,
      branchKept: false,
    })
  })
})
