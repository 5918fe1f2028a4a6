/** Background work. `start` begins it and returns a function that ends it; a job is started at most once. */
export interface Job {
  /** For logs: `plan watch`. */
  readonly name: string
  readonly start: () => () => void
}
