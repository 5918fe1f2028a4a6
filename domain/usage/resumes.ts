import type { Instant } from '../shared/instant.js'
import type { LimitAccount } from './limits.js'

/** Sessions that are to go on by themselves when a limit is reset, by present name. */
export interface Resumes {
  /** When; `null` while the session is not known to wait for a reset. */
  readonly [session: string]: { readonly resumeAt: Instant | null }
}

/** What to do about one session that is to go on by itself. */
export type ResumeStep =
  | { readonly _tag: 'Nothing' }
  /** Note that it waits until then; `null` that it does not wait any more. */
  | { readonly _tag: 'Wait'; readonly until: Instant | null }
  /** The limit is reset, and it still waits. */
  | { readonly _tag: 'Continue' }

/** A vendor's clock and ours differ by some seconds. */
const GRACE_MS = 60_000

/**
 * What the screen of a session calls for at a moment. `resetsAt` is when the limit that it shows is reset, `null` for one
 * that is not known; `shows` is whether it shows a limit at all, above an idle prompt.
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
/** Sources round. */
const FULL_PCT = 99

/** When the windows of Claude Code that are used up are reset, the last of them; `null` where no source knows. */
export function resetOfFull(accounts: ReadonlyArray<LimitAccount>, now: Instant): Instant | null {
  const resets = accounts
    .filter(({ agent }) => agent === 'claude-code')
    .flatMap(({ windows }) => windows)
    .flatMap(({ usedPercentage, isLimited, resetsAt }) =>
      resetsAt !== null && (isLimited || (usedPercentage ?? 0) >= FULL_PCT) ? [resetsAt * MS_PER_SECOND] : [],
    )
    .filter((at) => at > now)
  return resets.length === 0 ? null : Math.max(...resets)
}

export const withResume = (resumes: Resumes, session: string, resumeAt: Instant | null): Resumes => ({
  ...resumes,
  [session]: { resumeAt },
})

/** The same when there is none of the name. */
export function withoutResume(resumes: Resumes, session: string): Resumes {
  const { [session]: gone, ...others } = resumes
  return gone === undefined ? resumes : others
}

export function renameResume(resumes: Resumes, from: string, to: string): Resumes {
  const moved = Object.hasOwn(resumes, from) ? resumes[from] : undefined
  return moved === undefined || from === to ? resumes : { ...withoutResume(resumes, from), [to]: moved }
}
