import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { errorCode } from '../../infrastructure/files/disk.js'

/** Ends the server that Codex starts for itself and leaves behind, and the program that updates it. `home` is the folder of Codex. */
export async function endCodexServers(home: string): Promise<void> {
  for (const name of ['daemon-updater.pid', 'daemon.pid']) {
    const text = await readFile(join(home, 'app-server-daemon', name), 'utf8').catch(() => '{}')
    const { pid } = JSON.parse(text) as { readonly pid?: number }
    try {
      if (pid !== undefined) process.kill(pid, 'SIGKILL')
    } catch (thrown) {
      if (errorCode(thrown) !== 'ESRCH') throw thrown
    }
  }
}
