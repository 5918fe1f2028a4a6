import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  nothingSelected,
  previewRefused,
  type NothingSelected,
  type PreviewRefused,
} from '../../domain/preview/errors.js'
import type { Selection } from './selections.js'
import type { PreviewSteps } from './ports.js'

/** Credentials of a request on the preview's host. */
export interface PreviewPass {
  /** Value of our cookie there. */
  readonly ticket: string | null
  /** JWT of the access proxy. */
  readonly jwt: string | null
}

export type OpenPreviewError = PreviewRefused | NothingSelected

export interface EnterPreview {
  /** A ticket for the selection whose code it is: the value of a cookie, good for 12 h. */
  readonly enter: (code: string) => E.Either<PreviewRefused, string>
  /** Port selected by the holder of these credentials. */
  readonly open: (pass: PreviewPass) => TE.TaskEither<OpenPreviewError, number>
}

/** Validity of a ticket in milliseconds: a working day. */
export const TICKET_MS = 12 * 60 * 60_000

/** Lets people onto the preview's host, who cannot send the hub's token there: with a ticket, or signed in by Access. */
export function makeEnterPreview(
  deps: Pick<PreviewSteps, 'selections' | 'seal' | 'accessTokens' | 'clock'>,
): EnterPreview {
  const { selections, seal, accessTokens, clock } = deps
  /** `null` for no ticket of ours, or one that has run out. */
  const read = (ticket: string): { readonly id: string } | null => {
    const [id = '', until = ''] = seal.open(ticket)?.split(' ') ?? []
    return clock.now() < Number(until) ? { id } : null
  }
  const portOf = (selection: Selection | null): E.Either<OpenPreviewError, number> =>
    selection === null ? E.left(nothingSelected) : E.right(selection.port)

  return {
    enter: (code) => {
      const selection = selections.redeem(code)
      if (selection === null) return E.left(previewRefused)
      return E.right(seal.close(`${selection.id} ${String(clock.now() + TICKET_MS)}`))
    },
    open: ({ ticket, jwt }) => {
      const held = ticket === null ? null : read(ticket)
      if (held !== null) return TE.fromEither(portOf(selections.byId(held.id)))
      if (accessTokens === null || jwt === null) return TE.left(previewRefused)
      return pipe(
        accessTokens.verify(jwt),
        TE.mapLeft((): OpenPreviewError => previewRefused),
        TE.flatMapEither(({ email }) =>
          portOf(selections.ofUser(email) ?? selections.of({ client: null, user: email })),
        ),
      )
    },
  }
}
