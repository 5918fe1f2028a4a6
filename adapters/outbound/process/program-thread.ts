import type { Clock } from '../../../application/shared/clock.port.js'
import type { ProgramEnd, ProgramOptions, RunProgram } from '../../../infrastructure/process/run-program.js'
import { askedThread } from '../../../infrastructure/threads/asked-thread.js'
import { bufferOf } from '../../../infrastructure/codec/buffer-of.js'

export interface ProgramRequest {
  readonly argv: readonly [string, ...string[]]
  readonly options: ProgramOptions
}

export interface ProgramThreadDeps {
  readonly clock: Pick<Clock, 'after'>
  /** Absolute path of `programs.script.js`. */
  readonly script: string
}

export interface ProgramThread {
  readonly run: RunProgram
  readonly close: () => Promise<void>
}

/** Idle timeout. The thread ends and frees its memory. */
const IDLE_MS = 30_000
const CLOSE_MS = 1_000
/** Limit of the thread's JavaScript heap; output is outside of it. */
const LIMITS = { maxOldGenerationSizeMb: 64, maxYoungGenerationSizeMb: 2 }

/** Runs programs from a worker thread, which starts with the first one and ends when idle. */
export function programThread({ clock, script }: ProgramThreadDeps): ProgramThread {
  const thread = askedThread<ProgramRequest, ProgramEnd>({
    ...{ name: 'programs', script, workerData: null, limits: LIMITS },
    ...{ after: clock.after, idleMs: IDLE_MS, closeMs: CLOSE_MS },
  })
  return {
    run: async (argv, options) => {
      try {
        return withBuffers(await thread.ask({ argv, options }))
      } catch (error) {
        return { _tag: 'NotStarted', error: error as Error }
      }
    },
    close: thread.close,
  }
}

/** Buffers arrive from a thread as plain arrays of bytes. */
function withBuffers(end: ProgramEnd): ProgramEnd {
  if (end._tag === 'Ended') return { ...end, stdout: bufferOf(end.stdout), stderr: bufferOf(end.stderr) }
  return end._tag === 'TooMuchOutput' ? { ...end, stdout: bufferOf(end.stdout) } : end
}
