import type { IncomingMessage } from 'node:http'
import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type * as t from 'io-ts'
import type { ApprovalsFeature } from '../../../../application/approvals/approvals-feature.js'
import type { ApprovalConfig } from '../../../../application/approvals/configure-approvals.js'
import type { DecisionSender } from '../../../../application/approvals/decision-sender.js'
import type { ListApprovals } from '../../../../application/approvals/list-approvals.js'
import { mayUse } from '../../../../domain/access/scope.js'
import { agentId } from '../../../../domain/agents/agent-id.js'
import {
  approvalNotPending,
  type AlarmNotFound,
  type ApprovalNotPending,
  type DecisionNotHeld,
  type DialogChanged,
  type DigestMismatch,
  type InvalidAnswers,
  type InvalidDecision,
  type InvalidEdit,
  type InvalidReason,
  type InvalidRule,
  type RuleNotFound,
  type SessionIsStrict,
  type WrongDecisionToken,
} from '../../../../domain/approvals/errors.js'
import type { RuleProposal } from '../../../../application/approvals/permission-rules.js'
import {
  examplesOf,
  patternText,
  type RuleDraft,
  type RulePattern,
} from '../../../../domain/approvals/permission-rule.js'
import type { WaitingTime } from '../../../../domain/approvals/waiting-time.js'
import { guarded } from '../../../../infrastructure/guard/guard.js'
import { mustBeBoolean, notABoolean } from '../routing/errors.js'
import { bind, bindAnswer, type Binding } from '../routing/bind.js'
import type { HttpCaller } from '../routing/access-control.js'
import type { ErrorRows } from '../routing/error-row.js'
import * as api from './api.js'
import type { RuleDraftJson, ShownPattern } from './codec.js'
import { approvalListContent } from './list-content.js'

export function approvalRoutes(use: ApprovalsFeature): ReadonlyArray<Binding> {
  const { desk, configureApprovals, alarms, listDecided, permissionRules, readWaitingTime, readEarlierPlan } = use
  return [
    bindAnswer(api.listApprovals, ({ query, request }) => listed(desk.list, query.wait * 1000, request)),
    bind(api.readApprovalConfig, ({ caller }) => pipe(configureApprovals.read, TE.map(withRights(caller)))),
    bind(
      api.changeApprovalConfig,
      ({ body, caller }) =>
        // An empty body must not switch anything: it is a mistake.
        Object.values<unknown>(body).every((value) => value === undefined)
          ? TE.left(notABoolean('enabled'))
          : pipe(configureApprovals.change(body, caller), TE.map(withRights(caller))),
      mustBeBoolean('enabled'),
    ),
    bind(api.listDecidedCalls, ({ query: { before, q, ...query } }) =>
      listDecided({ ...query, text: q, before: before === 0 ? null : before }),
    ),
    bind(api.readEarlierPlan, ({ params: { id } }) => readEarlierPlan(id)),
    bind(api.readWaitingTime, ({ query: { days } }) => pipe(readWaitingTime(days), TE.map(shownWaitingTime))),
    bind(api.listRules, () =>
      pipe(
        permissionRules.list,
        TE.map((rules) => rules.map(withShownPattern)),
      ),
    ),
    bind(api.addRule, ({ body, caller }) => pipe(permissionRules.add(draftOf(body), caller), TE.map(withShownPattern))),
    bind(api.tryRule, ({ body }) => permissionRules.trial(draftOf(body))),
    bind(api.removeRule, ({ params: { id }, caller }) => permissionRules.remove(id, caller)),
    bind(api.proposeRules, ({ params: { id } }) => {
      const approval = desk.list.find(id)
      return approval === null
        ? TE.left(approvalNotPending)
        : pipe(
            TE.fromTask(permissionRules.propose(approval.call)),
            TE.map((proposals) => proposals.map(shownProposal)),
          )
    }),
    bind(api.listAlarms, () => TE.right(alarms.open())),
    bind(api.acknowledgeAlarm, ({ params: { id }, caller }) => alarms.acknowledge(id, caller)),
    bind(api.decideApproval, ({ params: { id }, body, caller, request }) =>
      desk.decide(id, body, senderOf(caller, request, body)),
    ),
    bind(api.holdDecision, ({ params: { id }, body, caller }) => desk.hold(id, body, clientOf(caller))),
    bind(api.handOverApproval, ({ params: { id }, body: { deviceId } }) => use.handOver(id, deviceId)),
    bind(api.takeBackDecision, ({ params: { id }, caller }) => desk.takeBack(id, clientOf(caller))),
  ]
}

/** Adds whether the caller may change the rules. */
const withRights =
  ({ principal }: HttpCaller) =>
  (config: ApprovalConfig) => ({
    ...config,
    mayChange:
      principal.kind === 'operator' ||
      (principal.kind === 'named' && mayUse(['admin'], principal.scopes, { session: null, projectId: null })),
  })

const shownPattern = (pattern: RulePattern): ShownPattern => ({
  ...{ command: null, path: null, host: null },
  ...(pattern.kind === 'any' ? {} : { [pattern.kind]: patternText(pattern) }),
})

const withShownPattern = <R extends { readonly pattern: RulePattern }>({ pattern, ...rule }: R) => ({
  ...rule,
  ...shownPattern(pattern),
})

const shownProposal = (proposal: RuleProposal) => ({
  ...withShownPattern(proposal),
  ...(examplesOf(proposal.pattern) ?? { match: null, nearMiss: null }),
})

const shownWaitingTime = ({ rule: saving, ...time }: WaitingTime) => ({
  ...time,
  rule: saving === null ? null : { ...withShownPattern(saving.rule), waitedMs: saving.waitedMs, calls: saving.calls },
})

const draftOf = (draft: t.TypeOf<typeof RuleDraftJson>): RuleDraft => ({
  ...draft,
  projectId: draft.projectId ?? null,
  agent: draft.agent === undefined || draft.agent === null ? null : agentId(draft.agent),
})

/** The one-time token stands in the body, or in the query, from where service workers of older clients send it. */
function senderOf(
  caller: HttpCaller,
  { url = '' }: IncomingMessage,
  { token }: { readonly token?: unknown },
): DecisionSender {
  const start = url.indexOf('?')
  const inQuery = start === -1 ? null : new URLSearchParams(url.slice(start + 1)).get('token')
  const inBody = typeof token === 'string' ? token : null
  return { ...clientOf(caller), secret: inQuery || inBody || null }
}

const clientOf = ({ principal, client, ...caller }: HttpCaller): Omit<DecisionSender, 'secret'> => ({
  caller,
  client,
  isOperator: principal.kind === 'operator' || principal.kind === 'named',
})

/** The list is encoded in slices: it may have ten thousand entries. */
const listed =
  (list: ListApprovals, waitMs: number, { socket }: IncomingMessage) =>
  async () => {
    let gone = (): void => undefined
    const onClose = guarded('wait for approvals', () => gone())
    socket.once('close', onClose)
    const approvals = await list.wait(waitMs, (leave) => {
      gone = leave
    })()
    socket.off('close', onClose)
    return E.right({ status: 200, jsonContent: await approvalListContent(approvals) } as const)
  }

export const APPROVAL_ROWS = {
  AlarmNotFound: { status: 404, text: 'not-found' },
  ApprovalNotPending: { status: 404, text: 'not-found-or-resolved' },
  DecisionNotHeld: { status: 409, text: 'not-held' },
  DialogChanged: { status: 409, text: 'dialog-changed' },
  DigestMismatch: { status: 409, text: 'digest-mismatch' },
  InvalidAnswers: {
    status: 400,
    text: 'Invalid answers',
    more: ({ reason, field, limit }) => ({ reason, field, ...(limit === undefined ? {} : { limit }) }),
  },
  InvalidDecision: { status: 400, text: 'Invalid decision' },
  InvalidEdit: { status: 400, text: 'Invalid updatedInput', more: ({ reason }) => ({ reason }) },
  InvalidReason: { status: 400, text: 'Invalid reason', more: ({ problem, limit }) => ({ problem, limit }) },
  InvalidRule: { status: 400, text: 'Invalid rule', more: ({ part }) => ({ part }) },
  RuleNotFound: { status: 404, text: 'not-found' },
  SessionIsStrict: { status: 409, text: 'session-is-strict' },
  WrongDecisionToken: { status: 403, text: 'bad-token' },
} satisfies ErrorRows<
  | AlarmNotFound
  | ApprovalNotPending
  | DecisionNotHeld
  | DialogChanged
  | DigestMismatch
  | InvalidAnswers
  | InvalidDecision
  | InvalidEdit
  | InvalidReason
  | InvalidRule
  | RuleNotFound
  | SessionIsStrict
  | WrongDecisionToken
>
