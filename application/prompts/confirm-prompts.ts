import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { confirmPrompt } from '../../domain/prompts/prompt-queues.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { AgentReport } from '../agents/agent-cli.port.js'
import { faultText } from '../shared/errors.js'
import type { PromptsSteps } from './ports.js'

/** Confirms prompts that agents report. */
export interface ConfirmPrompts {
  readonly onReport: (session: SessionId, report: AgentReport) => T.Task<void>
}

export const makeConfirmPrompts = ({
  changeQueue,
  clock,
  log,
}: Pick<PromptsSteps, 'changeQueue' | 'clock' | 'log'>): ConfirmPrompts => ({
  onReport: (session, { hook, prompt }) => {
    if (hook?.event !== 'UserPromptSubmit' || typeof prompt !== 'string') return T.of(undefined)
    return pipe(
      changeQueue(session, (queues) => E.right(confirmPrompt(queues, session, prompt, clock.now()))),
      TE.match(
        (fault) => {
          log.warn('a sent prompt could not be stored as confirmed', { session, reason: faultText(fault) })
        },
        () => undefined,
      ),
    )
  },
})
