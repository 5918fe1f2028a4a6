/** What is wrong with one file of the state folder, and what was done about it. Nothing was overwritten. */
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
  /** Where the faulty file was moved to; `null` when it stayed. */
  readonly movedTo: string | null
  /** What is used instead. `nothing`: it starts empty; `refused`: empty, and every change fails until this is mended. */
  readonly using: 'last-good-copy' | 'nothing' | 'refused'
}
