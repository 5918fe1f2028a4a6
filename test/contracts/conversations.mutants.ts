import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { FailedTurn } from '../../domain/attention/turn-failure.js'
import type { ConversationPart } from '../../domain/conversations/conversation.js'
import type { ConversationsHarness } from './conversations.contract.js'
import { breaking, type Mutants } from './mutants.js'

const broken = breaking<ConversationsHarness, 'conversations'>('conversations')
const reading = (change: (part: ConversationPart) => ConversationPart) =>
  broken(({ part }) => ({
    part: (directory, conversation, range) => pipe(part(directory, conversation, range), TE.map(change)),
  }))

/** Broken readers of conversations. */
export const conversationsMutants: Mutants<ConversationsHarness> = {
  'finds the conversation of a folder that was written to last': {
    'finds none': broken(() => ({ newestIn: () => T.of(null) })),
    'finds those of other folders': broken(({ newestIn }) => ({
      newestIn: (directory, agent) =>
        pipe(
          newestIn(directory, agent),
          T.flatMap((found) => (found === null ? T.of(null) : newestIn('/work/mall', agent))),
        ),
    })),
    'finds those of other agents': broken(({ newestIn }) => ({ newestIn: (directory) => newestIn(directory, null) })),
  },
  'reads the end first, then each earlier part up to the start, in the order of the rows': {
    'returns the last row first': reading((part) => ({ ...part, entries: part.entries.toReversed() })),
    'loses the first row of a part': reading((part) => ({ ...part, entries: part.entries.slice(1) })),
    'says that each part is the first': reading((part) => ({ ...part, start: 0 })),
    'gives each row the place of the part': reading((part) => ({
      ...part,
      entries: part.entries.map((entry) => ({ ...entry, row: part.start })),
    })),
  },
  'reads what came after the end that was read before, and nothing twice': {
    'starts anew': broken(({ part }) => ({
      part: (directory, conversation) => part(directory, conversation, { before: null }),
    })),
    'says an end before the last row': reading((part) => ({ ...part, end: part.start })),
  },
  'reads a conversation by its agent and id alone, and says its folder': {
    'says no folder': broken(({ past }) => ({
      past: (conversation, range) =>
        pipe(
          past(conversation, range),
          TE.map((found) => ({ ...found, folder: null })),
        ),
    })),
    'names a program': broken(({ past }) => ({
      past: (conversation, range) =>
        pipe(
          past(conversation, range),
          TE.map((found) => ({ ...found, program: 'made up' })),
        ),
    })),
    'ignores the agent': broken(({ past }, { agent }) => ({ past: ({ id }, range) => past({ agent, id }, range) })),
  },
  'reads the conversation of the sub-agent that a call started, apart from that of the agent': {
    'reads that of the agent': broken(({ part }) => ({
      partOfCall: (directory, conversation, _, range) => part(directory, conversation, range),
    })),
    'reads that of another call': broken(({ partOfCall }) => ({
      partOfCall: (directory, conversation, _, range) => partOfCall(directory, conversation, 'call2', range),
    })),
    'starts anew': broken(({ partOfCall }) => ({
      partOfCall: (directory, conversation, callId) => partOfCall(directory, conversation, callId, { before: null }),
    })),
  },
  'takes a place beyond the end for the end, and says that a conversation is not there': {
    'takes one that is not there for an empty one': broken(({ part }) => ({
      part: (directory, conversation, range) =>
        pipe(
          part(directory, conversation, range),
          TE.orElse(() => TE.right<never, ConversationPart>({ entries: [], start: 0, end: 0 })),
        ),
    })),
  },
  'reports the beginning of following, each growth, and a transcript in the place of another': {
    'reports the beginning only': broken(() => ({
      follow: (_, __, changed) => {
        changed('grown')
        return () => undefined
      },
    })),
    'takes another transcript for growth': broken(({ follow }) => ({
      follow: (directory, conversation, changed) => follow(directory, conversation, () => changed('grown')),
    })),
  },
  'reports the byte behind what was written, at which a part of the end ends': {
    'reports that of the beginning': broken(({ follow }) => ({
      follow: (directory, conversation, changed) => {
        let first: number | null | undefined
        return follow(directory, conversation, (change, end) => changed(change, (first ??= end)))
      },
    })),
  },
  'reports the transcript of a conversation once there is one, and no other': {
    'follows nothing without a transcript': broken(({ follow, part }) => ({
      follow: (directory, conversation, changed) => {
        let isThere = false
        void part(directory, conversation, { before: null })().then(({ _tag }) => (isThere = _tag === 'Right'))
        changed('grown')
        return follow(directory, conversation, (change) => {
          if (isThere) changed(change)
        })
      },
    })),
    'reports those of other conversations': broken(({ follow }, { agent }) => ({
      follow: (directory, conversation, changed) => {
        follow(directory, { agent, id: '20c0ffee-1111-7222-8333-444455556666' }, changed)
        return follow(directory, conversation, changed)
      },
    })),
  },
  'reports what the sub-agent of a call says, once there is one, and not what others say': {
    'reports the agent': broken(({ follow }) => ({
      followOfCall: (directory, conversation, _, changed) => follow(directory, conversation, changed),
    })),
    'reports all sub-agents': broken(({ followOfCall }) => ({
      followOfCall: (directory, conversation, callId, changed) => {
        for (const call of ['call1', 'call2'].filter((one) => one !== callId))
          followOfCall(directory, conversation, call, changed)
        return followOfCall(directory, conversation, callId, changed)
      },
    })),
    'reports the beginning only': broken(() => ({
      followOfCall: (_, __, ___, changed) => {
        changed('grown')
        return () => undefined
      },
    })),
    'cannot be stopped': broken(({ followOfCall }) => ({
      followOfCall: (...args) => {
        followOfCall(...args)
        return () => undefined
      },
    })),
  },
  'reports nothing after it was stopped, which can be done twice, and goes on for other followers': {
    'cannot be stopped': broken(({ follow }) => ({
      follow: (directory, conversation, changed) => {
        follow(directory, conversation, changed)
        return () => undefined
      },
    })),
    'stops all followers': broken(({ follow }) => {
      const stops: (() => void)[] = []
      return {
        follow: (directory, conversation, changed) => {
          stops.push(follow(directory, conversation, changed))
          return () => {
            for (const stop of stops) stop()
          }
        },
      }
    }),
  },
  'reads the error that ended the last turn, until another one starts': {
    'keeps it': broken(({ failedTurn }) => {
      let last: FailedTurn | null = null
      return { failedTurn: (conversation) => async () => (last ??= await failedTurn(conversation)()) }
    }),
    'reads none': broken(() => ({ failedTurn: () => T.of(null) })),
    'reads that of another conversation': broken(({ failedTurn }, { agent }) => ({
      failedTurn: () => failedTurn({ agent, id: '10c0ffee-1111-7222-8333-444455556666' }),
    })),
  },
}
