/** No pending approval has this id: it never existed, or was decided, withdrawn or has expired. */
export interface ApprovalNotPending {
  readonly _tag: 'ApprovalNotPending'
}
export const approvalNotPending: ApprovalNotPending = { _tag: 'ApprovalNotPending' }

/** No open alarm has this id: it never existed, or was acknowledged. */
export interface AlarmNotFound {
  readonly _tag: 'AlarmNotFound'
}
export const alarmNotFound: AlarmNotFound = { _tag: 'AlarmNotFound' }

/** The one-time token belongs to another approval. */
export interface WrongDecisionToken {
  readonly _tag: 'WrongDecisionToken'
}
export const wrongDecisionToken: WrongDecisionToken = { _tag: 'WrongDecisionToken' }

/** The decision is neither allow nor deny, or a part of it has the wrong type. */
export interface InvalidDecision {
  readonly _tag: 'InvalidDecision'
}
export const invalidDecision: InvalidDecision = { _tag: 'InvalidDecision' }

/** The decision refers to another input than the pending one. */
export interface DigestMismatch {
  readonly _tag: 'DigestMismatch'
}
export const digestMismatch: DigestMismatch = { _tag: 'DigestMismatch' }

/** The edited input is not valid for the tool. */
export interface InvalidEdit {
  readonly _tag: 'InvalidEdit'
  /** Fault of the edited input. */
  readonly reason: 'not-an-object' | 'other-type' | 'too-large' | 'too-deep'
}
export const invalidEdit = (reason: InvalidEdit['reason']): InvalidEdit => ({ _tag: 'InvalidEdit', reason })
