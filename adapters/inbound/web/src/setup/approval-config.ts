import { signal } from '@preact/signals'
import type { Answer, BodyOf } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { newest } from '../app/newest.js'
import { part, recentPart } from '../app/snapshot.js'
import { toast } from '../app/toasts.js'

type ApprovalConfig = BodyOf<'readSnapshot'>['approvalConfig']

/** Approval settings from the hub; `null` before the first response. */
export const approvalConfig = signal<ApprovalConfig | null>(null)

const known = newest(approvalConfig, part('approvalConfig'))

/** Reads for a page that opens. */
export const readApprovalConfig = (): Promise<void> =>
  approvalConfig.peek() === null ? known.againBy(recentPart('approvalConfig')) : known.recently()

export async function setApprovalConfig(asking: Promise<Answer<ApprovalConfig>>): Promise<void> {
  const answer = await asking
  if (answer.ok) known.change(() => answer.value)
  else toast({ kind: 'failed', text: messages.value.couldNotSet })
}
