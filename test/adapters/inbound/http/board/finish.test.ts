import * as E from 'fp-ts/lib/Either.js'
import { WebSocket } from 'ws'
import type { FinishJson } from '../../../../../adapters/inbound/http/board/finish.codec.js'
import type { Card } from '../../../../../domain/board/card.js'
import { aBoard, aCard } from '../../../../support/cards.js'
import { eventually } from '../../../../support/eventually.js'
import { type Answered, hubOfEachTest, OPERATOR_TOKEN } from '../../../../support/fake-hub.js'
import { right } from '../../../../support/results.js'

const answer = ({ status, json }: Answered): readonly [number, unknown] => [status, json]
const PROJECT = { id: 'notes-app', displayName: 'Notes App', path: '/work/notes', pinned: false }
const ID = '0f7c0a9e-1c1b-4c55-9d2e-6f0f2b1f7a10'
const BRANCH = 'idea/offline'
const PLAN = '# Notes\n\n## In Development: v1.1.0\n\n- [ ] Something else\n\n## Changelog\n'

describe('the routes of finishing', () => {
  const hub = hubOfEachTest()
  let base: string
  beforeEach(async () => {
    right(await hub.projectStore.update(() => E.right({ projects: [PROJECT], hidden: [] }))())
    const { create, commit } = hub.boardGit.controls
    create(PROJECT.path)
    base = commit(PROJECT.path, 'main', { 'CHANGELOG.md': PLAN, a: '1' })
    commit(PROJECT.path, BRANCH, { b: '2' }, base)
    git().remote = new Map([['main', base]])
    await put({})
  })

  const git = () => hub.boardGit.controls.of(PROJECT.path)
  const put = async (...cards: ReadonlyArray<Partial<Card>>): Promise<void> => {
    const all = cards.map((values) => aCard({ id: ID, stage: 'review', branch: BRANCH, ...values }))
    right(await hub.cards.update(() => E.right(aBoard(...all)))())
  }
  const finish = (body: object = {}, headers: Record<string, string> = {}, id = ID) =>
    hub.send('POST', `/api/board/cards/${id}/finish`, { body, headers })
  const undo = (body: object = {}) => hub.send('POST', `/api/board/cards/${ID}/undo`, { body })
  const preflight = async (query = '') => (await hub.send('GET', `/api/board/cards/${ID}/preflight${query}`)).json
  const stage = async (): Promise<string | undefined> => right(await hub.cards.read()).cards[0]?.stage
  const finishes = async (): Promise<ReadonlyArray<FinishJson>> =>
    ((await hub.send('GET', '/api/board/finishes')).json as { finishes: ReadonlyArray<FinishJson> }).finishes

  it('merge, push and move the card, and answer when all of it is done', async () => {
    const { status, json } = await finish()
    expect(status).to.equal(200)
    expect(json).to.deep.include({ done: true, base: 'main', pushed: true, merged: true })
    expect([await stage(), git().remote?.get('main')]).to.deep.equal(['done', git().branches.get('main')])
    expect(git().branches.get('main')).to.not.equal(base)
    const [told] = await finishes()
    expect(told).to.include({ cardId: ID, stage: 'done', branch: BRANCH, undoable: true, pushed: true })
    expect((await hub.send('GET', `/api/board/finishes/${told?.id ?? ''}`)).json).to.deep.equal(told)
  })

  it('are answered at once and report their progress', async () => {
    const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/api/notifications/events`, [
      `bearer.${OPERATOR_TOKEN}`,
    ])
    const stages: (string | undefined)[] = []
    socket.on('message', (frame: Buffer) => {
      const event = JSON.parse(frame.toString()) as { readonly type: string; readonly finish?: FinishJson }
      if (event.type === 'finish-progress') stages.push(event.finish?.stage)
    })
    await new Promise((resolve) => socket.once('message', resolve))
    const { status, headers, json } = await finish({}, { Prefer: 'respond-async, wait=5' })
    expect([status, headers['preference-applied']]).to.deep.equal([202, 'respond-async'])
    expect(headers['location']).to.equal(`/api/board/finishes/${(json as FinishJson).id}`)
    await eventually(async () => {
      expect((await hub.send('GET', headers['location'] ?? '')).json).to.include({ stage: 'done' })
    })
    await eventually(() => {
      expect(stages).to.deep.equal(['queued', 'merging', 'publishing', 'settling', 'done'])
    })
    socket.terminate()
  })

  it('name everything that stands in the way, change nothing, and say the same beforehand', async () => {
    git().remote = null
    const main = git().worktrees.get(PROJECT.path)
    if (main !== undefined) main.isClean = false
    const [status, body] = answer(await finish())
    expect(status).to.equal(409)
    const obstacles = { reasons: ['dirty-tree', 'no-remote'], files: ['untracked'] }
    expect(body).to.deep.include({ error: 'preflight', reason: 'dirty-tree', ...obstacles })
    expect(await preflight()).to.deep.include({ ok: false, base: null, ...obstacles })
    expect([await stage(), git().branches.get('main')]).to.deep.equal(['review', base])
    if (main !== undefined) main.isClean = true
    expect(await preflight('?local=1')).to.deep.include({ ok: true, base: 'main', reasons: [] })
    expect(answer(await finish({ push: false }))[1]).to.deep.include({ done: true, pushed: false, merged: true })
  })

  it('keep the card in review when the remote refuses, and finish when it takes it', async () => {
    git().pushRefusal = 'no entry'
    const [status, body] = answer(await finish())
    expect([status, (body as { error: string }).error]).to.deep.equal([502, 'push'])
    expect(body).to.include({ reason: 'push-failed', detail: 'no entry' })
    expect((await finishes())[0]).to.include({ stage: 'nothing', reason: 'push-failed', detail: 'no entry' })
    expect([await stage(), git().branches.get('main')]).to.deep.equal(['review', base])
    git().pushRefusal = null
    expect((await finish()).status).to.equal(200)
  })

  it('take a finish back: base, branch and card', async () => {
    expect((await finish({ push: false })).status).to.equal(200)
    const { status, json } = await undo()
    expect([status, git().branches.get('main'), await stage()]).to.deep.equal([200, base, 'review'])
    expect(json).to.deep.include({ undone: true, how: 'moved', base: 'main', pushed: false })
    const again = await undo({ revert: true })
    expect(again.status).to.equal(409)
    expect(again.json).to.deep.include({ error: 'not-undoable', reason: 'nothing-to-undo' })
  })

  it('take a published finish back with a commit, and only when asked to', async () => {
    expect((await finish()).status).to.equal(200)
    const merged = git().branches.get('main')
    expect(answer(await undo())[0]).to.equal(409)
    expect(git().branches.get('main')).to.equal(merged)
    const { status, json } = await undo({ revert: true })
    expect(status).to.equal(200)
    expect(json).to.deep.include({ undone: true, how: 'reverted', pushed: true })
    expect(git().remote?.get('main')).to.equal(git().branches.get('main'))
    expect(await stage()).to.equal('review')
  })

  it('refuse what is no card to finish, and what is no finish', async () => {
    expect(answer(await finish({}, {}, 'none'))).to.deep.equal([404, { error: 'Card not found' }])
    await put({ stage: 'implement' })
    expect(answer(await finish())).to.deep.equal([400, { error: 'Card must be in review with a branch' }])
    await put({ projectId: 'gone' })
    expect(answer(await finish())).to.deep.equal([404, { error: 'Project not found' }])
    expect(answer(await hub.send('GET', '/api/board/finishes/none'))).to.deep.equal([
      404,
      { error: 'Finish not found' },
    ])
    expect(answer(await finish({ push: 'no' }))[0]).to.equal(400)
  })

  it('forecast which cards will not merge with each other', async () => {
    hub.boardGit.controls.commit(PROJECT.path, 'idea/other', { b: '3' }, base)
    await put({}, { id: 'other', branch: 'idea/other', order: 1, stage: 'implement' })
    const forecast = async (project: string) => (await hub.send('GET', `/api/board/forecast?projectId=${project}`)).json
    expect(await forecast(PROJECT.id)).to.deep.equal({
      projectId: PROJECT.id,
      base: 'main',
      collisions: [{ a: ID, b: 'other', files: ['b'] }],
      withBase: [],
      order: [ID, 'other'],
    })
    expect(await forecast('none')).to.deep.equal({ error: 'Project not found' })
    const several = await forecast(`${PROJECT.id}&projectId=none&projectId=${PROJECT.id}&card=none`)
    expect(several).to.deep.include({ others: [await forecast(PROJECT.id)] })
  })
})
