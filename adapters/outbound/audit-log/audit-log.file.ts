import * as TE from 'fp-ts/lib/TaskEither.js'
import { dirname } from 'node:path'
import type { AuditEvent, AuditLog, Caller } from '../../../application/shared/audit-log.port.js'
import { unavailable } from '../../../application/shared/errors.js'
import { errorText, type Disk } from '../../../infrastructure/files/disk.js'
import { rotate, sizeOf } from '../../../infrastructure/files/rotate.js'
import { makeSerial } from '../../../infrastructure/files/serial.js'
import { oneLine } from '../../../infrastructure/log/line-log.js'

/** Rotated before the file reaches this size, so that no archive is larger. */
const MAX_BYTES = 10 * 1024 * 1024
const ARCHIVES = 3

export interface FileAuditLogDeps {
  readonly disk: Disk
  /** Absolute; archives are kept beside it as `.1` (newest) to `.3`. */
  readonly file: string
  readonly now: () => number
  readonly maxBytes?: number
}

/** An audit log that can be waited for. */
export interface FileAuditLog extends AuditLog {
  /** Answers once every line that was asked for until now is written, or has failed. */
  readonly settled: () => Promise<void>
}

/** The audit log: one JSON object a line, rotated by size. */
export function fileAuditLog({ disk, file, now, maxBytes = MAX_BYTES }: FileAuditLogDeps): FileAuditLog {
  const serial = makeSerial()
  /** True when the file may end in an incomplete line: at the start, and after a failed write. */
  let isTorn = true

  const write = async (line: string): Promise<void> => {
    await disk.makeFolder(dirname(file))
    const size = await sizeOf(disk, file)
    if (size + Buffer.byteLength(line) >= maxBytes) {
      await rotate(disk, file, ARCHIVES)
      isTorn = false
    }
    const start = isTorn && size > 0 && (await disk.tail(file, 1)) !== '\n' ? '\n' : ''
    isTorn = true
    const log = await disk.append(file)
    try {
      await log.write(start + line)
    } finally {
      await log.close()
    }
    isTorn = false
  }

  return {
    record: (event, caller) => () => {
      const line = auditLine(event, caller, now())
      return TE.tryCatch(
        () => serial.run(() => write(line)),
        (thrown) => unavailable('audit log', errorText(thrown), thrown),
      )()
    },
    settled: serial.settled,
  }
}

/** JSON escapes line ends in what came from outside: one call is one line. */
const auditLine = ({ event, fields }: AuditEvent, caller: Caller, at: number): string => {
  const { user, ip, cfRay, userAgent, token } = caller
  const line = JSON.stringify({ ...fields, ts: new Date(at).toISOString(), event, user, ip, cfRay, userAgent, token })
  return `${oneLine(line)}\n`
}
