import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { InvalidPrompt } from '../../domain/prompts/errors.js'
import { BEFORE_ENTER_MS, promptText } from '../../domain/prompts/prompt.js'
import type { SessionNotFound } from '../../domain/sessions/errors.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { PromptsSteps } from './ports.js'

/**
 * Types a text into a running session as one paste. Its program may be a shell or show a dialog. A coding CLI gets the text
 * in the form of a prompt.
 */
export type TypeText = (
  name: string,
  text: string,
  enter: boolean,
  caller: Caller,
) => TE.TaskEither<InvalidPrompt | SessionNotFound | Unavailable, void>

export const makeTypeText =
  ({ host, promptLine, audit, clock }: Pick<PromptsSteps, 'host' | 'promptLine' | 'audit' | 'clock'>): TypeText =>
  (name, raw, enter, caller) =>
    pipe(
      TE.fromEither(promptText(raw)),
      TE.bindTo('text'),
      TE.bindW('seen', () => promptLine.reading(name)),
      TE.flatMap(({ text, seen }): ReturnType<TypeText> => host.paste(name, seen?.cli.promptInput(text) ?? text)),
      TE.tap(() => audit.record({ event: 'prompt.type', fields: { session: name } }, caller)),
      TE.flatMap((): ReturnType<TypeText> => {
        if (!enter) return TE.right(undefined)
        return async () => {
          await new Promise<void>((resolve) => void clock.after(BEFORE_ENTER_MS, resolve))
          return host.press(name, 'Enter')()
        }
      }),
    )
