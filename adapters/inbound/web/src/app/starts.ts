import { failureOfAnswer } from './hub/asking.js'
import type { Answer, HubFailure } from './hub/hub.js'
import type { LiveEvent, LiveEventOf } from './hub/live-events.js'

/** Session of a start. */
export interface Begun {
  readonly name: string
  /** False while the program may still end at once. */
  readonly isSettled: boolean
}

/** Called when the program of a start has ended at once, after the hub had answered. */
export type StartFailed = (failure: HubFailure) => void

type SettledEvent = LiveEventOf<'session-start-settled'>

/** Metadata of a refusal that arrives as an event. */
const NO_RESPONSE = { status: 422, statusText: '', headers: new Headers() }

/** Watches of starts by the name of the session. */
const watched = new Map<string, StartFailed>()
/** Ends of starts during a request, since an event can arrive before the answer. */
const early = new Map<string, SettledEvent>()
let requests = 0

/** Runs the request of a start. A failure after its answer is passed to `failed`. */
export async function begin<B extends Begun, Code extends string>(
  request: () => Promise<Answer<B, Code>>,
  failed: StartFailed,
): Promise<Answer<B, Code>> {
  requests += 1
  const answer = await request()
  requests -= 1
  if (answer.ok && !answer.value.isSettled) {
    const { name } = answer.value
    const end = early.get(name)
    watched.set(name, failed)
    // The caller shows the start before its failure.
    if (end !== undefined) setTimeout(() => settle(end))
  }
  if (requests === 0) early.clear()
  return answer
}

/** Takes an event. */
export function onStartEvent(event: LiveEvent): void {
  if (event.type !== 'session-start-settled') return
  if (requests > 0) early.set(event.name, event)
  settle(event)
}

function settle({ name, failure }: SettledEvent): void {
  const failed = watched.get(name)
  watched.delete(name)
  if (failure === null || failed === undefined) return
  failed(failureOfAnswer('createSession', NO_RESPONSE, failure))
}
