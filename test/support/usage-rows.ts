import fc from 'fast-check'
import type { UsageCell } from '../../domain/usage/cell.js'
import type { UsageRow } from '../../domain/usage/row.js'
import { CLAUDE_CODE } from './agents.js'

/** A row that tells of one answer; what is given takes the place of what is made up. */
export const aRow = (given: Partial<UsageRow> = {}): UsageRow => ({
  id: 'msg_1',
  at: Date.UTC(2026, 10, 24, 12),
  origin: {
    agent: CLAUDE_CODE,
    model: 'claude-opus-4-8',
    variant: 'standard',
    session: 's-1',
    directory: '/home/dev/shop',
    isCopy: false,
  },
  counts: { input: 10, output: 20, cacheRead: 30, cacheWrite: 40, cacheWrite1h: 0 },
  kind: 'message',
  version: 0,
  stop: null,
  tools: [],
  fork: null,
  ...given,
})

const few = (most: number) => fc.integer({ min: 0, max: most })

const counts = fc.record({
  input: few(200_000),
  output: few(50),
  cacheRead: few(200_000),
  cacheWrite: few(50),
  cacheWrite1h: few(50),
})

const origin = fc.record({
  agent: fc.constant(CLAUDE_CODE),
  model: fc.constantFrom('claude-opus-4-8', 'claude-haiku-4-5', ''),
  variant: fc.constantFrom('standard' as const, 'fast' as const),
  session: fc.constantFrom('s-1', 's-2', 's-3'),
  directory: fc.constantFrom('/a', '/b', null),
  isCopy: fc.boolean(),
})

const stepAt = (step: number) => Date.UTC(2026, 10, 24, 23, 50) + step * 300_001
const at = few(6).map(stepAt)

/** Rows of few requests, so that many of them tell of the same one. */
const messageRows = fc
  .record({
    id: few(8),
    at,
    origin,
    counts,
    kind: fc.constantFrom('message' as const, 'error' as const),
    stop: fc.constantFrom(null, 'toolUse' as const, 'endTurn' as const, 'other' as const),
    tools: fc.uniqueArray(few(4), { maxLength: 3 }),
  })
  .map(({ id, tools, ...rest }) =>
    aRow({
      ...rest,
      id: `${rest.kind} ${id}`,
      tools: tools.map((tool) => ({ id: `t${tool}`, name: `Tool${tool % 2}` })),
    }),
  )

const closingRows = fc
  .record({ session: few(2), at, version: few(3), input: few(3) })
  .map(({ session, input, ...rest }) =>
    aRow({
      ...rest,
      id: `closing ${session}`,
      kind: 'closing',
      counts: { input, output: 0, cacheRead: 0, cacheWrite: 0, cacheWrite1h: 0 },
    }),
  )

/** The position of a row determines its origin: two reads of one row have the same origin. */
const forkedRows = fc.record({ id: few(11), at }).map((row) =>
  aRow({
    id: `forked ${row.id}`,
    at: row.at,
    fork: {
      parent: `closing ${row.id % 3}`,
      parentRow: `message ${row.id % 9}`,
      at: stepAt(row.id % 7),
      isReplay: row.id % 2 === 0,
    },
  }),
)

/** Anything that logs may tell. */
export const someRows: fc.Arbitrary<ReadonlyArray<UsageRow>> = fc.array(
  fc.oneof({ weight: 6, arbitrary: messageRows }, closingRows, { weight: 2, arbitrary: forkedRows }),
  { maxLength: 40 },
)

/** Cells in one order, to be compared. */
export const inOrder = (cells: Iterable<UsageCell>): ReadonlyArray<string> =>
  [...cells].map((cell) => JSON.stringify(sorted(cell))).sort()

function sorted(value: unknown): unknown {
  if (typeof value !== 'object' || value === null) return value
  return Object.fromEntries(
    Object.entries(value)
      .sort(([one], [other]) => (one < other ? -1 : 1))
      .map(([key, member]) => [key, sorted(member)]),
  )
}
