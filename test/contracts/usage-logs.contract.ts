import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { ReadingProgress, UsageProgress } from '../../domain/usage/reading-progress.js'
import { ALL_USAGE, type UsageFilter } from '../../application/usage/usage-document.js'
import type { UsageLogs } from '../../application/usage/usage-logs.port.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { PeriodUsage, Report } from '../../domain/usage/report.js'
import { eventually } from '../support/eventually.js'
import { right } from '../support/results.js'
import type { Harness } from './harness.js'
import { agentId, type AgentId } from '../../domain/agents/agent-id.js'

/** An answer of a model, as an agent writes it down. */
export interface WrittenAnswer {
  /** Session of the agent. */
  readonly session: string
  /** Working folder; absolute. */
  readonly directory: string
  /** Time of the answer. */
  readonly at: Instant
  /** Tokens of input. */
  readonly input: number
  /** Tokens read from the cache. */
  readonly cacheRead: number
  /** Written tokens. */
  readonly output: number
}

/** The fields of a `history` document that the suite reads; the harness's adapter encodes it as the API does. */
interface HistoryJson {
  readonly window: { readonly messages: number; readonly output: number }
  readonly scan: { readonly state: string }
}

/** Scene of the suite `describeUsageLogs`. */
export interface UsageLogsHarness extends Harness {
  /** Adapter under test. */
  readonly logs: UsageLogs
  /** Coding CLI whose logs are read. */
  readonly agent: AgentId
  /** The model that all answers are of. */
  readonly model: string
  /** Writes an answer of an agent to its log. */
  readonly write: (answer: WrittenAnswer) => Promise<void>
  /** Ends the logs and begins again with what was kept; fakes without storage go on. */
  readonly restart: () => Promise<UsageLogs>
}

const NOON = Date.UTC(2026, 10, 24, 12)
const DAY_MS = 86_400_000
const answer = (given: Partial<WrittenAnswer> = {}): WrittenAnswer => ({
  session: 'one',
  directory: '/home/me/shop',
  at: NOON,
  input: 100,
  cacheRead: 1_000,
  output: 10,
  ...given,
})

/** Contract of `UsageLogs`. */
export function describeUsageLogs(technology: string, open: () => Promise<UsageLogsHarness>): void {
  describe(`UsageLogs on ${technology}`, () => {
    let h: UsageLogsHarness
    beforeEach(async () => {
      h = await open()
    })
    afterEach(() => h.close())

    const query = { now: NOON + 3_600_000, timeZone: 'UTC', days: 3, prices: [] }
    const reported = async (logs = h.logs): Promise<Report> => {
      const report = await logs.report(query)()
      if (E.isLeft(report)) throw new Error(report.left.detail)
      return report.right
    }
    const sums = ({ tokens, messages }: Pick<PeriodUsage, 'tokens' | 'messages'>) => [
      tokens.input,
      tokens.cacheRead,
      tokens.output,
      messages,
    ]

    it('reports empty days without logs', async () => {
      const { days, window, unreadable } = await reported()
      expect([days.map(({ date }) => date), sums(window), unreadable]).to.deep.equal([
        ['2026-11-24', '2026-11-23', '2026-11-22'],
        [0, 0, 0, 0],
        [],
      ])
    })

    it('sums by day, model, session and folder', async () => {
      await h.write(answer())
      await h.write(answer({ at: NOON + 60_000, output: 20 }))
      await h.write(answer({ session: 'two', directory: '/home/me/blog', at: NOON - DAY_MS, output: 70 }))
      await h.write(answer({ session: 'old', at: NOON - 9 * DAY_MS }))
      const { days, window } = await reported()
      expect({
        days: days.map(sums),
        window: sums(window),
        models: window.models.map((model) => [model.model, ...sums(model)]),
        sessions: window.bySession.map((session) => [session.session, session.directory, ...sums(session)]),
        directories: window.directories.map((folder) => [folder.directory, ...sums(folder)]),
      }).to.deep.equal({
        days: [
          [200, 2_000, 30, 2],
          [100, 1_000, 70, 1],
          [0, 0, 0, 0],
        ],
        window: [300, 3_000, 100, 3],
        models: [[h.model, 300, 3_000, 100, 3]],
        sessions: [
          ['one', '/home/me/shop', 200, 2_000, 30, 2],
          ['two', '/home/me/blog', 100, 1_000, 70, 1],
        ],
        directories: [
          ['/home/me/shop', 200, 2_000, 30, 2],
          ['/home/me/blog', 100, 1_000, 70, 1],
        ],
      })
    })

    it('sums the days of the time zone that is asked for', async () => {
      await h.write(answer())
      await h.write(answer({ at: NOON - 11 * 3_600_000 }))
      const messagesIn = async (timeZone: string): Promise<unknown> => {
        const report = await h.logs.report({ ...query, timeZone })()
        return E.isRight(report) && report.right.days.map(({ date, messages }) => [date, messages])
      }
      expect(await messagesIn('UTC')).to.deep.equal([
        ['2026-11-24', 2],
        ['2026-11-23', 0],
        ['2026-11-22', 0],
      ])
      expect(await messagesIn('Pacific/Kiritimati')).to.deep.equal([
        ['2026-11-25', 1],
        ['2026-11-24', 1],
        ['2026-11-23', 0],
      ])
    })

    it('has everything in a report that was written before it was asked for, and says how far it is', async () => {
      await h.write(answer())
      await reported()
      await h.write(answer({ at: NOON + 60_000 }))
      expect(sums((await reported()).window)).to.deep.equal([200, 2_000, 20, 2])
      expect(await h.logs.reportSoFar(query)()).to.deep.equal(E.right(await reported()))
      const { state, files, filesRead } = h.logs.progress()
      expect([state, filesRead]).to.deep.equal(['ready', files])
    })

    it('knows the same after a restart, and says how far it is', async () => {
      await h.write(answer())
      const before = await reported()
      const { files } = h.logs.progress()
      const logs = await h.restart()
      expect(await reported(logs)).to.deep.equal(before)
      expect(logs.progress()).to.include({ state: 'ready', files, filesRead: files })
    })

    it('says how far it is after a restart without anything new, also to a caller that does not wait', async () => {
      await h.write(answer())
      await reported()
      const { files } = h.logs.progress()
      const logs = await h.restart()
      const told: ReadingProgress[] = []
      const stop = logs.onProgress((progress) => {
        told.push(progress)
      })
      await logs.reportSoFar(query)()
      await eventually(() => {
        expect(logs.progress()).to.include({ state: 'ready', files, filesRead: files })
      })
      expect(told.at(-1)?.state).not.to.equal('scanning')
      stop()
    })

    it('changes its revision when there is something new, and only then', async () => {
      await h.write(answer())
      await reported()
      const { revision } = h.logs.progress()
      await reported()
      expect(h.logs.progress().revision).to.equal(revision)
      await h.write(answer({ at: NOON + 60_000 }))
      await reported()
      expect(h.logs.progress().revision).not.to.equal(revision)
    })

    it('encodes a document of the same sums, after everything was read or of what there is so far', async () => {
      await h.write(answer())
      const owners = { projects: [], cards: [], sessions: [], agentSessions: new Map<string, string>() }
      const request = { form: 'history', query, owners, mainAgent: agentId('claude-code'), only: ALL_USAGE } as const
      const document = await h.logs.document(request, true)()
      if (E.isLeft(document)) throw new Error(document.left.detail)
      const { bytes, from, to, progress } = document.right
      const { window } = await reported()
      expect([from, to, progress]).to.deep.equal([window.from, window.to, h.logs.progress()])
      const json = JSON.parse(new TextDecoder().decode(bytes)) as HistoryJson
      expect([json.window.messages, json.window.output, json.scan.state]).to.deep.equal([1, 10, 'ready'])
      const soFar = await h.logs.document(request, false)()
      expect(E.isRight(soFar) && new TextDecoder().decode(soFar.right.bytes)).to.equal(JSON.stringify(json))
    })

    it('counts in a document only the project and the model that are asked for, and lists the hours of a day', async () => {
      await h.write(answer())
      const projects = [{ id: 'shop', displayName: 'Shop', path: '/home/me/shop' }]
      const owners = { projects, cards: [], sessions: [], agentSessions: new Map<string, string>() }
      const messages = async (only: UsageFilter): Promise<number> => {
        const request = { form: 'history', query, owners, mainAgent: agentId('claude-code'), only } as const
        const { bytes } = right(await h.logs.document(request, true)())
        return (JSON.parse(new TextDecoder().decode(bytes)) as HistoryJson).window.messages
      }
      expect([
        await messages({ projectId: 'shop', model: null }),
        await messages({ projectId: 'other', model: null }),
        await messages({ projectId: null, model: h.model }),
        await messages({ projectId: 'shop', model: 'another' }),
      ]).to.deep.equal([1, 0, 1, 0])
      const { hours } = right(await h.logs.report({ ...query, hoursOf: '2026-11-24' })())
      expect(hours).to.have.length(24)
      expect(hours?.flatMap(({ hour, messages: count }) => (count > 0 ? [[hour, count]] : []))).to.deep.equal([[12, 1]])
      expect(right(await h.logs.report(query)()).hours).to.equal(null)
    })

    it('sums the usage of some sessions by quarter of an hour, from a time on', async () => {
      await h.write(answer())
      await h.write(answer({ at: NOON + 60_000 }))
      await h.write(answer({ session: 'two', at: NOON + 900_000 }))
      await h.write(answer({ session: 'other' }))
      await h.write(answer({ at: NOON - DAY_MS }))
      await reported()
      const quarters = async (sessions: ReadonlyArray<string>): Promise<unknown> =>
        right(await h.logs.quarters({ sessions, since: NOON - 900_000, prices: [] })())?.map(
          ({ quarter, tokens, messages }) => [quarter - NOON, tokens, messages],
        )
      expect([await quarters(['one', 'two']), await quarters([])]).to.deep.equal([
        [
          [0, 220, 2],
          [900_000, 110, 1],
        ],
        [],
      ])
    })

    it('sums the usage of a conversation by its turns, of everything that is on disk', async () => {
      const turns = async (agent = h.agent): Promise<unknown> => {
        const starts = [NOON, NOON + 60_000]
        const read = right(await h.logs.turns({ agent, conversation: 'one', starts, prices: [] })())
        return read?.map(({ at, tokens, messages }) => [at - NOON, tokens, messages])
      }
      await reported()
      await h.write(answer({ at: NOON - 1 }))
      await h.write(answer())
      await h.write(answer({ at: NOON + 59_999 }))
      await h.write(answer({ at: NOON + DAY_MS }))
      await h.write(answer({ session: 'two', at: NOON + 1 }))
      expect(await turns()).to.deep.equal([
        [0, 220, 2],
        [60_000, 110, 1],
      ])
      expect(await turns(agentId('made-up'))).to.deep.equal([
        [0, 0, 0],
        [60_000, 0, 0],
      ])
    })

    it('notifies listeners of news until they unsubscribe', async () => {
      const heard: UsageProgress['state'][] = []
      const stop = h.logs.onProgress(({ state }) => {
        heard.push(state)
      })
      await reported()
      const before = heard.length
      await h.write(answer())
      await eventually(() => {
        expect(heard.slice(before)).to.include('ready')
      })
      expect(sums((await reported()).window)).to.deep.equal([100, 1_000, 10, 1])
      stop()
      const told = heard.length
      await h.write(answer({ at: NOON + 60_000 }))
      await reported()
      expect(heard).to.have.length(told)
    })
  })
}
