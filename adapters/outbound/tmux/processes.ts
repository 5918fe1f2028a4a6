import { readdir, readFile } from 'node:fs/promises'
import type { Clock } from '../../../application/shared/clock.port.js'
import { fieldsOfStat, isEnded } from '../../../infrastructure/process/process-table.js'
import { pause } from '../../../application/shared/pause.js'

/** Time that a program has to exit after its terminal is closed. A shell saves its history in this time. */
const GRACE_MS = 500
const POLL_MS = 10
/** Time after which zombies are looked for; nearly all processes have ended before. */
const ZOMBIE_CHECK_MS = 30

/** Sends a signal to a process, or with a negative id to its group. False when it does not exist. */
export function signal(pid: number, name: NodeJS.Signals | 0): boolean {
  try {
    process.kill(pid, name)
    return true
  } catch (thrown) {
    // EPERM: the process exists and belongs to another user.
    return thrown instanceof Error && 'code' in thrown && thrown.code === 'EPERM'
  }
}

/** Waits until these process groups have ended; kills those that ignore the hang-up of their terminal. */
export async function waitForGroups(leaders: ReadonlyArray<number>, clock: Clock): Promise<void> {
  const since = clock.now()
  for (let left = present(leaders); left.length > 0; left = present(left)) {
    const passedMs = clock.now() - since
    if (passedMs >= GRACE_MS) {
      for (const leader of left) signal(-leader, 'SIGKILL')
      return
    }
    if (passedMs >= ZOMBIE_CHECK_MS && !(await lives(left))) return
    await pause(clock, POLL_MS)
  }
}

const present = (leaders: ReadonlyArray<number>): ReadonlyArray<number> =>
  leaders.filter((leader) => signal(-leader, 0))

/**
 * True when a process of these groups has not ended. Zombies do not count: they still accept signals, in a container
 * without an init for ever. Without `/proc` the result is always true. proc_pid_stat(5).
 */
async function lives(groups: ReadonlyArray<number>): Promise<boolean> {
  const files = await readdir('/proc').catch(() => null)
  if (files === null) return true
  const pids = files.filter((file) => /^\d+$/.test(file))
  const stats = await Promise.all(pids.map((pid) => readFile(`/proc/${pid}/stat`, 'latin1').catch(() => '')))
  return stats.some((stat) => {
    const [state, , group] = fieldsOfStat(stat)
    return groups.includes(Number(group)) && !isEnded(state)
  })
}
