/** Progress of reading the logs; bytes and files of all logs found so far. */
export interface UsageProgress {
  /** `scanning` until all files are read once. */
  readonly state: 'scanning' | 'ready'
  readonly filesRead: number
  readonly files: number
  /** Number of bytes read. */
  readonly bytesRead: number
  /** Number of bytes found. */
  readonly bytes: number
}

/** Progress of the reading of logs. */
export interface ReadingProgress extends UsageProgress {
  /** Changes whenever a count changes. */
  readonly revision: number
}
