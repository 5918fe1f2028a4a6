import * as E from 'fp-ts/lib/Either.js'
import { ideasSession } from '../../../../../domain/board/names.js'

/** What the session is called that collects ideas for a project; `null` where none can be. */
export function ideasSessionOf(
  prefix: string,
  project: { readonly id: string; readonly displayName: string },
): string | null {
  const name = ideasSession(prefix, project)
  return E.isRight(name) ? name.right : null
}
