import { readdir, readFile } from 'node:fs/promises'
import { signal } from './processes.js'

/** Control client of a hub, identified by its terminal name, which control mode does not use. */
export interface HubClient {
  readonly clientPid: number
  readonly hubPid: number
}

const NAME_PREFIX = 'penates-hub-'

export const terminalNameOf = (hubPid: number): string => `${NAME_PREFIX}${hubPid}`

/** Process id of the hub that a client belongs to; `null` for clients of users. */
export const hubPidOf = (terminalName: string): number | null =>
  terminalName.startsWith(NAME_PREFIX) ? Number(terminalName.slice(NAME_PREFIX.length)) : null

/**
 * Ends clients of hubs that have ended. tmux 3.5a keeps a client with unread output after its hub was killed
 * (control_all_done waits for it), and counts it as attached.
 */
export function endStaleClients(clients: ReadonlyArray<HubClient>): void {
  for (const { clientPid, hubPid } of clients) if (!signal(hubPid, 0)) signal(clientPid, 'SIGKILL')
}

/**
 * Ends control clients of dead hubs, as `/proc` lists them, and returns their number. A tmux 3.5a server that is ending
 * waits for such a client without limit: it listens, lists no client, and replies `server exited unexpectedly`. Without
 * `/proc` no client is found. proc_pid_environ(5).
 */
export async function endOrphanClients(): Promise<number> {
  const files = await readdir('/proc').catch(() => [])
  const environments = await Promise.all(
    files
      .filter((file) => /^\d+$/.test(file))
      .map(async (file) => ({
        pid: Number(file),
        variables: (await readFile(`/proc/${file}/environ`, 'latin1').catch(() => '')).split('\0'),
      })),
  )
  const orphans = environments.filter(({ variables }) => {
    const hubPid = hubPidOf(variables.find((variable) => variable.startsWith('TERM='))?.slice('TERM='.length) ?? '')
    return hubPid !== null && !signal(hubPid, 0)
  })
  for (const { pid } of orphans) signal(pid, 'SIGKILL')
  return orphans.length
}
