import { effect } from '@preact/signals'
import type { HubSession } from '../hub/hub.js'
import { sessions } from '../state/sessions.js'

/**
 * `queued`: the agent takes the text after its turn. `asking`: a dialog of the agent is open, which Enter could answer.
 * `unconfirmed`: typed, but the agent has not begun to work, so sending again could repeat it.
 */
export type Delivery = 'delivered' | 'queued' | 'asking' | 'unconfirmed' | 'not-delivered'

/** An agent reports a prompt within a second; a busy machine takes longer. */
const CONFIRMED_WITHIN_MS = 10_000

const present = (id: string): HubSession | undefined => sessions.value?.find((session) => session.id === id)

/** Types a text and Enter into the session of an agent, unless it waits for an answer in its terminal. */
export async function deliverReply({ id, name }: Pick<HubSession, 'id' | 'name'>, text: string): Promise<Delivery> {
  const { sendText } = await import('../terminal/send-text.js')
  const before = present(id)
  if (before?.activity === 'waiting') return 'asking'
  const isTyped = await sendText(before?.name ?? name, text, true)
  if (!isTyped) return 'not-delivered'
  if (before?.activity === 'working') return 'queued'
  return (await reportsAfter(id, before?.evidence?.at ?? 0)) ? 'delivered' : 'unconfirmed'
}

/** Resolves to false without a newer report of the agent within the limit. */
function reportsAfter(id: string, at: number): Promise<boolean> {
  const stopped = new AbortController()
  const report = new Promise<boolean>((resolve) => {
    const timer = setTimeout(() => {
      resolve(false)
    }, CONFIRMED_WITHIN_MS)
    const stop = effect(() => {
      const evidence = present(id)?.evidence ?? null
      if (evidence?.source === 'hook' && evidence.at > at) resolve(true)
    })
    stopped.signal.addEventListener('abort', () => {
      clearTimeout(timer)
      stop()
    })
  })
  return report.finally(() => {
    stopped.abort()
  })
}
