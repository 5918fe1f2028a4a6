import * as E from 'fp-ts/lib/Either.js'
import { WebSocket } from 'ws'
import type { HubEvent } from '../../../../../domain/events/hub-event.js'
import type { CardJson } from '../../../../../adapters/inbound/http/board/codec.js'
import { type Answered, hubOfEachTest } from '../../../../support/fake-hub.js'
import { aBoard, aCard } from '../../../../support/cards.js'
import { eventually } from '../../../../support/eventually.js'
import { right } from '../../../../support/results.js'
import { registerProjects } from '../../../../support/shop-project.js'

const answer = ({ status, json }: Answered): readonly [number, unknown] => [status, json]
const PATH = '/api/board/cards'

describe('the routes of the board', () => {
  const hub = hubOfEachTest()
  beforeEach(async () => {
    await registerProjects(hub, 'notes', 'shop')
  })

  const create = async (values: object = {}): Promise<CardJson> => {
    const { status, json } = await hub.send('POST', PATH, { body: { projectId: 'notes', title: 'Offline', ...values } })
    expect(status).to.equal(201)
    return json as CardJson
  }
  const patch = (id: string, body: object, sent: object = {}) => hub.send('PATCH', `${PATH}/${id}`, { body, ...sent })
  const list = async (query = '', token?: string): Promise<ReadonlyArray<CardJson>> => {
    const { json } = await hub.send('GET', `${PATH}${query}`, token === undefined ? {} : { token })
    return (json as { cards: ReadonlyArray<CardJson> }).cards
  }

  it('refuse a project that is not registered, with those that are, unless the body allows it', async () => {
    const lost = { title: 'Lost', projectId: 'nowhere' }
    const refused = { error: 'Bad request', detail: 'unknown-project' }
    const answered = await hub.send('POST', PATH, { body: lost })
    expect([answered.status, answered.code, answered.json]).to.deep.equal([
      400,
      'UnknownProject',
      { ...refused, projects: ['notes', 'shop'] },
    ])
    const card = await create()
    expect((await patch(card.id, { projectId: 'nowhere' })).json).to.deep.equal({
      ...refused,
      projects: ['notes', 'shop'],
    })
    expect(await list()).to.deep.equal([card])
    for (const allowUnknownProject of [false, 'true', 1])
      expect((await hub.send('POST', PATH, { body: { ...lost, allowUnknownProject } })).status).to.equal(400)
    const allowed = await create({ projectId: 'nowhere', allowUnknownProject: true })
    expect(allowed.projectId).to.equal('nowhere')
    expect((await patch(allowed.id, { projectId: 'nowhere', title: 'Found' })).status).to.equal(200)
    expect((await patch(card.id, { projectId: 'nowhere', allowUnknownProject: true })).status).to.equal(200)
  })

  it('refuse the project of a folder that was removed from the registry', async () => {
    const { projects } = right(await hub.projectStore.read())
    right(await hub.projectStore.update(() => E.right({ projects: projects.slice(1), hidden: ['/projects/notes'] }))())
    expect((await hub.send('POST', PATH, { body: { projectId: 'notes', title: 'x' } })).status).to.equal(400)
    expect((await hub.send('POST', PATH, { body: { projectId: 'shop', title: 'x' } })).status).to.equal(201)
  })

  it('add a card and list it, of all projects or of one', async () => {
    const card = await create({ title: ' Offline\nmode ', origin: 'collab', priority: 'p1', theme: 'sync', notes: '' })
    const other = await create({ projectId: 'shop' })
    const { createdAt, updatedAt, id, ...rest } = card
    expect([createdAt, id]).to.deep.equal([updatedAt, '00000000-0000-4000-8000-000000000001'])
    expect(rest).to.deep.equal({
      projectId: 'notes',
      title: 'Offline mode',
      priority: 'p1',
      stage: 'idea',
      origin: 'collab',
      theme: 'sync',
      order: 0,
      sessionRef: null,
      brainstormDoc: null,
      notes: null,
      branch: null,
      implementSummary: null,
      worktreePath: null,
      rev: 1,
      blockedBy: [],
      doneAt: null,
      sessionLive: false,
    })
    expect(await list()).to.deep.equal([card, other])
    expect(await list('?projectId=shop')).to.deep.equal([other])
    expect(await list('?projectId=')).to.have.length(2)
  })

  it('refuse what fits no card, and say what is wrong', async () => {
    expect(answer(await hub.send('POST', PATH, { body: { title: 'x' } }))).to.deep.equal([
      400,
      { error: 'Bad request', detail: 'bad-projectId' },
    ])
    const { id } = await create()
    expect(answer(await patch(id, { stage: 'review', priority: 'bogus' }))).to.deep.equal([
      400,
      { error: 'Bad request', detail: 'bad-priority' },
    ])
    expect((await list())[0]?.stage).to.equal('idea')
    expect(answer(await patch('none', {}))).to.deep.equal([404, { error: 'Card not found' }])
    expect(answer(await hub.send('POST', PATH, { body: [] }))[0]).to.equal(400)
  })

  it('change and delete a card', async () => {
    const { id } = await create()
    const changed = (await patch(id, { title: 'New', stage: 'done', notes: 'n' })).json
    expect(changed).to.include({ title: 'New', stage: 'done', notes: 'n', rev: 2 })
    expect(answer(await hub.send('DELETE', `${PATH}/${id}`))).to.deep.equal([204, undefined])
    expect(answer(await hub.send('DELETE', `${PATH}/${id}`))).to.deep.equal([404, { error: 'Card not found' }])
  })

  it('refuse to overwrite a change of another client', async () => {
    const { id } = await create()
    await patch(id, { notes: 'theirs' }, { headers: { 'If-Match': '"1"' } })
    for (const [body, headers] of [
      [{ notes: 'mine', rev: 1 }, {}],
      [{ notes: 'mine' }, { 'If-Match': '1' }],
      [{ notes: 'mine', rev: 'x' }, {}],
      [{ notes: 'mine' }, { 'If-Match': 'x' }],
    ] as const) {
      const { status, json } = await patch(id, body, { headers })
      expect([status, (json as { error: string }).error]).to.deep.equal([409, 'conflict'])
      expect((json as { card: CardJson }).card).to.include({ notes: 'theirs', rev: 2 })
    }
  })

  it('show whether the session of a card runs, and never end one that the hub did not start for it', async () => {
    const { id } = await create({ stage: 'implement' })
    hub.host.controls.startByHand('cc-mine')
    expect((await patch(id, { sessionRef: 'cc-mine' })).json).to.include({ sessionLive: true })
    await patch(id, { stage: 'review', endSession: true })
    expect((await list())[0]).to.include({ sessionRef: 'cc-mine', sessionLive: true })
  })

  it('end the session of a card that moves on, when asked to', async () => {
    right(await hub.cards.update(() => E.right(aBoard(aCard({ id: 'c', sessionRef: 'cc-x', ownSession: 'cc-x' }))))())
    hub.host.controls.startByHand('cc-x')
    await patch('c', { stage: 'idea', endSession: true })
    await patch('c', { endSession: true })
    await patch('c', { stage: 'implement' })
    expect((await list())[0]).to.include({ sessionLive: true })
    expect((await patch('c', { stage: 'review', endSession: true })).json).to.include({
      sessionRef: null,
      sessionLive: false,
      stage: 'review',
    })
    expect(hub.audit.entries.map(({ event }) => event)).to.include('card.move.endSession')
  })

  it('keep what was done long ago in the archive, a page at a time', async () => {
    const cards = Array.from({ length: 5 }, (_, at) =>
      aCard({
        id: `c${at}`,
        title: at % 2 ? 'Odd one' : 'Even',
        stage: 'done',
        doneAt: hub.clock.now() - (29 + at) * 86_400_000 - 1,
      }),
    )
    const together = aCard({ id: 'c5', title: 'Even', stage: 'done', doneAt: cards[4]?.doneAt ?? null })
    right(await hub.cards.update(() => E.right(aBoard(together, ...cards.reverse())))())
    expect((await list()).map(({ id }) => id)).to.deep.equal(['c0'])
    const page = async (query: string): Promise<unknown> => {
      const { json } = await hub.send('GET', `${PATH}?archived=1&limit=2${query}`)
      const { cards: found, hasMore } = json as { cards: ReadonlyArray<CardJson>; hasMore: boolean }
      return [found.map(({ id }) => id), hasMore]
    }
    expect([await page(''), await page('&before=c2'), await page('&before=c4')]).to.deep.equal([
      [['c1', 'c2'], true],
      [['c3', 'c4'], true],
      [['c5'], false],
    ])
    expect([await page('&q=ONE%20odd'), await page('&q=odd%20even')]).to.deep.equal([
      [['c1', 'c3'], false],
      [[], false],
    ])
  })

  it('are of its own projects alone for a named token, also when it moves a card', async () => {
    const projects = ['shop', 'bank'].map((id) => ({ id, displayName: id, path: `/work/${id}`, pinned: false }))
    right(await hub.projectStore.update(() => E.right({ projects, hidden: [] }))())
    const scopes = [{ kind: 'board', projectId: 'shop' }]
    const made = await hub.send('POST', '/api/tokens', { body: { label: 'shop', scopes } })
    const { secret: token } = made.json as { secret: string }
    const add = (projectId: string) => hub.send('POST', PATH, { token, body: { projectId, title: 'x' } })
    expect([(await add('bank')).status, (await add('shop')).status]).to.deep.equal([403, 201])
    const [own] = await list()
    const foreign = await create({ projectId: 'bank' })
    expect((await patch(own?.id ?? '', { projectId: 'bank' }, { token })).status).to.equal(403)
    expect((await patch(own?.id ?? '', { title: 'y' }, { token })).status).to.equal(200)
    expect((await patch(foreign.id, { title: 'y' }, { token })).status).to.be.oneOf([403, 404])
    expect((await list('', token)).map(({ projectId, title }) => [projectId, title])).to.deep.equal([['shop', 'y']])
    expect(await list('?projectId=bank')).to.deep.equal([foreign])
  })

  it('follow a session that is renamed, and let go of one that ended', async () => {
    right(await hub.cards.update(() => E.right(aBoard(aCard({ id: 'c', sessionRef: 'cc-x', ownSession: 'cc-x' }))))())
    hub.host.controls.startByHand('cc-x')
    await hub.send('PATCH', '/api/sessions/cc-x', { body: { newName: 'y' } })
    await eventually(async () => {
      expect((await list())[0]).to.include({ sessionRef: 'cc-y', sessionLive: true })
    })
    hub.host.controls.exit('cc-y')
    await eventually(async () => {
      expect((await list())[0]).to.include({ sessionRef: null, sessionLive: false })
    })
  })

  describe('for an agent', () => {
    const tokenOf = async (name: string): Promise<string> => {
      hub.host.controls.startByHand(name)
      return await hub.tokenOf(name)
    }
    beforeEach(async () => {
      const cards = [
        aCard({ id: 'own', ownSession: 'cc-x', stage: 'implement' }),
        aCard({ id: 'other', projectId: 'shop' }),
      ]
      const ideaSessions = [{ session: 'cc-ideas', projectId: 'shop' }]
      right(await hub.cards.update(() => E.right({ ...aBoard(...cards), ideaSessions }))())
    })

    it('reach its own card, and of that what it reports with', async () => {
      const token = await tokenOf('cc-x')
      const callback = { stage: 'review', branch: 'idea/x', implementSummary: 'Done.' }
      expect((await patch('own', callback, { token })).json).to.include(callback)
      for (const body of [
        { title: 'x' },
        { stage: 'done' },
        { sessionRef: 'cc-y' },
        { worktreePath: null },
        { blockedBy: [] },
      ])
        expect(answer(await patch('own', body, { token }))).to.deep.equal([403, { error: 'Forbidden' }])
      expect((await patch('other', callback, { token })).status).to.equal(403)
      expect((await list('', token)).map(({ id }) => id)).to.deep.equal(['own'])
      expect((await hub.send('DELETE', `${PATH}/own`, { token })).status).to.equal(403)
      const idea = { projectId: 'notes-app', title: 'x' }
      expect((await hub.send('POST', PATH, { token, body: idea })).status).to.equal(403)
    })

    it('that collects ideas see the cards of its project, and add to them', async () => {
      const token = await tokenOf('cc-ideas')
      const idea = { projectId: 'shop', title: 'Idea', origin: 'collab', stage: 'idea' }
      expect((await hub.send('POST', PATH, { token, body: idea })).status).to.equal(201)
      expect((await hub.send('POST', PATH, { token, body: { ...idea, stage: 'review' } })).status).to.equal(403)
      expect((await hub.send('POST', PATH, { token, body: { ...idea, projectId: 'notes-app' } })).status).to.equal(403)
      expect((await list('', token)).map(({ title }) => title)).to.deep.equal(['Offline mode', 'Idea'])
      expect((await patch('other', { stage: 'review' }, { token })).status).to.equal(403)
    })

    for (const header of ['X-Penates-Session', 'X-CC-Hub-Session'])
      it(`refuse its token with the name of another session in ${header} on any route, and accept its own names`, async () => {
        const token = await tokenOf('cc-x')
        hub.host.controls.startByHand('cc-ideas')
        const as = (name: string) => ({ token, headers: { [header]: name } })
        const idea = { projectId: 'shop', title: 'Idea', origin: 'collab', stage: 'idea' }
        for (const [method, path, body] of [
          ['GET', PATH, undefined],
          ['POST', PATH, idea],
          ['PATCH', `${PATH}/own`, { brainstormDoc: 'x.md' }],
        ] as const) {
          const other = await hub.send(method, path, { ...as('cc-ideas'), body })
          expect(answer(other), method).to.deep.equal([403, { error: 'Forbidden' }])
        }
        expect((await list())[0]).to.include({ brainstormDoc: null })
        await hub.send('PATCH', '/api/sessions/cc-x', { body: { newName: 'y' } })
        for (const name of ['cc-x', 'cc-y'])
          expect((await patch('own', { brainstormDoc: `${name}.md` }, as(name))).json).to.include({
            brainstormDoc: `${name}.md`,
          })
      })

    it('of no card show nothing', async () => {
      expect(await list('', await tokenOf('cc-plain'))).to.deep.equal([])
    })
  })

  it('tell every client what became of each card, and who asked', async () => {
    const told: HubEvent[] = []
    const socket = new WebSocket(`${hub.url.replace('http', 'ws')}/api/notifications/events`, [
      'bearer.operator-token-of-tests',
    ])
    socket.on('message', (raw) => told.push(JSON.parse((raw as Buffer).toString()) as HubEvent))
    await eventually(() => void expect(told).to.have.length(1))
    const headers = { 'X-Penates-Client': 'tab-1' }
    const created = (await hub.send('POST', PATH, { body: { projectId: 'shop', title: 't' }, headers }))
      .json as CardJson
    const other = await create({ blockedBy: [created.id] })
    await hub.send('DELETE', `${PATH}/${created.id}`)
    const at = hub.clock.now()
    await eventually(() => void expect(told).to.have.length(5))
    expect(told.slice(1)).to.deep.equal([
      { type: 'card-changed', card: created, origin: 'tab-1', at },
      { type: 'card-changed', card: other, origin: null, at },
      { type: 'card-changed', card: { ...other, blockedBy: [], rev: 2 }, origin: null, at },
      { type: 'card-removed', id: created.id, origin: null, at },
    ])
    socket.close()
  })
})
