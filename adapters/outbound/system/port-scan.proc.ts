import { readdir, readFile, readlink } from 'node:fs/promises'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { PortScan } from '../../../application/preview/port-scan.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import { errorText } from '../../../infrastructure/files/disk.js'
import { isListening } from './is-listening.js'
import { readTcpTable, type Listener } from './tcp-table.js'

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
