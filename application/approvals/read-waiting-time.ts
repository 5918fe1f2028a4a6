import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import {
  decidedCall,
  partialCall,
  withRecord,
  type DecidedCall,
  type PartialCall,
} from '../../domain/approvals/decided-call.js'
import { risksOf } from '../../domain/approvals/risk.js'
import { waitingTimeOf, type WaitedCall, type WaitingTime } from '../../domain/approvals/waiting-time.js'
import type { Instant } from '../../domain/shared/instant.js'
import type { Unavailable } from '../shared/errors.js'
import type { ApprovalDesk } from './approval-desk.js'
import type { ApprovalsPorts, ApprovalsSteps } from './ports.js'
import { logParts, recordedCall, type RecordedCall } from './recorded-calls.js'
import type { RuledCallReader } from './ruled-call.js'

/** Sums up how long agents waited for people, over the calls asked about since some days, with those that wait now. */
export type ReadWaitingTime = (days: number) => TE.TaskEither<Unavailable, WaitingTime>

const DAY_MS = 24 * 60 * 60_000

export function makeReadWaitingTime(
  deps: Pick<ApprovalsPorts, 'history' | 'rules' | 'clock'> &
    Pick<ApprovalsSteps, 'openRuledCalls'> & { readonly desk: Pick<ApprovalDesk, 'list'> },
): ReadWaitingTime {
  const { history, rules, clock, openRuledCalls, desk } = deps
  return (days) => async () => {
    const now = clock.now()
    const since = now - days * DAY_MS
    const stored = await rules.read()
    if (E.isLeft(stored)) return stored
    const { permissions } = stored.right
    const read = await openRuledCalls({ hasPaths: true })()
    const untilOf = (id: string): Instant | null => (desk.list.find(id) === null ? null : now)
    const calls = await callsSince(history, since, untilOf, read)
    return E.map((found: ReadonlyArray<WaitedCall>) => waitingTimeOf(since, found, permissions))(calls)
  }
}

/** Calls of the log that were asked about since a time. `untilOf` is the end of a call without an outcome. */
async function callsSince(
  history: ApprovalsPorts['history'],
  since: Instant,
  untilOf: (id: string) => Instant | null,
  read: RuledCallReader,
): Promise<E.Either<Unavailable, ReadonlyArray<WaitedCall>>> {
  const ended = new Map<string, PartialCall>()
  const calls: WaitedCall[] = []
  for await (const part of logParts(history)) {
    if (E.isLeft(part)) return part
    for (const { record } of part.right.records) {
      const { id, at } = record
      if (typeof id !== 'string' || typeof at !== 'string') continue
      if (Date.parse(at) < since) return E.right(calls)
      const known = ended.get(id)
      const call = known === undefined ? partialCall(record) : withRecord(known, record)
      const decided = call === null ? null : decidedCall(call, record)
      if (call !== null && decided === null) ended.set(id, call)
      const asked = recordedCall(record)
      if (asked === null) continue
      ended.delete(id)
      const end = decided?.at ?? untilOf(id)
      if (end !== null) calls.push(await waitedCall(asked, end, decided, read))
    }
  }
  return E.right(calls)
}

/** `decided` is `null` while the call waits. */
async function waitedCall(
  asked: RecordedCall,
  end: Instant,
  decided: DecidedCall | null,
  read: RuledCallReader,
): Promise<WaitedCall> {
  const { session, kind, input, at } = asked
  const call = await read({ ...asked, input: input ?? {} })
  return {
    ...{ session, kind, projectId: call.projectId ?? null, from: at },
    until: decided === null || isAskedOfPeople(decided) ? end : at,
    verdict: verdictOn(decided, asked),
    call: kind === 'permission' && input !== null ? call : null,
  }
}

/** False for a call that a grant, a rule or a classifier decided at once. */
const isAskedOfPeople = ({ decision }: DecidedCall): boolean =>
  decision === null || !['grant', 'rule', 'classifier'].includes(decision.by)

function verdictOn(decided: DecidedCall | null, { input, cwd }: RecordedCall): WaitedCall['verdict'] {
  const command = input?.['command']
  if (typeof command === 'string' && risksOf(command, cwd).length > 0) return 'unfit'
  if (decided === null || decided.decision === null) return 'unknown'
  return decided.outcome === 'allowed' && !decided.decision.isEdited ? 'harmless' : 'unfit'
}
