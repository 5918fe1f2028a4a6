import type { QueueSummary } from '../../../domain/prompts/prompt-queues.js'
import type { SessionId } from '../../../domain/sessions/session-id.js'
import type { ProjectRegistry } from '../../../domain/projects/project.js'
import { memoryStateStore } from '../../../adapters/outbound/memory/state-store.memory.js'
import { EMPTY_RECORDS } from '../../../domain/sessions/session-record.js'
import { expect } from 'chai'
import { AGENTS } from '../../../adapters/outbound/agents/agents.js'
import { memoryClock, type MemoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memoryRepoHistory } from '../../../adapters/outbound/memory/repo-history.memory.js'
import { memoryRepoWatch } from '../../../adapters/outbound/memory/repo-watch.memory.js'
import { memorySessionHost } from '../../../adapters/outbound/memory/session-host.memory.js'
import { memoryTranscriptContext } from '../../../adapters/outbound/memory/transcript-context.memory.js'
import { makeAttentionStore } from '../../../application/attention/attention-store.js'
import { makeObserveAgents } from '../../../application/attention/observe-agents.js'
import { makePermissionModes } from '../../../application/attention/permission-modes.js'
import { makeStatusLines } from '../../../application/attention/status-lines.js'
import { makeReadSessionWork } from '../../../application/board/session-work.js'
import { makeReadSessionList, type SessionList } from '../../../application/overview/read-session-list.js'
import { makeRepoSummaries, type RepoSummaries } from '../../../application/repo/repo-summaries.js'
import { makeListSessions, type ListSessions } from '../../../application/sessions/list-sessions.js'
import { makeContextEstimates } from '../../../application/usage/context-estimates.js'
import { readStatusLine } from '../../../adapters/outbound/agents/claude-code/status-line.js'
import { aBoard, aCard } from '../../support/cards.js'
import { AUTHOR, FIRST_COMMIT_AT } from '../../support/repo-controls.js'
import { right } from '../../support/results.js'

const SHOP = { id: 'shop', displayName: 'Shop', path: '/shop', pinned: false }
const CARD = aCard({ projectId: 'shop', ownSession: 'cc-work' })
const ESTIMATE = { tokens: 20_000, limit: 200_000, pct: 10, model: 'claude-opus-5' }

/** Like the host on tmux, which returns the same list until something changes. */
function keepFirst(listSessions: ListSessions): ListSessions {
  let first: ReturnType<ListSessions> | undefined
  return () => (first ??= listSessions())
}

/** Runs everything that only waits for promises. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('the session list', () => {
  let clock: MemoryClock
  let summaries: RepoSummaries
  const open = (isOverviewKept = false) => {
    clock = memoryClock(1_000_000)
    const host = memorySessionHost(clock)
    const ungated = new Set(['cc-strict'])
    const queues = new Map<SessionId, QueueSummary>()
    const history = memoryRepoHistory({ authorName: AUTHOR, firstCommitAt: FIRST_COMMIT_AT })
    const transcripts = memoryTranscriptContext()
    const statusLines = makeStatusLines({ clock })
    summaries = makeRepoSummaries({ history, repoWatch: memoryRepoWatch().watch, clock })
    const listSessions = makeListSessions({ host, record: memoryStateStore(EMPTY_RECORDS), prefix: 'cc-' })
    const readSessionList = makeReadSessionList({
      agents: AGENTS,
      sessions: { listSessions: isOverviewKept ? keepFirst(listSessions) : listSessions },
      board: {
        readSessionWork: makeReadSessionWork({
          cards: memoryStateStore(aBoard(CARD)),
          projectStore: memoryStateStore<ProjectRegistry>({ projects: [SHOP], hidden: [] }),
        }),
      },
      attention: {
        observeAgents: makeObserveAgents({
          store: makeAttentionStore(),
          statusLines,
          permissionModes: makePermissionModes(),
          clock,
        }),
      },
      repo: { repoSummaries: summaries },
      usage: { contextEstimates: makeContextEstimates({ transcripts, clock }) },
      hooks: { findUngatedSessions: () => Promise.resolve(ungated) },
      prompts: { readSummaries: () => Promise.resolve(queues) },
    })
    const list = async (): Promise<SessionList> => right(await readSessionList())
    return { host, history, transcripts, statusLines, list }
  }
  afterEach(() => summaries.close())

  it('joins each session with its card, its project, its repository and its context', async () => {
    const { host, history, transcripts, list } = open()
    history.create('/shop')
    transcripts.write('/shop', ESTIMATE)
    host.controls.startByHand('cc-work', '/shop')
    host.controls.startByHand('other', '/elsewhere')
    await list()
    await settle()
    const { entries, hostFault } = await list()
    expect(hostFault).to.equal(null)
    expect(
      entries.map(({ session, work, repo, context }) => [session.name, work, repo?.branch, context]),
    ).to.deep.equal([
      ['cc-work', { project: SHOP, card: CARD }, 'main', ESTIMATE],
      ['other', { project: null, card: null }, undefined, null],
    ])
  })

  it('waits for neither git nor transcripts', async () => {
    const { host, history, transcripts, list } = open()
    history.create('/shop')
    transcripts.write('/shop', ESTIMATE)
    host.controls.startByHand('cc-work', '/shop')
    expect((await list()).entries.map(({ repo, context }) => [repo, context])).to.deep.equal([[null, null]])
  })

  it('is the same array until something in it changes', async () => {
    const { host, statusLines, transcripts, list } = open(true)
    host.controls.startByHand('cc-work', '/shop')
    const first = await list()
    await settle()
    expect((await list()).entries).to.equal(first.entries)
    const [{ session } = expect.fail()] = first.entries
    statusLines.put(session.id, readStatusLine({ context_window: { used_percentage: 50 } }))
    const told = await list()
    expect(told.entries).not.to.equal(first.entries)
    expect(told.entries[0]?.context?.pct).to.equal(50)
    transcripts.write('/shop', ESTIMATE)
    clock.advance(10_000)
    await list()
    await settle()
    expect((await list()).entries).not.to.equal(told.entries)
  })

  it('names the failure of the session host', async () => {
    const { host, list } = open()
    host.controls.startByHand('cc-work', '/shop')
    host.controls.setUnavailable(true)
    const { entries, hostFault } = await list()
    expect([entries, hostFault?._tag]).to.deep.equal([[], 'Unavailable'])
  })
})
