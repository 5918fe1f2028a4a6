import { signal } from '@preact/signals'
import { failed, hasCode } from '../app/failed.js'
import type { ApprovalConfig } from '../app/hub/hub.js'
import { newest } from '../app/newest.js'
import { shown } from '../app/sessions.js'
import { textsThatLoadLate } from '../app/texts/late-texts.js'
import { ask, client } from '../app/the-hub.js'
import { toast } from '../app/toasts.js'
import { askingDe } from './asking.de.js'
import { askingEn } from './asking.en.js'

export const askingTexts = textsThatLoadLate(askingEn, askingDe)

/** Rules of approvals with the rights of this device; `null` until they are read, and for a device that may not read them. */
export const ownConfig = signal<ApprovalConfig | null>(null)

const known = newest(ownConfig, async () => {
  const answer = await ask(client.readApprovalConfig())
  return answer.ok ? answer.value : null
})

export const readOwnConfig = known.recently

type Change = Parameters<typeof client.changeApprovalConfig>[0]['body']

/** Returns true once the change is in force. */
async function change(session: string, body: Change): Promise<boolean> {
  const m = askingTexts.value
  const answer = await ask(client.changeApprovalConfig({ body }))
  if (answer.ok) known.change(() => answer.value)
  else if (hasCode(answer.failure, 'SessionIsStrict')) toast({ kind: 'failed', text: m.isStrict(shown(session)) })
  else failed(m.couldNotChange, answer.failure)
  return answer.ok
}

export type OwnMode = ApprovalConfig['mode'] | null

/** Sets the mode of one session; `null` lets it follow the others. */
export const setMode = (session: string, mode: OwnMode): Promise<boolean> =>
  change(session, { sessions: { [session]: mode } })

/** Sets the limit of one session in minutes; `null` lets its calls wait until the answer. */
export const setWait = (session: string, minutes: number | null): Promise<boolean> =>
  change(session, { waitMinutes: { [session]: minutes } })

/** Leaves further calls of a session to its agent, unless it is strict; can be undone. */
export async function stopAsking(session: string): Promise<void> {
  const before = ownConfig.peek()?.sessions[session] ?? null
  if (!(await change(session, { sessions: { [session]: 'off' }, keepsStrict: true }))) return
  toast({
    text: askingTexts.value.stoppedAsking(shown(session)),
    undo: () => void setMode(session, before),
  })
}
