import * as E from 'fp-ts/lib/Either.js'
import type { AgentId } from '../../domain/agents/agent-id.js'
import { isJsonObject } from '../../domain/approvals/canonical-json.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { SessionRecord } from '../../domain/sessions/session-record.js'
import { detach } from '../shared/detached.js'
import { eventJob, type Job } from '../shared/job.js'
import type { OpenQuestion } from './terminal-questions.port.js'
import type { ApprovalsSteps } from './ports.js'

/** Tool by which the hub names a question. */
const QUESTION_TOOL = 'AskUserQuestion'

/**
 * Asks people what agents ask at their terminals and report by no hook: their screens change with it. Each question is asked once. A
 * look is a few requests on a local socket.
 */
export function makeWatchQuestions(
  deps: Pick<ApprovalsSteps, 'record' | 'terminalQuestions' | 'observeAgents' | 'desk' | 'clock'> & {
    readonly host: Pick<ApprovalsSteps['host'], 'watchScreens'>
  },
): Job {
  const { record, terminalQuestions, observeAgents, host, desk, clock } = deps
  /** Sessions with a question that is open. */
  const open = new Set<SessionId>()
  const stopping = new AbortController()

  async function ask(session: SessionId, agent: AgentId, cwd: string, question: OpenQuestion): Promise<void> {
    const { call: toolUseId, input, closed, answer } = question
    const call = { tool: QUESTION_TOOL, input, toolUseId, cwd }
    const asking = desk.ask({ session, gate: 'PermissionRequest', comesAgain: true, agent, call })
    detach('end of a question at a terminal', async () => {
      await closed
      asking.abandon()
    })
    const verdict = await asking.verdict()
    if (verdict._tag === 'Allow' && isJsonObject(verdict.input)) answer(verdict.input)
    await closed
  }

  const known = async (): Promise<ReadonlyArray<SessionRecord>> => {
    const records = await record.read()
    return E.isRight(records) ? records.right.known : []
  }

  const look = async ({ id, conversation, directory }: SessionRecord): Promise<void> => {
    if (conversation === null || !terminalQuestions.agents.includes(conversation.agent) || open.has(id)) return
    const { activity } = observeAgents.of(id)
    if (activity !== 'working' && activity !== 'waiting') return
    const question = await terminalQuestions.openIn(conversation, stopping.signal)()
    if (question === null) return
    open.add(id)
    detach('question at a terminal', () =>
      ask(id, conversation.agent, directory, question).finally(() => open.delete(id)),
    )
  }

  return eventJob<SessionId>(clock, {
    name: 'watch over questions',
    events: [observeAgents.watch, host.watchScreens],
    run: async (session) => {
      const found = (await known()).find(({ id }) => id === session)
      if (found !== undefined) await look(found)
    },
    all: async (due) => (await known()).forEach(({ id }) => due(id)),
    stop: () => stopping.abort(),
  })
}
