/**
 * Names the session that a hook's program speaks for. Settings of a project can empty or replace variables for hooks
 * (`env`), but not the environment that the processes above the hook were started with. It imports nothing of ours.
 */
import { execFile } from 'node:child_process'
import { readdir, readFile, readlink } from 'node:fs/promises'
import { promisify } from 'node:util'

export interface Identity {
  readonly token: string
  readonly session: string
  /** Folder of the agent in the background that runs the hook (`CLAUDE_JOB_DIR`); empty for another agent. */
  readonly job: string
}

interface Process {
  readonly parent: number
  readonly name: string
  readonly args: ReadonlyArray<string>
  readonly variables: ReadonlyMap<string, string>
}

/** Maximum length of the chain from a hook to its terminal. */
const MAX_ANCESTORS = 64

/** Session that a hook speaks for. */
export interface Sender {
  /** `null` outside of the hub's sessions, and where several sessions are possible. */
  readonly identity: Identity | null
  /** Sessions of which one may be the sender. */
  readonly possible: ReadonlyArray<Identity>
}

/**
 * The identity that the outermost process below the terminal multiplexer was started with, else that of this process. Below a server of
 * Codex that is the environment of the terminal which started it, whosever hook runs, so the sender is the only session with a terminal
 * in `folder`, the folder of the conversation. Rejects when this process has no identity and its ancestors cannot be read.
 */
export async function senderIn(folder: string): Promise<Sender> {
  const own = identityIn(new Map(Object.entries(process.env).map(([name, value = '']) => [name, value])))
  const started = await inherited().catch((thrown: unknown) => {
    if (own === null) throw thrown
    return own
  })
  return started === SHARED ? senderAtServer(folder) : { identity: started ?? own, possible: [] }
}

/** The identity of a sender that no server of Codex runs; `null` for another one. Rejects as `senderIn` does. */
export const identity = async (): Promise<Identity | null> => (await senderIn('')).identity

const SHARED = 'shared'

/** Outermost identity of the ancestors below the terminal multiplexer; `SHARED` below a server of Codex. */
async function inherited(): Promise<Identity | null | typeof SHARED> {
  const read = process.platform === 'linux' ? readProc : readPs
  let found: Identity | null = null
  let [job, hasPart] = ['', false]
  let pid = process.ppid
  for (let count = 0; pid > 1 && count < MAX_ANCESTORS; count += 1) {
    const { parent, name, args, variables } = await read(pid)
    if (name === CODEX && args.includes(SERVER)) return SHARED
    if (/^\(?tmux/.test(name)) break
    found = identityIn(variables) ?? found
    job ||= variables.get(JOB) ?? ''
    hasPart ||= IDENTITY.some((variable) => (variables.get(variable) ?? '') !== '')
    pid = parent
  }
  if (found === null && hasPart) throw new Error('the session has lost its token')
  return found === null ? null : { ...found, job }
}

/** Programs that a CLI may start its hooks with. */
const STARTERS = new Set(['sh', 'ash', 'bash', 'dash', 'zsh', 'busybox', 'env'])
/** Milliseconds between two looks. On macOS each one starts a program. */
const LOOKS_EVERY_MS = process.platform === 'linux' ? 1_000 : 30_000

/**
 * Calls `gone` once the agent above this hook, or a shell between them, has ended: a CLI that is killed leaves its hooks behind. Does not
 * keep the process alive.
 */
export async function whenAgentEnds(gone: () => void): Promise<void> {
  const read = process.platform === 'linux' ? readProc : readPs
  const parentOf = (pid: number): Promise<number> =>
    read(pid).then(
      ({ parent }) => parent,
      () => 0,
    )
  const [above, starters] = [[process.ppid], new Array<number>()]
  for (let pid = process.ppid; pid > 1 && above.length < MAX_ANCESTORS;) {
    const found = await read(pid).catch(() => null)
    if (found === null || !STARTERS.has(found.name)) break
    starters.push(pid)
    pid = found.parent
    above.push(pid)
  }
  const look = async (): Promise<void> => {
    const parents = [process.ppid, ...(await Promise.all(starters.map(parentOf)))]
    if (parents.some((pid, at) => pid !== above[at])) gone()
    else setTimeout(() => void look(), LOOKS_EVERY_MS).unref()
  }
  setTimeout(() => void look(), LOOKS_EVERY_MS).unref()
}

const IDENTITY = ['PENATES_TOKEN', 'PENATES_SESSION']
const JOB = 'CLAUDE_JOB_DIR'

/** Process name of Codex, and its argument that starts a server (0.171.0). */
const CODEX = 'codex'
const SERVER = 'app-server'
/** Arguments with which the conversation of a terminal may be one of another folder. */
const ELSEWHERE = new Set(['resume', 'fork', 'agents', '-C', '--cd', '--worktree'])

/** Sender of a report from this folder at a server. Linux alone tells folders of processes. */
async function senderAtServer(folder: string): Promise<Sender> {
  if (process.platform !== 'linux') return { identity: null, possible: [] }
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const clients = (await Promise.all(pids.map(clientOf))).filter((client) => client !== null)
  const fitting = clients.filter(({ cwd, args }) => cwd === folder || (clients.length > 1 && mayBeElsewhere(args)))
  const sessions = identitiesOf(fitting)
  const [only = null] = sessions
  if (sessions.length === 1 && fitting.some(({ cwd }) => cwd === folder)) return { identity: only, possible: [] }
  const possible = identitiesOf(fitting.length === 0 ? clients : fitting)
  return { identity: null, possible: possible.filter((one) => one !== null) }
}

/** Each session once; `null` for terminals outside of the hub's sessions. */
const identitiesOf = (clients: ReadonlyArray<Process>): ReadonlyArray<Identity | null> => [
  ...new Map(clients.map(({ variables }) => [variables.get('PENATES_TOKEN'), identityIn(variables)])).values(),
]

const mayBeElsewhere = (args: ReadonlyArray<string>): boolean =>
  args.some((arg) => ELSEWHERE.has(arg.split('=', 1)[0] ?? ''))

/** Terminal of Codex that uses a server; `null` for other processes, and for those that cannot be read. */
async function clientOf(pid: string): Promise<(Process & { readonly cwd: string }) | null> {
  try {
    if ((await readFile(`/proc/${pid}/comm`, 'utf8')).trim() !== CODEX) return null
    const [found, cwd] = await Promise.all([readProc(Number(pid)), readlink(`/proc/${pid}/cwd`)])
    const isAlone = found.args.includes('--no-daemon') || found.variables.has('CODEX_EXEC_SERVER_URL')
    // A server runs helpers of the same name, without a terminal.
    return !found.hasTerminal ||
      found.args.includes(SERVER) ||
      (isAlone && !found.args.some((arg) => arg.startsWith('--remote')))
      ? null
      : { ...found, cwd }
  } catch {
    return null
  }
}

const identityIn = (variables: ReadonlyMap<string, string>): Identity | null =>
  identityOf(variables.get('PENATES_TOKEN'), variables.get('PENATES_SESSION'), variables.get(JOB))

const identityOf = (token = '', session = '', job = ''): Identity | null =>
  token === '' || session === '' ? null : { token, session, job }

interface LinuxProcess extends Process {
  readonly hasTerminal: boolean
}

/** proc(5): the name is in brackets and may hold any character; the parent stands two fields behind it, the terminal five. */
async function readProc(pid: number): Promise<LinuxProcess> {
  const stat = await readFile(`/proc/${String(pid)}/stat`, 'utf8')
  const end = stat.lastIndexOf(')')
  const name = stat.slice(stat.indexOf('(') + 1, end)
  const [, parent, , , terminal] = stat
    .slice(end + 2)
    .split(' ')
    .map(Number)
  // The environment of another user's process cannot be read, so it is not a session of the hub.
  const environment = await readFile(`/proc/${String(pid)}/environ`, 'utf8').catch(() => '')
  const variables = new Map(environment.split('\0').map((line): [string, string] => splitAt(line, line.indexOf('='))))
  const args = (await readFile(`/proc/${String(pid)}/cmdline`, 'utf8')).split('\0')
  return { parent: parent ?? 0, name, args, variables, hasTerminal: terminal !== 0 }
}

const splitAt = (text: string, at: number): [string, string] => [text.slice(0, at), text.slice(at + 1)]

const execute = promisify(execFile)

/** macOS: `ps -E` prints the environment behind the command line, separated by spaces. */
async function readPs(pid: number): Promise<Process> {
  const { stdout: named } = await execute('/bin/ps', ['-o', 'ppid=,comm=', '-p', String(pid)])
  const [, parent = '0', path = ''] = /^\s*(\d+)\s+(.*)/.exec(named) ?? []
  const { stdout: full } = await execute('/bin/ps', ['-E', '-ww', '-o', 'command=', '-p', String(pid)])
  const [command = '', ...environment] = full.trimEnd().split(/ (?=\w+=)/)
  const variables = new Map(environment.map((line): [string, string] => splitAt(line, line.indexOf('='))))
  const name = path.split('/').at(-1) ?? ''
  return { parent: Number(parent), name, args: command.split(' '), variables }
}
