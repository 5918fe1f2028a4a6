import { readSync } from 'node:fs'
import type { OnReadOpts, SocketConstructorOpts } from 'node:net'
import { ReadStream } from 'node:tty'
import { guarded, reportFault } from '../guard/guard.js'
import { nativePty } from './native-pty.js'
import { ptyInput } from './pty-input.js'

/** In character cells. */
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
  /** The chunk is good during the call. */
  readonly output: (chunk: Uint8Array) => void
  readonly drained: () => void
  /** The program has ended and all it printed has been given out. Not called after `close`. */
  readonly exit: () => void
}

/** A program in a pty. Every call after its end is a no-op. */
export interface PtyProcess {
  readonly pid: number
  readonly write: (input: string) => boolean
  readonly resize: (size: PtySize) => void
  readonly pause: () => void
  readonly resume: () => void
  /** Hangs up. */
  readonly close: () => void
}

const PART = 'terminal process'

/** Linux gives at most 4 kB a read. One buffer for all: it is filled and copied from within one call. */
const READ_BUFFER = Buffer.allocUnsafeSlow(16 * 1024)
/** A child of the program may keep the pty open when the program has ended. */
const LAST_OUTPUT_MS = 200
/** "Leave as it is", to the native side. */
const OWN_ID = -1

/**
 * Starts a program in a pty; throws when none can be had. The descriptor is left alone from the moment it closes: its
 * number may then belong to somebody else.
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
  // EIO: nobody has the other side open any more. Linux, pty(7).
  stream.on('error', guarded(PART, shut))
  stream.on('end', guarded(PART, drain))
  stream.on('close', guarded(PART, shut))
  stream.resume()

  /** A guard of its own, without a closure for each chunk: a listener that throws ends this terminal alone. */
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
      stream.resume() // a paused one would not come to its end
      // A busy process gets to its timers before it reads: what the program printed last is read first.
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
   * libuv 1.46 takes a hang-up for the end as soon as one read was not full, though the kernel hands over what was
   * printed last a moment later. A read(2) of our own waits for that, and for nothing else: the descriptor does not block.
   */
  function drain(): void {
    if (!isOpen || isClosed) return
    try {
      for (let bytes = readSync(fd, READ_BUFFER); bytes > 0; bytes = readSync(fd, READ_BUFFER)) output(bytes)
    } catch {
      // EIO or EAGAIN: that was all.
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
        // The program ended a moment ago; its exit is on the way.
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

/** The program may be a moment from its end: then nobody has this number. */
function hangUp(pid: number): void {
  try {
    process.kill(pid, 'SIGHUP')
  } catch {
    // gone
  }
}
