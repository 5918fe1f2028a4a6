import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { firstAnswer } from '../../domain/agents/agent-program.js'
import { SCREEN_LINES, type ScreenReading } from '../../domain/attention/activity.js'
import { BEFORE_ENTER_MS, type PromptFault } from '../../domain/prompts/prompt.js'
import type { SessionNotFound } from '../../domain/sessions/errors.js'
import type { AgentClis } from '../agents/agent-cli.port.js'
import type { SessionHost } from '../sessions/session-host.port.js'
import type { Clock } from '../shared/clock.port.js'
import type { Unavailable } from '../shared/errors.js'

/** Outcome of typing a prompt; `null` when text and Enter were typed. */
export type TypingOutcome = readonly ['failed' | 'unknown', PromptFault] | null

/** Prompt line of the agent in a live session, by the name of the session. */
export interface PromptLine {
  /** Activity that its screen shows; `null` for a screen that no CLI recognises. */
  readonly reading: (name: string) => TE.TaskEither<SessionNotFound | Unavailable, ScreenReading | null>
  /** True when the line has text that a person typed. */
  readonly hasDraft: (name: string) => TE.TaskEither<SessionNotFound | Unavailable, boolean>
  /** Pastes a text and presses Enter unless a dialog came up meanwhile. Nothing is typed a second time. */
  readonly type: (name: string, text: string) => Promise<TypingOutcome>
}

export interface PromptLineDeps {
  readonly agents: AgentClis
  readonly host: SessionHost
  readonly clock: Clock
}

export function makePromptLine({ agents, host, clock }: PromptLineDeps): PromptLine {
  const reading: PromptLine['reading'] = (name) =>
    pipe(
      host.screen(name, SCREEN_LINES),
      TE.map((rows) => firstAnswer(agents, ({ screens }) => screens?.reading(rows) ?? null)),
    )

  return {
    reading,
    hasDraft: (name) =>
      pipe(
        host.styledScreen(name, SCREEN_LINES),
        TE.map((rows) => agents.some(({ screens }) => screens?.hasDraft(rows) ?? false)),
      ),
    type: async (name, text) => {
      const pasted = await host.paste(name, text)()
      if (E.isLeft(pasted))
        return pasted.left._tag === 'SessionNotFound' ? ['failed', 'ended'] : ['unknown', 'unavailable']
      await new Promise<void>((resolve) => void clock.after(BEFORE_ENTER_MS, resolve))
      const shows = await reading(name)()
      if (E.isLeft(shows)) return ['unknown', 'unavailable']
      // Enter would answer the dialog.
      if (shows.right === 'asking') return ['unknown', 'dialog']
      return E.isLeft(await host.press(name, 'Enter')()) ? ['unknown', 'unavailable'] : null
    },
  }
}
