import * as E from 'fp-ts/lib/Either.js'
import { asAccount, type Account } from '../process/as-account.js'
import { findProgram } from '../process/find-program.js'
import { runProgram, type ProgramEnd } from '../process/run-program.js'

/** Properties of the machine that determine whether programs can run as another account. */
export interface AccountMachine {
  readonly platform: NodeJS.Platform
  /** User id of this process; `undefined` on systems without one. */
  readonly uid: number | undefined
  readonly searchPath: string
}

const TIMEOUT_MS = 5_000
const OUTPUT_LIMIT_BYTES = 64 * 1024
/** Matches the shells of accounts that may not log in; their programs run in `/bin/sh`. */
const NO_SHELL = /\/(nologin|false)$/

const NEEDED = 'util-linux 2.24 or later (Debian: sudo apt install util-linux)'

/** Account with this name when sessions can run as it, else an error text with a remedy. */
export async function findAccount(
  name: string,
  { platform, uid, searchPath }: AccountMachine,
): Promise<E.Either<string, Account>> {
  if (platform !== 'linux')
    return E.left('works on Linux only; remove it, or run the hub itself as the user that sessions are to run as')
  if (uid !== 0)
    return E.left('needs a hub that runs as root; start it as root, or remove the variable and start it as that user')
  const [setpriv, getent] = await Promise.all(['setpriv', 'getent'].map((one) => findProgram(one, searchPath)))
  if (!setpriv) return E.left(`needs setpriv, which is not on PATH; install ${NEEDED}`)
  if (!getent) return E.left('needs getent, which is not on PATH; install it (Debian: sudo apt install libc-bin)')

  const run = (argv: readonly [string, ...string[]]): Promise<ProgramEnd> =>
    runProgram(argv, {
      environment: { PATH: searchPath, LC_ALL: 'C' },
      timeoutMs: TIMEOUT_MS,
      outputLimitBytes: OUTPUT_LIMIT_BYTES,
      ownGroup: true,
    })
  const found = await run([getent, 'passwd', name])
  const account = found._tag === 'Ended' ? readAccount(found.stdout.toString('utf8'), name, setpriv) : null
  if (account === null)
    return E.left('names no user of this machine; make one (sudo useradd --create-home NAME), or correct the name')
  if (account.uid === 0) return E.left('names a user with the id 0, which is root itself; name another one')
  const tried = await run([...asAccount(account), 'true'])
  if (tried._tag === 'Ended' && tried.exitCode === 0) return E.right(account)
  const said = tried._tag === 'Ended' ? tried.stderr.toString('utf8').trim().split('\n')[0] : tried._tag
  return E.left(`cannot be used: ${setpriv} failed (${said ?? ''}); it has to be that of ${NEEDED}`)
}

/** Reads an entry of passwd(5). getent also looks up an all-digit name as an id, so the name is compared. */
function readAccount(line: string, wanted: string, setpriv: string): Account | null {
  const [name, , uid, gid, , home = '', shell = ''] = line.trim().split(':')
  if (name !== wanted || !home.startsWith('/') || !/^\d+$/.test(uid ?? '') || !/^\d+$/.test(gid ?? '')) return null
  const isShell = shell.startsWith('/') && !NO_SHELL.test(shell)
  return { name, uid: Number(uid), gid: Number(gid), home, shell: isShell ? shell : '/bin/sh', setpriv }
}
