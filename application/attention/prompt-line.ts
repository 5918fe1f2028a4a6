import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { firstAnswer } from '../../domain/agents/agent-program.js'
import { SCREEN_LINES, type ScreenReading } from '../../domain/attention/activity.js'
import type { ServiceRetry } from '../../domain/attention/service-retry.js'
import type { AgentNotReady } from '../../domain/prompts/errors.js'
import { BEFORE_ENTER_MS, type PromptFault } from '../../domain/prompts/prompt.js'
import type { SessionNotFound } from '../../domain/sessions/errors.js'
import { textOfRow } from '../../domain/terminal/styled-row.js'
import type { AgentCli } from '../agents/agent-cli.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { AttentionPorts } from './ports.js'
import { pause } from '../shared/pause.js'

/** Outcome of typing a prompt; `null` when text and Enter were typed. Nothing was typed where it is `refused`. */
export type TypingOutcome =
  readonly ['refused', AgentNotReady['reason']] | readonly ['failed' | 'unknown', PromptFault] | null

/** Coding CLI that a screen shows, with its activity. All of it is of one moment. */
export interface SeenAgent {
  readonly cli: AgentCli
  readonly shows: ScreenReading
  readonly retry: ServiceRetry | null
  /** True when the prompt has text that a person typed. */
  readonly hasDraft: boolean
  /** Last lines of the screen, plain text. */
  readonly lines: ReadonlyArray<string>
}

/** Agent that a screen shows; `null` for a screen that no CLI recognises. */
type Reading = TE.TaskEither<SessionNotFound | Unavailable, SeenAgent | null>

/** Prompt line of the agent in a live session, by the name of the session. */
export interface PromptLine {
  /** Agent that its screen shows, by one request to the host. */
  readonly reading: (name: string) => Reading
  /** First reading that `isEnough` accepts, else the one when the time is over. */
  readonly readingWithin: (name: string, withinMs: number, isEnough: (seen: SeenAgent | null) => boolean) => Reading
  /**
   * Pastes a text in the form in which the CLI takes it as a prompt, and presses Enter. `refusal` decides about the reading directly
   * before the paste; Enter follows only while the screen shows the prompt line of that CLI. No screen is read for a CLI without
   * readers. Nothing is typed a second time.
   */
  readonly type: (
    name: string,
    text: string,
    cli: AgentCli,
    refusal: (seen: SeenAgent) => AgentNotReady['reason'] | null,
  ) => Promise<TypingOutcome>
}

/** Time for an agent to draw its prompt line again after a paste. A busy machine takes seconds. */
const DRAWN_WITHIN_MS = 5_000
/**
 * Interval of readings while a screen is expected to change within seconds. There is no event in time: tmux notifies of the output of
 * other sessions once a second at most.
 */
const LOOK_EVERY_MS = 25
/** Rows of any terminal: a dialog may be far above the prompt. */
const WHOLE_SCREEN = 500

export function makePromptLine({ agents, host, clock }: Pick<AttentionPorts, 'agents' | 'host' | 'clock'>): PromptLine {
  const reading: PromptLine['reading'] = (name) =>
    pipe(
      host.styledScreen(name, WHOLE_SCREEN),
      TE.map((rows) => {
        const lines = rows.map((row) => textOfRow(row).trimEnd())
        return firstAnswer(agents, (cli): SeenAgent | null => {
          const { screens } = cli
          const shows = screens?.reading(lines) ?? null
          if (screens === null || shows === null) return null
          return {
            cli,
            shows,
            retry: shows === 'busy' ? screens.retry(lines, clock.now()) : null,
            hasDraft: screens.hasDraft(rows.slice(-SCREEN_LINES)),
            lines: lines.slice(-SCREEN_LINES),
          }
        })
      }),
    )

  const readingWithin: PromptLine['readingWithin'] = (name, withinMs, isEnough) => async () => {
    const end = clock.monotonic() + withinMs
    for (;;) {
      const seen = await reading(name)()
      if (E.isLeft(seen) || isEnough(seen.right) || clock.monotonic() >= end) return seen
      await pause(clock, LOOK_EVERY_MS)
    }
  }

  return {
    reading,
    readingWithin,
    type: async (name, text, cli, refusal) => {
      const before = cli.screens === null ? null : await reading(name)()
      if (before !== null) {
        if (E.isLeft(before)) return ['failed', faultOf(before.left)]
        const refused = before.right?.cli === cli ? refusal(before.right) : 'unseen'
        if (refused !== null) return ['refused', refused]
      }
      const pasted = await host.paste(name, cli.promptInput(text))()
      if (E.isLeft(pasted))
        return pasted.left._tag === 'SessionNotFound' ? ['failed', 'ended'] : ['unknown', 'unavailable']
      await pause(clock, BEFORE_ENTER_MS)
      if (cli.screens !== null) {
        const after = await readingWithin(name, DRAWN_WITHIN_MS, (seen) => seen?.cli === cli)()
        if (E.isLeft(after)) return ['unknown', faultOf(after.left)]
        // Enter would answer a dialog that has opened.
        if (after.right?.cli !== cli || after.right.shows === 'asking') return ['unknown', 'dialog']
      }
      return E.isLeft(await host.press(name, 'Enter')()) ? ['unknown', 'unavailable'] : null
    },
  }
}

const faultOf = ({ _tag }: SessionNotFound | Unavailable): PromptFault =>
  _tag === 'SessionNotFound' ? 'ended' : 'unavailable'
