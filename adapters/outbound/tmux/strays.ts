import { signal } from './processes.js'

/** The control client of a hub, told by its terminal name: control mode has no terminal and never looks at it. */
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
