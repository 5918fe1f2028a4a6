/** There is no pending approval of this id: never was, was decided, withdrawn or has expired. */
export interface ApprovalNotPending {
  readonly _tag: 'ApprovalNotPending'
}
export const approvalNotPending: ApprovalNotPending = { _tag: 'ApprovalNotPending' }

/** There is no open alarm of this id: never was, or was acknowledged. */
export interface AlarmNotFound {
  readonly _tag: 'AlarmNotFound'
}
export const alarmNotFound: AlarmNotFound = { _tag: 'AlarmNotFound' }

/** The one-time token is not that of this approval. */
export interface WrongDecisionToken {
  readonly _tag: 'WrongDecisionToken'
}
export const wrongDecisionToken: WrongDecisionToken = { _tag: 'WrongDecisionToken' }

/** Neither allow nor deny, or a part of it has the wrong type. */
export interface InvalidDecision {
  readonly _tag: 'InvalidDecision'
}
export const invalidDecision: InvalidDecision = { _tag: 'InvalidDecision' }

/** The decision was made about another input than the one that waits. */
export interface DigestMismatch {
  readonly _tag: 'DigestMismatch'
}
export const digestMismatch: DigestMismatch = { _tag: 'DigestMismatch' }

/** What the input was edited to is nothing that the tool could take in its place. */
export interface InvalidEdit {
  readonly _tag: 'InvalidEdit'
  readonly reason: 'not-an-object' | 'other-type' | 'too-large' | 'too-deep'
}
export const invalidEdit = (reason: InvalidEdit['reason']): InvalidEdit => ({ _tag: 'InvalidEdit', reason })
