import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { HUB_CHANNELS } from '../../../../adapters/inbound/ws/hub.channels.js'
import type { Channel, Frames } from '../../../../adapters/inbound/ws/channel.js'
import {
  coverageFrame,
  fileEventFrame,
  FILES_CHANNEL,
  readFilesFrame,
} from '../../../../adapters/inbound/ws/files.codec.js'
import {
  eventFrame,
  HELLO,
  NOTIFICATIONS_CHANNEL,
  readPresence,
  readWatch,
} from '../../../../adapters/inbound/ws/notifications.codec.js'
import { TERMINAL_CHANNEL } from '../../../../adapters/inbound/ws/terminal.channel.js'
import {
  errorFrame,
  helloFrame,
  paneFrame,
  pongFrame,
  readFrame,
} from '../../../../adapters/inbound/ws/terminal.codec.js'
import type { HubEvent } from '../../../../domain/events/hub-event.js'
import { decode } from '../../../../infrastructure/codec/decode.js'
import { schemaOf } from '../../../../infrastructure/codec/schema.js'
import { nearlyFitting } from '../../../support/arbitrary-of.js'
import { aCard, aFinishView } from '../../../support/cards.js'
import { hubOfSuite } from '../../../support/fake-hub.js'
import { sessionId } from '../../../../domain/sessions/session-id.js'
import type { SeenBudget } from '../../../../domain/usage/budget-records.js'

const A_BUDGET: SeenBudget = {
  scope: { kind: 'card', card: 'x' },
  limitUsd: 5,
  atLimit: 'deny',
  key: 'card:x',
  period: 'ever',
  spentUsd: 6,
  level: 'exceeded',
  reason: 'budget exceeded: …',
}
const evidence = { source: 'hook', what: 'Stop', at: 1 } as const
const EVENTS: { readonly [Tag in HubEvent['_tag']]: ReadonlyArray<Extract<HubEvent, { readonly _tag: Tag }>> } = {
  'session-started': [{ _tag: 'session-started', session: sessionId('cc-a'), name: 'cc-a', at: 1 }],
  'session-ended': [{ _tag: 'session-ended', session: sessionId('cc-a'), name: 'cc-a', at: 1 }],
  'session-renamed': [{ _tag: 'session-renamed', session: sessionId('cc-a'), oldName: 'cc-a', newName: 'cc-b', at: 1 }],
  'session-attached': [{ _tag: 'session-attached', session: sessionId('cc-a'), name: 'cc-a', attached: true, at: 1 }],
  'session-start-settled': [
    { _tag: 'session-start-settled', session: sessionId('cc-a'), name: 'cc-a', failure: null, at: 1 },
    {
      ...{ _tag: 'session-start-settled', session: sessionId('cc-a'), name: 'cc-a', at: 1 },
      failure: { code: 'SessionDiedAtOnce', command: 'nope', exitCode: 127, lastLines: ['sh: nope: not found'] },
    },
    {
      ...{ _tag: 'session-start-settled', session: sessionId('cc-a'), name: 'cc-a', at: 1 },
      failure: { code: 'Unavailable', command: null, exitCode: null, lastLines: [] },
    },
  ],
  'session-activity': [
    {
      _tag: 'session-activity',
      session: sessionId('cc-a'),
      name: 'cc-a',
      activity: 'working',
      tool: 'Bash',
      since: 1,
      evidence,
      at: 1,
    },
    {
      _tag: 'session-activity',
      session: sessionId('cc-a'),
      name: 'cc-a',
      activity: 'unknown',
      since: 1,
      evidence,
      at: 1,
    },
    {
      ...{ _tag: 'session-activity', session: sessionId('cc-a'), name: 'cc-a', activity: 'idle', since: 1, evidence },
      ...{ failure: { kind: 'service', text: 'API Error: 500' }, at: 1 },
    },
  ],
  'session-attention': [
    { _tag: 'session-attention', session: sessionId('cc-a'), name: 'cc-a', activity: 'idle', at: 1 },
    {
      ...{ _tag: 'session-attention', session: sessionId('cc-a'), name: 'cc-a', activity: 'idle' },
      ...{ failure: { kind: 'service', text: 'API Error: 500' }, at: 1 },
    },
  ],
  'prompts-changed': [
    {
      ...{ _tag: 'prompts-changed', session: sessionId('cc-a'), name: 'cc-a', waiting: 1, removed: ['b'], at: 1 },
      changed: [
        { id: 'a', state: 'waiting', fault: null },
        { id: 'c', state: 'unknown', fault: 'restart' },
      ],
    },
  ],
  'prompt-templates-changed': [{ _tag: 'prompt-templates-changed', at: 1 }],
  'schedules-changed': [{ _tag: 'schedules-changed', session: sessionId('cc-a'), name: 'cc-a', at: 1 }],
  'tool-approval-request': [
    { _tag: 'tool-approval-request', id: 'x', name: 'cc-a', tool: 'Bash', preview: 'ls', at: 1 },
  ],
  'tool-approval-held': [
    { _tag: 'tool-approval-held', id: 'x', name: 'cc-a', until: 5_001, at: 1 },
    { _tag: 'tool-approval-held', id: 'x', name: 'cc-a', until: null, at: 1 },
  ],
  'tool-alarm': [
    {
      _tag: 'tool-alarm',
      id: 'x',
      name: 'cc-a',
      kind: 'not-allowed',
      tool: 'Bash',
      preview: 'ls',
      isPaused: false,
      at: 1,
    },
  ],
  'tool-alarm-acknowledged': [{ _tag: 'tool-alarm-acknowledged', id: 'x', name: 'cc-a', at: 1 }],
  'card-changed': [{ _tag: 'card-changed', card: { card: aCard(), sessionLive: true }, origin: 'tab', at: 1 }],
  'finish-progress': [{ _tag: 'finish-progress', finish: aFinishView(), at: 1 }],
  'board-forecast': [
    {
      _tag: 'board-forecast',
      forecast: {
        projectId: 'p',
        base: 'main',
        collisions: [{ a: 'x', b: 'y', files: ['f'] }],
        withBase: [{ card: 'x', files: ['f'] }],
        order: ['y', 'x'],
      },
      at: 1,
    },
  ],
  'usage-progress': [
    {
      _tag: 'usage-progress',
      progress: { state: 'scanning', filesRead: 1, files: 2, bytesRead: 10, bytes: 20 },
      at: 1,
    },
  ],
  'budgets-changed': [{ _tag: 'budgets-changed', budgets: [A_BUDGET], at: 1 }],
  'budget-level': [{ _tag: 'budget-level', budget: A_BUDGET, was: 'near', at: 1 }],
  'card-removed': [{ _tag: 'card-removed', id: 'x', origin: null, at: 1 }],
  'tool-approval-resolved': [{ _tag: 'tool-approval-resolved', id: 'x', name: 'cc-a', at: 1 }],
}

function expectSent({ sends }: Channel, frame: string): void {
  const value = JSON.parse(frame) as { readonly type: string }
  const codec = sends[value.type]
  if (codec === undefined) throw new Error(`${value.type} is not described`)
  expect(decode(codec, value)).to.deep.equal(E.right(value))
}

describe('the frames of the sockets', () => {
  it('are sent as they are described, with no key more', () => {
    for (const event of Object.values(EVENTS).flat()) expectSent(NOTIFICATIONS_CHANNEL, eventFrame(event))
    expectSent(NOTIFICATIONS_CHANNEL, HELLO)
    for (const applied of [null, 7]) {
      expectSent(TERMINAL_CHANNEL, helloFrame({ position: 5, isContinued: true, applied }))
      expectSent(TERMINAL_CHANNEL, pongFrame(applied))
    }
    expectSent(TERMINAL_CHANNEL, paneFrame({ mouse: true, scrolls: 'program' }))
    expectSent(TERMINAL_CHANNEL, errorFrame('gone'))
    const event = { type: 'change', path: 'a', isDeep: false, seq: 1, at: 1, origin: null } as const
    expectSent(FILES_CHANNEL, fileEventFrame('shop', event))
    expectSent(FILES_CHANNEL, fileEventFrame('shop', { ...event, type: 'rename', isDeep: true, origin: 'tab' }))
    for (const coverage of [
      { _tag: 'Whole' },
      { _tag: 'Gone' },
      { _tag: 'Partial', reason: 'limit', watchedFolders: 3 },
    ] as const)
      expectSent(FILES_CHANNEL, coverageFrame('shop', coverage))
  })

  it('are read when they fit their description, and nothing of them when they nearly do', () => {
    for (const [channel, read] of [
      [TERMINAL_CHANNEL, (bytes: Buffer) => readFrame(bytes, false)],
      [NOTIFICATIONS_CHANNEL, (bytes: Buffer) => readPresence(bytes) ?? readWatch(bytes)],
      [FILES_CHANNEL, readFilesFrame],
    ] as const)
      for (const codec of Object.values<Frames[string]>(channel.receives))
        fc.assert(
          fc.property(nearlyFitting(schemaOf(codec)), (frame) => {
            const isRead = read(Buffer.from(JSON.stringify(frame ?? null))) !== null
            expect(isRead).to.equal(E.isRight(codec.decode(JSON.parse(JSON.stringify(frame ?? null)))))
          }),
        )
  })
})

interface Document {
  readonly asyncapi: string
  readonly info: unknown
  readonly channels: Record<string, Record<string, unknown> & { messages: Record<string, { payload: object }> }>
  readonly operations: Record<string, { action: string; messages: ReadonlyArray<{ $ref: string }> }>
}

describe('the AsyncAPI document that the hub serves', () => {
  const hub = hubOfSuite()
  let document: Document
  before(async () => {
    document = (await hub.send('GET', '/api/asyncapi.json')).json as Document
  })

  it('names every socket of the hub, and no other', () => {
    expect(document.asyncapi).to.equal('3.0.0')
    expect(document.info).to.deep.include({ title: 'Penates', version: '1.2.3' })
    expect(Object.values(document.channels).map(({ address }) => address)).to.deep.equal([
      '/api/terminal/{name}',
      '/api/notifications/events',
      '/api/files/events',
      '/api/projects/events',
    ])
    expect(Object.keys(HUB_CHANNELS)).to.deep.equal(Object.keys(document.channels))
  })

  it('says of a socket all that its description says', () => {
    const { messages, ...rest } = document.channels['terminal'] ?? { messages: {} }
    expect(rest).to.deep.equal({
      address: '/api/terminal/{name}',
      summary: 'One viewer of one session',
      parameters: { name: { description: 'Full name of a session.' } },
      bindings: {
        ws: {
          method: 'GET',
          query: {
            type: 'object',
            properties: {
              cols: { type: 'integer', minimum: 2, maximum: 500, default: 120 },
              rows: { type: 'integer', minimum: 2, maximum: 300, default: 40 },
              hidden: { type: 'string', enum: ['0', '1'], default: '0' },
              resume: { type: 'string', pattern: '^[\\w-]{16,64}$' },
              from: { type: 'integer', minimum: 0 },
            },
          },
          bindingVersion: '0.1.0',
        },
      },
      'x-close-codes': {
        1000: 'Detached',
        1001: 'The hub stops; come back',
        1009: 'A frame over 1 MiB',
        1013: 'Rate limit exceeded, or not available; try again with a pause | Terminal unavailable',
        4001: 'Unauthorized; final',
        4003: 'Forbidden; final',
        4004: 'Session not found',
        4008: 'Viewer stalled',
        4010: 'Sent by a client that comes back',
      },
    })
    expect(messages['resize']).to.deep.equal({
      name: 'resize',
      contentType: 'application/json',
      payload: {
        type: 'object',
        properties: {
          type: { type: 'string', const: 'resize' },
          cols: { type: 'integer', minimum: 2, maximum: 500 },
          rows: { type: 'integer', minimum: 2, maximum: 300 },
        },
        required: ['type', 'cols', 'rows'],
      },
    })
    expect(messages['binary']?.payload).to.deep.equal({ type: 'string', format: 'binary' })
  })

  it('leads with every reference to a message with a schema, and has each message in one direction', () => {
    const referred = Object.values(document.operations).flatMap(({ messages }) => messages.map(({ $ref }) => $ref))
    const there = Object.entries(document.channels).flatMap(([name, { messages }]) =>
      Object.keys(messages).map((message) => `#/channels/${name}/messages/${message}`),
    )
    expect([...referred].sort()).to.deep.equal([...there].sort())
    for (const { messages } of Object.values(document.channels))
      for (const { payload } of Object.values(messages)) expect(payload).to.not.deep.equal({})
  })
})
