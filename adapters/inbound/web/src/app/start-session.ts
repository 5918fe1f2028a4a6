import type { Answer, CodeOf, NewSession } from './hub/hub.js'
import type { Begun } from './starts.js'
import { ask, isSettled, later } from './the-hub.js'

/** Starts a session. Resolves as soon as its program runs. */
export const startSession = ({
  command,
  prompt,
  branch,
  ...where
}: NewSession): Promise<Answer<Begun, CodeOf<'createSession'>>> =>
  ask(
    later.createSession({
      body: {
        ...where,
        ...(command === null ? { shell: true } : { command, prompt }),
        ...(branch === null ? {} : { branch }),
      },
    }),
    (answer) => ({ name: answer.body.name, isSettled: isSettled(answer) }),
  )
