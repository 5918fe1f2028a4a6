import { chmod, chown, lstat, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { accountCommandRunner } from '../../adapters/outbound/process/command-runner.account.js'
import type { CommandRunner } from '../../application/shared/command-runner.port.js'
import { unavailable, type Unavailable } from '../../application/shared/errors.js'
import type { Config } from '../config/environment.js'
import { errorText } from '../../infrastructure/files/disk.js'
import { sha256 } from '../../infrastructure/secrets/secrets.js'

/** Runs programs that work in folders of sessions: as the account of sessions where there is one. */
export const sessionRunner = ({ sessionUser, childEnvironment }: Config, runner: CommandRunner): CommandRunner =>
  sessionUser === null ? runner : accountCommandRunner(runner, sessionUser, childEnvironment)

/** Below it lies what sessions of another account need and may not change; one folder for each state folder. */
const SHARED = '/var/lib/penates'
const NAME_LENGTH = 16

/** Parent of the hook scripts: the state folder, or where another account of sessions can read. */
export const scriptsParent = ({ sessionUser, stateFolder }: Config): string =>
  sessionUser === null ? stateFolder : join(SHARED, sha256(stateFolder).slice(0, NAME_LENGTH))

/** Folder of the throw-away work trees of finishes, which git makes as the account of sessions. */
export const finishFolder = (config: Config): string => join(scriptsParent(config), 'finish')

/** Makes these folders where sessions have an account of their own. */
export const openSessionPlaces = (config: Config): TE.TaskEither<Unavailable, void> =>
  TE.tryCatch(
    async () => {
      const { sessionUser } = config
      if (sessionUser === null) return
      for (const folder of [SHARED, scriptsParent(config)]) {
        await mkdir(folder, { recursive: true })
        if ((await lstat(folder)).uid !== 0) throw new Error(`${folder} does not belong to root`)
        await chmod(folder, 0o755)
      }
      const folder = finishFolder(config)
      await mkdir(folder, { recursive: true, mode: 0o700 })
      await chown(folder, sessionUser.uid, sessionUser.gid)
    },
    (thrown) => unavailable('session user', errorText(thrown), thrown),
  )
