import fc from 'fast-check'
import { readUsageRow } from '../../../../../adapters/outbound/agents/claude-code/logs.js'
import { naiveCount, oddToken } from '../../../../support/odd-numbers.js'

const AT = Date.UTC(2026, 10, 24, 12)
const MOST_TOKENS = 1_000_000_000

type Fields = Readonly<Record<string, unknown>>

const answer = ({ message = {}, usage = {}, ...row }: { message?: Fields; usage?: Fields } & Fields = {}): Fields => ({
  type: 'assistant',
  timestamp: '2026-11-24T12:00:00.000Z',
  sessionId: 's-1',
  cwd: '/home/me/shop',
  requestId: 'req_1',
  uuid: 'u-1',
  message: {
    id: 'msg_1',
    model: 'claude-opus-5',
    stop_reason: 'end_turn',
    usage: {
      input_tokens: 3,
      output_tokens: 5,
      cache_read_input_tokens: 7,
      cache_creation_input_tokens: 30,
      cache_creation: { ephemeral_5m_input_tokens: 20, ephemeral_1h_input_tokens: 10 },
      ...usage,
    },
    content: [{ type: 'text', text: 'Done' }],
    ...message,
  },
  ...row,
})

const readAnswer = (given?: Parameters<typeof answer>[0]) => {
  const row = readUsageRow(answer(given))
  if (row === null) throw new Error('the line was taken for none')
  return row
}

describe('a line of a transcript of Claude Code', () => {
  it('is a message with its counts, session, folder and model', () => {
    expect(readUsageRow(answer())).to.deep.equal({
      id: 'msg_1',
      at: AT,
      origin: {
        agent: 'claude-code',
        model: 'claude-opus-5',
        variant: 'standard',
        session: 's-1',
        directory: '/home/me/shop',
        isCopy: false,
      },
      counts: { input: 3, output: 5, cacheRead: 7, cacheWrite: 30, cacheWrite1h: 10 },
      kind: 'message',
      version: 0,
      stop: 'endTurn',
      tools: [],
      fork: null,
    })
  })

  it('is a failed request without counts', () => {
    const failure = { type: 'system', subtype: 'api_error', timestamp: '2026-11-24T12:00:00Z', uuid: 'u-9', cwd: '/a' }
    expect(readUsageRow(failure)).to.deep.equal({
      id: 'error u-9',
      at: AT,
      origin: { agent: 'claude-code', model: '', variant: 'standard', session: '', directory: '/a', isCopy: false },
      counts: { input: 0, output: 0, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 },
      kind: 'error',
      version: 0,
      stop: null,
      tools: [],
      fork: null,
    })
    const { uuid: _, ...nameless } = failure
    expect(readUsageRow(nameless)?.id).to.equal(`error   ${AT} 0 0 0 0`)
  })

  it('is ignored without a type, a time or usage, for other types, and for generated answers', () => {
    for (const line of [
      ...[null, undefined, 1, 'text', [], {}],
      { ...answer(), type: 'user' },
      { ...answer(), type: 'system', subtype: 'api_error', timestamp: 'soon' },
      { ...answer(), type: 'system', subtype: 'compact' },
      { ...answer(), type: 'user', subtype: 'api_error' },
      answer({ timestamp: undefined }),
      answer({ timestamp: 1_795_000_000 }),
      answer({ message: { usage: null } }),
      answer({ message: { usage: undefined } }),
      answer({ message: { usage: 5 } }),
      answer({ message: { model: '<synthetic>' } }),
      { ...answer(), message: null },
    ])
      expect(readUsageRow(line), JSON.stringify(line)).to.equal(null)
  })

  it('is identified by the id of its message, else of its request, else its own, else its content', () => {
    const nameless = { message: { id: '' } }
    expect(readAnswer(nameless).id).to.equal('req_1')
    expect(readAnswer({ ...nameless, requestId: null }).id).to.equal('u-1')
    expect(readAnswer({ ...nameless, requestId: null, uuid: 4 }).id).to.equal(`s-1 claude-opus-5 ${AT} 3 5 7 30`)
  })

  it('uses the larger of the total of cache writes and the sum of their parts', () => {
    const writes = (total: unknown, parts: unknown) => {
      const { cacheWrite, cacheWrite1h } = readAnswer({
        usage: { cache_creation_input_tokens: total, cache_creation: parts },
      }).counts
      return [cacheWrite, cacheWrite1h]
    }
    const parts = { ephemeral_5m_input_tokens: 20, ephemeral_1h_input_tokens: 10 }
    expect([
      writes(30, parts),
      writes(100, { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 }),
      writes(0, parts),
      writes(undefined, parts),
      writes(40, undefined),
      writes(40, null),
      writes(25, parts),
    ]).to.deep.equal([
      [30, 10],
      [100, 0],
      [30, 10],
      [30, 10],
      [40, 0],
      [40, 0],
      [30, 10],
    ])
  })

  it('reads unusual numbers like JSON.parse, including the last of two equal keys', () => {
    const key = fc.constantFrom(
      'input_tokens',
      'output_tokens',
      'cache_read_input_tokens',
      'cache_creation_input_tokens',
    )
    const pairs = fc.array(fc.tuple(key, oddToken), { maxLength: 8 })
    fc.assert(
      fc.property(pairs, (given) => {
        const usage = given.map(([name, { json }]) => `"${name}":${json}`).join(',')
        const text = `{"type":"assistant","timestamp":"2026-11-24T12:00:00.000Z","message":{"id":"m","usage":{${usage}}}}`
        const last = (name: string): number => {
          const token = given.findLast(([one]) => one === name)
          return token === undefined ? 0 : naiveCount(token[1].json, MOST_TOKENS)
        }
        expect(readUsageRow(JSON.parse(text))?.counts, text).to.deep.equal({
          input: last('input_tokens'),
          output: last('output_tokens'),
          cacheRead: last('cache_read_input_tokens'),
          cacheWrite: last('cache_creation_input_tokens'),
          cacheWrite1h: 0,
        })
      }),
      { numRuns: 1_000 },
    )
  })

  it('has the billing mode of the request and its stop reason', () => {
    const variants = [{ service_tier: 'batch' }, { speed: 'fast' }, { service_tier: 'batch', speed: 'fast' }, {}].map(
      (usage) => readAnswer({ usage }).origin.variant,
    )
    expect(variants).to.deep.equal(['batch', 'fast', 'batch', 'standard'])
    const stops = ['tool_use', 'end_turn', 'max_tokens', '', null, 7].map(
      (reason) => readAnswer({ message: { stop_reason: reason } }).stop,
    )
    expect(stops).to.deep.equal(['toolUse', 'endTurn', 'other', null, null, null])
  })

  it('is a copy when it has a fork mark, and has empty fields where the log has none', () => {
    expect(
      [{}, { forkedFrom: null }, { forkedFrom: { sessionId: 's-0' } }].map((row) => readAnswer(row).origin.isCopy),
    ).to.deep.equal([false, false, true])
    const { model, session, directory } = readAnswer({ message: { model: 3 }, sessionId: null, cwd: '' }).origin
    expect([model, session, directory]).to.deep.equal(['', '', null])
  })

  it('lists its tool calls: by id or by name and position, names cut to 200 characters, 256 at most', () => {
    const tools = (content: unknown) => readAnswer({ message: { content } }).tools
    expect(
      tools([
        { type: 'text', name: 'Read' },
        { type: 'tool_use', id: 'a', name: 'Read' },
        { type: 'tool_use', name: 'Bash' },
        { type: 'tool_use', id: 'b', name: '' },
        { type: 'tool_use', id: 'c' },
        null,
        { type: 'tool_use', id: 'd', name: 'n'.repeat(300) },
      ]),
    ).to.deep.equal([
      { id: 'a', name: 'Read' },
      { id: 'Bash 2', name: 'Bash' },
      { id: 'd', name: 'n'.repeat(200) },
    ])
    const many = Array.from({ length: 300 }, (_, at) => ({ type: 'tool_use', id: String(at), name: 'Read' }))
    expect(tools(many).map(({ id }) => id)).to.deep.equal(many.slice(0, 256).map(({ id }) => id))
    expect([tools('text'), tools(undefined)]).to.deep.equal([[], []])
  })
})
