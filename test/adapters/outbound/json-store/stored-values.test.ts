import * as E from 'fp-ts/lib/Either.js'
import { budgetStoreSpec } from '../../../../adapters/outbound/json-store/budget-store.json-store.js'
import { boardSpec } from '../../../../adapters/outbound/json-store/card-store.json-store.js'
import { pushSubscriptionsSpec } from '../../../../adapters/outbound/json-store/push-subscriptions.json-store.js'
import { sessionRecordStoreSpec } from '../../../../adapters/outbound/json-store/session-record-store.json-store.js'
import { parseState, stateText, type StateShape } from '../../../../adapters/outbound/json-store/state-text.js'
import { readCard, storedCard } from '../../../../adapters/outbound/json-store/stored-card.js'
import { storedInstant, storedMark, storedText } from '../../../../adapters/outbound/json-store/stored-values.js'
import { vapidKeysSpec } from '../../../../adapters/outbound/json-store/vapid-keys.json-store.js'
import { nodeDisk } from '../../../../infrastructure/files/disk.js'

const NOW = Date.UTC(2026, 2, 1)
const folder = { disk: nodeDisk, path: '/state', now: () => NOW }

/** State that a text holds, or what is wrong with it. */
const parsed = <A>(shape: StateShape<A>, content: unknown): unknown => {
  const text = typeof content === 'string' ? content : JSON.stringify(content)
  const read = parseState(shape, Buffer.from(text))
  return E.isRight(read) ? read.right.state : `${read.left._tag}: ${read.left.detail}`
}

describe('values of state files', () => {
  it('of cards are read with their usual value where they are missing or odd', () => {
    const card = { id: 'a', projectId: 'p', title: 'A' }
    const usual = readCard(card)
    const odd = {
      ...card,
      stage: 7,
      priority: 'high',
      origin: 'both',
      theme: '',
      order: '3',
      rev: Number.NaN,
      blockedBy: 'b',
      doneAt: 5,
      sessionRef: 7,
      notes: null,
      createdAt: 'yesterday',
      updatedAt: 5,
      tail: {},
      firstPort: '80',
      plan: { kind: 'none' },
      moves: {},
      sessions: 'cc-a',
    }
    expect(usual).to.deep.equal({
      ...card,
      priority: null,
      stage: 'idea',
      origin: 'solo',
      theme: null,
      order: 0,
      sessionRef: null,
      brainstormDoc: null,
      notes: null,
      branch: null,
      implementSummary: null,
      worktreePath: null,
      createdAt: 0,
      updatedAt: 0,
      rev: 1,
      blockedBy: [],
      slug: null,
      ownSession: null,
      ownSessionId: null,
      firstPort: null,
      plan: null,
      doneAt: null,
      moves: [],
      sessions: [],
      extra: {},
    })
    expect(readCard(odd)).to.deep.equal(usual)
  })

  it('of cards are read as they are written', () => {
    const plan = {
      kind: 'implement',
      session: 'cc-a',
      repository: '/r',
      worktree: '/w',
      branch: 'b',
      from: 'f00d',
      branchWasThere: true,
    }
    const without = { ...plan, repository: null, worktree: null, branch: null, branchWasThere: false }
    const stored = {
      id: 'a',
      projectId: 'p',
      title: 'A',
      stage: 'done',
      priority: 'p0',
      origin: 'collab',
      theme: 't',
      order: 2,
      rev: 3,
      blockedBy: ['b', 7, 'c'],
      doneAt: '2026-03-01T00:00:00.000Z',
      createdAt: '2026-03-01T00:00:00.000Z',
      updatedAt: '2026-03-02T00:00:00.000Z',
      firstPort: 4100,
      plan,
      mood: 'good',
    }
    const card = readCard(stored)
    if (card === null) throw new Error('no card')
    expect([card.blockedBy, card.doneAt, card.plan, card.firstPort, card.extra]).to.deep.equal([
      ['b', 'c'],
      NOW,
      {
        ...{ kind: 'implement', session: 'cc-a' },
        worktree: { repository: '/r', path: '/w', branch: 'b', from: 'f00d', branchWasThere: true },
      },
      4100,
      { mood: 'good' },
    ])
    const plain = readCard({ ...stored, plan: without })
    expect(plain?.plan).to.deep.equal({ kind: 'implement', session: 'cc-a', worktree: null })
    expect(storedCard(plain ?? card)['plan']).to.deep.equal({ ...without, from: null })
    expect(storedCard(card)).to.deep.include({ ...stored, blockedBy: ['b', 'c'] })
    expect(readCard(storedCard(card))).to.deep.equal(card)
  })

  it('that are no cards stay in the board', () => {
    const card = { id: 'a', projectId: 'p', title: 'A' }
    const strays = [7, null, 'x', [], { ...card, id: 1 }, { ...card, projectId: 1 }, { ...card, title: 1 }]
    expect(strays.map(readCard)).to.deep.equal(strays.map(() => null))
    const shape = boardSpec(folder)
    const board = parseState(
      shape,
      Buffer.from(JSON.stringify({ version: 1, cards: [card, ...strays], ideaSessions: 7 })),
    )
    if (E.isLeft(board)) throw new Error(board.left.detail)
    expect([board.right.state.unknownEntries, board.right.state.ideaSessions]).to.deep.equal([strays, []])
    const again = parseState(shape, Buffer.from(stateText(shape, board.right.state)))
    expect(E.isRight(again) && again.right.state).to.deep.equal(board.right.state)
  })

  it('are moments, marks and texts in one spelling', () => {
    const read = (
      codec: { readonly decode: (value: unknown) => E.Either<unknown, unknown> },
      value: unknown,
    ): unknown => E.getOrElse((): unknown => 'refused')(codec.decode(value))
    expect(['2026-03-01T00:00:00.000Z', 'yesterday', 5, null].map((value) => read(storedInstant, value))).to.deep.equal(
      [NOW, 'refused', 'refused', 'refused'],
    )
    expect([true, false, undefined, null, 'true', 1].map((value) => read(storedMark, value))).to.deep.equal([
      true,
      false,
      false,
      'refused',
      'refused',
      'refused',
    ])
    expect(['text', '', null, undefined, 5].map((value) => read(storedText, value))).to.deep.equal([
      'text',
      '',
      null,
      null,
      'refused',
    ])
    expect([
      storedMark.encode(true),
      storedMark.encode(false),
      storedText.encode(null),
      storedText.encode(''),
    ]).to.deep.equal([true, undefined, undefined, ''])
    expect([storedText.is(null), storedText.is('x'), storedText.is(5), storedInstant.encode(NOW)]).to.deep.equal([
      true,
      true,
      false,
      '2026-03-01T00:00:00.000Z',
    ])
  })

  it('of budgets are finite sums of 0 or more', () => {
    const records = (limitUsd: unknown) => ({
      version: 1,
      budgets: [{ scope: { kind: 'day' }, limitUsd, atLimit: 'ask' }],
      standings: {},
    })
    const shape = budgetStoreSpec(folder)
    expect([0, 2.5, -1, '5', null].map((limit) => typeof parsed(shape, records(limit)))).to.deep.equal([
      'object',
      'object',
      'string',
      'string',
      'string',
    ])
  })

  it('of older installations are lifted, and what is no entry is refused or left out', () => {
    const subscription = {
      endpoint: 'https://push.example',
      keys: { p256dh: 'p', auth: 'a' },
      deviceId: 'd',
      createdAt: 5,
    }
    const lifted = { ...subscription, expirationTime: null, failedAttempts: 0, lastError: null }
    const push = pushSubscriptionsSpec(folder)
    expect([
      parsed(push, { subscriptions: [subscription, { endpoint: 'x' }, 7] }),
      parsed(push, { subscriptions: 7 }),
      parsed(push, { version: 1, subscriptions: [lifted] }),
      typeof parsed(push, { version: 1, subscriptions: [subscription] }),
    ]).to.deep.equal([[lifted], [], [lifted], 'string'])
    const sessions = sessionRecordStoreSpec(folder)
    expect(
      [{ knownSessions: [7] }, { knownSessions: [null] }, { knownSessions: 7 }].map((one) => parsed(sessions, one)),
    ).to.deep.equal(['0', '0', ''].map((at) => `Damaged: does not fit at knownSessions${at === '' ? '' : `.${at}`}`))
    expect(parsed(sessions, { knownSessions: [], heartbeat: null })).to.deep.include({
      known: [],
      heartbeat: null,
      reviving: [],
    })
  })

  it('of the keys of push are a pair or none yet', () => {
    const shape = vapidKeysSpec(folder)
    const keys = { publicKey: 'p', privateKey: 's' }
    expect([
      parsed(shape, { version: 1, keys }),
      parsed(shape, { version: 1, keys: null }),
      typeof parsed(shape, { version: 1, keys: { publicKey: 'p' } }),
      parsed(shape, stateText(shape, keys)),
    ]).to.deep.equal([keys, null, 'string', keys])
  })

  it('say what is wrong with the file they are in', () => {
    const shape = vapidKeysSpec(folder)
    const text = stateText(shape, null)
    expect([
      parsed(shape, ''),
      parsed(shape, ' \n'),
      parsed(shape, '[]'),
      parsed(shape, 'null'),
      parsed(shape, { version: -1 }),
      parsed(shape, { version: 1.5 }),
      parsed(shape, { version: '1' }),
      parsed(shape, { version: 2 }),
      parsed(shape, text.replace('null', 'true')),
    ]).to.deep.equal([
      'Damaged: the file is empty',
      'Damaged: the file is empty',
      'Damaged: this is no complete JSON object',
      'Damaged: this is no complete JSON object',
      'Damaged: its version is not a number',
      'Damaged: its version is not a number',
      'Damaged: its version is not a number',
      'Newer: version 2 was written by a newer Penates; this one reads up to version 1',
      'Damaged: its checksum does not match: it is damaged, or was edited by hand without removing the line with the checksum',
    ])
    const invalid = parseState(shape, Buffer.from([0x7b, 0xff, 0x7d]))
    expect(E.isLeft(invalid) && invalid.left).to.deep.equal({
      _tag: 'Damaged',
      detail: 'it holds bytes that are not UTF-8',
    })
  })
})
