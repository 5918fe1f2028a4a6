import * as E from 'fp-ts/lib/Either.js'
import { ideasSession } from '../../../../../domain/board/names.js'

/** Name of the project's idea-collecting session; `null` when none can be formed. */
export function ideasSessionOf(
  prefix: string,
  project: { readonly id: string; readonly displayName: string },
): string | null {
  const name = ideasSession(prefix, project)
  return E.isRight(name) ? name.right : null
}
