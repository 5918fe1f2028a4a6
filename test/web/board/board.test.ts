import fc from 'fast-check'
import { collisionsOf, firstOf } from '../../../adapters/inbound/web/src/board/board-collisions.js'
import {
  moveOf,
  type Movable,
  besideStage,
  columnsOf,
  filteredCards,
  openBlockers,
  readLimits,
  STAGES,
  stepPlace,
  writeLimits,
  type Stage,
} from '../../../adapters/inbound/web/src/board/board-stages.js'
import { boardPath, parseBoard, type BoardRoute } from '../../../adapters/inbound/web/src/app/routing/board-route.js'
import { fieldFault } from '../../../adapters/inbound/web/src/board/card/card-fields.js'
import { finishProgress, isUnderWay, stepState } from '../../../adapters/inbound/web/src/board/finish/finish-steps.js'
import { withKept } from '../../../adapters/inbound/web/src/ui/kept-rows.js'
import { pathIn } from '../../../adapters/inbound/web/src/app/folders.js'

const placed = (id: string, stage: Stage, order: number) => ({
  id,
  stage,
  order,
  createdAt: `2026-11-20T09:12:4${order}Z`,
})

const card = (more: Partial<Movable> = {}): Movable => ({
  stage: 'idea',
  brainstormDoc: null,
  branch: null,
  worktreePath: null,
  sessionRef: null,
  ...more,
})

describe('board routes', () => {
  it('survive a round trip through the address with any project, filter and card id', () => {
    const text = fc.string({ unit: 'grapheme' }).filter((value) => value.isWellFormed())
    const id = text.filter((value) => !['', '.', '..', 'archive'].includes(value))
    const routes = fc.record({
      page: fc.constant('board' as const),
      project: text,
      filter: text,
      card: fc.option(id),
      view: fc.constantFrom('card' as const, 'review' as const, 'archive' as const),
    })
    fc.assert(
      fc.property(routes, (any) => {
        const view = any.card === null && any.view === 'review' ? 'card' : any.view
        const route: BoardRoute = { ...any, view, card: view === 'archive' ? null : any.card }
        const { pathname, searchParams } = new URL(boardPath(route), 'http://hub')
        expect(parseBoard(pathname, searchParams)).to.deep.equal(route)
      }),
    )
  })

  it('rejects other and malformed addresses', () => {
    for (const path of ['/boards', '/board/', '/board/a/b', '/board/a/review/b', '/board/%E0%A4%A'])
      expect(parseBoard(path, new URLSearchParams())).to.equal(null)
  })
})

describe('moveOf', () => {
  it('derives the kind of a move from stages and the work of a card', () => {
    const spec = card({ stage: 'brainstorming', brainstormDoc: 'docs/a.md' })
    const done = card({ stage: 'review', branch: 'idea/a' })
    expect(moveOf(card(), 'idea', true)).to.deep.equal({ kind: 'reorder' })
    expect(moveOf(card(), 'brainstorming', false)).to.deep.equal({ kind: 'brainstorm' })
    expect(moveOf(card(), 'implement', false)).to.deep.equal({ kind: 'no-spec' })
    expect(moveOf(spec, 'implement', true)).to.deep.equal({ kind: 'implement' })
    expect(moveOf(done, 'done', true)).to.deep.equal({ kind: 'finish' })
    expect(moveOf(card({ stage: 'review' }), 'done', false)).to.deep.equal({ kind: 'settle', asks: false })
    expect(moveOf(card(), 'done', false)).to.deep.equal({ kind: 'settle', asks: false })
    for (const work of [{ branch: 'b' }, { worktreePath: '/w' }, { sessionRef: 's' }])
      expect(moveOf(card(work), 'done', false)).to.deep.equal({ kind: 'settle', asks: true })
    expect(moveOf(spec, 'idea', false)).to.deep.equal({ kind: 'plain', endsSession: false })
    expect(moveOf(spec, 'review', true)).to.deep.equal({ kind: 'plain', endsSession: true })
    expect(moveOf(card({ stage: 'review' }), 'brainstorming', false)).to.deep.equal({
      kind: 'plain',
      endsSession: false,
    })
  })
})

describe('board columns', () => {
  const cards = [placed('b', 'idea', 2), placed('a', 'idea', 1), placed('c', 'review', 0), placed('d', 'idea', 3)]

  it('sort cards by order, then by creation time', () => {
    expect(columnsOf(cards).idea.map(({ id }) => id)).to.deep.equal(['a', 'b', 'd'])
    const twins = [
      { ...placed('y', 'idea', 1), createdAt: '2026-02' },
      { ...placed('x', 'idea', 1), createdAt: '2026-01' },
    ]
    expect(columnsOf(twins).idea.map(({ id }) => id)).to.deep.equal(['x', 'y'])
  })

  it('draw visible rows and kept rows once and in ascending order', () => {
    expect(withKept([4, 5, 6], [])).to.deep.equal([4, 5, 6])
    expect(withKept([4, 5, 6], [900, 5, 0])).to.deep.equal([0, 4, 5, 6, 900])
  })

  it('step a card up and down except at the ends', () => {
    const column = columnsOf(cards).idea
    expect(stepPlace(column, 'b', 1)).to.deep.equal({ stage: 'idea', after: 'd' })
    expect(stepPlace(column, 'b', -1)).to.deep.equal({ stage: 'idea', before: 'a' })
    expect(stepPlace(column, 'a', -1)).to.equal(null)
    expect(stepPlace(column, 'd', 1)).to.equal(null)
    expect(stepPlace(column, 'elsewhere', 1)).to.equal(null)
  })

  it('have a neighbouring stage except at the edges', () => {
    expect(STAGES.map((stage) => besideStage(stage, 1))).to.deep.equal([...STAGES.slice(1), null])
    expect(STAGES.map((stage) => besideStage(stage, -1))).to.deep.equal([null, ...STAGES.slice(0, -1)])
  })

  it('keep limits over a round trip and ignore invalid limits', () => {
    const limits = fc.uniqueArray(fc.tuple(fc.constantFrom(...STAGES), fc.integer({ min: 1, max: 999 })), {
      selector: ([stage]) => stage,
    })
    fc.assert(
      fc.property(limits, (given) => {
        expect([...readLimits(writeLimits(new Map(given)))]).to.deep.equal(given)
      }),
    )
    expect([...readLimits('idea:0,done:-1,review:x,implement:2.5,else:3,brainstorming')]).to.deep.equal([])
    expect([...readLimits(null)]).to.deep.equal([])
  })
})

describe('board filter', () => {
  const findable = (title: string, projectId: string, notes: string | null = null) => ({
    title,
    projectId,
    notes,
    theme: 'sync',
    branch: null,
  })
  const cards = [findable('Offline mode', 'notes'), findable('Share by link', 'shop', 'works Offline')]
  const titles = (project: string, filter: string): ReadonlyArray<string> =>
    filteredCards(cards, project, filter).map(({ title }) => title)

  it('finds each word in any field within a project', () => {
    expect(titles('', '')).to.have.length(2)
    expect(titles('', ' offline  SYNC')).to.have.length(2)
    expect(titles('shop', 'offline')).to.deep.equal(['Share by link'])
    expect(titles('', 'offline link')).to.deep.equal(['Share by link'])
    expect(titles('', 'null')).to.deep.equal([])
  })
})

describe('openBlockers', () => {
  it('lists blockers that exist and are not done', () => {
    const all = new Map([placed('a', 'done', 0), placed('b', 'review', 1)].map((one) => [one.id, one]))
    expect(openBlockers({ blockedBy: ['a', 'b', 'gone'] }, all).map(({ id }) => id)).to.deep.equal(['b'])
  })
})

describe('board collisions', () => {
  const forecast = {
    collisions: [{ a: 'x', b: 'y', files: ['f'] }],
    withBase: [{ card: 'y', files: ['g'] }],
    order: ['z', 'x', 'y'],
  }

  it('lists the other card of a collision and the base branch first', () => {
    expect(collisionsOf('x', forecast)).to.deep.equal([{ other: 'y', files: ['f'] }])
    expect(collisionsOf('y', forecast)).to.deep.equal([
      { other: null, files: ['g'] },
      { other: 'x', files: ['f'] },
    ])
    expect(collisionsOf('z', forecast)).to.deep.equal([])
    expect(collisionsOf('x', null)).to.deep.equal([])
  })

  it('lists ready cards that precede the card in the finish order', () => {
    expect(firstOf('y', forecast, (id) => id !== 'z')).to.deep.equal(['x'])
    expect(firstOf('z', forecast, () => true)).to.deep.equal([])
    expect(firstOf('unknown', forecast, () => true)).to.deep.equal([])
    expect(firstOf('x', null, () => true)).to.deep.equal([])
  })
})

describe('card field validation', () => {
  it('rejects texts that the hub would reject or truncate', () => {
    expect(fieldFault('title', '  ')).to.equal('empty')
    expect(fieldFault('title', 'x'.repeat(501))).to.equal('too-long')
    expect(fieldFault('title', 'Offline {mode}, ✓')).to.equal(null)
    for (const theme of ['a{b', 'a}b', 'a,b', 'a\tb']) expect(fieldFault('theme', theme)).to.equal('letters')
    expect(fieldFault('theme', 'x'.repeat(61))).to.equal('too-long')
    expect(fieldFault('theme', '')).to.equal(null)
    expect(fieldFault('notes', 'x'.repeat(501))).to.equal('too-long')
  })
})

describe('finish steps', () => {
  it('advance one by one and are over after each final stage', () => {
    expect(stepState('queued', 'merging')).to.equal('done')
    expect(stepState('merging', 'merging')).to.equal('now')
    expect(stepState('settling', 'merging')).to.equal('ahead')
    expect(finishProgress('queued')).to.deep.equal({ done: 0, total: 4 })
    expect(finishProgress('done')).to.deep.equal({ done: 4, total: 4 })
    for (const end of ['refused', 'done', 'nothing', 'undone', 'undoing'] as const)
      expect(isUnderWay(end)).to.equal(false)
  })
})

describe('spec path', () => {
  it('is relative to the project or the worktree that contains it', () => {
    expect(pathIn('docs/a.md', ['/p', null])).to.equal('docs/a.md')
    expect(pathIn('/p/docs/a.md', ['/p', '/w'])).to.equal('docs/a.md')
    expect(pathIn('/w/a.md', [null, '/w'])).to.equal('a.md')
    expect(pathIn('/power/a.md', ['/p', null])).to.equal('/power/a.md')
  })
})
