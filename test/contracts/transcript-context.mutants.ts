import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import type { ContextEstimate } from '../../domain/usage/context-estimate.js'
import { breaking, type Mutants } from './mutants.js'
import type { TranscriptContextHarness } from './transcript-context.contract.js'

const broken = breaking<TranscriptContextHarness, 'transcripts'>('transcripts')
const estimating = (change: (estimate: ContextEstimate) => ContextEstimate) =>
  broken(({ newestIn }) => ({
    newestIn: (directory) =>
      pipe(
        newestIn(directory),
        T.map((estimate) => estimate && change(estimate)),
      ),
  }))

/** Broken readers of contexts. */
export const transcriptContextMutants: Mutants<TranscriptContextHarness> = {
  'returns nothing for folders without transcripts': {
    'estimates an empty context': broken(() => ({
      newestIn: () => T.of({ tokens: 0, limit: 200_000, pct: 0, model: '' }),
    })),
  },
  'says what the last answer says, of folders with any name': {
    'reads no transcript': broken(() => ({ newestIn: () => T.of(null) })),
    'reads the first answer': (scene) => {
      const seen = new Set<string>()
      return {
        ...scene,
        answer: async (directory, model, tokens) => {
          if (!seen.has(directory)) await scene.answer(directory, model, tokens)
          seen.add(directory)
        },
      }
    },
    'takes every limit for the same': estimating((estimate) => ({ ...estimate, limit: 200_000 })),
    'drops the model': estimating((estimate) => ({ ...estimate, model: '' })),
    'mixes folders up': broken(({ newestIn }) => ({ newestIn: () => newestIn('/home/me/shop') })),
    'returns a fraction for a percentage': estimating((estimate) => ({ ...estimate, pct: estimate.pct / 100 })),
  },
}
