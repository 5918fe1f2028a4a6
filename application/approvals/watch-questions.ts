import * as E from 'fp-ts/lib/Either.js'
import type { AgentId } from '../../domain/agents/agent-id.js'
import { isJsonObject } from '../../domain/approvals/canonical-json.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import { detach } from '../shared/detached.js'
import { pollingJob, type Job } from '../shared/job.js'
import type { OpenQuestion } from './terminal-questions.port.js'
import type { ApprovalsSteps } from './ports.js'

/** A look is a few requests on a local socket for each agent that works or waits. */
const LOOK_EVERY_MS = 1_500
/** Tool by which the hub names a question. */
const QUESTION_TOOL = 'AskUserQuestion'

/** Asks people what agents ask at their terminals and report by no hook. Each question is asked once. */
export function makeWatchQuestions(
  deps: Pick<ApprovalsSteps, 'record' | 'terminalQuestions' | 'observeAgents' | 'desk' | 'clock'>,
): Job {
  const { record, terminalQuestions, observeAgents, desk, clock } = deps
  /** Sessions with a question that is open. */
  const open = new Set<SessionId>()

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

  const look = (gone: AbortSignal) => async (): Promise<void> => {
    const records = await record.read()
    if (E.isLeft(records)) return
    for (const { id, conversation, directory } of records.right.known) {
      if (conversation === null || !terminalQuestions.agents.includes(conversation.agent) || open.has(id)) continue
      const { activity } = observeAgents.of(id)
      if (activity !== 'working' && activity !== 'waiting') continue
      const question = await terminalQuestions.openIn(conversation, gone)()
      if (question === null) continue
      open.add(id)
      detach('question at a terminal', () =>
        ask(id, conversation.agent, directory, question).finally(() => open.delete(id)),
      )
    }
  }

  const name = 'watch over questions'
  return {
    name,
    start: () => {
      const stopping = new AbortController()
      const stop = pollingJob(name, clock, LOOK_EVERY_MS, look(stopping.signal)).start()
      return () => {
        stop()
        stopping.abort()
      }
    },
  }
}
