import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { previewOf, type ToolCall } from '../../domain/approvals/approval.js'
import { invalidRule, ruleNotFound, type InvalidRule, type RuleNotFound } from '../../domain/approvals/errors.js'
import {
  comparePaths,
  isReadable,
  judgeByRules,
  MAX_RULES,
  patternText,
  proposalsFor,
  readRule,
  type PermissionRule,
  type RuleDraft,
  type RuledCall,
} from '../../domain/approvals/permission-rule.js'
import type { ApprovalRules } from '../../domain/approvals/rules.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { Caller } from '../shared/audit-log.port.js'
import type { Unavailable } from '../shared/errors.js'
import type { PastCall, PastCallsPart, PastCallsPosition } from './past-calls.port.js'
import { logParts, recordedCall, type RecordedCall } from './recorded-calls.js'
import type { RuledCallReader } from './ruled-call.js'
import type { ApprovalsPorts, ApprovalsSteps } from './ports.js'

/** Result of a rule, together with those in force, on past calls of its tool. */
export interface RuleTrial {
  /** Calls of the tool in the period: those in the log of approvals, and those in transcripts that never came to the gate. */
  readonly calls: number
  /** Of them, those in transcripts. */
  readonly fromTranscripts: number
  readonly allowed: number
  readonly denied: number
  /** Calls that a person would still have been asked about, or that no rule concerns. */
  readonly asked: number
  /** Of those asked about, calls that cannot be read for certain: a script, or an input that was too long to be recorded. */
  readonly unreadable: number
  /** Calls that the draft itself decides. */
  readonly concerned: number
  /** Newest calls that the draft decides, and newest ones of its tool that it does not. */
  readonly matches: ReadonlyArray<string>
  readonly others: ReadonlyArray<string>
  /** Start of the period; its end is now. */
  readonly since: Instant
}

/** A rule that an answer to a call could make. */
export type RuleProposal = Pick<PermissionRule, 'tool' | 'pattern' | 'projectId'>

/** A rule before it is stored. */
type RuleOfDraft = Omit<PermissionRule, 'id' | 'createdAt'>

/** Rules for calls to come. Each change is in the audit log and on disk when the task settles. */
export interface PermissionRules {
  readonly list: TE.TaskEither<Unavailable, ReadonlyArray<PermissionRule>>
  /** Adds a rule, or puts it in the place of the one that it replaces; one that is there already is returned as it is. */
  readonly add: (
    draft: RuleDraft,
    caller: Caller,
  ) => TE.TaskEither<InvalidRule | RuleNotFound | Unavailable, PermissionRule>
  readonly remove: (id: string, caller: Caller) => TE.TaskEither<RuleNotFound | Unavailable, void>
  /** Tries a rule on the log of approvals and on transcripts, without putting it in force and without the one that it replaces. */
  readonly trial: (draft: RuleDraft) => TE.TaskEither<InvalidRule | Unavailable, RuleTrial>
  /** Rules that an answer to a call could make, the narrowest first; each for the project of the call. */
  readonly propose: (call: ToolCall) => T.Task<ReadonlyArray<RuleProposal>>
}

/** A month. */
const TRIAL_MS = 30 * 24 * 60 * 60 * 1000
const EXAMPLES = 5

export function makePermissionRules(
  deps: Pick<ApprovalsPorts, 'rules' | 'history' | 'pastCalls' | 'projectStore' | 'agents' | 'parseShell' | 'audit'> &
    Pick<ApprovalsPorts, 'secrets' | 'clock'> &
    Pick<ApprovalsSteps, 'openRuledCalls'>,
): PermissionRules {
  const { rules, history, pastCalls, openRuledCalls, projectStore, agents, parseShell, audit, secrets, clock } = deps

  /** A rule for an unknown CLI or a project that is not registered would concern no call, also when it is to deny. */
  const read = async (draft: RuleDraft): Promise<E.Either<InvalidRule | Unavailable, RuleOfDraft>> => {
    const rule = readRule(draft, parseShell)
    if (E.isLeft(rule)) return rule
    const { agent, projectId } = rule.right
    if (agent !== null && !agents.some(({ id }) => id === agent)) return E.left(invalidRule('agent'))
    if (projectId === null) return rule
    const registered = await projectStore.read()
    if (E.isLeft(registered)) return registered
    return registered.right.projects.some(({ id }) => id === projectId) ? rule : E.left(invalidRule('project'))
  }

  const audited = (event: string, { id, effect, tool, pattern }: PermissionRule, caller: Caller) =>
    audit.record({ event, fields: { id, effect, tool, pattern: patternText(pattern) ?? '*' } }, caller)

  const add: PermissionRules['add'] = (draft, caller) => async () => {
    const rule = await read(draft)
    if (E.isLeft(rule)) return rule
    const replaces = draft.replaces ?? null
    const made: PermissionRule = { id: secrets.newId(), createdAt: clock.now(), ...rule.right }
    let [added, replaced] = [made, undefined as PermissionRule | undefined]
    const changed = await rules.update((before): E.Either<InvalidRule | RuleNotFound, ApprovalRules> => {
      const { permissions } = before
      const at = permissions.findIndex(({ id }) => id === replaces)
      if (replaces !== null && at === -1) return E.left(ruleNotFound)
      const same = permissions.find((one) => keyOf(one) === keyOf(made))
      added = same ?? made
      replaced = permissions[at] === same ? undefined : permissions[at]
      if (same !== undefined && replaced === undefined) return E.right(before)
      if (same !== undefined) return E.right({ ...before, permissions: permissions.filter((one) => one !== replaced) })
      if (at !== -1) return E.right({ ...before, permissions: permissions.with(at, made) })
      if (permissions.length >= MAX_RULES) return E.left(invalidRule('too-many'))
      return E.right({ ...before, permissions: [...permissions, made] })
    })()
    if (E.isLeft(changed)) return changed
    if (replaced !== undefined) await audited('approval.rule.removed', replaced, caller)()
    if (added === made) await audited('approval.rule.added', made, caller)()
    return E.right(added)
  }

  const remove: PermissionRules['remove'] = (id, caller) => async () => {
    let removed: ReadonlyArray<PermissionRule> = []
    const changed = await rules.update((before) => {
      removed = before.permissions.filter((one) => one.id === id)
      if (removed.length === 0) return E.left(ruleNotFound)
      return E.right({ ...before, permissions: before.permissions.filter((one) => one.id !== id) })
    })()
    if (E.isLeft(changed)) return changed
    for (const rule of removed) await audited('approval.rule.removed', rule, caller)()
    return E.right(undefined)
  }

  const trial: PermissionRules['trial'] = (draft) => async () => {
    const rule = await read(draft)
    if (E.isLeft(rule)) return rule
    const stored = await rules.read()
    if (E.isLeft(stored)) return stored
    const candidate: PermissionRule = { id: '', createdAt: clock.now(), ...rule.right }
    const since = clock.now() - TRIAL_MS
    const rivals = stored.right.permissions.filter(({ id, tool }) => tool === candidate.tool && id !== draft.replaces)
    const together = [...rivals, candidate]
    const tally = makeTally(together, candidate, await openRuledCalls({ hasPaths: comparePaths(together) })())
    const recorded = await tryOnLog(candidate.tool, since, tally)
    if (E.isLeft(recorded)) return recorded
    const ran = await tryOnTranscripts(candidate.tool, since, recorded.right, tally)
    if (E.isLeft(ran)) return ran
    return E.right({ ...tally.result(), fromTranscripts: ran.right, since })
  }

  /** Adds the calls of the log. Returns the ids that the agents gave them. */
  async function tryOnLog(
    tool: string,
    since: Instant,
    tally: Tally,
  ): Promise<E.Either<Unavailable, ReadonlySet<string>>> {
    const ids = new Set<string>()
    for await (const part of logParts(history)) {
      if (E.isLeft(part)) return part
      for (const { record } of part.right.records) {
        const call = record['tool'] === tool ? recordedCall(record) : null
        if (call === null) continue
        if (call.at < since) return E.right(ids)
        if (call.toolUseId !== null) ids.add(call.toolUseId)
        await tally.add(call, () => call.preview)
      }
    }
    return E.right(ids)
  }

  /** Adds the calls of transcripts but those of the log. Returns how many they are. */
  async function tryOnTranscripts(
    tool: string,
    since: Instant,
    recorded: ReadonlySet<string>,
    tally: Tally,
  ): Promise<E.Either<Unavailable, number>> {
    const known = new Set(recorded) // a conversation that was continued has the rows of the one before
    const read = (from: PastCallsPosition | null): Promise<E.Either<Unavailable, PastCallsPart>> =>
      pastCalls.part(tool, since, from)()
    let upcoming: ReturnType<typeof read> | null = read(null)
    while (upcoming !== null) {
      const part: E.Either<Unavailable, PastCallsPart> = await upcoming
      if (E.isLeft(part)) return part
      const { calls, next }: PastCallsPart = part.right
      upcoming = next === null ? null : read(next) // is read while these are judged
      for (const call of calls) {
        // One look-up in place of two.
        const before = known.size
        if (known.add(call.toolUseId).size === before) continue
        const adding = tally.add(call, previewOfCall)
        if (adding !== undefined) await adding
      }
    }
    return E.right(known.size - recorded.size)
  }

  return {
    list: pipe(
      rules.read,
      TE.map(({ permissions }) => permissions),
    ),
    add,
    remove,
    trial,
    propose: (call) =>
      pipe(
        openRuledCalls({ hasPaths: true }),
        T.flatMap((read) => async () => await read(call)),
        T.map((read) =>
          proposalsFor(read).map((pattern) => ({ tool: call.tool, pattern, projectId: read.projectId ?? null })),
        ),
      ),
  }
}

const keyOf = ({ effect, tool, pattern, projectId, agent }: PermissionRule): string =>
  JSON.stringify([effect, tool, patternText(pattern), projectId, agent])

/** A past call that rules are tried on; its input is `null` when it was too long to be recorded. */
type TriedCall = Pick<RecordedCall, 'tool' | 'cwd' | 'agent' | 'input'>

/** Counts what rules say about calls. */
interface Tally {
  /** Adds a call, at once where nothing has to be waited for. `preview` is called for the few that become examples. */
  readonly add: <C extends TriedCall>(call: C, preview: (call: C) => string) => Promise<void> | undefined
  readonly result: () => Omit<RuleTrial, 'fromTranscripts' | 'since'>
}

function makeTally(rules: ReadonlyArray<PermissionRule>, candidate: PermissionRule, read: RuledCallReader): Tally {
  const counts = { calls: 0, allowed: 0, denied: 0, asked: 0, unreadable: 0, concerned: 0 }
  const [matches, others]: [string[], string[]] = [[], []]
  function count<C extends TriedCall>(read: RuledCall | null, call: C, preview: (call: C) => string): void {
    const judgement = read === null ? null : judgeByRules(rules, read)
    const isByCandidate = judgement?.rules.includes(candidate) ?? false
    counts.calls += 1
    if (judgement?.effect === 'allow') counts.allowed += 1
    else if (judgement?.effect === 'deny') counts.denied += 1
    else counts.asked += 1
    if (read === null || !isReadable(read)) counts.unreadable += 1
    if (isByCandidate) counts.concerned += 1
    const examples = isByCandidate ? matches : others
    if (examples.length === EXAMPLES) return
    const text = preview(call)
    if (!examples.includes(text)) examples.push(text)
  }
  return {
    add: (call, preview) => {
      const reading = hasInput(call) ? read(call) : null
      if (!(reading instanceof Promise)) {
        count(reading, call, preview)
        return undefined
      }
      return reading.then((known) => {
        count(known, call, preview)
      })
    },
    result: () => ({ ...counts, matches, others }),
  }
}

const hasInput = (call: TriedCall): call is TriedCall & Pick<ToolCall, 'input'> => call.input !== null

const previewOfCall = ({ tool, input }: PastCall): string => previewOf(tool, input)
