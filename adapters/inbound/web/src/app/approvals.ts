import { computed, signal } from '@preact/signals'
import type { HubApproval, HubFailure } from './hub/hub.js'
import type { LiveEvent, LiveEventOf } from './hub/live-events.js'
import { messages } from './texts/messages.js'
import { because, hasCode } from './failed.js'
import { newest } from './newest.js'
import { part } from './snapshot.js'
import { ask, client } from './the-hub.js'
import { toast } from './toasts.js'
import { route } from './router.js'
import { holdDecisions } from './platform/preferences.js'

/** Pending approvals with those whose decision is held, oldest first. */
export const approvals = signal<ReadonlyArray<HubApproval>>([])
/** True once the list has been read. */
export const areApprovalsRead = signal(false)
/** Ids of approvals with a decision in progress. */
export const deciding = signal<ReadonlySet<string>>(new Set())

/** Approvals without a decision, oldest first. */
export const openApprovals = computed(() => approvals.value.filter(({ held }) => held === null))

/** Approvals without a decision, by session. */
export const approvalsOf = computed(() => {
  const bySession = new Map<string, ReadonlyArray<HubApproval>>()
  for (const approval of openApprovals.value)
    bySession.set(approval.session, [...(bySession.get(approval.session) ?? []), approval])
  return bySession
})

/** Decisions that this page has sent, by the id of the call. */
export const sentDecisions = new Map<string, Choice['decision']>()

const list = newest(
  approvals,
  async () => {
    const answer = await ask(client.listApprovals({ query: { wait: 0 } }), ({ body }) => body.approvals)
    return answer.ok ? withKnown(answer.value) : null
  },
  () => void (areApprovalsRead.value = true),
)

/** The same with the known objects of those that have not changed, so that their cards are not drawn again. */
function withKnown(all: ReadonlyArray<HubApproval>): ReadonlyArray<HubApproval> {
  const known = new Map(approvals.peek().map((one) => [one.id, one]))
  return all.map((one) => {
    const before = known.get(one.id)
    return before && JSON.stringify(before) === JSON.stringify(one) ? before : one
  })
}

/** Events add and remove approvals. `hello` reads the list, because events may be missing. */
export function onApprovalEvent(event: LiveEvent): void {
  if (event.type === 'tool-approval-resolved') drop(event.id)
  else if (event.type === 'tool-approval-request' || event.type === 'tool-approval-held') void list.again()
  else if (event.type === 'hello') void list.againBy(part('approvals'))
  else if (event.type === 'session-renamed') list.change(renamedIn(event))
}

/** Change of entries that name a session. */
export const renamedIn =
  ({ oldName, newName }: LiveEventOf<'session-renamed'>) =>
  <A extends { readonly session: string }>(all: ReadonlyArray<A>): ReadonlyArray<A> =>
    all.map((one) => (one.session === oldName ? { ...one, session: newName } : one))

function drop(id: string): void {
  list.change((all) => all.filter((approval) => approval.id !== id))
}

export interface Choice {
  readonly decision: 'allow' | 'deny'
  readonly reason?: string
  readonly updatedInput?: Readonly<Record<string, unknown>>
  readonly remember?: boolean
  /** Lets the agent store what its own dialog offers. */
  readonly agentRemembers?: true
  /** Texts by question, or values by field. */
  readonly answers?: Readonly<Record<string, unknown>>
  /** Dismisses a form, with `deny`. */
  readonly cancel?: true
}

/** Milliseconds in which a decision can be taken back. */
const HELD_MS = 5_000

/** Decisions of this page that may still be held, one entry for those made together; the newest is last. */
let batches: ReadonlyArray<ReadonlyArray<string>> = []

const whileDeciding = async <A>(ids: ReadonlyArray<string>, asking: Promise<A>): Promise<A> => {
  deciding.value = new Set([...deciding.value, ...ids])
  const answer = await asking
  deciding.value = new Set([...deciding.value].filter((one) => !ids.includes(one)))
  return answer
}

/**
 * Sends a decision that is bound to the displayed input by its digest; it is held first if the person set that. Resolves to
 * true when it took effect.
 */
export async function decide(approval: HubApproval, choice: Choice): Promise<boolean> {
  if (holdDecisions.value) return decideTogether([approval], choice)
  const { id, digest } = approval
  sentDecisions.set(id, choice.decision)
  const answer = await whileDeciding([id], ask(client.decideApproval({ params: { id }, body: { ...choice, digest } })))
  if (answer.ok) drop(id)
  else {
    sentDecisions.delete(id)
    await explain(answer.failure)
  }
  return answer.ok
}

/** Sends the same decision about several calls. The hub holds them for 5 s, in which they can be taken back. */
export async function decideTogether(chosen: ReadonlyArray<HubApproval>, choice: Choice): Promise<boolean> {
  const asked = chosen.map(async ({ id, digest }) => ({
    id,
    answer: await ask(client.holdDecision({ params: { id }, body: { ...choice, digest, holdMs: HELD_MS } })),
  }))
  const ids = chosen.map(({ id }) => id)
  const answers = await whileDeciding(ids, Promise.all(asked))
  for (const { id, answer } of answers) if (answer.ok) sentDecisions.set(id, choice.decision)
  const held = new Map(answers.flatMap(({ id, answer }) => (answer.ok ? [[id, answer.value] as const] : [])))
  list.change((all) =>
    all.map((one) => {
      const until = held.get(one.id)
      return until === undefined ? one : { ...one, held: until }
    }),
  )
  if (held.size > 0) offerBack([...held.keys()])
  const failures = answers.flatMap(({ answer }) => (answer.ok ? [] : [answer.failure]))
  const [failure] = failures
  if (failure) await explain(failure, failures.length)
  return failure === undefined
}

function offerBack(ids: ReadonlyArray<string>): void {
  batches = [...batches, ids]
  if (route.peek().page === 'approvals') return
  const m = messages.value
  toast({
    text: m.decisionsHeld(ids.length),
    action: { label: m.takeBack, run: () => void takeBack(ids) },
    isCurrent: () => ids.some(isHeld),
  })
}

const isHeld = (id: string): boolean => approvals.value.some((one) => one.id === id && one.held !== null)

/** Takes decisions back that are not delivered yet. */
export async function takeBack(ids: ReadonlyArray<string>): Promise<void> {
  const m = messages.value
  const answers = await whileDeciding(
    ids,
    Promise.all(ids.map((id) => ask(client.takeBackDecision({ params: { id } })))),
  )
  for (const [at, id] of ids.entries()) if (answers[at]?.ok) sentDecisions.delete(id)
  await list.again()
  const tooLate = answers.filter((answer) => !answer.ok).length
  if (tooLate > 0) toast({ kind: 'failed', text: m.tooLateToTakeBack(tooLate) })
}

/** Takes the last decisions of this page back; nothing when the agents have them. */
export function takeLastBack(): void {
  batches = batches.map((ids) => ids.filter(isHeld)).filter((ids) => ids.length > 0)
  const last = batches.at(-1)
  if (last) void takeBack(last)
}

async function explain(failure: HubFailure, count = 1): Promise<void> {
  const m = messages.value
  await list.again()
  if (hasCode(failure, 'ApprovalNotPending')) toast({ text: m.decidedElsewhere(count) })
  else if (failure._tag !== 'Unauthorized') toast({ kind: 'failed', text: m.couldNotDecide(because(failure)) })
}
