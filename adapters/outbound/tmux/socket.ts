import { stat } from 'node:fs/promises'
import { connect } from 'node:net'
import { join } from 'node:path'
import { guarded } from '../../../infrastructure/guard/guard.js'

/** Which tmux server: a name in tmux's own folder, or a path. Neither is the person's default one. */
export interface TmuxSocket {
  /** Name of the socket, as for `tmux -L`. */
  readonly socketName?: string
  /** Path of the socket, as for `tmux -S`. */
  readonly socketPath?: string
}

/** Arguments that select the socket. */
export const socketArgs = ({ socketName, socketPath }: TmuxSocket): ReadonlyArray<string> =>
  socketPath !== undefined ? ['-S', socketPath] : socketName !== undefined ? ['-L', socketName] : []

/** Path of the socket. A socket name is resolved in `$TMUX_TMPDIR`, else in `/tmp`. tmux(1), `-L`. */
export const socketFile = (
  { socketName = 'default', socketPath }: TmuxSocket,
  environment: Readonly<Record<string, string>>,
  userId: number,
): string => socketPath ?? join(environment['TMUX_TMPDIR'] ?? '/tmp', `tmux-${String(userId)}`, socketName)

/** Device, inode and birth of the file (tmux itself changes the mode, and so its ctime); `null` when there is none. */
export const socketIdentity = (file: string): Promise<string | null> =>
  stat(file).then(
    ({ dev, ino, birthtimeMs }) => `${String(dev)}:${String(ino)}:${String(birthtimeMs)}`,
    () => null,
  )

/** True when a server listens on the socket, also a hung one. Starts no process, so it can be called often. */
export const isListening = (file: string): Promise<boolean> =>
  new Promise((resolve) => {
    const probe = connect(file)
    const settle = (listening: boolean): void => {
      probe.destroy()
      resolve(listening)
    }
    probe.on(
      'connect',
      guarded('tmux probe', () => settle(true)),
    )
    const failed = ({ code }: NodeJS.ErrnoException): void => settle(code !== 'ENOENT' && code !== 'ECONNREFUSED')
    probe.on('error', guarded('tmux probe', failed))
  })
