import { readdir, readFile } from 'node:fs/promises'
import { signal } from './processes.js'

/** Control client of a hub, identified by its terminal name, which control mode does not use. */
export interface HubClient {
  readonly clientPid: number
  readonly hubPid: number
}

const MARK = 'penates-hub-'

export const markOf = (hubPid: number): string => `${MARK}${hubPid}`

/** The hub that a client belongs to; `null` for a person's. */
export const hubOf = (terminalName: string): number | null =>
  terminalName.startsWith(MARK) ? Number(terminalName.slice(MARK.length)) : null

/**
 * Ends clients of hubs that are no more. tmux 3.5a keeps one for ever that had something to read when its hub was
 * killed (control_all_done waits for it), and counts it as attached.
 */
export function endStrays(clients: ReadonlyArray<HubClient>): void {
  for (const { clientPid, hubPid } of clients) if (!signal(hubPid, 0)) signal(clientPid, 'SIGKILL')
}

/**
 * Ends control clients of dead hubs as the system lists them, and tells how many there were. tmux 3.5a that was told to
 * end waits for such a client for ever: it listens, lists no client, and answers each one `server exited unexpectedly`.
 * Without `/proc` none is found. proc_pid_environ(5).
 */
export async function endOrphans(): Promise<number> {
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
    const hubPid = hubOf(variables.find((variable) => variable.startsWith('TERM='))?.slice('TERM='.length) ?? '')
    return hubPid !== null && !signal(hubPid, 0)
  })
  for (const { pid } of orphans) signal(pid, 'SIGKILL')
  return orphans.length
}
