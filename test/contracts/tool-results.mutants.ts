import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import type { ToolResult } from '../../application/approvals/tool-results.port.js'
import { breaking, type Mutants } from './mutants.js'
import type { ToolResultsHarness } from './tool-results.contract.js'

const broken = breaking<ToolResultsHarness, 'results'>('results')
const reading = (change: (results: ReadonlyArray<ToolResult>) => ReadonlyArray<ToolResult>) =>
  broken(({ news }) => ({ news: (directory) => pipe(news(directory), T.map(change)) }))

/** Broken readers of results in transcripts. */
export const toolResultsMutants: Mutants<ToolResultsHarness> = {
  'returns what came since the last call, and nothing of what was there before the first': {
    'returns nothing': broken(() => ({ news: () => T.of([]) })),
    'returns what it has returned before': broken(({ news }) => {
      const all: ToolResult[] = []
      return {
        news: (directory) =>
          pipe(
            news(directory),
            T.map((results) => {
              all.push(...results)
              return [...all]
            }),
          ),
      }
    }),
    'returns the newest result only': reading((results) => results.slice(-1)),
    'returns the newest result first': reading((results) => results.toReversed()),
    'drops the input of a call': reading((results) =>
      results.map(({ call, ...result }) => ({ ...result, call: { ...call, input: {} } })),
    ),
  },
  'reads a conversation from its start that began after the first call, and no other folder': {
    'reads the results of every folder': broken(({ news }) => ({ news: () => news('/work/shop') })),
    'skips the first result of a conversation': reading((results) => results.slice(1)),
  },
}
