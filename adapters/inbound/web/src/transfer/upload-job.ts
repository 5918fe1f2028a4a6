/** Resolution of a name conflict. */
export type ConflictChoice = 'replace' | 'keep-both' | 'skip'

export type JobState =
  | 'waiting'
  | 'sending'
  | 'done'
  | 'skipped'
  /** Cancelled by the user. */
  | 'stopped'
  | 'failed'

/** Upload of one file. */
export interface UploadJob {
  readonly id: number
  readonly name: string
  /** Size in bytes. */
  readonly size: number
  /** Bytes sent so far. */
  readonly sent: number
  readonly state: JobState
  /** Localized error message; `null` without a failure. */
  readonly fault: string | null
}

export const isOver = ({ state }: UploadJob): boolean => state !== 'waiting' && state !== 'sending'

export interface UploadTotal {
  readonly sent: number
  readonly size: number
  /** Integer from 0 to 100. */
  readonly percent: number
  readonly done: number
  readonly failed: number
  readonly open: number
}

/** Sum of all uploads without the skipped and the cancelled ones. */
export function totalOf(jobs: ReadonlyArray<UploadJob>): UploadTotal {
  const counted = jobs.filter(({ state }) => state !== 'skipped' && state !== 'stopped' && state !== 'failed')
  const size = counted.reduce((sum, job) => sum + job.size, 0)
  const sent = counted.reduce((sum, job) => sum + (job.state === 'done' ? job.size : Math.min(job.sent, job.size)), 0)
  const open = jobs.filter((job) => !isOver(job)).length
  return {
    sent,
    size,
    percent: size === 0 ? (open === 0 ? 100 : 0) : Math.floor((100 * sent) / size),
    done: jobs.filter(({ state }) => state === 'done').length,
    failed: jobs.filter(({ state }) => state === 'failed').length,
    open,
  }
}

/** Value of the `onConflict` parameter for a resolution. */
export const onConflictOf = (choice: ConflictChoice | null): 'fail' | 'overwrite' | 'rename' => {
  if (choice === 'replace') return 'overwrite'
  return choice === 'keep-both' ? 'rename' : 'fail'
}
