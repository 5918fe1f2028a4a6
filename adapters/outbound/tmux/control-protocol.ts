import { bufferOf } from '../../../infrastructure/codec/buffer-of.js'

/** Reply to one command. */
export interface ControlReply {
  /** False for the reply to the command that the client was started with. */
  readonly solicited: boolean
  /** False when tmux refused the command. `lines` then contains the reason. */
  readonly ok: boolean
  readonly lines: ReadonlyArray<string>
}

export interface ControlSink {
  readonly reply: (reply: ControlReply) => void
  /** Line outside of replies: `%sessions-changed` gives `sessions-changed` and `''`. */
  readonly notice: (name: string, rest: string) => void
  /**
   * Minimum number of lines in the reply that begins. Called for solicited replies only. Within these lines, one that
   * looks like the end of the reply is content.
   */
  readonly minReplyLines: () => number
}

const LINE_FEED = 0x0a
const BEGIN = /^%begin (\d+ \d+ (\d+))$/
/** tmux(1), CONTROL MODE: set for commands that came over this connection. */
const SOLICITED_FLAG = 1

/**
 * Parses the output of a control-mode client, in chunks of any size.
 *
 * A reply ends only at the `%end` or `%error` that repeats the time, number and flags of its `%begin`. tmux(1),
 * CONTROL MODE. A pane can contain such a line; `minReplyLines` covers this case.
 */
export function controlReader(sink: ControlSink): (chunk: Uint8Array) => void {
  let unfinished: Uint8Array[] = []
  let current: { readonly guard: string; readonly solicited: boolean; readonly minLines: number } | null = null
  let lines: string[] = []

  const take = (line: string): void => {
    if (current === null) {
      const begin = BEGIN.exec(line)
      if (begin?.[1] !== undefined) {
        const solicited = (Number(begin[2]) & SOLICITED_FLAG) !== 0
        current = { guard: begin[1], solicited, minLines: solicited ? sink.minReplyLines() : 0 }
        lines = []
      } else if (line.startsWith('%')) {
        const space = line.indexOf(' ')
        sink.notice(line.slice(1, space < 0 ? undefined : space), space < 0 ? '' : line.slice(space + 1))
      }
      return
    }
    const ok = line === `%end ${current.guard}`
    if (lines.length < current.minLines || (!ok && line !== `%error ${current.guard}`)) {
      lines.push(line)
      return
    }
    const { solicited } = current
    current = null
    sink.reply({ solicited, ok, lines })
  }

  return (chunk) => {
    let from = 0
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      const tail = chunk.subarray(from, end)
      const bytes = unfinished.length === 0 ? tail : Buffer.concat([...unfinished, tail])
      unfinished = []
      from = end + 1
      take(bufferOf(bytes).toString('utf8'))
    }
    if (from < chunk.length) unfinished.push(chunk.subarray(from))
  }
}
