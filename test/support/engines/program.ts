import { spawn, type ChildProcess } from 'node:child_process'
import { once } from 'node:events'
import type { Readable } from 'node:stream'

/** Far beyond what a busy machine needs. */
const START_WITHIN_MS = 60_000
const END_WITHIN_MS = 5_000

/** Program that runs beside a test. */
export interface BesideTest {
  /** First match in what the program writes; fails with its output when it ends or takes too long. */
  readonly says: (pattern: RegExp) => Promise<string>
  /** Ends it, by force after a while, and with it what it has started. */
  readonly end: () => Promise<void>
}

/** Starts a program. It may write to standard output, standard error and the file descriptor 3. */
export function beside(
  program: string,
  args: ReadonlyArray<string>,
  env: Readonly<Record<string, string>> = {},
): BesideTest {
  const child = spawn(program, args, {
    env: { ...process.env, ...env },
    stdio: ['ignore', 'pipe', 'pipe', 'pipe'],
    detached: true,
  })
  const ended = once(child, 'exit').catch(() => undefined)
  const streams = child.stdio.slice(1) as unknown as ReadonlyArray<Readable>
  let written = ''
  for (const stream of streams) stream.on('data', (chunk: Buffer) => (written += chunk.toString()))
  return {
    says: async (pattern) => {
      const deadline = AbortSignal.timeout(START_WITHIN_MS)
      for (;;) {
        const match = pattern.exec(written)
        if (match) return match[1] ?? match[0]
        if (hasEnded(child) || deadline.aborted) throw new Error(`${program} did not start:\n${written}`)
        const more = streams.map((stream) => once(stream, 'data', { signal: deadline }))
        await Promise.race([...more, ended]).catch(() => undefined)
      }
    },
    end: async () => {
      if (hasEnded(child)) return
      child.kill('SIGTERM')
      const force = setTimeout(() => child.kill('SIGKILL'), END_WITHIN_MS)
      await ended
      clearTimeout(force)
      endGroup(child)
    },
  }
}

/** A browser outlives its driver when it hangs. */
function endGroup({ pid }: ChildProcess): void {
  try {
    if (pid !== undefined) process.kill(-pid, 'SIGKILL')
  } catch {
    // None is left.
  }
}

const hasEnded = ({ pid, exitCode, signalCode }: ChildProcess): boolean =>
  pid === undefined || exitCode !== null || signalCode !== null
