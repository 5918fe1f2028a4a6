import type { ErrorTag } from '../../http/hub-errors.js'
import type { Failure } from '../output.js'

/** Parts of a failure that replace those made from the status and the hub's own word. */
type Refusal = Pick<Failure, 'problem' | 'mend' | 'exit'>

/** Names are compared whole: `shop` is not `cc-shop`. */
const LIST_SESSIONS = 'Give the name as it is listed, with its cc-: penates sessions ls'

/** Refusals whose word on the wire tells a person at a shell too little. */
const REFUSALS: Partial<Readonly<Record<ErrorTag, Partial<Refusal>>>> = {
  ApprovalNotPending: { problem: 'too late: already answered or expired' },
  BackgroundAgentNotFound: { problem: 'the agent has ended' },
  UnknownProject: {
    exit: 'notFound',
    problem: 'there is no such project',
    mend: 'List projects with: penates projects ls, or add the card all the same with --allow-unknown-project',
  },
  BadCard: { problem: 'the card cannot be like this' },
  CardBlocked: { problem: 'other cards have to be done first', mend: 'Start it all the same with: --allow-blocked' },
  CardNotFound: { mend: 'List cards with: penates board ls' },
  DecisionNotHeld: { problem: 'the agent has the decision already' },
  DigestMismatch: { problem: 'the call has changed meanwhile', mend: 'Look at it again with: penates approvals ls' },
  FinishObstructed: {
    problem: 'the card cannot be finished now',
    mend: 'See what is in the way with: penates board finish CARD --check',
  },
  GateWeakened: { problem: 'settings in the folder weaken the approvals', mend: 'Read them before an agent starts.' },
  InvalidInput: { mend: 'The help of the command lists the values that it takes: --help' },
  InvalidProject: { problem: 'the project cannot be like this' },
  InvalidReason: {
    problem: 'the agent does not get this reason as it is, so nothing was decided',
    mend: 'See reasonLimit of the call with: penates approvals ls --json',
  },
  InvalidRule: { problem: 'the rule cannot be like this' },
  InvalidWebhook: { mend: 'An http address, and one of this machine or a private network, needs --private.' },
  IsolationUnavailable: {
    problem: 'no worktree can be made in the folder of the project',
    mend: 'Let the agent work in the folder itself with: --allow-unisolated',
  },
  MergeRefused: { problem: 'git did not merge the branch' },
  NoSpec: { exit: 'conflict', mend: 'Start its brainstorming in the web client: penates open' },
  NotReviewable: { exit: 'conflict', mend: 'Start an agent for it with: penates board implement CARD' },
  NotUndoable: { problem: 'the finish cannot be undone' },
  PathOutsideRoots: {
    exit: 'failed',
    problem: 'the folder is outside those that the hub may use',
    mend: 'Those are below BROWSE_ROOTS, a variable of the hub.',
  },
  ProjectNotFound: { mend: 'List projects with: penates projects ls' },
  PushFailed: { problem: 'the remote did not take the push' },
  SessionNotFound: { mend: LIST_SESSIONS },
  SessionNotKnown: { problem: 'no session of this name is stored', mend: LIST_SESSIONS },
  UnusableDirectory: {
    problem: 'the folder does not exist or cannot be used',
    mend: 'It is a folder of the machine that the hub runs on.',
  },
}

/** Parts for a code; none for a code whose status and word suffice. */
export const refusalOf = (code: string | null): Partial<Refusal> => REFUSALS[code as ErrorTag] ?? {}

/** Failure of a command for a session that does not run. */
export const notRunning = (name: string): Failure => ({
  exit: 'notFound',
  problem: `there is no running session ${name}`,
  mend: LIST_SESSIONS,
})
