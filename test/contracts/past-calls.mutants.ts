import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { PastCall, PastCallsPart } from '../../application/approvals/past-calls.port.js'
import { breaking, type Mutants } from './mutants.js'
import type { PastCallsHarness } from './past-calls.contract.js'

const broken = breaking<PastCallsHarness, 'calls'>('calls')
const reading = (change: (part: PastCallsPart) => PastCallsPart) =>
  broken(({ part }) => ({ part: (tool, since, from) => pipe(part(tool, since, from), TE.map(change)) }))
const rearranging = (change: (calls: ReadonlyArray<PastCall>) => ReadonlyArray<PastCall>) =>
  reading(({ calls, next }) => ({ calls: change([...calls]), next }))
const changing = (change: (call: PastCall) => PastCall) => rearranging((calls) => calls.map(change))

/** Broken readers of past calls. */
export const pastCallsMutants: Mutants<PastCallsHarness> = {
  'returns every call of the tool since then once, in the order of the conversation': {
    'returns nothing': reading(() => ({ calls: [], next: null })),
    'loses the first call of a part': rearranging((calls) => calls.slice(1)),
    'returns a call twice': rearranging((calls) => [...calls.slice(0, 1), ...calls]),
    'returns the newest call first': rearranging((calls) => calls.toReversed()),
    'loses the folder': changing((call) => ({ ...call, cwd: null })),
    'loses the input': changing((call) => ({ ...call, input: {} })),
  },
  'leaves out other tools and earlier calls': {
    'returns calls of every time': broken(({ part }) => ({ part: (tool, _since, from) => part(tool, 0, from) })),
    'leaves out a call at the very time': broken(({ part }) => ({
      part: (tool, since, from) => part(tool, since + 1, from),
    })),
    'returns calls of another tool': broken(({ part }) => ({
      part: (_tool, since, from) => part('Bash', since, from),
    })),
  },
}
