/** The answer to one command. */
export interface ControlReply {
  /** False for the answer to what the client was started with. */
  readonly solicited: boolean
  /** False when tmux refused the command. `lines` then contains the reason. */
  readonly ok: boolean
  readonly lines: ReadonlyArray<string>
}

export interface ControlSink {
  readonly reply: (reply: ControlReply) => void
  /** A line outside every answer: `%sessions-changed` gives `sessions-changed` and `''`. */
  readonly notice: (name: string, rest: string) => void
  /**
   * Minimum number of lines in the reply that begins. Called for solicited replies only. Within these lines, one that
   * looks like the end of the reply is content.
   */
  readonly certainLines: () => number
}

const LINE_FEED = 0x0a
const BEGIN = /^%begin (\d+ \d+ (\d+))$/
/** tmux(1), CONTROL MODE: set for commands that came over this connection. */
const SOLICITED_FLAG = 1

/**
 * Reads what a control-mode client prints, in chunks of any size.
 *
 * An answer ends only at the `%end` or `%error` that repeats the time, number and flags of its `%begin`. tmux(1),
 * CONTROL MODE. A program can print such a line into its pane; that is what `certainLines` is for.
 */
export function controlReader(sink: ControlSink): (chunk: Uint8Array) => void {
  let unfinished: Uint8Array[] = []
  let answer: { readonly guard: string; readonly solicited: boolean; readonly certain: number } | null = null
  let lines: string[] = []

  const take = (line: string): void => {
    if (answer === null) {
      const begin = BEGIN.exec(line)
      if (begin?.[1] !== undefined) {
        const solicited = (Number(begin[2]) & SOLICITED_FLAG) !== 0
        answer = { guard: begin[1], solicited, certain: solicited ? sink.certainLines() : 0 }
        lines = []
      } else if (line.startsWith('%')) {
        const space = line.indexOf(' ')
        sink.notice(line.slice(1, space < 0 ? undefined : space), space < 0 ? '' : line.slice(space + 1))
      }
      return
    }
    const ok = line === `%end ${answer.guard}`
    if (lines.length < answer.certain || (!ok && line !== `%error ${answer.guard}`)) {
      lines.push(line)
      return
    }
    const { solicited } = answer
    answer = null
    sink.reply({ solicited, ok, lines })
  }

  return (chunk) => {
    let from = 0
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, from)) {
      const tail = chunk.subarray(from, end)
      const bytes = unfinished.length === 0 ? tail : Buffer.concat([...unfinished, tail])
      unfinished = []
      from = end + 1
      take(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('utf8'))
    }
    if (from < chunk.length) unfinished.push(chunk.subarray(from))
  }
}
