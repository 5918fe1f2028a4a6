import { execFile } from 'node:child_process'
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { promisify } from 'node:util'
import { OPEN_TO_ALL } from './accounts.js'

const execute = promisify(execFile)

/** In no machine's password database. */
const NAME = 'penates-agent'
const UID = 54_321

/** Mounts a password database, and an empty `/var/lib`, for one process and its children alone. */
const IN_OWN_MOUNTS = 'mount --bind "$1" /etc/passwd && mount -t tmpfs none /var/lib && shift && exec "$@"'

/** An account of one process and its children; nothing of the machine changes. Needs root. */
export interface SessionAccountOfTests {
  readonly name: string
  readonly uid: number
  readonly home: string
  /** In front of a program that has the account. */
  readonly before: ReadonlyArray<string>
  /** Gives everything in its home to it. */
  readonly own: () => Promise<void>
  readonly close: () => Promise<void>
}

export async function sessionAccountOfTests(): Promise<SessionAccountOfTests> {
  const folder = await mkdtemp(join(OPEN_TO_ALL, 'penates-account-'))
  await chmod(folder, 0o755)
  const home = await mkdtemp(join(folder, 'home-'))
  const passwords = join(folder, 'passwd')
  const entry = `${NAME}:x:${String(UID)}:${String(UID)}::${home}:/bin/bash\n`
  await writeFile(passwords, (await readFile('/etc/passwd', 'utf8')) + entry)
  const own = async (): Promise<void> => {
    await execute('chown', ['--recursive', `${String(UID)}:${String(UID)}`, home])
  }
  await own()
  return {
    name: NAME,
    uid: UID,
    home,
    before: ['unshare', '--mount', 'sh', '-c', IN_OWN_MOUNTS, 'sh', passwords],
    own,
    close: () => rm(folder, { recursive: true, force: true, maxRetries: 5, retryDelay: 50 }),
  }
}
