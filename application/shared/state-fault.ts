/** Fault of one file of the state folder, and the reaction to it. Nothing was overwritten. */
export interface StateFault {
  /** Absolute. */
  readonly file: string
  /**
   * `damaged`: empty, cut short or not what we write; `unreadable`: the system refuses to read it; `missing`: gone
   * though its last good copy is there; `newer`: written by a newer version of this program.
   */
  readonly reason: 'damaged' | 'unreadable' | 'missing' | 'newer'
  /** For the operator; without the content. */
  readonly detail: string
  /** Path to which the faulty file was moved; `null` when it stayed. */
  readonly movedTo: string | null
  /**
   * The replacement in use. `nothing`: it starts empty; `strictest`: what holds agents back most, until a person sets it
   * anew; `refused`: every change fails until this is mended.
   */
  readonly using: 'last-good-copy' | 'nothing' | 'strictest' | 'refused'
}

/** The fault in words, for the log and for the person: what is wrong, and what to do. */
export function stateFaultText(fault: StateFault): { readonly problem: string; readonly mend: string } {
  return { problem: `${fault.file} is ${fault.reason}: ${fault.detail}`, mend: mendOf(fault) }
}

function mendOf({ file, reason, movedTo, using }: StateFault): string {
  if (reason === 'newer')
    return 'Update Penates, or move the file away to start without it. Nothing is written until then.'
  if (using === 'refused') return `Make ${file} readable and its folder writable. Nothing is written until then.`
  const kept = movedTo === null ? 'It was left as it is' : `It was kept as ${movedTo}`
  if (using === 'strictest') {
    return `There is no good copy, so agents are held back until you set this anew. ${kept}; mend it there and move it back while the hub is stopped.`
  }
  return using === 'last-good-copy'
    ? `The last good copy is used. ${kept}.`
    : `There is no good copy, so it starts empty. ${kept}; mend it there and move it back while the hub is stopped.`
}
