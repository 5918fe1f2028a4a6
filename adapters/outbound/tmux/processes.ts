import { readdir, readFile } from 'node:fs/promises'
import type { Clock } from '../../../application/shared/clock.port.js'

/** How long a program may take to end once its terminal is gone; a shell that saves its history needs some of it. */
const GRACE_MS = 500
const POLL_MS = 10
/** Processes that are gone by then, as nearly all are, need no closer look. */
const LOOK_CLOSER_MS = 30

/** Sends a signal to a process, or with a negative id to its group. False when there is none to get it. */
export function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, name)
    return true
  } catch (thrown) {
    // Somebody else's process is there all the same.
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM'
  }
}

/** Waits until these process groups are gone; those that are deaf to the hang-up of their terminal are killed. */
export async function groupsEnd(leaders: ReadonlyArray<number>, clock: Clock): Promise<void> {
  const since = clock.now()
  for (let left = present(leaders); left.length > 0; left = present(left)) {
    const passedMs = clock.now() - since
    if (passedMs >= GRACE_MS) {
      for (const leader of left) signal(-leader, 'SIGKILL')
      return
    }
    if (passedMs >= LOOK_CLOSER_MS && !(await lives(left))) return
    await new Promise<void>((resolve) => void clock.after(POLL_MS, resolve))
  }
}

const present = (leaders: ReadonlyArray<number>): ReadonlyArray<number> =>
  leaders.filter((leader) => signal(-leader, 0))

/**
 * Whether one process of these groups has not ended: a dead one that its parent has not buried is still there for a
 * signal, which in a container without an init is for ever. Without `/proc` that is not told. proc_pid_stat(5).
 */
async function lives(groups: ReadonlyArray<number>): Promise<boolean> {
  const files = await readdir('/proc').catch(() => null)
  if (files === null) return true
  const pids = files.filter((file) => /^\d+$/.test(file))
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '')))
  return stats.some((stat) => {
    const [state, , group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ')
    return groups.includes(Number(group)) && state !== 'Z' && state !== 'X'
  })
}
