import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { firstAnswer } from '../../domain/agents/agent-program.js'
import { SCREEN_LINES, type ScreenReading } from '../../domain/attention/activity.js'
import type { ServiceRetry } from '../../domain/attention/service-retry.js'
import { BEFORE_ENTER_MS, type PromptFault } from '../../domain/prompts/prompt.js'
import type { SessionNotFound } from '../../domain/sessions/errors.js'
import type { AgentCli } from '../agents/agent-cli.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { AttentionPorts } from './ports.js'

/** Outcome of typing a prompt; `null` when text and Enter were typed. */
export type TypingOutcome = readonly ['failed' | 'unknown', PromptFault] | null

/** Coding CLI that a screen shows, with its activity. */
export interface SeenAgent {
  readonly cli: AgentCli
  readonly shows: ScreenReading
  readonly retry: ServiceRetry | null
}

/** Prompt line of the agent in a live session, by the name of the session. */
export interface PromptLine {
  /** Agent that its screen shows; `null` for a screen that no CLI recognises. */
  readonly reading: (name: string) => TE.TaskEither<SessionNotFound | Unavailable, SeenAgent | null>
  /** True when the line has text that a person typed. */
  readonly hasDraft: (name: string) => TE.TaskEither<SessionNotFound | Unavailable, boolean>
  /**
   * Pastes a text in the form in which the CLI takes it as a prompt, and presses Enter. Both happen only while the screen shows the
   * prompt line of that CLI; no screen is read for a CLI without readers. Nothing is typed a second time.
   */
  readonly type: (name: string, text: string, cli: AgentCli) => Promise<TypingOutcome>
}

/** Time for an agent to draw its prompt line again after a paste. A busy machine takes seconds. */
const DRAWN_WITHIN_MS = 5_000
const LOOK_EVERY_MS = 200
/** Rows of any terminal: a dialog may be far above the prompt. */
const WHOLE_SCREEN = 500

export function makePromptLine({ agents, host, clock }: Pick<AttentionPorts, 'agents' | 'host' | 'clock'>): PromptLine {
  const pause = (ms: number): Promise<void> => new Promise((resolve) => void clock.after(ms, resolve))

  const reading: PromptLine['reading'] = (name) =>
    pipe(
      host.screen(name, WHOLE_SCREEN),
      TE.map((rows) =>
        firstAnswer(agents, (cli): SeenAgent | null => {
          const shows = cli.screens?.reading(rows) ?? null
          if (shows === null) return null
          return { cli, shows, retry: shows === 'busy' ? (cli.screens?.retry(rows, clock.now()) ?? null) : null }
        }),
      ),
    )

  /** Fault of a screen that does not show the prompt line of the CLI; `null` when it does. Unknown screens are waited for. */
  const faultOf = async (name: string, cli: AgentCli, withinMs: number): Promise<PromptFault | null> => {
    if (cli.screens === null) return null
    const seen = await reading(name)()
    if (E.isLeft(seen)) return seen.left._tag === 'SessionNotFound' ? 'ended' : 'unavailable'
    if (seen.right?.cli === cli) return seen.right.shows === 'asking' ? 'dialog' : null
    if (withinMs <= 0) return 'dialog'
    await pause(LOOK_EVERY_MS)
    return faultOf(name, cli, withinMs - LOOK_EVERY_MS)
  }

  return {
    reading,
    hasDraft: (name) =>
      pipe(
        host.styledScreen(name, SCREEN_LINES),
        TE.map((rows) => agents.some(({ screens }) => screens?.hasDraft(rows) ?? false)),
      ),
    type: async (name, text, cli) => {
      const before = await faultOf(name, cli, 0)
      if (before !== null) return ['failed', before]
      const pasted = await host.paste(name, cli.promptInput(text))()
      if (E.isLeft(pasted))
        return pasted.left._tag === 'SessionNotFound' ? ['failed', 'ended'] : ['unknown', 'unavailable']
      await pause(BEFORE_ENTER_MS)
      // Enter would answer a dialog that has opened.
      const after = await faultOf(name, cli, DRAWN_WITHIN_MS)
      if (after !== null) return ['unknown', after]
      return E.isLeft(await host.press(name, 'Enter')()) ? ['unknown', 'unavailable'] : null
    },
  }
}
