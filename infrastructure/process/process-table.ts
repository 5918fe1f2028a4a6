import { readdir, readFile } from 'node:fs/promises'
import { runProgram } from './run-program.js'

/** Process of the machine that has not ended. Zombies are left out. */
export interface RunningProcess {
  readonly pid: number
  readonly parent: number
  /** Start time in a form of the system. With the pid it names one process, also after the number is used again. */
  readonly startedAt: string
  /** Arguments, joined by spaces. */
  readonly args: string
}

/** All processes, by pid. Throws when the system does not list them. */
export const runningProcesses = (): Promise<ReadonlyMap<number, RunningProcess>> =>
  process.platform === 'linux' ? fromProc() : fromPs()

/** Files read at the same time. */
const AT_ONCE = 16

/** Linux: proc_pid_stat(5), proc_pid_cmdline(5). */
async function fromProc(): Promise<ReadonlyMap<number, RunningProcess>> {
  const pids = (await readdir('/proc')).filter((name) => /^\d+$/.test(name))
  const found = new Map<number, RunningProcess>()
  const read = async (): Promise<void> => {
    for (let pid = pids.pop(); pid !== undefined; pid = pids.pop()) {
      const one = processIn(pid, ...(await filesOf(pid)))
      if (one !== null) found.set(one.pid, one)
    }
  }
  await Promise.all(Array.from({ length: AT_ONCE }, read))
  return found
}

/** Empty for a process that ended in between. */
const filesOf = (pid: string): Promise<readonly [stat: string, args: string]> =>
  Promise.all([
    readFile(`/proc/${pid}/stat`, 'latin1').catch(() => ''),
    readFile(`/proc/${pid}/cmdline`, 'latin1').catch(() => ''),
  ])

/** Fields of `stat` from the third on; the second, the name, may contain spaces and brackets. */
export const fieldsOfStat = (stat: string): ReadonlyArray<string> => stat.slice(stat.lastIndexOf(')') + 2).split(' ')

/** True for the state of a zombie, or of a process that is about to go. */
export const isEnded = (state: string | undefined): boolean => state === 'Z' || state === 'X'

/** Fields 3, 4 and 22. */
function processIn(pid: string, stat: string, args: string): RunningProcess | null {
  const [state, parent = '', ...rest] = fieldsOfStat(stat)
  const startedAt = rest[17]
  if (startedAt === undefined || isEnded(state)) return null
  return { pid: Number(pid), parent: Number(parent), startedAt, args: args.replaceAll('\0', ' ').trim() }
}

const PS_MS = 10_000
const PS_BYTES = 16 * 1024 * 1024
/** pid, parent, state, five words of the start time, arguments. */
const PS_LINE = /^\s*(\d+)\s+(\d+)\s+(\S+)\s+(\S+\s+\S+\s+\S+\s+\S+\s+\S+)\s(.*)$/

/** Other systems: ps(1). */
async function fromPs(): Promise<ReadonlyMap<number, RunningProcess>> {
  const end = await runProgram(['ps', '-axww', '-o', 'pid=,ppid=,stat=,lstart=,args='], {
    environment: { PATH: '/bin:/usr/bin', LC_ALL: 'C' },
    timeoutMs: PS_MS,
    outputLimitBytes: PS_BYTES,
    ownGroup: false,
  })
  if (end._tag !== 'Ended' || end.exitCode !== 0) throw new Error('ps does not list the processes')
  const lines = end.stdout.toString('utf8').split('\n')
  return new Map(
    lines.flatMap((line) => {
      const [, pid, parent, state = '', startedAt = '', args = ''] = PS_LINE.exec(line) ?? []
      if (pid === undefined || state.startsWith('Z')) return []
      return [[Number(pid), { pid: Number(pid), parent: Number(parent), startedAt, args: args.trim() }] as const]
    }),
  )
}

/** A process and all that descend from it, by their present parents. */
export function withDescendants(
  processes: ReadonlyMap<number, RunningProcess>,
  ancestor: number,
): ReadonlyArray<RunningProcess> {
  const family = [ancestor]
  // Members are added while the list is read. A cycle cannot be in one picture of the table, but in one that changes.
  for (const member of family) {
    for (const { pid, parent } of processes.values()) {
      if (parent === member && !family.includes(pid)) family.push(pid)
    }
  }
  return family.flatMap((pid) => processes.get(pid) ?? [])
}
