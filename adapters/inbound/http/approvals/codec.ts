import * as t from 'io-ts'
import type { ApprovalConfig } from '../../../../application/approvals/configure-approvals.js'
import type { NamedAlarm } from '../../../../domain/approvals/alarm.js'
import { isDeniedUnanswered, previewOf, type ToolCall } from '../../../../domain/approvals/approval.js'
import type { AgentMemory } from '../../../../domain/approvals/agent-memory.js'
import { canEditInput } from '../../../../domain/approvals/decision.js'
import { answerLimitOf } from '../../../../domain/approvals/own-words.js'
import { reasonLimitOf } from '../../../../domain/approvals/denial-reason.js'
import { kindOf } from '../../../../domain/approvals/question.js'
import type { PermissionRule } from '../../../../domain/approvals/permission-rule.js'
import type { RuleTrial } from '../../../../application/approvals/permission-rules.js'
import type { HeldDecision, ListedApproval } from '../../../../domain/approvals/held-decision.js'
import { forParser, nullable, recordOf } from '../../../../infrastructure/codec/codecs.js'
import type { DecidedPage } from '../../../../application/approvals/list-decided.js'
import type { DecidedCall, RecordedDecider } from '../../../../domain/approvals/decided-call.js'
import { from, isoTime, jsonOf, within } from '../../../../infrastructure/codec/json-of.js'
import { named, schemaOf, type JsonSchema } from '../../../../infrastructure/codec/schema.js'

export const Mode = t.keyof({ off: null, ask: null, strict: null })

const RequestKind = t.keyof({ permission: null, question: null, plan: null, form: null })

export const DecisionWord = t.keyof({ allow: null, deny: null })

export const wordOf = (isAllow: boolean): t.TypeOf<typeof DecisionWord> => (isAllow ? 'allow' : 'deny')

const orNull = (type: string): JsonSchema => ({ type: [type, 'null'] })

/** Fields of a decision. The domain checks their values, since its errors say more than paths. */
export const DECISION = {
  decision: forParser<t.TypeOf<typeof DecisionWord>>(schemaOf(DecisionWord)),
  /** Digest of the input that the person has seen. */
  digest: forParser<string | null>(orNull('string')),
  reason: forParser<string | null>(orNull('string')),
  /** Input to run with instead, where `canEdit` is true. */
  updatedInput: forParser<Readonly<Record<string, unknown>> | null>(orNull('object')),
  /** True when the same call may run again in this session. */
  remember: forParser<boolean | null>(orNull('boolean')),
  /** Texts by question, or values by field of a form. */
  answers: forParser<Readonly<Record<string, unknown>> | null>(orNull('object')),
  /** True when a form is dismissed without a choice. */
  cancel: forParser<boolean | null>(orNull('boolean')),
  /** True when the agent may store what `agentMemory` lists. */
  agentRemembers: forParser<boolean | null>(orNull('boolean')),
}

/** One-time token of the request; it may stand in the query instead. */
export const OneTimeToken = forParser<string>({ type: 'string' })

/** Milliseconds for which a decision can be taken back, at most 30,000. */
export const HoldMs = forParser<number>({ type: 'number' })

const HeldJson = jsonOf<HeldDecision, 'decider'>()({
  decision: from(DecisionWord, ({ decision }) => wordOf(decision.allow)),
  /** Time at which the agent gets the decision. */
  until: isoTime,
})

const MemoryJson = jsonOf<AgentMemory>()({
  /** Calls that run without a question, folders that count as the agent's own, or a permission mode. */
  kind: t.keyof({ rules: null, folders: null, mode: null }),
  items: t.readonlyArray(t.string),
  /** Until the session ends, in settings of the repository (`local`, `project`), or in those of the person. */
  scope: t.keyof({ session: null, local: null, project: null, user: null }),
})

/**
 * A call that waits for a decision, without a token that allows one. `input` is whole; `digest` is that of its canonical
 * JSON (RFC 8785, SHA-256).
 */
export const ApprovalJson = named(
  'Approval',
  jsonOf<ListedApproval, 'name' | 'call' | 'place' | 'secretHash' | 'deniedAt' | 'isRuled'>()({
    id: t.string,
    session: from(t.string, ({ name }) => name),
    /** Request for a permission, for answers to questions, to accept a plan, or to fill in a form of an MCP server. */
    kind: from(RequestKind, ({ call }) => kindOf(call)),
    ...within<
      ToolCall,
      | 'session'
      | 'inputLength'
      | 'permissionMode'
      | 'toolUseId'
      | 'promptId'
      | 'comesAgain'
      | 'agent'
      | 'takesInput'
      | 'takesReason'
      | 'hookLimit'
      | 'asksAgain'
      | 'asksAgainInStrict'
      | 'hidesDialog'
      | 'cannotPrompt'
      | 'memory'
    >()(({ call }: ListedApproval) => call, {
      tool: t.string,
      input: t.UnknownRecord,
      /** Preview of at most 200 characters; control characters are made visible. Not sufficient for a decision. */
      preview: from(t.string, ({ tool, input }) => previewOf(tool, input)),
      digest: t.string,
      /** Gate that asked: before the tool, together with the agent's own dialog, or for a form before that dialog. */
      gate: t.keyof({ PreToolUse: null, PermissionRequest: null, Elicitation: null }),
      cwd: nullable(t.string),
      /** Name of the sub-agent that makes the call, empty for one without; `null` for the agent of the session. */
      subagent: from(nullable(t.string), ({ subagent = null }) => subagent),
      /** True when the agent can run the call with another input, or go by a plan with another text. */
      canEdit: from(t.boolean, canEditInput),
      /** Changes that the agent's own dialog would store with an allow; empty when it offers nothing or a part cannot be read. */
      agentMemory: from(t.readonlyArray(MemoryJson), ({ memory = [] }) => memory),
    }),
    createdAt: isoTime,
    /** Time after which the approval can no longer be decided. */
    expiresAt: isoTime,
    /** True when the call is denied at `expiresAt`; else the agent's own prompt decides. */
    isDeniedUnanswered: from(t.boolean, isDeniedUnanswered),
    mode: t.keyof({ ask: null, strict: null }),
    /** Reason for asking beyond the rules (`budget exceeded: …`); `null` when the rules alone ask. */
    reason: nullable(t.string),
    /**
     * True when no hook waits any more and the answer is given by the keys of the dialog in the terminal, which take no other input,
     * and a reason of one line for a plan alone. `expiresAt` then moves on.
     */
    isAtDialog: from(t.boolean, ({ place }) => place === 'dialog'),
    /** Characters (code points) that the reason of a denial may have; 0 when the agent takes none. */
    reasonLimit: from(t.number, ({ call, place }) => reasonLimitOf(call, place).limit),
    /** Characters (code points) that an answer in own words may have; 0 for a call that is no question. */
    answerLimit: from(t.number, ({ call, place }) => answerLimitOf(call, place)),
    /** Decision that can still be taken back; `null` while there is none. */
    held: nullable(HeldJson),
  }),
)
export type ApprovalJson = t.TypeOf<typeof ApprovalJson>

const CONFIG = {
  enabled: from(t.boolean, ({ mode }: ApprovalConfig) => mode !== 'off'),
  mode: Mode,
  /** Tools that are never asked about; a name that ends in `*` means all that begin so. */
  freeTools: t.readonlyArray(t.string),
  /** True when `ask` also applies in auto mode. When false, a classifier of the agent decides there. */
  asksInAutoMode: t.boolean,
  sessions: t.record(t.string, Mode),
  /** Minutes by session after which a call is denied that its agent would run without asking; without an entry it waits until the answer. */
  waitMinutes: t.record(t.string, t.number),
}

/** `mode` applies to sessions without a mode of their own. */
export const ApprovalConfigJson = named('ApprovalConfig', jsonOf<ApprovalConfig>()(CONFIG))

/** The same with the rights of the caller. */
export const OwnApprovalConfigJson = named(
  'OwnApprovalConfig',
  jsonOf<ApprovalConfig & { readonly mayChange: boolean }>()({
    ...CONFIG,
    /** True when the caller may change it. */
    mayChange: t.boolean,
  }),
)

export const AlarmKind = t.keyof({ 'not-allowed': null, 'other-input': null, 'weak-settings': null })

/**
 * A tool that ran without an allow in a strict session, or with another input than the approved one; settings in the
 * folder of a strict session that weaken its gate.
 */
export const AlarmJson = named(
  'Alarm',
  jsonOf<NamedAlarm, 'name' | 'toolUseId'>()({
    id: t.string,
    session: from(t.string, ({ name }) => name),
    kind: AlarmKind,
    tool: t.string,
    /** Preview of at most 200 characters; control characters are made visible. */
    preview: t.string,
    digest: t.string,
    /** Digest of the input that was allowed; `null` when none was. */
    approvedDigest: nullable(t.string),
    source: t.keyof({ hook: null, transcript: null, settings: null }),
    /** True while the session's calls are refused, until the alarm is acknowledged. */
    isPaused: t.boolean,
    at: isoTime,
  }),
)

export const CallOutcomeJson = t.keyof({ allowed: null, denied: null, 'left-to-terminal': null })

/** Source of a decision. */
export const RecordedDeciderJson = jsonOf<RecordedDecider>()({
  /** `operator`, `named-token`, `one-time-token`, `grant`, `rule`, or `classifier` of the agent. */
  by: t.string,
  user: nullable(t.string),
  ip: nullable(t.string),
  userAgent: nullable(t.string),
  reason: nullable(t.string),
  isRemembered: t.boolean,
  isEdited: t.boolean,
})

/** Call that has ended, from the log of approvals. */
const DecidedCallJson = named(
  'DecidedCall',
  jsonOf<DecidedCall>()({
    id: t.string,
    session: t.string,
    tool: t.string,
    preview: t.string,
    digest: t.string,
    outcome: CallOutcomeJson,
    /** Reason of the outcome: `decided`, `granted`, `expired`, … */
    why: t.string,
    at: isoTime,
    /** Source of the decision; `null` without one. */
    decision: nullable(RecordedDeciderJson),
    /** Number of decisions that were taken back. */
    withdrawals: t.number,
    /** False when the agent had left before the answer; `null` where that is not known. */
    isDelivered: nullable(t.boolean),
    /** Name of the sub-agent that made the call, empty for one without; `null` for the agent of the session. */
    subagent: nullable(t.string),
    /** True when the agent has reported that the call ran, false when it reported its refusal; `null` without such a report. */
    hasRun: nullable(t.boolean),
    /** True when the agent has reported that the call ran and failed. */
    hasFailed: t.boolean,
  }),
)

export const DecidedPageJson = jsonOf<DecidedPage>()({
  calls: t.readonlyArray(DecidedCallJson),
  /** Position of the next page; `null` after the oldest call. */
  before: nullable(t.number),
})

export const EarlierPlanJson = jsonOf<{ readonly plan: string | null }>()({
  /** Text of the plan; `null` for the first one, and where the log has it no more. */
  plan: nullable(t.string),
})

const RuleEffectJson = t.keyof({ allow: null, ask: null, deny: null })

/** Fields of a rule: at most one of `command`, `path` and `host`; none of them for every call of the tool. */
export const RuleDraftJson = recordOf(
  { effect: RuleEffectJson, tool: t.string },
  {
    /** One simple command; a last word `*` takes any further words. */
    command: nullable(t.string),
    /** Absolute path of a file, or of a folder with all below it. */
    path: nullable(t.string),
    /** Host without scheme; `.example.com` takes those below it. */
    host: nullable(t.string),
    /** Project whose folder the agent works in; `null` for any. */
    projectId: nullable(t.string),
    /** Id of the coding CLI that makes the call, such as `claude-code` or `codex`; `null` for any. */
    agent: nullable(t.string),
    /** Id of the rule in whose place it is put. */
    replaces: nullable(t.string),
  },
)

/** Pattern of a rule in the field of its kind; the others are `null`. */
export interface ShownPattern {
  readonly command: string | null
  readonly path: string | null
  readonly host: string | null
}

const PATTERN = { command: nullable(t.string), path: nullable(t.string), host: nullable(t.string) }

/** A rule of a person for calls to come. `deny` wins over `ask`, and `ask` over `allow`. */
export const PermissionRuleJson = named(
  'PermissionRule',
  jsonOf<Omit<PermissionRule, 'pattern'> & ShownPattern>()({
    id: t.string,
    effect: RuleEffectJson,
    tool: t.string,
    ...PATTERN,
    projectId: nullable(t.string),
    agent: nullable(t.string),
    createdAt: isoTime,
  }),
)

/** Result of a rule, with those in force, on recorded calls of its tool. */
export const RuleTrialJson = named(
  'RuleTrial',
  jsonOf<RuleTrial>()({
    /** Calls of the tool since `since`, in the log of approvals and in transcripts. */
    calls: t.number,
    /** Of them, calls in transcripts that never came to the gate. */
    fromTranscripts: t.number,
    allowed: t.number,
    denied: t.number,
    /** Calls that a person would still have been asked about. */
    asked: t.number,
    /** Calls that cannot be read for certain; they are among those asked about. */
    unreadable: t.number,
    /** Calls that this rule decides. */
    concerned: t.number,
    /** Newest calls that this rule decides. */
    matches: t.readonlyArray(t.string),
    /** Newest calls of the tool that it does not decide. */
    others: t.readonlyArray(t.string),
    since: isoTime,
  }),
)

/** A rule that an answer to a call could make, with a call that it takes and one that it just does not. */
export const RuleProposalJson = named(
  'RuleProposal',
  t.strict({
    tool: t.string,
    ...PATTERN,
    projectId: nullable(t.string),
    match: nullable(t.string),
    nearMiss: nullable(t.string),
  }),
)

const WAITED = {
  /** Milliseconds in which the agents of these calls stood still, each moment of a session once. */
  waitedMs: t.number,
  calls: t.number,
}

/** Time that agents waited for people since `since`; kinds and projects by length, the longest first. */
export const WaitingTimeJson = named(
  'WaitingTime',
  t.strict({
    since: isoTime,
    ...WAITED,
    kinds: t.readonlyArray(t.strict({ kind: RequestKind, ...WAITED })),
    projects: t.readonlyArray(t.strict({ projectId: nullable(t.string), ...WAITED })),
    /** Rule that would have saved the most of it and allowed nothing but what people allowed; `null` for none. */
    rule: nullable(t.strict({ tool: t.string, ...PATTERN, projectId: nullable(t.string), ...WAITED })),
  }),
)
