import { startNamed } from '../../support/approvals.js'
import { sessionId } from '../../../domain/sessions/session-id.js'
import * as E from 'fp-ts/lib/Either.js'
import { THE_HUB } from '../../../application/shared/audit-log.port.js'
import type { Budget, BudgetScope } from '../../../domain/usage/budget.js'
import { LOST_BUDGET_RECORDS } from '../../../domain/usage/budget-records.js'
import { budgetWorld, openBudgets, type BudgetHub, type BudgetWorld } from '../../support/budgets.js'
import { aCard } from '../../support/cards.js'
import { eventually } from '../../support/eventually.js'
import { leftTag, right } from '../../support/results.js'

const HOUR = 3_600_000
const DAY: BudgetScope = { kind: 'day' }
const SHOP: BudgetScope = { kind: 'project', project: 'shop' }
const CARD: BudgetScope = { kind: 'card', card: 'c1' }

const budget = (scope: BudgetScope, limitUsd: number, atLimit: Budget['atLimit'] = 'deny'): Budget => ({
  scope,
  limitUsd,
  atLimit,
})

/** Runs everything that only waits for promises. */
const settled = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('budgets', () => {
  let world: BudgetWorld
  let hub: BudgetHub
  beforeEach(() => {
    world = budgetWorld()
    hub = openBudgets(world)
  })

  const put = async (...budgets: ReadonlyArray<Budget>) => right(await hub.configure.replace(budgets, THE_HUB)())
  const held = async (session = 'cc-a', cwd: string | null = null): Promise<string | null> => {
    const restraint = await hub.policyGuards.of({ id: sessionId(session), name: session, cwd })()
    return restraint && `${restraint.at} ${restraint.reason}`
  }

  it('warn at 80 per cent, hold at 100 per cent, and let go when the day ends, each told once', async () => {
    await put(budget(DAY, 10))
    for (const usd of [7.5, 0.5, 1, 1, 3]) {
      world.spend(usd)
      await hub.watch.reckon()
      await hub.watch.reckon()
    }
    expect(hub.told).to.deep.equal([
      ['day', 'fine', 'near'],
      ['day', 'near', 'exceeded'],
    ])
    expect(await held()).to.equal('deny budget exceeded: $13.00 of $10.00 spent today')
    world.clock.advance(12 * HOUR) // midnight in Berlin is an hour before that of UTC
    expect(await held()).to.equal(null)
    await hub.watch.reckon()
    expect(hub.told.at(-1)).to.deep.equal(['day', 'exceeded', 'fine'])
  })

  it('are published with each change of them or of what is spent, and not again without one', async () => {
    await put(budget(DAY, 10))
    await put(budget(DAY, 12), budget(SHOP, 5))
    world.spend(3)
    await hub.watch.reckon()
    await hub.watch.reckon()
    await put()
    expect(hub.lists).to.deep.equal([
      [['day', 10, 0]],
      [
        ['day', 12, 0],
        ['project:shop', 5, 0],
      ],
      [
        ['day', 12, 3],
        ['project:shop', 5, 0],
      ],
      [],
    ])
    expect(hub.told).to.deep.equal([])
  })

  it('that cannot be read hold every session back until a person sets them anew', async () => {
    right(await world.store.update(() => E.right(LOST_BUDGET_RECORDS))())
    expect([await held(), await held('cc-b', '/elsewhere')]).to.deep.equal(
      Array(2).fill('strict budgets could not be read'),
    )
    await put()
    expect(await held()).to.equal(null)
  })

  it('follow the logs as they grow, and the clock', async () => {
    await put(budget(DAY, 10))
    const stop = hub.watch.follow()
    world.spend(11)
    await eventually(async () => {
      world.clock.advance(2_000)
      expect(await held()).not.to.equal(null)
    })
    stop()
    expect(world.clock.waiting()).to.equal(0)
  })

  it('follow the logs within 2 s, and the end of a day within a minute', async () => {
    await put(budget(DAY, 10))
    const stop = hub.watch.follow()
    await hub.watch.reckon()
    world.spend(11)
    world.spend(1)
    expect(world.clock.waiting()).to.equal(2)
    world.clock.advance(1_999)
    await settled()
    expect(await held()).to.equal(null)
    world.clock.advance(1)
    await settled()
    expect(await held()).to.contain('$12.00')
    world.clock.advance(12 * HOUR)
    await settled()
    expect(hub.told.at(-1)).to.deep.equal(['day', 'exceeded', 'fine'])
    world.spend(11)
    world.clock.advance(2_000)
    await settled()
    expect(hub.told.at(-1)).to.deep.equal(['day', 'fine', 'exceeded'])
    stop()
  })

  it('hold on over a restart of the hub, before the logs have been read again, and tell nothing twice', async () => {
    await put(budget(DAY, 10))
    world.spend(11)
    await hub.watch.reckon()
    const { finish } = world.logs.begin({})
    hub = openBudgets(world)
    await hub.watch.reckon()
    expect([await held(), right(await hub.configure.read()).isCounting]).to.deep.equal([
      'deny budget exceeded: $11.00 of $10.00 spent today',
      true,
    ])
    finish()
    await hub.watch.reckon()
    expect(hub.told).to.deep.equal([])
  })

  it('let go at once when they are raised or taken away, and hold at once when they are lowered', async () => {
    world.spend(11)
    const levelOf = async (...budgets: ReadonlyArray<Budget>) =>
      (await put(...budgets)).budgets.map(({ level }) => level)
    expect(await levelOf(budget(DAY, 10))).to.deep.equal(['exceeded'])
    expect(await levelOf(budget(DAY, 100))).to.deep.equal(['fine'])
    expect(await held()).to.equal(null)
    expect(await levelOf(budget(DAY, 9, 'ask'))).to.deep.equal(['exceeded'])
    expect(await held()).to.equal('ask budget exceeded: $11.00 of $9.00 spent today')
    expect(await levelOf()).to.deep.equal([])
    expect(await held()).to.equal(null)
    expect(hub.told.map(([, was, level]) => `${was} → ${level}`)).to.deep.equal([
      'fine → exceeded',
      'exceeded → fine',
      'fine → exceeded',
      'exceeded → fine',
    ])
    expect(hub.audit.entries.map(({ event, fields }) => [event, fields])).to.deep.include([
      'budget.change',
      { day: '9 ask' },
    ])
  })

  it('of a project hold the sessions in its folders and of its cards, and no others', async () => {
    right(
      await world.projects.update((book) =>
        E.right({ ...book, projects: [{ id: 'shop', displayName: 'Shop', path: '/work/shop', pinned: false }] }),
      )(),
    )
    const card = aCard({ id: 'c1', projectId: 'shop', ownSession: 'cc-impl', slug: 'x-c1' })
    right(await world.cards.update((board) => E.right({ ...board, cards: [card] }))())
    startNamed(world.host, 'cc-below', '/work/shop/web')
    startNamed(world.host, 'cc-other', '/work/shopping')
    world.spend(4, { directory: '/work/shop/web' })
    world.spend(7, { directory: '/work/.penates-worktrees/shop/x-c1' })
    world.spend(500, { directory: '/work/shopping' })
    const { budgets } = await put(budget(SHOP, 10), budget(CARD, 6, 'ask'))
    expect(budgets.map(({ spentUsd }) => spentUsd)).to.deep.equal([11, 7])
    expect([await held('cc-below'), await held('cc-other'), await held('cc-gone', '/work/shop')]).to.deep.equal([
      'deny budget exceeded: $11.00 of $10.00 spent in this project this month',
      null,
      'deny budget exceeded: $11.00 of $10.00 spent in this project this month',
    ])
    await put(budget(SHOP, 100), budget(CARD, 6, 'ask'))
    expect([await held('cc-below'), await held('cc-impl')]).to.deep.equal([
      null,
      'ask budget exceeded: $7.00 of $6.00 spent on this card',
    ])
  })

  it('of a project and of a card hold those sessions more strictly than a budget of the day holds all', async () => {
    const projects = ['shop', 'docs'].map((id) => ({ id, displayName: id, path: `/work/${id}`, pinned: false }))
    right(await world.projects.update((book) => E.right({ ...book, projects }))())
    const cards = ['c1', 'c2'].map((id) => aCard({ id, projectId: 'docs', ownSession: `cc-${id}`, slug: `x-${id}` }))
    right(await world.cards.update((board) => E.right({ ...board, cards }))())
    startNamed(world.host, 'cc-shop', '/work/shop')
    world.spend(4, { directory: '/work/shop' })
    world.spend(4, { directory: '/work/.penates-worktrees/docs/x-c1' })
    await put(budget(DAY, 5, 'ask'), budget(SHOP, 3), budget(CARD, 3))
    const levelOf = async (session: string) => (await held(session))?.split(' ')[0]
    expect([
      await levelOf('cc-shop'),
      await levelOf('cc-c1'),
      await levelOf('cc-c2'),
      await levelOf('cc-a'),
    ]).to.deep.equal(['deny', 'deny', 'ask', 'ask'])
    await put(budget(CARD, 3))
    expect([await levelOf('cc-c1'), await levelOf('cc-c2')]).to.deep.equal(['deny', undefined])
  })

  it('of a card count its whole life, of a month the calendar month', async () => {
    const made = world.clock.now() - 40 * 24 * HOUR
    const project = { id: 'shop', displayName: 'Shop', path: '/work/shop', pinned: false }
    right(await world.projects.update((book) => E.right({ ...book, projects: [project] }))())
    const card = aCard({ id: 'c1', projectId: 'shop', slug: 'x-c1', createdAt: made })
    right(await world.cards.update((board) => E.right({ ...board, cards: [card] }))())
    for (const daysAgo of [0, 20, 30, 40]) world.spend(1, { directory: '/work/.penates-worktrees/shop/x-c1', daysAgo })
    const { budgets } = await put(
      budget(CARD, 100),
      budget({ kind: 'month' }, 100),
      budget(SHOP, 100),
      budget(DAY, 100),
    )
    expect(budgets.map(({ spentUsd }) => spentUsd)).to.deep.equal([4, 2, 2, 1])
  })

  it('are refused whole when two are for the same', async () => {
    await put(budget(DAY, 5))
    const refused = await hub.configure.replace([budget(SHOP, 1), budget(DAY, 1), budget(DAY, 2)], THE_HUB)()
    expect(refused).to.deep.equal(E.left({ _tag: 'DuplicateBudget', index: 2 }))
    expect(right(await hub.configure.read()).budgets.map(({ limitUsd }) => limitUsd)).to.deep.equal([5])
  })

  it('stand as they stood when the logs cannot be read', async () => {
    await put(budget(DAY, 10))
    world.spend(11)
    await hub.watch.reckon()
    world.logs.fail('EACCES')
    await hub.watch.reckon()
    expect(await held()).not.to.equal(null)
    expect(hub.log.entries.map(({ message }) => message)).to.deep.equal(['budgets could not be reckoned'])
  })

  it('hold every session that may be concerned when the owner is unknown', async () => {
    world.host.controls.setUnavailable(true)
    await put(budget(SHOP, 10))
    right(
      await world.store.update((book) =>
        E.right({
          ...book,
          standings: { 'project:shop': { period: '2026-11', spentUsd: 11, level: 'exceeded' } },
        }),
      )(),
    )
    const failing = { ...world, cards: { ...world.cards, read: () => Promise.resolve(E.left(GONE)) } }
    hub = openBudgets(failing)
    expect(await held()).not.to.equal(null)
    expect(leftTag(await failing.cards.read())).to.equal('Unavailable')
  })
})

const GONE = { _tag: 'Unavailable', port: 'store', detail: 'EIO' } as const
