import type { AgentId } from '../agents/agent-id.js'
import type { Instant } from '../shared/instant.js'
import type { LimitAccount } from './limits.js'

/** Sessions that continue automatically after the reset of a limit, by id. */
export interface Resumes {
  /** Time to resume; `null` while the session is not waiting for a reset. */
  readonly [session: string]: { readonly resumeAt: Instant | null }
}

/** Next step for one session that is to be resumed automatically. */
export type ResumeStep =
  | { readonly _tag: 'Nothing' }
  /** Record that the session waits until then; `null` records that it no longer waits. */
  | { readonly _tag: 'Wait'; readonly until: Instant | null }
  /** The limit was reset and the session still waits. */
  | { readonly _tag: 'Continue' }

/** Milliseconds: tolerance for the difference between the vendor's clock and the local one. */
const GRACE_MS = 60_000

/**
 * Next step for the screen of a session. `shows` is true when the screen shows a limit above an idle prompt; `resetsAt`
 * is the reset of that limit, `null` when unknown.
 */
export function resumeStep(
  resumeAt: Instant | null,
  { shows, resetsAt }: { readonly shows: boolean; readonly resetsAt: Instant | null },
  now: Instant,
): ResumeStep {
  if (resumeAt === null) return shows && resetsAt !== null ? { _tag: 'Wait', until: resetsAt + GRACE_MS } : NOTHING
  if (!shows) return { _tag: 'Wait', until: null }
  return now >= resumeAt ? { _tag: 'Continue' } : NOTHING
}

const NOTHING: ResumeStep = { _tag: 'Nothing' }

const MS_PER_SECOND = 1_000
/** Percentage that counts as exhausted, because sources round. */
const FULL_PCT = 99

/** Latest future reset among the exhausted windows of an agent's accounts; `null` when no source reports one. */
export function resetOfFull(accounts: ReadonlyArray<LimitAccount>, agent: AgentId, now: Instant): Instant | null {
  const resets = accounts
    .filter((account) => account.agent === agent)
    .flatMap(({ windows }) => windows)
    .flatMap(({ usedPercentage, isLimited, resetsAt }) =>
      resetsAt !== null && (isLimited || (usedPercentage ?? 0) >= FULL_PCT) ? [resetsAt * MS_PER_SECOND] : [],
    )
    .filter((at) => at > now)
  return resets.length === 0 ? null : Math.max(...resets)
}

/**
 * Next reset of an agent's accounts: of the exhausted windows, else of the first window that ends; `null` when no source reports
 * one.
 */
export function resetOfNext(accounts: ReadonlyArray<LimitAccount>, agent: AgentId, now: Instant): Instant | null {
  const full = resetOfFull(accounts, agent, now)
  if (full !== null) return full
  const resets = accounts
    .filter((account) => account.agent === agent)
    .flatMap(({ windows }) => windows)
    .flatMap(({ resetsAt }) => (resetsAt === null ? [] : [resetsAt * MS_PER_SECOND]))
    .filter((at) => at > now)
  return resets.length === 0 ? null : Math.min(...resets)
}

export const withResume = (resumes: Resumes, session: string, resumeAt: Instant | null): Resumes => ({
  ...resumes,
  [session]: { resumeAt },
})

/** Returns the same object when the session has no entry. */
export function withoutResume(resumes: Resumes, session: string): Resumes {
  const { [session]: _gone, ...others } = resumes
  return Object.hasOwn(resumes, session) ? others : resumes
}
