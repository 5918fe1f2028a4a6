import * as TE from 'fp-ts/lib/TaskEither.js'
import { AGENTS } from '../../adapters/outbound/agents/agents.js'
import { memoryAuditLog } from '../../adapters/outbound/memory/audit-log.memory.js'
import { memoryConversationIndex } from '../../adapters/outbound/memory/conversation-index.memory.js'
import { memoryClock } from '../../adapters/outbound/memory/clock.memory.js'
import { memoryConversations } from '../../adapters/outbound/memory/conversations.memory.js'
import { memoryLog } from '../../adapters/outbound/memory/log.memory.js'
import { memorySessionHost } from '../../adapters/outbound/memory/session-host.memory.js'
import { memoryStateStore } from '../../adapters/outbound/memory/stores.memory.js'
import { makeAttention } from '../../application/attention/attention-feature.js'
import { makeConversations } from '../../application/conversations/conversations-feature.js'
import { nextOfRule } from '../../adapters/outbound/croner/recurrence.croner.js'
import { makePrompts, type PromptsFeature } from '../../application/prompts/prompts-feature.js'
import { makeFindSession } from '../../application/sessions/find-session.js'
import { makeSessionDirectory } from '../../application/sessions/session-directory.js'
import { unavailable } from '../../application/shared/errors.js'
import { makeFeed } from '../../application/shared/feed.js'
import type { ReportEvent } from '../../domain/attention/hook.js'
import { NO_LAST_REPORTS } from '../../domain/attention/last-reports.js'
import type { PromptsChanged } from '../../domain/prompts/events.js'
import type { PromptTemplates } from '../../domain/prompts/prompt-template.js'
import type { Schedules } from '../../domain/prompts/schedule.js'
import type { LimitAccount } from '../../domain/usage/limits.js'
import type { PromptQueues } from '../../domain/prompts/prompt-queues.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import { EMPTY_RECORDS, remember } from '../../domain/sessions/session-record.js'
import { aReport, CLAUDE_CODE } from './agents.js'
import { mortal, newLife, type Life } from './mortal.js'
import { right } from './results.js'

const RULE = '─'.repeat(40)
export const PROMPT_SCREEN = ['● Done', RULE, '❯ ', RULE, '  ? for shortcuts']
export const BUSY_SCREEN = ['✢ Noodling… (1s · ↓ 17 tokens)', ...PROMPT_SCREEN.slice(1, -1), '  esc to interrupt']
export const DIALOG_SCREEN = [RULE, ' Do you want to proceed?', ' ❯ 1. Yes', '   2. No']
export const PAGER_SCREEN = [
  'NAME',
  '       tmux - terminal multiplexer',
  ' Manual page tmux(1) line 1 (press h for help or q to quit)',
]

/** A session with an agent, and the stored queues, which outlive a hub. */
export function promptWorld(start = 1_000_000) {
  const clock = memoryClock(start)
  const host = memorySessionHost(clock)
  const store = memoryStateStore<PromptQueues>([])
  const session = host.controls.startByHand('cc-a', '/work/shop')
  const record = memoryStateStore(
    remember(EMPTY_RECORDS, { id: session.id, name: 'cc-a', directory: '/work/shop', command: 'claude' }, 1_000_000),
  )
  host.controls.setScreen('cc-a', PROMPT_SCREEN)
  /** Prompts that the agent got, by Enter. */
  const submitted: string[] = []
  let read = 0
  host.controls.onPress('cc-a', () => {
    const typed = host.controls.typedIn('cc-a')
    submitted.push(typed.slice(read).replaceAll('\r', '\n'))
    read = typed.length
  })
  const conversations = memoryConversations()
  const limits: LimitAccount[] = []
  return {
    clock,
    host,
    store,
    schedules: memoryStateStore<Schedules>([]),
    templates: memoryStateStore<PromptTemplates>([]),
    limits,
    session: session.id,
    record,
    submitted,
    conversations,
  }
}

export type PromptWorld = ReturnType<typeof promptWorld>

export interface PromptHub extends PromptsFeature {
  readonly events: ReadonlyArray<PromptsChanged>
  readonly audit: ReturnType<typeof memoryAuditLog>
  /** A hook of the agent. */
  readonly report: (event: ReportEvent, payload?: Readonly<Record<string, unknown>>, from?: SessionId) => Promise<void>
  /** Lets the time pass in steps, with what the hub does meanwhile. */
  readonly pass: (ms: number) => Promise<void>
  /** State and text of the prompts of `cc-a`. */
  readonly listed: () => Promise<ReadonlyArray<readonly [state: string, text: string]>>
  readonly stop: () => void
}

const STEP_MS = 100

/** A hub in the world until `life` is over. */
export function openPromptHub(world: PromptWorld, life: Life = newLife(Number.POSITIVE_INFINITY)): PromptHub {
  const { clock, record, templates } = world
  const [host, store, schedules] = [mortal(life, world.host), mortal(life, world.store), mortal(life, world.schedules)]
  const directory = makeSessionDirectory()
  directory.note({ id: world.session, name: 'cc-a' })
  const feed = makeFeed()
  const [audit, log] = [memoryAuditLog(), memoryLog()]
  const ports = { agents: AGENTS, host, record, directory, feed, clock }
  const reports = memoryStateStore(NO_LAST_REPORTS)
  const attention = makeAttention({ ...ports, reports })
  let ids = 0
  const secrets = { newId: () => `id-${String((ids += 1))}`, newSecret: () => 'secret', sha256: (text: string) => text }
  const sessions = { findSession: makeFindSession({ host: world.host, record }) }
  const conversations = makeConversations({
    ...{ conversations: world.conversations, conversationIndex: memoryConversationIndex(), agents: AGENTS },
    ...{ sessions, attention, record, host, directory, clock },
  })
  const usage = { readLimits: { accounts: TE.of(world.limits) } }
  const prompts = makePrompts({
    ...{
      ...ports,
      store,
      schedules,
      templates,
      nextOfRule,
      usage,
      attention,
      conversations,
      sessions,
      secrets,
      audit,
      log,
    },
  })
  const events: PromptsChanged[] = []
  feed.subscribe((event) => {
    if (event._tag === 'prompts-changed') events.push(event)
  })
  const stops = prompts.jobs.map((job) => job.start())
  const settle = (): Promise<void> => new Promise((resolve) => void setImmediate(resolve))
  return {
    ...prompts,
    events,
    audit,
    report: async (event, payload = {}, from = world.session) => {
      const report = aReport(event, payload)
      attention.agentSessions.note(from, CLAUDE_CODE, report.conversation)
      await attention.recordHook({ session: from, report })()
      if (!life.isOver()) await Promise.race([prompts.confirmPrompts.onReport(from, report)(), life.over])
    },
    pass: async (ms) => {
      for (let left = ms; left > 0; left -= STEP_MS) {
        await settle()
        clock.advance(STEP_MS)
        await settle()
      }
    },
    listed: async () =>
      right(await prompts.managePrompts.list('cc-a')()).map(({ state, text }) => [state, text] as const),
    stop: () => {
      life.end()
      for (const stop of stops) stop()
    },
  }
}

/** Store whose changes fail. */
export const fullStore = (world: PromptWorld, isFull: () => boolean): PromptWorld['store'] => ({
  ...world.store,
  update: (change) => (isFull() ? TE.left(unavailable('store', 'ENOSPC')) : world.store.update(change)),
})
