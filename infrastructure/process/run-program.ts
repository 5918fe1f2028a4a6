import { spawn, type ChildProcessByStdio } from 'node:child_process'
import type { Readable, Writable } from 'node:stream'
import { guarded } from '../guard/guard.js'

export interface ProgramOptions {
  readonly directory?: string
  /** Whole environment of the program. */
  readonly environment: Readonly<Record<string, string>>
  readonly input?: string
  readonly timeoutMs: number
  readonly outputLimitBytes: number
  /**
   * True to kill its children with it. The group is a new session, which the scheduler groups separately. sched(7),
   * autogroup.
   */
  readonly ownGroup: boolean
}

export type ProgramEnd =
  | {
      readonly _tag: 'Ended'
      readonly exitCode: number | null
      readonly signal: string | null
      readonly stdout: Buffer
      readonly stderr: Buffer
    }
  | { readonly _tag: 'NotStarted'; readonly error: Error }
  | { readonly _tag: 'TimedOut' }
  /** `stdout` is the output up to the limit. */
  | { readonly _tag: 'TooMuchOutput'; readonly stdout: Buffer }

export type RunProgram = (argv: readonly [string, ...string[]], options: ProgramOptions) => Promise<ProgramEnd>

/** Milliseconds that the pipes may stay open after the program's end, held by a child that it left running. */
const PIPES_GRACE_MS = 250

const PART = 'program run'

/**
 * Runs a program; never rejects. Beyond the timeout or the output limit it is killed, with its group if it has its own.
 * Output that a daemon writes after the program's end is ignored.
 */
export const runProgram: RunProgram = ([program, ...words], options) =>
  new Promise((resolve) => {
    let child
    try {
      child = spawn(program, words, {
        env: options.environment,
        stdio: [options.input === undefined ? 'ignore' : 'pipe', 'pipe', 'pipe'],
        detached: options.ownGroup,
        ...(options.directory === undefined ? {} : { cwd: options.directory }),
      }) as ChildProcessByStdio<Writable | null, Readable, Readable>
    } catch (error) {
      // A NUL in an argument or an argv beyond the system's limit is thrown, not emitted.
      resolve({ _tag: 'NotStarted', error: error instanceof Error ? error : new Error(String(error)) })
      return
    }
    const { pid, stdin } = child
    let lingering: NodeJS.Timeout | undefined
    let isSettled = false
    const settle = (end: ProgramEnd): void => {
      isSettled = true
      clearTimeout(timeout)
      clearTimeout(lingering)
      child.stdout.destroy()
      child.stderr.destroy()
      resolve(end)
    }
    const kill = (end: ProgramEnd): void => {
      if (pid !== undefined) killNow(options.ownGroup ? -pid : pid)
      settle(end)
    }
    const timeout = setTimeout(
      guarded(PART, () => kill({ _tag: 'TimedOut' })),
      options.timeoutMs,
    )

    const collect = (stream: NodeJS.ReadableStream): (() => Buffer) => {
      const collected = outputBuffer(options.outputLimitBytes)
      const take = (chunk: Buffer): void => {
        if (!collected.add(chunk)) kill({ _tag: 'TooMuchOutput', stdout: stdout() })
      }
      stream.on('data', guarded(PART, take)).on('error', () => undefined) // a pipe that breaks ends, and is closed
      return collected.bytes
    }
    const stdout = collect(child.stdout)
    const stderr = collect(child.stderr)

    child.on(
      'error',
      guarded(PART, (error) => settle({ _tag: 'NotStarted', error })),
    )
    const ended = (exitCode: number | null, signal: string | null): void => {
      // The output may have been moved to another thread since.
      if (!isSettled) settle({ _tag: 'Ended', exitCode, signal, stdout: stdout(), stderr: stderr() })
    }
    const linger = (exitCode: number | null, signal: string | null): void => {
      lingering = setTimeout(
        guarded(PART, () => ended(exitCode, signal)),
        PIPES_GRACE_MS,
      )
    }
    child.on('exit', guarded(PART, linger))
    child.on('close', guarded(PART, ended))
    stdin?.on('error', () => undefined) // the program need not read what it is given
    stdin?.end(options.input)
  })

interface OutputBuffer {
  /** Returns false when the limit is exceeded; further bytes are dropped. */
  readonly add: (chunk: Buffer) => boolean
  readonly bytes: () => Buffer
}

/** Growth factor of a full buffer: about a third of a large output is copied once more. */
const GROWTH = 4

/**
 * Copies each chunk at once. Chunks kept until the end survive the collections of young objects, so that their memory
 * is freed late: a diff of 8 MB would then cost twice as much for minutes.
 */
function outputBuffer(limitBytes: number): OutputBuffer {
  let memory = Buffer.alloc(0)
  let length = 0
  return {
    add: (chunk) => {
      const taken = Math.min(chunk.length, limitBytes - length)
      if (length + taken > memory.length) {
        const larger = Buffer.allocUnsafeSlow(Math.max(length + taken, Math.min(memory.length * GROWTH, limitBytes)))
        memory.copy(larger, 0, 0, length)
        memory = larger
      }
      chunk.copy(memory, length, 0, taken)
      length += taken
      return taken === chunk.length
    },
    bytes: () => memory.subarray(0, length),
  }
}

function killNow(target: number): void {
  try {
    process.kill(target, 'SIGKILL')
  } catch {
    // The process has already ended.
  }
}
