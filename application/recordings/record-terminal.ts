import * as E from 'fp-ts/lib/Either.js'
import type { KnownSecrets } from '../../domain/recordings/mask-secrets.js'
import type { TerminalSize } from '../../domain/terminal/terminal-size.js'
import type { Clock } from '../shared/clock.port.js'
import { detach } from '../shared/detached.js'
import type { TerminalHost, TerminalLink } from '../terminal/terminal-host.port.js'
import { makeRecorder } from './recorder.js'
import type { PartFile } from './recording-store.port.js'

/** Output that the store has not taken, in bytes. Above it the terminal waits, and the host skips what it would draw. */
const HIGH_WATER_BYTES = 1024 * 1024
const LOW_WATER_BYTES = 256 * 1024
/** Output in a time after which the terminal rests for as long: no one can follow more, and the host skips what it would draw. */
const BURST_BYTES = 64 * 1024
const BURST_MS = 100

/** Reason why a part ended: it is full, its terminal is gone, it could not be written, or it was stopped. */
export type PartEnd =
  { readonly _tag: 'full' | 'gone' | 'stopped' } | { readonly _tag: 'failed'; readonly detail: string }

/** Terminal that is recorded into one part. */
export interface RecordedTerminal {
  readonly resize: (size: TerminalSize) => void
  /** Writes what was held back, closes the part and resolves when it is stored. Repeated calls have no effect. */
  readonly stop: () => Promise<void>
}

export interface RecordTerminalDeps {
  readonly host: TerminalHost
  readonly clock: Clock
  readonly knownSecrets: KnownSecrets
}

export interface RecordTerminalRequest {
  readonly session: string
  readonly size: TerminalSize
  readonly file: PartFile
  readonly maxBytes: number
  /** First event of the part; `null` for none. */
  readonly marker: string | null
  /** Called once, when the part is closed. */
  readonly ended: (end: PartEnd) => void
}

/** Records a terminal by a passive and hidden viewer until the session, the part or the disk is at its end. */
export async function recordTerminal(
  { host, clock, knownSecrets }: RecordTerminalDeps,
  { session, size, file, maxBytes, marker, ended }: RecordTerminalRequest,
): Promise<RecordedTerminal> {
  let link: TerminalLink | null = null
  let closing: Promise<void> | null = null
  let waitingBytes = 0
  let isFull = false
  let isResting = false
  let isPaused = false
  let burst = { startedAt: clock.monotonic(), bytes: 0 }

  /** Pauses or resumes the terminal as its output is taken. */
  const settle = (): void => {
    const isHeld = isFull || isResting
    if (isHeld === isPaused || isEnding()) return
    isPaused = isHeld
    if (isPaused) link?.pause()
    else link?.resume()
  }
  const count = (bytes: number): void => {
    const now = clock.monotonic()
    const isOver = now - burst.startedAt >= BURST_MS
    burst = isOver ? { startedAt: now, bytes } : { ...burst, bytes: burst.bytes + bytes }
    if (isResting || burst.bytes <= BURST_BYTES) return
    isResting = true
    clock.after(BURST_MS, () => {
      isResting = false
      settle()
    })
  }

  const end = (reason: PartEnd): Promise<void> => {
    closing ??= close(reason)
    return closing
  }
  const isEnding = (): boolean => closing !== null
  const finish = (reason: PartEnd): void => detach('recording', end(reason))
  async function close(reason: PartEnd): Promise<void> {
    link?.close()
    recorder.close()
    await file.close()
    ended(reason)
  }
  const recorder = makeRecorder({
    file,
    header: { size, title: session, startedAt: clock.now() },
    maxBytes,
    now: clock.monotonic,
    knownSecrets,
    // Called within the first lines too, before `recorder` is there.
    ended: (reason) =>
      detach(
        'recording',
        Promise.resolve().then(() => end(reason)),
      ),
  })
  if (marker !== null) recorder.marker(marker)

  const output = (chunk: Uint8Array): void => {
    if (isEnding()) return
    recorder.output(chunk)
    waitingBytes += chunk.byteLength
    if (waitingBytes > HIGH_WATER_BYTES) isFull = true
    count(chunk.byteLength)
    settle()
    file.stored((failure) => {
      waitingBytes -= chunk.byteLength
      if (failure !== null) finish({ _tag: 'failed', detail: failure })
      else if (waitingBytes < LOW_WATER_BYTES) isFull = false
      settle()
    })
  }

  const attached = await host.attach(
    { session, size, hidden: true, isPassive: true },
    { output, drained: () => undefined, exit: () => finish({ _tag: 'gone' }) },
  )()
  if (E.isRight(attached)) {
    link = attached.right
    if (isEnding()) link.close()
  } else {
    await end({ _tag: 'gone' })
  }
  return {
    resize: (wanted) => {
      if (isEnding()) return
      recorder.resize(wanted)
      link?.resize(wanted)
    },
    stop: () => end({ _tag: 'stopped' }),
  }
}
