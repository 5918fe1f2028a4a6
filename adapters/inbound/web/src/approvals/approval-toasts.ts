import { effect } from '@preact/signals'
import type { HubApproval } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { areApprovalsRead, decide, openApprovals } from '../app/approvals.js'
import { go, route } from '../app/router.js'
import { home, shown } from '../app/sessions.js'
import { shownTerminals } from '../app/terminal-layout.js'
import { dismiss, toast } from '../app/toasts.js'
import { hasDialog } from '../ui/dialog.js'
import { glanceOf } from './approval-input.js'
import { callTexts, subagentBefore } from './call-parts.js'
import { callLine } from './call-line.js'

/** True where the page has the call with its buttons, or the list that leads to it. */
function isOnPage(session: string): boolean {
  const here = route.value
  if (here.page !== 'terminal') return here.page === 'overview' || here.page === 'approvals'
  return shownTerminals().includes(session)
}

/**
 * Shows each new call, and one whose decision was taken back, as a toast while the page does not show it and no dialog is open. Calls
 * that were open when the page was loaded are no news. Returns a function that ends it.
 */
export function followApprovalToasts(): () => void {
  /** Toasts of open calls; `null` for calls that were open before. */
  let announced: Map<string, number | null> | null = null
  return effect(() => {
    if (!areApprovalsRead.value) return
    announced ??= new Map(openApprovals.value.map(({ id }) => [id, null]))
    const open = new Map(openApprovals.value.map((approval) => [approval.id, approval]))
    for (const [id, shownToast] of announced) {
      if (open.has(id)) continue
      announced.delete(id)
      if (shownToast !== null) dismiss(shownToast)
    }
    for (const [id, approval] of open) if (!announced.has(id)) announced.set(id, announce(approval))
  })
}

/** It is decided there only when the toast shows its complete input. */
function announce(approval: HubApproval): number {
  const { id, session } = approval
  const m = messages.peek()
  const texts = callTexts(approval)
  const glance = glanceOf(approval)
  const open = { label: texts.open, run: () => go({ page: 'approvals', call: id }) }
  const by = (decision: 'allow' | 'deny') => (): void => void decide(approval, { decision })
  return toast({
    kind: 'approval',
    text: m.callToast(
      shown(session),
      `${subagentBefore(approval)}${texts.name} ${callLine(approval, home.peek(), glance)}`,
    ),
    actions:
      glance === null
        ? [open]
        : [
            { label: texts.allow, kind: 'primary', run: by('allow') },
            { label: texts.deny, kind: 'danger', run: by('deny') },
          ],
    whenCut: open,
    isCurrent: () => openApprovals.value.some((one) => one.id === id) && !isOnPage(session) && !hasDialog.value,
  })
}
