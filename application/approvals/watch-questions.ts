import type { AgentId } from '../../domain/agents/agent-id.js'
import { isJsonObject } from '../../domain/approvals/canonical-json.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import { detach } from '../shared/detached.js'
import { eventJob, type Job } from '../shared/job.js'
import { knownSessions } from '../shared/known-sessions.js'
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

  /** The record is read only for a session whose agent may ask. */
  const look = async (id: SessionId): Promise<void> => {
    const { activity } = observeAgents.of(id)
    if ((activity !== 'working' && activity !== 'waiting') || open.has(id)) return
    const found = (await knownSessions(record)).find((one) => one.id === id)
    if (found === undefined || found.conversation === null) return
    const { conversation, directory } = found
    if (!terminalQuestions.agents.includes(conversation.agent)) return
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
    run: look,
    all: async (due) => (await knownSessions(record)).forEach(({ id }) => due(id)),
    stop: () => stopping.abort(),
  })
}
