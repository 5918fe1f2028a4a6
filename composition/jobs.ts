import type { Container } from 'inversify'
import type { Job } from '../application/shared/job.js'
import type { Token } from './provide.js'
import { TOKENS as T } from './tokens.js'

/** Features with background work, in the order in which they start. Sessions publish what the others subscribe to. */
const FEATURES: ReadonlyArray<Token<{ readonly jobs: ReadonlyArray<Job> }>> = [
  T.attention,
  T.projects,
  T.files,
  T.repo,
  T.board,
  T.approvals,
  T.push,
  T.webhooks,
  T.prompts,
  T.conversations,
  T.usage,
  T.access,
  T.hooks,
  T.updates,
  T.recordings,
  T.server,
  T.sessions,
]

/** Starts all background work. Returns a function that stops it. */
export function startJobs(container: Container): () => void {
  const stops = FEATURES.flatMap((feature) => container.get(feature).jobs.map((job) => job.start()))
  return () => {
    for (const stop of stops) stop()
  }
}
