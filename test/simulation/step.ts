import fc from 'fast-check'

/** Act of a person, an agent, the machine or time. Plain data, so that a trace can be printed and replayed. */
export type Act =
  | { readonly do: 'create' | 'end' | 'restore' | 'forget' | 'exit' | 'start-by-hand'; readonly name: number }
  | { readonly do: 'rename'; readonly name: number; readonly to: number }
  | { readonly do: 'crash-host' | 'restart' | 'kill' | 'list' }
  | { readonly do: 'add-card' }
  | { readonly do: 'implement' | 'work' | 'finish' | 'undo' | 'delete-card' | 'brainstorm'; readonly card: number }
  | { readonly do: 'ask'; readonly name: number; readonly client: number }
  | { readonly do: 'decide'; readonly call: number; readonly allow: boolean; readonly client: number }
  | { readonly do: 'mode'; readonly mode: 'off' | 'ask' | 'strict' }
  | { readonly do: 'budget'; readonly limitUsd: number }
  | { readonly do: 'forget-project' | 'register-project' }
  | { readonly do: 'pass'; readonly ms: number }

/** An act, and the seed of the faults of all calls of ports from it to the next; 0 has none. */
export interface Step {
  /** Act of the step. */
  readonly act: Act
  /** Seed of faults; 0 for none. */
  readonly faults: number
}

/** Steps of one run, in order. */
export type Trace = ReadonlyArray<Step>

const NAMES = 3
const name = fc.nat(NAMES - 1)
const card = fc.nat(2)
const client = fc.nat(1)

const act: fc.Arbitrary<Act> = fc.oneof(
  { weight: 4, arbitrary: fc.record({ do: fc.constant('create' as const), name }) },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'end' as const,
        'restore' as const,
        'forget' as const,
        'exit' as const,
        'start-by-hand' as const,
      ),
      name,
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('rename' as const), name, to: name }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constantFrom('crash-host' as const, 'restart' as const, 'kill' as const, 'list' as const),
    }),
  },
  { weight: 2, arbitrary: fc.constant({ do: 'add-card' } as const) },
  {
    weight: 7,
    arbitrary: fc.record({
      do: fc.constantFrom(
        'implement' as const,
        'implement' as const,
        'work' as const,
        'work' as const,
        'finish' as const,
        'finish' as const,
        'undo' as const,
        'brainstorm' as const,
        'delete-card' as const,
      ),
      card,
    }),
  },
  { weight: 4, arbitrary: fc.record({ do: fc.constant('ask' as const), name, client }) },
  {
    weight: 4,
    arbitrary: fc.record({ do: fc.constant('decide' as const), call: fc.nat(2), allow: fc.boolean(), client }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('mode' as const),
      mode: fc.constantFrom('off' as const, 'ask' as const, 'strict' as const),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('budget' as const), limitUsd: fc.integer({ min: 1, max: 50 }) }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constantFrom('forget-project' as const, 'register-project' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({ do: fc.constant('pass' as const), ms: fc.constantFrom(1_000, 60_000, 600_000) }),
  },
)

/** Drawn traces. A shorter one without faults is simpler, and what a failure is shrunk to. */
export const traces = ({ length = 30 }: { readonly length?: number } = {}): fc.Arbitrary<Trace> =>
  fc.array(fc.record({ act, faults: fc.oneof({ weight: 2, arbitrary: fc.constant(0) }, fc.nat(1_000_000)) }), {
    minLength: 1,
    maxLength: length,
    size: 'max',
  })
