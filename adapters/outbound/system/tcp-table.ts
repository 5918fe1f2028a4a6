/** A socket that listens and can be reached through `localhost`. */
export interface Listener {
  readonly port: number
  readonly inode: string
}

/** proc(5), `/proc/net/tcp`: the state `TCP_LISTEN`. */
const LISTEN = '0A'

/**
 * Addresses that `localhost` leads to, as the kernel writes them: everything and loopback, of either kind. Four bytes each,
 * the least one first.
 */
const REACHED = new Set([
  '00000000',
  '0100007F',
  '00000000000000000000000000000000',
  '00000000000000000000000001000000',
  '0000000000000000FFFF00000100007F',
])

/** Reads `/proc/net/tcp` or `tcp6`. Lines that are not understood are left out. */
export function readTcpTable(table: string): ReadonlyArray<Listener> {
  return table.split('\n').flatMap((line) => {
    const columns = line.trim().split(/\s+/)
    const [address = '', port = ''] = columns[1]?.split(':') ?? []
    const inode = columns[9]
    if (columns[3] !== LISTEN || inode === undefined || !REACHED.has(address)) return []
    return [{ port: Number.parseInt(port, 16), inode }]
  })
}
