import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { Report } from '../../domain/usage/report.js'
import { breaking, type Mutants } from './mutants.js'
import type { UsageLogsHarness } from './usage-logs.contract.js'

const broken = breaking<UsageLogsHarness, 'logs'>('logs')
const reporting = (change: (report: Report) => Report) =>
  broken(({ report }) => ({ report: (query) => pipe(report(query), TE.map(change)) }))
const FRESH = 'has everything in a report that was written before it was asked for, and says how far it is'
const DOCUMENT = 'encodes a document of the same sums, after everything was read or of what there is so far'

/** Broken readers of the logs of agents. */
export const usageLogsMutants: Mutants<UsageLogsHarness> = {
  'reports empty days without logs': {
    'leaves out empty days': reporting((report) => ({
      ...report,
      days: report.days.filter((day) => day.messages > 0),
    })),
  },
  'sums by day, model, session and folder': {
    'counts each answer twice': reporting((report) => ({
      ...report,
      window: { ...report.window, messages: report.window.messages * 2 },
    })),
    'drops the tokens of the cache': reporting((report) => ({
      ...report,
      window: { ...report.window, tokens: { ...report.window.tokens, cacheRead: 0 } },
    })),
    'reports more days than were asked for': broken(({ report }) => ({
      report: (query) => report({ ...query, days: query.days + 7 }),
    })),
    'names no sessions': reporting((report) => ({ ...report, window: { ...report.window, bySession: [] } })),
  },
  'sums the days of the time zone that is asked for': {
    'sums days of one zone': broken(({ report }) => ({
      report: (query) => report({ ...query, timeZone: 'UTC' }),
    })),
  },
  [FRESH]: {
    'reports what it has read before': broken(({ report }) => {
      let first: ReturnType<ReturnType<typeof report>> | null = null
      return { report: (query) => () => (first ??= report(query)()) }
    }),
    'says that it is still reading': broken(({ progress }) => ({
      progress: () => ({ ...progress(), state: 'scanning' }),
    })),
  },
  'knows the same after a restart, and says how far it is': {
    'is empty after a restart': (scene) => {
      const first = { now: Date.UTC(2026, 10, 24, 13), timeZone: 'UTC', days: 3, prices: [] }
      const empty = scene.logs.report(first)()
      return { ...scene, restart: async () => ({ ...(await scene.restart()), report: () => () => empty }) }
    },
  },
  'changes its revision when there is something new, and only then': {
    'has one revision': broken(({ progress }) => ({
      progress: () => ({ ...progress(), revision: '' as never }),
    })),
    'has a revision for each reading': broken(({ progress }) => {
      let count = 0
      return { progress: () => ({ ...progress(), revision: String(count++) as never }) }
    }),
  },
  [DOCUMENT]: {
    'encodes an empty document': broken(({ document }) => ({
      document: (request, isWhole) =>
        pipe(
          document(request, isWhole),
          TE.map((made) => ({ ...made, bytes: new TextEncoder().encode('{}') })),
        ),
    })),
  },
  'sums the usage of some sessions by quarter of an hour, from a time on': {
    'sums the usage of one session': broken(({ quarters }) => ({
      quarters: (query) => quarters({ ...query, sessions: query.sessions.slice(0, 1) }),
    })),
    'sums from the first usage on': broken(({ quarters }) => ({
      quarters: (query) => quarters({ ...query, since: 0 }),
    })),
  },
  'sums the usage of a conversation by its turns, of everything that is on disk': {
    'sums all of it in the first turn': broken(({ turns }) => ({
      turns: (query) => turns({ ...query, starts: query.starts.slice(0, 1) }),
    })),
    'ignores the agent': broken(({ turns }, { agent }) => ({ turns: (query) => turns({ ...query, agent }) })),
    'sums what came before the first turn': broken(({ turns }) => ({
      turns: ({ starts: [, ...starts], ...query }) => turns({ ...query, starts: [0, ...starts] }),
    })),
  },
  'notifies listeners of news until they unsubscribe': {
    'notifies no listener': broken(() => ({ onProgress: () => () => undefined })),
    'notifies listeners after they unsubscribed': broken(({ onProgress }) => ({
      onProgress: (listener) => {
        onProgress(listener)
        return () => undefined
      },
    })),
  },
}
