import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { ConversationQuery, ConversationsFound, FoundConversation } from '../../domain/conversations/search.js'
import { minuteOf, type ConversationIndexHarness } from './conversation-index.contract.js'
import { breaking, type Mutants } from './mutants.js'

const broken = breaking<ConversationIndexHarness, 'index'>('index')
const LAST_MONTH = minuteOf(-30 * 24 * 60)
/** Asks another query than the one that was given. */
const asking = (change: (query: ConversationQuery) => ConversationQuery) =>
  broken(({ search }) => ({ search: (query) => search(change(query)) }))
/** Changes the answer. */
const answering = (change: (found: ConversationsFound, query: ConversationQuery) => ConversationsFound) =>
  broken(({ search }) => ({
    search: (query) =>
      pipe(
        search(query),
        TE.map((found) => change(found, query)),
      ),
  }))
const each = (change: (conversation: FoundConversation) => FoundConversation) =>
  answering((found) => ({ ...found, conversations: found.conversations.map(change) }))

/** Broken indexes of conversations. */
export const conversationIndexMutants: Mutants<ConversationIndexHarness> = {
  'finds entries with all words, without regard to case and accents, and the newest conversation first': {
    'looks for the first word alone': asking((query) => ({ ...query, text: query.text.split(' ')[0] ?? '' })),
    'returns the oldest first': answering((found) => ({ ...found, conversations: found.conversations.toReversed() })),
    'takes a search without words for all': asking((query) => ({ ...query, text: query.text.replace('→ "', '') })),
  },
  'finds words that stand together, the beginning of the last word, and signs of scripts without spaces': {
    'takes a phrase for its words': asking((query) => ({ ...query, text: query.text.replaceAll(/[".]/g, ' ') })),
    'finds no beginnings': asking((query) => ({ ...query, text: `${query.text} ` })),
  },
  'returns the newest entries of a conversation with the places of what was found, as plain text': {
    'returns one hit': each((conversation) => ({ ...conversation, hits: conversation.hits.slice(0, 1) })),
    'returns the oldest hit first': each((conversation) => ({
      ...conversation,
      hits: conversation.hits.toReversed(),
    })),
    'marks nothing': each((conversation) => ({
      ...conversation,
      hits: conversation.hits.map((hit) => ({ ...hit, matches: [] })),
    })),
    'has no title': each((conversation) => ({ ...conversation, title: null })),
    'counts hits only': each((conversation) => ({ ...conversation, found: conversation.hits.length })),
  },
  'limits what is found to an agent, a folder and those below it, a tool, a file and a range of time': {
    'ignores the agent': asking((query) => ({ ...query, agent: null })),
    'ignores the folder': asking((query) => ({ ...query, folder: null })),
    'takes a folder without those below it': answering((found, { folder }) => ({
      ...found,
      conversations: found.conversations.filter((found) => folder === null || found.folder === folder),
    })),
    'ignores the tool': asking((query) => ({ ...query, tool: null })),
    'ignores the file': asking((query) => ({ ...query, file: null })),
    'ignores the start': asking((query) => ({ ...query, from: null })),
    'ignores the end': asking((query) => ({ ...query, to: null })),
  },
  'keeps conversations of two agents with one id apart': {
    'takes all for those of one agent': each((conversation) => ({
      ...conversation,
      agent: 'claude-code' as FoundConversation['agent'],
    })),
  },
  'continues behind the last conversation of an answer, and returns none twice': {
    'begins anew': asking((query) => ({ ...query, before: null })),
    'ends with the first answer': answering((found) => ({ ...found, next: null })),
    'leaves one out': asking((query) => ({ ...query, before: query.before === null ? null : query.before - 60_000 })),
  },
  'finds a word by its beginning among many words that begin so, in any case and with accents': {
    'finds no beginnings': asking((query) => ({ ...query, text: `${query.text} ` })),
    'finds one conversation': answering((found) => ({ ...found, conversations: found.conversations.slice(0, 1) })),
  },
  'finds the conversations around one with most of the entries, and counts each': {
    'stops behind the long one': answering((found) => ({ ...found, conversations: found.conversations.slice(0, 2) })),
    'counts one entry of each': each((conversation) => ({ ...conversation, found: 1 })),
    'ends with the first answer': answering((found) => ({ ...found, next: null })),
  },
  'finds the entries of conversations of several years, in any range and page by page': {
    'finds the newest month alone': asking((query) => ({ ...query, from: Math.max(query.from ?? 0, LAST_MONTH) })),
    'counts the hits of one month': each((conversation) => ({ ...conversation, found: 1 })),
    'ends with the first answer': answering((found) => ({ ...found, next: null })),
  },
  'finds what was said since the last search, and nothing of what was removed': {
    'returns the first answer for ever': broken(({ search }) => {
      const answers = new Map<string, ReturnType<typeof search>>()
      return {
        search: (query) => {
          const key = JSON.stringify(query)
          const answer = answers.get(key) ?? TE.fromTask(() => search(query)())
          answers.set(key, answer as ReturnType<typeof search>)
          return answer as ReturnType<typeof search>
        },
      }
    }),
  },
  'lists all conversations without words, the one with the newest entry first': {
    'finds none without words': answering((found, { text }) => (text === '' ? { ...found, conversations: [] } : found)),
    'is never up to date': answering((found) => ({ ...found, progress: { ...found.progress, state: 'reading' } })),
    'loses the time of the last entry': each((conversation) => ({ ...conversation, lastAt: 0 })),
  },
}
