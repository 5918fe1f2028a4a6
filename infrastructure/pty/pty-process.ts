import { readSync } from 'node:fs'
import type { OnReadOpts, SocketConstructorOpts } from 'node:net'
import { ReadStream } from 'node:tty'
import { guarded, reportFault } from '../guard/guard.js'
import { nativePty } from './native-pty.js'
import { ptyInput } from './pty-input.js'

/** Size in character cells. */
export interface PtySize {
  readonly columns: number
  readonly rows: number
}

export interface PtySpec {
  readonly argv: readonly [string, ...string[]]
  readonly directory: string
  readonly environment: Readonly<Record<string, string>>
  readonly size: PtySize
}

export interface PtyListener {
  /** The chunk is valid during the call only. */
  readonly output: (chunk: Uint8Array) => void
  readonly drained: () => void
  /** Called when the program has ended and all its output was delivered. Not called after `close`. */
  readonly exit: () => void
}

/** Program in a pty. Every call after its end is a no-op. */
export interface PtyProcess {
  readonly pid: number
  readonly write: (input: string) => boolean
  readonly resize: (size: PtySize) => void
  readonly pause: () => void
  readonly resume: () => void
  /** Closes the terminal (SIGHUP). */
  readonly close: () => void
}

const PART = 'terminal process'

/** Linux returns at most 4 kB per read. One shared buffer suffices: it is filled and copied within one call. */
const READ_BUFFER = Buffer.allocUnsafeSlow(16 * 1024)
/** Milliseconds that a child may keep the pty open after the program has ended. */
const LAST_OUTPUT_MS = 200
/** User and group id that the native side leaves unchanged. */
const OWN_ID = -1

/**
 * Starts a program in a pty; throws when none is available. The descriptor is not used after it was closed, because its
 * number may be reused.
 */
export function spawnPty({ argv, directory, environment, size }: PtySpec, listener: PtyListener): PtyProcess {
  const { native, helper } = nativePty()
  const [file, ...args] = argv
  const variables = Object.entries(environment).map(([name, value]) => `${name}=${value}`)
  const { columns, rows } = size
  let hasEnded = false
  let isOpen = true
  let isClosed = false
  let last: NodeJS.Timeout | null = null
  const { fd, pid } = native.fork(
    file,
    args,
    variables,
    directory,
    columns,
    rows,
    OWN_ID,
    OWN_ID,
    true,
    helper,
    guarded(PART, ended),
  )

  const onread: OnReadOpts = {
    buffer: READ_BUFFER,
    callback: (bytes) => {
      if (!isClosed) output(bytes)
      return true
    },
  }
  const stream = new ReadStream(fd, { onread } as SocketConstructorOpts)
  const input = ptyInput(fd, listener.drained)
  // EIO: the other side is closed. Linux, pty(7).
  stream.on('error', guarded(PART, shut))
  stream.on('end', guarded(PART, drain))
  stream.on('close', guarded(PART, shut))
  stream.resume()

  /** Guard without a closure per chunk. A listener that throws ends this terminal only. */
  function output(bytes: number): void {
    try {
      listener.output(READ_BUFFER.subarray(0, bytes))
    } catch (error) {
      reportFault('terminal output', error)
      shut()
      if (!hasEnded) hangUp(pid)
      tell()
    }
  }

  function ended(): void {
    hasEnded = true
    if (isOpen) {
      stream.resume() // A paused stream would not reach its end.
      // A busy process runs timers before reads, so the last output is read first.
      last = setTimeout(
        guarded(PART, () => setImmediate(guarded(PART, giveUp))),
        LAST_OUTPUT_MS,
      )
    } else {
      tell()
    }
  }

  function giveUp(): void {
    drain()
    stream.destroy()
  }

  /**
   * Reads the remaining output with read(2), which does not block. libuv 1.46 treats a hang-up as the end of the stream
   * after the first partial read, although the kernel delivers the last output a moment later.
   */
  function drain(): void {
    if (!isOpen || isClosed) return
    try {
      for (let bytes = readSync(fd, READ_BUFFER); bytes > 0; bytes = readSync(fd, READ_BUFFER)) output(bytes)
    } catch {
      // EIO or EAGAIN: no more output.
    }
  }

  function shut(): void {
    if (!isOpen) return
    isOpen = false
    input.stop()
    if (last !== null) clearTimeout(last)
    stream.destroy()
    if (hasEnded) tell()
  }

  function tell(): void {
    if (isClosed) return
    isClosed = true
    listener.exit()
  }

  return {
    pid,
    write: input.write,
    resize: (to) => {
      if (!isOpen) return
      try {
        native.resize(fd, to.columns, to.rows)
      } catch {
        // The program has ended; its exit event follows.
      }
    },
    pause: () => {
      if (isOpen && !hasEnded) stream.pause()
    },
    resume: () => {
      if (isOpen) stream.resume()
    },
    close: () => {
      if (isClosed) return
      isClosed = true
      shut()
      if (!hasEnded) hangUp(pid)
    },
  }
}

/** Ignores a program that has just ended, whose pid no longer exists. */
function hangUp(pid: number): void {
  try {
    process.kill(pid, 'SIGHUP')
  } catch {
    // gone
  }
}
