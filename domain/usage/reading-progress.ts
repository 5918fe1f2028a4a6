/** Progress of reading the logs; bytes and files of all logs found so far. */
export interface UsageProgress {
  readonly state: 'scanning' | 'ready'
  readonly filesRead: number
  readonly files: number
  readonly bytesRead: number
  readonly bytes: number
}

export interface ReadingProgress extends UsageProgress {
  /** Changes whenever a count changes. */
  readonly revision: number
}
