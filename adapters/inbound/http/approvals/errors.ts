import type {
  AlarmNotFound,
  ApprovalNotPending,
  DecisionNotHeld,
  DigestMismatch,
  InvalidAnswers,
  InvalidDecision,
  InvalidEdit,
  InvalidRule,
  RuleNotFound,
  WrongDecisionToken,
} from '../../../../domain/approvals/errors.js'
import type { ErrorRows } from '../routing/error-row.js'

export type ApprovalError =
  | AlarmNotFound
  | ApprovalNotPending
  | DecisionNotHeld
  | DigestMismatch
  | InvalidAnswers
  | InvalidDecision
  | InvalidEdit
  | InvalidRule
  | RuleNotFound
  | WrongDecisionToken

export const APPROVAL_ROWS = {
  AlarmNotFound: { status: 404, text: 'not-found' },
  ApprovalNotPending: { status: 404, text: 'not-found-or-resolved' },
  DecisionNotHeld: { status: 409, text: 'not-held' },
  DigestMismatch: { status: 409, text: 'digest-mismatch' },
  InvalidAnswers: { status: 400, text: 'Invalid answers', more: ({ reason, field }) => ({ reason, field }) },
  InvalidDecision: { status: 400, text: 'Invalid decision' },
  InvalidEdit: { status: 400, text: 'Invalid updatedInput', more: ({ reason }) => ({ reason }) },
  InvalidRule: { status: 400, text: 'Invalid rule', more: ({ part }) => ({ part }) },
  RuleNotFound: { status: 404, text: 'not-found' },
  WrongDecisionToken: { status: 403, text: 'bad-token' },
} satisfies ErrorRows<ApprovalError>
