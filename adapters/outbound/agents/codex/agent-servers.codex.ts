import { readdir, readFile, readlink } from 'node:fs/promises'
import type { AgentServer, AgentServers } from '../../../../application/sessions/agent-servers.port.js'
import { sessionId } from '../../../../domain/sessions/session-id.js'
import {
  fieldsOfStat,
  runningProcesses,
  type RunningProcess,
} from '../../../../infrastructure/process/process-table.js'

/** Servers of Codex (0.171.0): the one that its terminals use, and the one that updates that. */
const SERVER = /(?:^|[/ ])codex app-server(?: |$)/
const UPDATER = /(?:^|[/ ])codex app-server daemon /

interface FoundServer extends AgentServer {
  readonly pid: number
}

/**
 * Servers of Codex in the process table of Linux whose environment names a session of the hub at `hubUrl`. A server counts as used
 * unless its listening socket is found and none of its connections, and with its own terminal.
 */
export function codexAgentServers(hubUrl: string): AgentServers {
  async function look(): Promise<ReadonlyArray<FoundServer>> {
    if (process.platform !== 'linux') return []
    const running = [...(await runningProcesses()).values()].filter(({ args }) => SERVER.test(args))
    if (running.length === 0) return []
    const sockets = socketsIn(await readFile('/proc/net/unix', 'utf8'))
    const servers = running.filter(({ args }) => !UPDATER.test(args))
    const idle = await filtered(servers, (one) => isUnused(one, sockets))
    // An updater may start a server again that ends.
    const updaters = idle.length === servers.length ? running.filter((one) => !servers.includes(one)) : []
    const found = await Promise.all([...idle, ...updaters].map(ownedBy(hubUrl)))
    return found.filter((one) => one !== null)
  }

  /** Without those that cannot be read. */
  const idle = (): Promise<ReadonlyArray<FoundServer>> => look().catch(() => [])

  return {
    idle: async () => (await idle()).map(({ key, session }) => ({ key, session })),
    end: (server) => async () => {
      for (const { key, pid } of await idle()) {
        if (key !== server.key) continue
        try {
          process.kill(pid, 'SIGTERM')
        } catch {
          // It has ended.
        }
      }
    },
  }
}

/** The process as a server of this hub; `null` for one of another hub or person, and for one that cannot be read. */
const ownedBy =
  (hubUrl: string) =>
  async ({ pid, startedAt }: RunningProcess): Promise<FoundServer | null> => {
    const environment = await readFile(`/proc/${String(pid)}/environ`, 'utf8').catch(() => '')
    const valueOf = (name: string): string | null =>
      environment
        .split('\0')
        .find((line) => line.startsWith(`${name}=`))
        ?.slice(name.length + 1) ?? null
    const session = valueOf('PENATES_SESSION_ID')
    return session === null || valueOf('PENATES_URL') !== hubUrl
      ? null
      : { pid, key: `${String(pid)} ${startedAt}`, session: sessionId(session) }
  }

/** Inodes of the sockets with a path, by state. */
interface UnixSockets {
  readonly listening: ReadonlySet<string>
  readonly connected: ReadonlySet<string>
}

/** Flag `__SO_ACCEPTCON` and state `SS_CONNECTED`: proc(5), `/proc/net/unix`. */
const LISTENS = '00010000'
const CONNECTED = '03'

function socketsIn(table: string): UnixSockets {
  const rows = table.split('\n').map((line) => line.trim().split(/\s+/))
  const named = rows.flatMap(([, , , flags, , state, inode, path]) =>
    inode === undefined || path === undefined ? [] : [{ inode, isListening: flags === LISTENS, state }],
  )
  const inodesOf = (sockets: typeof named): ReadonlySet<string> => new Set(sockets.map(({ inode }) => inode))
  return {
    listening: inodesOf(named.filter(({ isListening }) => isListening)),
    connected: inodesOf(named.filter(({ isListening, state }) => !isListening && state === CONNECTED)),
  }
}

/** Field 7 of `stat`, counted from the third. */
const TERMINAL_FIELD = 4

async function isUnused({ pid }: RunningProcess, { listening, connected }: UnixSockets): Promise<boolean> {
  const folder = `/proc/${String(pid)}`
  const [stat, files] = await Promise.all([readFile(`${folder}/stat`, 'latin1'), readdir(`${folder}/fd`)])
  const links = await Promise.all(files.map((file) => readlink(`${folder}/fd/${file}`).catch(() => '')))
  const inodes = links.flatMap((link) => /^socket:\[(\d+)\]$/.exec(link)?.[1] ?? [])
  const hasTerminal = fieldsOfStat(stat)[TERMINAL_FIELD] !== '0'
  return !hasTerminal && inodes.some((inode) => listening.has(inode)) && !inodes.some((inode) => connected.has(inode))
}

/** Elements for which the test holds; one that cannot be tested is left out. */
async function filtered<A>(all: ReadonlyArray<A>, test: (one: A) => Promise<boolean>): Promise<ReadonlyArray<A>> {
  const results = await Promise.all(all.map((one) => test(one).catch(() => false)))
  return all.filter((_, index) => results[index])
}
