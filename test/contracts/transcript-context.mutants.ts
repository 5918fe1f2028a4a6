import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import { agentId } from '../../domain/agents/agent-id.js'
import type { ContextEstimate } from '../../domain/usage/context-estimate.js'
import { breaking, type Mutants } from './mutants.js'
import type { TranscriptContextHarness } from './transcript-context.contract.js'

const broken = breaking<TranscriptContextHarness, 'transcripts'>('transcripts')
const estimating = (change: (estimate: ContextEstimate) => ContextEstimate) =>
  broken(({ of }) => ({
    of: (conversation) =>
      pipe(
        of(conversation),
        T.map((estimate) => estimate && change(estimate)),
      ),
  }))

/** Broken readers of contexts. */
export const transcriptContextMutants: Mutants<TranscriptContextHarness> = {
  'returns nothing for a conversation without a transcript, and for one of another CLI': {
    'estimates an empty context': broken(() => ({
      of: () => T.of({ tokens: 0, limit: 200_000, pct: 0, model: '' }),
    })),
    'gives every CLI that of Claude Code': broken(({ of }) => ({
      of: ({ conversation, folders }) =>
        of({ conversation: { ...conversation, agent: agentId('claude-code') }, folders }),
    })),
    'gives that of another conversation of the folder': broken(({ of }) => ({
      of: ({ conversation, folders }) => of({ conversation: { ...conversation, id: 'one' }, folders }),
    })),
  },
  'says what the last answer of the conversation says, in the first folder that has it, of any name': {
    'reads no transcript': broken(() => ({ of: () => T.of(null) })),
    'reads the first answer': (scene) => {
      const seen = new Set<string>()
      return {
        ...scene,
        answer: async (directory, conversation, model, tokens) => {
          if (!seen.has(conversation)) await scene.answer(directory, conversation, model, tokens)
          seen.add(conversation)
        },
      }
    },
    'takes every limit for the same': estimating((estimate) => ({ ...estimate, limit: 200_000 })),
    'drops the model': estimating((estimate) => ({ ...estimate, model: '' })),
    'looks into the first folder alone': broken(({ of }) => ({
      of: ({ conversation, folders }) => of({ conversation, folders: folders.slice(0, 1) }),
    })),
    'returns a fraction for a percentage': estimating((estimate) => ({ ...estimate, pct: estimate.pct / 100 })),
  },
}
