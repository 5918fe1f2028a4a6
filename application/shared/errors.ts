import type { Tagged } from '../../domain/shared/tagged.js'

/**
 * The tool behind a port failed us: not there, too slow, or answering what it never should.
 *
 * `detail` is for the operator's log and for `doctor`: it may name paths of this machine, never secrets or argv.
 */
export interface Unavailable extends Tagged<'Unavailable'> {
  /** The port as its users call it: `tmux`, `store`, `folders`. */
  readonly port: string
  /** Reason in one line, for logs. */
  readonly detail: string
  /** Value that was thrown, if any. */
  readonly cause?: unknown
}

/** Failure of the tool behind a port. */
export const unavailable = (port: string, detail: string, cause?: unknown): Unavailable =>
  cause === undefined ? { _tag: 'Unavailable', port, detail } : { _tag: 'Unavailable', port, detail, cause }

/** Full text of a fault for the log. */
export function faultText({ port, detail, cause }: Unavailable): string {
  const reason = cause instanceof Error && !detail.includes(cause.message) ? ` (${cause.message})` : ''
  return `${port}: ${detail}${reason}`
}
