import type { QueueSummary } from '../../../domain/prompts/prompt-queues.js'
import type { SessionId } from '../../../domain/sessions/session-id.js'
import type { ProjectRegistry } from '../../../domain/projects/project.js'
import { memoryStateStore } from '../../../adapters/outbound/memory/stores.memory.js'
import { EMPTY_RECORDS } from '../../../domain/sessions/session-record.js'
import * as E from 'fp-ts/lib/Either.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import type { StateStore } from '../../../application/shared/state-store.port.js'
import type { AgentConversation } from '../../../domain/agents/agent-conversation.js'
import { agentId } from '../../../domain/agents/agent-id.js'
import { CLAUDE_CODE } from '../../../adapters/outbound/agents/claude-code/logs.js'
import { makeAgentSessions } from '../../../application/attention/agent-sessions.js'
import { AGENTS } from '../../../adapters/outbound/agents/agents.js'
import { memoryClock, type MemoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memoryRepoHistory } from '../../../adapters/outbound/memory/repo-history.memory.js'
import { memoryRepoWatch } from '../../../adapters/outbound/memory/repo-watch.memory.js'
import { memorySessionHost, type MemorySessionHost } from '../../../adapters/outbound/memory/session-host.memory.js'
import { memoryTranscriptContext } from '../../../adapters/outbound/memory/agents.memory.js'
import { makeAttentionStore } from '../../../application/attention/attention-store.js'
import { makeObserveAgents } from '../../../application/attention/observe-agents.js'
import { makePermissionModes } from '../../../application/attention/permission-modes.js'
import { makeStatusLines } from '../../../application/attention/status-lines.js'
import { makeReadSessionWork } from '../../../application/board/session-work.js'
import {
  makeReadSessionList,
  type MissingPart,
  type SessionList,
} from '../../../application/overview/read-session-list.js'
import { makeRepoSummaries, type RepoSummaries } from '../../../application/repo/repo-summaries.js'
import { makeListSessions, type ListSessions } from '../../../application/sessions/list-sessions.js'
import { makeContextEstimates } from '../../../application/usage/context-estimates.js'
import { readStatusLine } from '../../../adapters/outbound/agents/claude-code/status-line.js'
import { aBoard, aCard } from '../../support/cards.js'
import { AUTHOR, FIRST_COMMIT_AT } from '../../support/repo-controls.js'
import { right } from '../../support/results.js'
import { aSessionRecord, someSessionRecords } from '../../support/sessions.js'

const SHOP = { id: 'shop', displayName: 'Shop', path: '/shop', pinned: false }
const CARD = aCard({ projectId: 'shop', ownSession: 'cc-work' })
const ESTIMATE = { tokens: 20_000, limit: 200_000, pct: 10, model: 'claude-opus-5' }

const TALK: AgentConversation = { agent: CLAUDE_CODE, id: 'talk' }

const idOf = async (host: MemorySessionHost, wanted: string): Promise<SessionId> =>
  right(await host.list()).find(({ name }) => name === wanted)?.id ?? expect.fail(`no session ${wanted}`)

/** Like the host on tmux, which returns the same list until something changes. */
function keepFirst(listSessions: ListSessions): ListSessions {
  let first: ReturnType<ListSessions> | undefined
  return () => (first ??= listSessions())
}

const NEVER = new Promise<never>(() => undefined)
const LIMIT_MS = 1_000

/** Runs everything that only waits for promises. */
const settle = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

describe('the session list', () => {
  let clock: MemoryClock
  let summaries: RepoSummaries
  const open = (isOverviewKept = false) => {
    clock = memoryClock(1_000_000)
    const host = memorySessionHost(clock)
    let hanging = Promise.resolve()
    const faults = new Map<MissingPart, 'fails' | 'hangs'>()
    const source = <A>(part: MissingPart, value: A): Promise<E.Either<Unavailable, A>> => {
      const fault = faults.get(part)
      if (fault === 'hangs') return NEVER
      return Promise.resolve(fault === undefined ? E.right(value) : E.left(unavailable('disk', 'broken')))
    }
    const faulty = <A>(part: MissingPart, store: StateStore<A>): StateStore<A> => ({
      ...store,
      read: async () => {
        if (part === 'boardCard') await hanging
        const read = await store.read()
        return E.isLeft(read) ? read : source(part, read.right)
      },
    })
    /** The next read of the cards settles when the answer is called. */
    const hangCards = (): (() => void) => {
      let settleCards = (): void => undefined
      hanging = new Promise((resolve) => (settleCards = resolve))
      return () => {
        hanging = Promise.resolve()
        settleCards()
      }
    }
    const ungated = new Set(['cc-strict'])
    const weaknesses = new Map<SessionId, ReadonlyArray<string>>()
    const queues = new Map<SessionId, QueueSummary>()
    const history = memoryRepoHistory({ authorName: AUTHOR, firstCommitAt: FIRST_COMMIT_AT })
    const transcripts = memoryTranscriptContext()
    const statusLines = makeStatusLines({ clock })
    summaries = makeRepoSummaries({ history, repoWatch: memoryRepoWatch().watch, clock })
    const record = memoryStateStore(EMPTY_RECORDS)
    const agentSessions = makeAgentSessions()
    const listSessions = makeListSessions({ host, record: faulty('records', record), clock, prefix: 'cc-' })
    const readSessionList = makeReadSessionList({
      agents: AGENTS,
      sessions: { listSessions: isOverviewKept ? keepFirst(listSessions) : listSessions },
      board: {
        readSessionWork: makeReadSessionWork({
          cards: faulty('boardCard', memoryStateStore(aBoard(CARD))),
          projectStore: faulty('project', memoryStateStore<ProjectRegistry>({ projects: [SHOP], hidden: [] })),
        }),
      },
      attention: {
        agentSessions,
        observeAgents: makeObserveAgents({
          store: makeAttentionStore(),
          statusLines,
          permissionModes: makePermissionModes(),
          clock,
        }),
      },
      repo: { repoSummaries: summaries },
      usage: { contextEstimates: makeContextEstimates({ transcripts, clock }) },
      hooks: {
        findUngatedSessions: () => {
          if (faults.get('gateMissing') === 'fails') throw new Error('broken')
          return faults.has('gateMissing') ? NEVER : Promise.resolve(ungated)
        },
        gateWeaknesses: () => weaknesses,
      },
      prompts: { readSummaries: () => source('prompts', queues) },
      clock,
    })
    const list = async (): Promise<SessionList> => right(await readSessionList())
    return { host, history, transcripts, statusLines, record, agentSessions, weaknesses, list, faults, hangCards }
  }
  afterEach(() => summaries.close())

  for (const fault of ['fails', 'hangs'] as const)
    for (const part of ['records', 'boardCard', 'project', 'gateMissing', 'prompts'] as const)
      it(`comes without its ${part}, names them and has them back later, when their source ${fault}`, async () => {
        const { host, list, faults } = open()
        host.controls.startByHand('cc-work', '/shop')
        const whole = await list()
        expect(whole.missing).to.deep.equal([])
        const inTime = async (): Promise<SessionList> => {
          const listed = list()
          await settle()
          clock.advance(LIMIT_MS)
          return listed
        }
        faults.set(part, fault)
        const lacking = await inTime()
        expect(lacking.missing).to.deep.equal([part])
        expect(lacking.entries).to.have.length(1)
        expect(await list()).to.deep.equal(lacking)
        const [entry] = lacking.entries
        expect(entry?.work.card === null).to.equal(part === 'boardCard')
        expect(entry?.work.project === null).to.equal(part === 'project')
        if (fault === 'hangs') return
        faults.delete(part)
        expect(await list()).to.deep.equal(whole)
      })

  it('does not wait again for a source that hangs, and has its values when it answers', async () => {
    const { host, list, hangCards } = open()
    host.controls.startByHand('cc-work', '/shop')
    const answer = hangCards()
    const first = list()
    await settle()
    clock.advance(LIMIT_MS)
    expect((await first).missing).to.deep.equal(['boardCard'])
    expect((await list()).missing).to.deep.equal(['boardCard'])
    answer()
    await settle()
    const again = await list()
    expect([again.missing, again.entries[0]?.work.card?.id]).to.deep.equal([[], CARD.id])
  })

  it('joins each session with its card, its project, its repository and its context', async () => {
    const { host, history, transcripts, agentSessions, list } = open()
    history.create('/shop')
    transcripts.write('/shop', TALK.id, ESTIMATE)
    host.controls.startByHand('cc-work', '/shop')
    host.controls.startByHand('other', '/elsewhere')
    agentSessions.note(await idOf(host, 'cc-work'), TALK.agent, TALK.id)
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

  it('has the context of a conversation on the sessions that reported it alone, in one folder, for any CLI, and after a restart', async () => {
    const { host, transcripts, agentSessions, record, list } = open()
    const OTHER = { agent: TALK.agent, id: 'other' }
    transcripts.write('/shop', TALK.id, ESTIMATE)
    transcripts.write('/shop', OTHER.id, { ...ESTIMATE, tokens: 7 })
    for (const name of ['cc-bash', 'cc-vite', 'cc-one', 'cc-two', 'cc-codex', 'cc-stored'])
      host.controls.startByHand(name, '/shop')
    const note = async (name: string, { agent, id }: AgentConversation): Promise<void> => {
      agentSessions.note(await idOf(host, name), agent, id)
    }
    await note('cc-one', TALK)
    await note('cc-two', OTHER)
    await note('cc-codex', { ...TALK, agent: agentId('codex') })
    const stored = aSessionRecord({ id: await idOf(host, 'cc-stored'), name: 'cc-stored', conversation: TALK })
    right(await record.update(() => E.right(someSessionRecords({ known: [stored] })))())
    const tokens = async () => {
      await list()
      await settle()
      return (await list()).entries.map(({ session, context }) => [session.name, context?.tokens ?? null])
    }
    expect(await tokens()).to.deep.equal([
      ...[
        ['cc-bash', null],
        ['cc-codex', null],
        ['cc-one', ESTIMATE.tokens],
        ['cc-stored', ESTIMATE.tokens],
      ],
      ...[
        ['cc-two', 7],
        ['cc-vite', null],
      ],
    ])
    // `/clear` begins a conversation without an answer.
    await note('cc-one', { agent: TALK.agent, id: 'cleared' })
    expect((await tokens()).filter(([name]) => name === 'cc-one')).to.deep.equal([['cc-one', null]])
  })

  it('has what weakens the gate of a session on that session alone', async () => {
    const { host, weaknesses, list } = open()
    for (const name of ['cc-shop', 'cc-work']) host.controls.startByHand(name, '/shop')
    weaknesses.set(await idOf(host, 'cc-work'), ['/shop/.claude/settings.json: "env" sets LD_PRELOAD for hooks'])
    expect((await list()).entries.map(({ session, gateWeaknesses }) => [session.name, gateWeaknesses])).to.deep.equal([
      ['cc-shop', []],
      ['cc-work', ['/shop/.claude/settings.json: "env" sets LD_PRELOAD for hooks']],
    ])
  })

  it('waits for neither git nor transcripts', async () => {
    const { host, history, transcripts, agentSessions, list } = open()
    history.create('/shop')
    transcripts.write('/shop', TALK.id, ESTIMATE)
    host.controls.startByHand('cc-work', '/shop')
    agentSessions.note(await idOf(host, 'cc-work'), TALK.agent, TALK.id)
    expect((await list()).entries.map(({ repo, context }) => [repo, context])).to.deep.equal([[null, null]])
  })

  it('is the same array until something in it changes', async () => {
    const { host, statusLines, transcripts, agentSessions, list } = open(true)
    host.controls.startByHand('cc-work', '/shop')
    agentSessions.note(await idOf(host, 'cc-work'), TALK.agent, TALK.id)
    const first = await list()
    await settle()
    expect((await list()).entries).to.equal(first.entries)
    const [{ session } = expect.fail()] = first.entries
    statusLines.put(session.id, readStatusLine({ context_window: { used_percentage: 50 } }))
    const told = await list()
    expect(told.entries).not.to.equal(first.entries)
    expect(told.entries[0]?.context?.pct).to.equal(50)
    transcripts.write('/shop', TALK.id, ESTIMATE)
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
