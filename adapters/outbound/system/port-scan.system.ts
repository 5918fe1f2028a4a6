import * as TE from 'fp-ts/lib/TaskEither.js'
import { pipe } from 'fp-ts/lib/function.js'
import { readdir, readFile, readlink } from 'node:fs/promises'
import type { PortScan } from '../../../application/preview/port-scan.port.js'
import type { CommandRunner } from '../../../application/shared/command-runner.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import type { ListeningPort } from '../../../domain/preview/preview-port.js'
import { errorText } from '../../../infrastructure/files/disk.js'
import { isListening } from './port-probe.net.js'

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

/** Processes looked at at the same time: many more only wait for each other. */
const AT_ONCE = 16

/** Linux: listening ports from `/proc/net/tcp`, their owners from the open files of the user's processes. proc(5). */
export const procPortScan: PortScan = {
  isListening,
  list: TE.tryCatch(listeners, (thrown) => unavailable('port scan', errorText(thrown), thrown)),
}

async function listeners() {
  const tables = await Promise.all(
    ['tcp', 'tcp6'].map((table) => readFile(`/proc/net/${table}`, 'utf8').catch(() => '')),
  )
  const found = tables.flatMap(readTcpTable)
  const names = await namesOf(new Set(found.map(({ inode }) => inode)))
  return found.map(({ port, inode }: Listener) => ({ port, process: names.get(inode) ?? '' }))
}

/** Whose sockets these are, by inode; of processes of other people nothing is known. */
async function namesOf(inodes: ReadonlySet<string>): Promise<ReadonlyMap<string, string>> {
  const names = new Map<string, string>()
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const look = async (): Promise<void> => {
    for (let pid = pids.pop(); pid !== undefined && names.size < inodes.size; pid = pids.pop()) {
      const held = (await socketsOf(pid)).filter((inode) => inodes.has(inode))
      if (held.length === 0) continue
      const name = (await readFile(`/proc/${pid}/comm`, 'utf8').catch(() => '')).trim()
      for (const inode of held) names.set(inode, name)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, look))
  return names
}

async function socketsOf(pid: string): Promise<ReadonlyArray<string>> {
  const folder = `/proc/${pid}/fd`
  const files = await readdir(folder).catch(() => [])
  const targets = await Promise.all(files.map((file) => readlink(`${folder}/${file}`).catch(() => '')))
  return targets.flatMap((target) => /^socket:\[(\d+)\]$/.exec(target)?.[1] ?? [])
}

const TIMEOUT_MS = 4_000

/**
 * Port scan for systems without `/proc`, such as macOS. lsof(8): `-F` prints one field per line, with its letter first.
 */
export const lsofPortScan = (runner: CommandRunner): PortScan => ({
  isListening,
  list: pipe(
    runner.run(['lsof', '-nP', '-iTCP', '-sTCP:LISTEN', '-F', 'cn'], { timeoutMs: TIMEOUT_MS, startsNone: true }),
    TE.map(({ stdout }) => readListeners(stdout)),
  ),
})

/** Parses `c` (command) and `n` (`*:5173`, `127.0.0.1:5173`, `[::1]:5173`) lines. */
export function readListeners(output: string): ReadonlyArray<ListeningPort> {
  let process = ''
  return output.split('\n').flatMap((line) => {
    if (line.startsWith('c')) process = line.slice(1)
    const port = /^n(?:\*|127\.0\.0\.1|\[::1?\]):(\d+)$/.exec(line)?.[1]
    return port === undefined ? [] : [{ port: Number(port), process }]
  })
}
