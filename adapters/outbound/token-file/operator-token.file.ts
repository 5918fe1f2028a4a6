import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { stat } from 'node:fs/promises'
import { dirname, basename } from 'node:path'
import type { OperatorToken } from '../../../application/access/operator-token.port.js'
import type { Prerequisite } from '../../../application/doctor/prerequisite.port.js'
import { unavailable, type Unavailable } from '../../../application/shared/errors.js'
import { makeListeners } from '../../../application/shared/listeners.js'
import { replaceFile } from '../../../infrastructure/files/atomic-write.js'
import { errorCode, errorText, type Disk } from '../../../infrastructure/files/disk.js'
import { followFile } from '../../../infrastructure/files/follow-file.js'
import { makeSerial } from '../../../infrastructure/files/serial.js'
import { removeStaleTemporaries } from '../../../infrastructure/files/stale-temporaries.js'
import { detach } from '../../../infrastructure/guard/guard.js'
import { newToken, secretMatcher } from '../../../infrastructure/secrets/secrets.js'

/** Name of the file in the state folder. */
export const OPERATOR_TOKEN_FILE = 'operator-token'

/** The token of the file, as it is now. */
export interface LiveOperatorToken extends OperatorToken {
  readonly current: () => string
  readonly close: () => void
}

export interface TokenFile {
  readonly disk: Disk
  /** Absolute. */
  readonly file: string
}

/** A token file may have been written by hand: 16 characters or more that pass through a header and a subprotocol. */
const READABLE = /^[\w!#$%&'*+\-.^`|~]{16,}$/

/** The stored token, `null` when there is none. `Unavailable` when the file is damaged or cannot be read. */
export const readToken = ({ disk, file }: TokenFile): TE.TaskEither<Unavailable, string | null> =>
  TE.tryCatch(
    async () => {
      const text = await disk.read(file).catch((thrown: unknown) => {
        if (errorCode(thrown) === 'ENOENT') return null
        throw thrown
      })
      if (text === null) return null
      const token = text.trim()
      if (!READABLE.test(token)) throw new Error('it holds no token; make a new one with: penates token rotate')
      return token
    },
    (thrown) => unavailable('token', `${file}: ${errorText(thrown)}`, thrown),
  )

/** Makes and stores a new token; the former one no longer opens anything, also in a hub that runs. */
export const rotateToken = ({ disk, file }: TokenFile): TE.TaskEither<Unavailable, string> =>
  TE.tryCatch(
    async () => {
      const token = newToken()
      await disk.makeFolder(dirname(file))
      await replaceFile(disk, file, `${token}\n`)
      return token
    },
    (thrown) => unavailable('token', `${file}: ${errorText(thrown)}`, thrown),
  )

/** A token that was given from outside; with `null` the hub runs without one, as it may on loopback only. */
export function givenOperatorToken(token: string | null): OperatorToken {
  const watch: OperatorToken['watch'] = () => () => undefined // it stays what it is
  if (token === null) return { matches: () => true, current: () => null, watch }
  const matches = secretMatcher(token)
  return { matches: (offered) => offered !== null && matches(offered), current: () => token, watch }
}

/** The operator's token from its file, made on the first start, and followed from then on. */
export const openOperatorToken = (at: TokenFile): TE.TaskEither<Unavailable, LiveOperatorToken> =>
  pipe(
    tidied(at),
    TE.flatMap(() => readToken(at)),
    TE.flatMap((stored) => (stored === null ? rotateToken(at) : TE.right(stored))),
    TE.map((token) => following(at, token)),
  )

const PART = 'watch of the operator token'

/** Removes what rotations left that were cut short. `penates token rotate` may write while the hub starts. */
const tidied = ({ disk, file }: TokenFile): TE.TaskEither<Unavailable, void> =>
  TE.tryCatch(
    async () => {
      await disk.makeFolder(dirname(file))
      await removeStaleTemporaries(file)
    },
    (thrown) => unavailable('token', `${file}: ${errorText(thrown)}`, thrown),
  )

function following(at: TokenFile, first: string): LiveOperatorToken {
  let token = first
  let matches = secretMatcher(first)
  const rotations = makeListeners<null>('token rotations')
  const inTurn = makeSerial()

  const reread = async (): Promise<void> => {
    const stored = await readToken(at)()
    if (stored._tag === 'Left' || stored.right === null || stored.right === token) return
    token = stored.right
    matches = secretMatcher(token)
    rotations.tell(null)
  }
  // Also reads a change that came before it began.
  const stop = followFile({
    find: () => Promise.resolve(at.file),
    changed: () => detach(PART, () => inTurn.run(reread)),
  })

  return {
    matches: (offered) => offered !== null && matches(offered),
    watch: rotations.add,
    current: () => token,
    close: stop,
  }
}

/** Looks at the operator's token without telling it. */
export const checkToken =
  (at: TokenFile): Prerequisite =>
  async () => {
    const name = basename(at.file)
    const read = await readToken(at)()
    if (E.isLeft(read)) {
      return [{ name, state: 'fault', detail: read.left.detail, mend: 'Make a new one: penates token rotate' }]
    }
    if (read.right === null) return [{ name, state: 'ok', detail: 'made at the first start', mend: null }]
    const mode = await stat(at.file).then(
      (found) => found.mode,
      () => 0,
    )
    return [
      (mode & 0o077) === 0
        ? { name, state: 'ok', detail: 'readable by you only', mend: null }
        : { name, state: 'warning', detail: 'can be read by others', mend: `chmod 600 '${at.file}'` },
    ]
  }
