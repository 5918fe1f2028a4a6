import { signal } from '@preact/signals'
import type { HubHistory } from '../app/hub/hub.js'
import { sentDecisions } from '../app/approvals.js'
import { ask, client } from '../app/the-hub.js'
import { decidedBy } from './decided-by.js'
import { placeTexts } from './place-texts.js'

export type Ended = HubHistory['calls'][number]

/** Calls that have ended, by id, as far as they were read. */
export const outcomes = signal<ReadonlyMap<string, Ended>>(new Map())

/** Calls that are read at a time: more than a person answers within the time that an outcome is shown. */
const LATEST = 50

/** Reads the calls that have ended last. */
export async function readOutcomes(): Promise<void> {
  const query = { before: 0, q: '', outcome: null, limit: LATEST }
  const answer = await ask(client.listDecidedCalls({ query }))
  if (answer.ok) outcomes.value = new Map(answer.value.calls.map((call) => [call.id, call]))
}

/** True when no later report is expected: the call ran, was refused, or was answered elsewhere. */
export const isFinal = (ended: Ended | undefined): boolean =>
  ended !== undefined && (ended.outcome !== 'allowed' || ended.hasRun !== null)

/** Decision about a call that has ended and what became of it. */
export interface OutcomeText {
  readonly decision: string
  readonly result: string | null
}

export function outcomeText(id: string, ended: Ended | undefined): OutcomeText {
  const m = placeTexts.value
  const sent = sentDecisions.get(id)
  const decision = sent === undefined ? elsewhere(ended) : m.decisions[sent]
  return { decision, result: ended === undefined ? null : resultOf(ended) }
}

function elsewhere(ended: Ended | undefined): string {
  const m = placeTexts.value
  if (ended === undefined) return m.ended
  const { outcome, why, decision } = ended
  if (why === 'answered-at-terminal') return m.inTerminal
  if (decision === null || outcome === 'left-to-terminal') return decidedBy(ended)
  return `${m.onAnotherDevice} · ${m.decisions[outcome === 'allowed' ? 'allow' : 'deny']}`
}

function resultOf({ outcome, hasRun, hasFailed, isDelivered, decision }: Ended): string | null {
  const m = placeTexts.value
  if (hasFailed) return m.failed
  if (hasRun === true) return m.ran
  if (hasRun === false) return m.refusedByCli
  if (decision !== null && isDelivered === false) return m.notDelivered
  return outcome === 'allowed' ? m.noReport : null
}
