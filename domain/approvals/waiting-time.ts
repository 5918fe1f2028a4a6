import type { ProjectId } from '../projects/project-id.js'
import type { Instant } from '../shared/instant.js'
import {
  judgeByRules,
  patternText,
  proposalsFor,
  type PermissionRule,
  type RuledCall,
  type RulePattern,
} from './permission-rule.js'
import type { RequestKind } from './question.js'

/** Call that people were asked about, or that was refused without asking, for which `until` is `from`. */
export interface WaitedCall {
  readonly session: string
  readonly kind: RequestKind
  /** `null` outside of all projects, and where the folder is not known. */
  readonly projectId: ProjectId | null
  readonly from: Instant
  readonly until: Instant
  /** `harmless`: a person allowed it as it was and it has no known risk. `unknown`: its dialog was answered in the terminal. */
  readonly verdict: 'harmless' | 'unfit' | 'unknown'
  /** Call as rules see it; `null` where rules do not count or its input was too long to be recorded. */
  readonly call: RuledCall | null
}

/** Time in which agents stood still. Calls of one session at the same time count once. */
export interface Waited {
  /** Milliseconds. */
  readonly waitedMs: number
  readonly calls: number
}

/** Rule that would have answered calls without a person, and the time that it would have saved. */
export interface SavingRule extends Waited {
  readonly rule: Pick<PermissionRule, 'tool' | 'pattern' | 'projectId'>
}

/** Price of waiting for people. */
export interface WaitingTime extends Waited {
  readonly since: Instant
  /** The longest first. */
  readonly kinds: ReadonlyArray<Waited & { readonly kind: RequestKind }>
  /** The longest first. */
  readonly projects: ReadonlyArray<Waited & { readonly projectId: ProjectId | null }>
  /** The one rule that would have saved the most and would have allowed nothing but what people allowed; `null` for none. */
  readonly rule: SavingRule | null
}

/** Sums up how long agents waited for people since a time. */
export function waitingTimeOf(
  since: Instant,
  calls: ReadonlyArray<WaitedCall>,
  rules: ReadonlyArray<PermissionRule>,
): WaitingTime {
  const waited = calls.filter(hasWaited)
  const whole = waitedIn(waited)
  return {
    since,
    ...whole,
    kinds: grouped(waited, ({ kind }) => kind).map(([kind, sum]) => ({ kind, ...sum })),
    projects: grouped(waited, ({ projectId }) => projectId).map(([projectId, sum]) => ({ projectId, ...sum })),
    rule: savingRule(calls, waited, whole.waitedMs, rules),
  }
}

const hasWaited = ({ from, until }: WaitedCall): boolean => until > from

/** Waited time of calls, each moment of a session once. */
function waitedIn(calls: ReadonlyArray<WaitedCall>): Waited {
  const endOf = new Map<string, Instant>()
  let waitedMs = 0
  for (const { session, from, until } of [...calls].sort((one, other) => one.from - other.from)) {
    const end = endOf.get(session) ?? from
    waitedMs += Math.max(0, until - Math.max(from, end))
    endOf.set(session, Math.max(end, until))
  }
  return { waitedMs, calls: calls.length }
}

function grouped<K>(
  calls: ReadonlyArray<WaitedCall>,
  keyOf: (call: WaitedCall) => K,
): ReadonlyArray<readonly [K, Waited]> {
  const groups = new Map<K, WaitedCall[]>()
  for (const call of calls) {
    const group = groups.get(keyOf(call))
    if (group === undefined) groups.set(keyOf(call), [call])
    else group.push(call)
  }
  return [...groups]
    .map(([key, group]) => [key, waitedIn(group)] as const)
    .sort(([, one], [, other]) => other.waitedMs - one.waitedMs)
}

/** Calls that a rule has to answer; one made for a single call saves nothing the next time. */
const MIN_CALLS = 3
/** Proposals that are tried on all calls, of those that waited longest. */
const MAX_TRIED = 20

function savingRule(
  calls: ReadonlyArray<WaitedCall>,
  waited: ReadonlyArray<WaitedCall>,
  wholeMs: number,
  rules: ReadonlyArray<PermissionRule>,
): SavingRule | null {
  let best: SavingRule | null = null
  for (const rule of proposals(waited)) {
    const candidate: PermissionRule = { ...rule, id: '', effect: 'allow', agent: null, createdAt: 0 }
    const together = [...rules, candidate]
    const answered = calls.filter(({ call }) => call !== null && isAnswered(call, together, candidate))
    if (answered.some(({ verdict }) => verdict === 'unfit')) continue
    const saved = new Set(answered.filter((each) => each.verdict === 'harmless' && hasWaited(each)))
    if (saved.size < MIN_CALLS) continue
    const waitedMs = wholeMs - waitedIn(waited.filter((each) => !saved.has(each))).waitedMs
    if (waitedMs > (best?.waitedMs ?? 0)) best = { rule, waitedMs, calls: saved.size }
  }
  return best
}

function isAnswered(call: RuledCall, rules: ReadonlyArray<PermissionRule>, candidate: PermissionRule): boolean {
  const judgement = judgeByRules(rules, call)
  return judgement?.effect === 'allow' && judgement.rules.includes(candidate)
}

/** A file proposes its folder as well. */
function withFolder(pattern: RulePattern): ReadonlyArray<RulePattern> {
  if (pattern.kind !== 'path') return [pattern]
  const folder = pattern.path.slice(0, pattern.path.lastIndexOf('/'))
  return folder === '' ? [pattern] : [pattern, { kind: 'path', path: folder }]
}

/** Rules that calls propose which people allowed, those of the longest waits first, and of them the narrowest. */
function proposals(waited: ReadonlyArray<WaitedCall>): ReadonlyArray<SavingRule['rule']> {
  const found = new Map<string, { readonly rule: SavingRule['rule']; waitedMs: number }>()
  for (const { call, projectId, from, until, verdict } of waited) {
    if (call === null || verdict !== 'harmless') continue
    for (const pattern of proposalsFor(call).flatMap(withFolder)) {
      const rule = { tool: call.tool, pattern, projectId }
      const key = JSON.stringify([call.tool, patternText(pattern), projectId])
      const known = found.get(key)
      if (known === undefined) found.set(key, { rule, waitedMs: until - from })
      else known.waitedMs += until - from
    }
  }
  return [...found.values()]
    .sort((one, other) => other.waitedMs - one.waitedMs)
    .slice(0, MAX_TRIED)
    .map(({ rule }) => rule)
}
