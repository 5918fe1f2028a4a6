/** What to do with a name that is taken. */
export type ConflictChoice = 'replace' | 'keep-both' | 'skip'

export type JobState =
  | 'waiting'
  | 'sending'
  | 'done'
  | 'skipped'
  /** Taken back by the person. */
  | 'stopped'
  | 'failed'

/** A file on its way to the hub. */
export interface UploadJob {
  readonly id: number
  readonly name: string
  /** Bytes. */
  readonly size: number
  /** Bytes that are on their way or there. */
  readonly sent: number
  readonly state: JobState
  /** Why it failed, as a person reads it. */
  readonly fault: string | null
}

export const isOver = ({ state }: UploadJob): boolean => state !== 'waiting' && state !== 'sending'

export interface UploadTotal {
  readonly sent: number
  readonly size: number
  /** 0–100, whole. */
  readonly percent: number
  readonly done: number
  readonly failed: number
  readonly open: number
}

/** All together: those that were skipped or stopped do not count. */
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

/** How the hub is told to treat a taken name. */
export const onConflictOf = (choice: ConflictChoice | null): 'fail' | 'overwrite' | 'rename' => {
  if (choice === 'replace') return 'overwrite'
  return choice === 'keep-both' ? 'rename' : 'fail'
}
