import type { AgentHooks } from '../../../application/agents/agent-cli.port.js'
import type { HookPayload } from '../../../domain/attention/hook.js'
import { turnFailure, type TurnFailureKind } from '../../../domain/attention/turn-failure.js'
import { readReport } from './claude-code/hook.js'

/** Reports of a program of ours: the call of a tool in words of the CLI, and an error at the end of a turn. */
export const reportsWith =
  (
    toolOf: (payload: HookPayload) => Readonly<Record<string, unknown>>,
    failureOf: (error: unknown) => TurnFailureKind,
    wordsOf: (error: unknown) => unknown,
  ): AgentHooks['report'] =>
  (event, payload) => {
    const report = readReport(event, { ...payload, ...toolOf(payload) })
    return event === 'StopFailure'
      ? {
          ...report,
          hook: { event: 'Stop', failure: turnFailure(failureOf(payload['error']), wordsOf(payload['error'])) },
        }
      : report
  }
