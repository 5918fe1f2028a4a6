import fc from 'fast-check'
import { logs } from '../../../../../adapters/outbound/agents/codex/logs.js'
import type { RowCounts, UsageRow } from '../../../../../domain/usage/row.js'
import { oddToken } from '../../../../support/odd-numbers.js'

const NOON = Date.UTC(2026, 10, 24, 12)
const MOST_TOKENS = 1_000_000_000
const NAME = 'rollout-2026-11-24T12-00-00-0199a213-81c0-7800-8aa1-bbab2a035a53.jsonl'

/** Tokens of one request, or a running sum of them; `input` includes `cached`. */
interface Tokens {
  readonly input: number
  readonly cached: number
  readonly output: number
}
const NONE: Tokens = { input: 0, cached: 0, output: 0 }

const add = (one: Tokens, other: Tokens): Tokens => ({
  input: one.input + other.input,
  cached: one.cached + other.cached,
  output: one.output + other.output,
})

type Fields = Readonly<Record<string, unknown>>

const fieldsOf = ({ input, cached, output }: Tokens): Fields => ({
  input_tokens: input,
  cached_input_tokens: cached,
  output_tokens: output,
  total_tokens: input + output,
})

/** Lines of token counts, a minute apart. */
const linesOf = (infos: ReadonlyArray<unknown>): ReadonlyArray<unknown> =>
  infos.map((info, index) => ({
    timestamp: new Date(NOON + index * 60_000).toISOString(),
    type: 'event_msg',
    payload: { type: 'token_count', info },
  }))

/** Rows of a rollout by id, the one that closes it among them. */
function rowsOf(infos: ReadonlyArray<unknown>): ReadonlyArray<UsageRow> {
  const reader = logs.reader(NAME, null)
  const rows = linesOf(infos).map((line) => reader.read(JSON.parse(JSON.stringify(line))))
  const found = [...rows, reader.closing()].filter((row) => row !== null)
  return [...new Map(found.map((row) => [row.id, row])).values()]
}

const charged = (infos: ReadonlyArray<unknown>): Tokens =>
  rowsOf(infos)
    .map(({ counts: { input, cacheRead: cached, output } }) => ({ input: input + cached, cached, output }))
    .reduce(add, NONE)

const bothOf = (sum: Tokens, own: Tokens): Fields => ({
  total_token_usage: fieldsOf(sum),
  last_token_usage: fieldsOf(own),
})

const request: fc.Arbitrary<Tokens> = fc
  .record({ input: fc.nat(1_000_000), share: fc.nat(100), output: fc.integer({ min: 1, max: 100_000 }) })
  .map(({ input, share, output }) => ({ input, cached: Math.floor((input * share) / 100), output }))

/** Values that stand for no number of tokens; `undefined` is a field that is missing. */
const unreadable = fc.constantFrom<unknown>(
  ...[-1, -1e9, 1e308, -1e308, 'NaN', 'Infinity', '-5', '12,5', '', true, [], [5], {}, undefined],
)
const damage = fc.option(
  fc.oneof(
    fc.record(
      {
        input_tokens: unreadable,
        cached_input_tokens: unreadable,
        output_tokens: unreadable,
        total_tokens: unreadable,
      },
      { requiredKeys: [] },
    ),
    fc.constantFrom<unknown>(null, 'NaN', 5, [], {}),
  ),
  { nil: undefined },
)

const damaged = (fields: Fields, harm: unknown): unknown =>
  harm === undefined
    ? fields
    : Array.isArray(harm) || typeof harm !== 'object' || harm === null
      ? harm
      : Object.keys(harm).length === 0
        ? harm
        : { ...fields, ...harm }

const harmedRequests = fc.array(fc.tuple(request, damage), { minLength: 1, maxLength: 12 })

/** Running sums after each request. */
const sumsOf = (requests: ReadonlyArray<Tokens>): ReadonlyArray<Tokens> =>
  requests.map((_, index) => requests.slice(0, index + 1).reduce(add, NONE))

describe('token counts of a rollout of Codex', () => {
  it('are those of the requests, whatever stands in place of running sums', () => {
    fc.assert(
      fc.property(harmedRequests, (harmed) => {
        const requests = harmed.map(([one]) => one)
        const infos = sumsOf(requests).map((sum, index) => ({
          total_token_usage: damaged(fieldsOf(sum), harmed[index]?.[1]),
          last_token_usage: fieldsOf(requests[index] ?? NONE),
        }))
        expect(charged(infos)).to.deep.equal(requests.reduce(add, NONE))
      }),
    )
  })

  it('are those of the last running sum where requests have no counts, whatever stands in place of earlier ones', () => {
    fc.assert(
      fc.property(
        harmedRequests,
        request,
        fc.constantFrom<unknown>(undefined, null, 'NaN', {}, { input_tokens: -5 }),
        (harmed, last, own) => {
          const requests = [...harmed.map(([one]) => one), last]
          const infos = sumsOf(requests).map((sum, index) => ({
            total_token_usage: damaged(fieldsOf(sum), harmed[index]?.[1]),
            last_token_usage: own,
          }))
          expect(charged(infos)).to.deep.equal(requests.reduce(add, NONE))
        },
      ),
    )
  })

  it('are whole numbers within the bound of a request, for any notation of any number', () => {
    const field = fc.option(
      oddToken.map(({ json }) => json),
      { nil: null },
    )
    const usage = fc
      .tuple(field, field, field, field)
      .map((values) =>
        ['input_tokens', 'cached_input_tokens', 'output_tokens', 'total_tokens']
          .flatMap((name, index) => (values[index] === null ? [] : [`"${name}":${String(values[index])}`]))
          .join(),
      )
    const info = fc
      .tuple(usage, usage)
      .map(([sum, own]) => JSON.parse(`{"total_token_usage":{${sum}},"last_token_usage":{${own}}}`) as unknown)
    const isCount = (count: number): boolean => Number.isSafeInteger(count) && count >= 0 && count <= MOST_TOKENS
    fc.assert(
      fc.property(fc.array(info, { maxLength: 8 }), (infos) => {
        for (const { id, counts } of rowsOf(infos)) {
          const numbers: ReadonlyArray<RowCounts[keyof RowCounts]> = Object.values(counts)
          expect(numbers.every(isCount), `${id}: ${JSON.stringify(counts)}`).to.equal(true)
        }
      }),
      { numRuns: 2_000 },
    )
  })

  it('start anew where a running sum does, and nothing is counted twice where it comes back', () => {
    const own = { input: 1_000, cached: 400, output: 50 }
    const twice = add(own, own)
    const infos = [bothOf(own, own), bothOf(twice, own), bothOf(own, own), bothOf(NONE, NONE), bothOf(twice, own)]
    expect(charged(infos)).to.deep.equal(twice)
    const small = { input: 500, cached: 0, output: 5 }
    const sums = [own, twice, own, twice, small, add(small, own)]
    expect(charged(sums.map((sum) => ({ total_token_usage: fieldsOf(sum) })))).to.deep.equal(add(twice, own))
  })

  it('are not counted again by rows that repeat the total of the running sum, whichever of its fields and of the request are there', () => {
    const shape = fc.constantFrom('whole', 'total', 'without input')
    const rows = fc.array(fc.tuple(request, shape, fc.integer({ min: 1, max: 3 })), { minLength: 1, maxLength: 8 })
    fc.assert(
      fc.property(rows, fc.boolean(), (drawn, hasOwn) => {
        const sums = sumsOf(drawn.map(([one]) => one))
        const infos = drawn.map(([own, look], index) => {
          const { input_tokens, ...others } = fieldsOf(sums[index] ?? NONE)
          const { total_tokens } = others
          const sum = { whole: { input_tokens, ...others }, total: { total_tokens }, 'without input': others }[look]
          return { total_token_usage: sum, ...(hasOwn ? { last_token_usage: fieldsOf(own) } : {}) }
        })
        const repeated = infos.flatMap((info, index) => Array.from({ length: drawn[index]?.[2] ?? 1 }, () => info))
        const [once, again] = [charged(infos), charged(repeated)]
        expect(again).to.deep.equal(once)
        const { input, output } = drawn.map(([one]) => one).reduce(add, NONE)
        expect(once.input + once.output).to.equal(input + output)
      }),
    )
  })

  it('are counted once where the running sum has its total alone and the row comes twice', () => {
    const own = { input: 1_000, cached: 400, output: 50 }
    const info = { total_token_usage: { total_tokens: 1_050 }, last_token_usage: fieldsOf(own) }
    expect(charged([info, info])).to.deep.equal(own)
  })

  it('have no more cached tokens than input, and no less in all than input and output', () => {
    const own = { input: 100, cached: 5_000, output: 10 }
    expect(charged([{ last_token_usage: fieldsOf(own) }])).to.deep.equal({ ...own, cached: 100 })
    const small = { ...fieldsOf({ ...own, cached: 0 }), total_tokens: 5 }
    expect(charged([{ total_token_usage: fieldsOf(own), last_token_usage: small }])).to.deep.equal({
      ...own,
      cached: 0,
    })
  })

  it('are not those of a running sum that is beyond what one request can take', () => {
    const own = { input: 1_000, cached: 0, output: 50 }
    const sums = [own, { ...own, input: 900_000_000_000_000 }, add(own, own)]
    expect(charged(sums.map((sum) => ({ total_token_usage: fieldsOf(sum) })))).to.deep.equal(add(own, own))
  })

  it('are read with null for the cached tokens of an older version', () => {
    const usage = { input_tokens: 100, cached_input_tokens: null, output_tokens: 10, total_tokens: 110 }
    expect(charged([{ total_token_usage: usage, last_token_usage: usage }])).to.deep.equal({
      input: 100,
      cached: 0,
      output: 10,
    })
  })
})
