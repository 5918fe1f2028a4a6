import type { Clock } from '../../../application/shared/clock.port.js'

/** How long a program may take to end once its terminal is gone; a shell that saves its history needs some of it. */
const GRACE_MS = 500
const POLL_MS = 10

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
  const patientUntil = clock.now() + GRACE_MS
  for (let left = alive(leaders); left.length > 0; left = alive(left)) {
    if (clock.now() >= patientUntil) {
      for (const leader of left) signal(-leader, 'SIGKILL')
      return
    }
    await new Promise<void>((resolve) => void clock.after(POLL_MS, resolve))
  }
}

const alive = (leaders: ReadonlyArray<number>): ReadonlyArray<number> => leaders.filter((leader) => signal(-leader, 0))
