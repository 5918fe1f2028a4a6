import { DEFAULT_SIZE } from '../../../../domain/terminal/terminal-size.js'
import { makeRecorder, type Recorder, type RecorderEnd } from '../../../../application/recordings/recorder.js'
import { detach } from '../../../../application/shared/detached.js'
import { errorCode, errorText } from '../../../../infrastructure/files/disk.js'
import { createLineFile, type LineFile } from '../../../../infrastructure/files/line-file.js'
import { guarded } from '../../../../infrastructure/guard/guard.js'
import { DETACHED, SESSION_GONE } from '../../ws/terminal.channel.js'
import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import { DEFAULT_RECORD_MB, DEFAULT_RECORD_MINUTES, type SESSIONS_RECORD } from '../descriptions/sessions.js'
import { EXIT, type ExitCode } from '../exit-codes.js'
import { notRunning } from '../hub/refusals.js'
import { explainEnd, follow } from '../hub/socket.js'
import type { Failure } from '../output.js'
import { terminalPath } from './attach.js'

const BYTES_PER_MB = 1_000_000
const MS_PER_MINUTE = 60_000
/** Leaves the alternate screen and clears it: after a loss the session draws itself anew. */
const CLEARED = '\u001b[?1049l\u001b[0m\u001b[H\u001b[2J'

/** `penates sessions record`. */
export const recordSession: Run<typeof SESSIONS_RECORD, HubContext> = async ({ args, options }, context) => {
  const { name, file: path } = args
  const { hub, fail, note } = context
  const size = context.terminal.size() ?? DEFAULT_SIZE
  const stop = new AbortController()
  const open: { file: LineFile | null; recorder: Recorder | null } = { file: null, recorder: null }
  let why:
    RecorderEnd | { readonly _tag: 'late' } | { readonly _tag: 'not created'; readonly failure: Failure } | null = null
  const give = (reason: NonNullable<typeof why>): void => {
    why ??= reason
    stop.abort()
  }
  /** The file is created with the first output, so that a session that does not run leaves none. */
  const recorder = (): Recorder | null => {
    if (open.recorder !== null || stop.signal.aborted) return open.recorder
    try {
      open.file = createLineFile(path)
    } catch (thrown) {
      give({ _tag: 'not created', failure: notCreated(path, thrown) })
      return null
    }
    open.recorder = makeRecorder({
      file: open.file,
      header: { size, title: name, startedAt: context.now() },
      maxBytes: (options['max-mb'] ?? DEFAULT_RECORD_MB) * BYTES_PER_MB,
      now: () => performance.now(),
      ended: give,
      knownSecrets: () => (hub.token === null ? [] : [hub.token]),
    })
    return open.recorder
  }
  const limit = setTimeout(
    guarded('time limit of a recording', () => give({ _tag: 'late' })),
    (options['max-minutes'] ?? DEFAULT_RECORD_MINUTES) * MS_PER_MINUTE,
  )
  detach('signal to stop', async () => {
    await context.stopAsked()
    stop.abort()
  })
  const end = await follow(hub, {
    path: () => terminalPath(name, size, true),
    opened: () => undefined,
    received: (data) => {
      if (typeof data !== 'string') recorder()?.output(new Uint8Array(data))
    },
    lost: () => {
      open.recorder?.marker('connection lost')
      open.recorder?.output(Buffer.from(CLEARED))
    },
    final: [DETACHED, SESSION_GONE],
    signal: stop.signal,
  })
  clearTimeout(limit)
  open.recorder?.close()
  open.file?.close()
  return finish()

  function finish(): ExitCode {
    const reason = why
    if (reason?._tag === 'not created') return fail(reason.failure)
    if (reason?._tag === 'failed')
      return fail({
        problem: `the recording stopped: ${reason.detail}`,
        mend: `${path} can be played up to that moment.`,
      })
    if (open.file === null && end._tag === 'Closed' && end.code === SESSION_GONE) return fail(notRunning(name))
    const isOver = end._tag === 'Stopped' || (end._tag === 'Closed' && [DETACHED, SESSION_GONE].includes(end.code))
    if (!isOver) return fail(explainEnd(end, hub))
    if (reason?._tag === 'full') note(`${path} has reached its largest size.`)
    if (reason?._tag === 'late') note('The longest time of the recording has passed.')
    note(open.file === null ? 'Nothing was recorded.' : `Recorded ${name} in ${path}.`)
    return EXIT.ok
  }
}

const notCreated = (path: string, thrown: unknown): Failure =>
  errorCode(thrown) === 'EEXIST'
    ? { exit: 'conflict', problem: `${path} exists`, mend: 'Name a new file.' }
    : { problem: `${path} cannot be created: ${errorText(thrown)}` }
