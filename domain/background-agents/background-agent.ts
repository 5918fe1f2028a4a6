import * as E from 'fp-ts/lib/Either.js'
import type { brand } from '../shared/brand.js'
import type { Instant } from '../shared/instant.js'
import { invalidBackgroundAgentId, type InvalidBackgroundAgentId } from './errors.js'

/** Id that a coding CLI gave its own agent: 1–64 letters, digits, `_` and `-`, never an option of a command line. */
export type BackgroundAgentId = string & { readonly [brand]: 'BackgroundAgentId' }

const GRAMMAR = /^[A-Za-z0-9][\w-]{0,63}$/

export const parseBackgroundAgentId = (raw: string): E.Either<InvalidBackgroundAgentId, BackgroundAgentId> =>
  GRAMMAR.test(raw) ? E.right(raw as BackgroundAgentId) : E.left(invalidBackgroundAgentId)

/** Present state as its CLI reports it; `unknown` for a report that the hub cannot read. */
export type BackgroundState = 'working' | 'waiting' | 'idle' | 'done' | 'failed' | 'stopped' | 'unknown'

/** Agent that runs under the supervisor of its coding CLI, outside of the session host. */
export interface BackgroundAgent {
  readonly id: BackgroundAgentId
  /** Name or first prompt, on one line; `null` without one. */
  readonly name: string | null
  /** Working folder, absolute; `null` when the CLI does not report it. */
  readonly folder: string | null
  readonly state: BackgroundState
  /** Reason of `waiting` in the words of the CLI; `null` for any other state and without one. */
  readonly waitingFor: string | null
  readonly startedAt: Instant | null
  /** Process id of the agent; `null` when no process runs. */
  readonly pid: number | null
  /** Command line that shows it in a terminal and leaves it running afterwards. */
  readonly attachCommand: string
}

/** Agents of a CLI in the order in which they started. */
export interface BackgroundAgentsFound {
  readonly agents: ReadonlyArray<BackgroundAgent>
  /** Number of entries that could not be read. */
  readonly skipped: number
}

/**
 * State by the two fields that Claude Code reports: of the process (`busy`, `idle`, `waiting`) and of the work. Work
 * without an end is reported as `working` also while the process waits for a prompt. 2.1.197 and 2.1.332.
 */
export function backgroundState(status: string | null, work: string | null): BackgroundState {
  if (status === 'waiting' || work === 'blocked') return 'waiting'
  if (status === 'busy') return 'working'
  if (work === 'done' || work === 'failed' || work === 'stopped') return work
  return status === 'idle' ? 'idle' : 'unknown'
}
