import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { usePanelKeys } from '../ui/panel-keys.js'
import { isNarrow } from '../app/appearance.js'
import { approvalsOf } from '../app/approvals.js'
import { go } from '../app/router.js'
import { Sheet } from '../ui/sheet.js'
import { SidePanel } from '../ui/side-panel.js'
import { ApprovalCard } from './approval-card.js'
import { APPROVAL_KEY } from './approval-dock.js'

/** Pending calls of a session in full: beside its terminal, on phones in a sheet. It closes with the last decision. */
export function ApprovalPanel({ session }: { readonly session: string }): VNode {
  const m = messages.value
  const waiting = approvalsOf.value.get(session) ?? []
  const list = useRef<HTMLDivElement>(null)
  const hadOne = useRef(false)
  const close = (): void => go({ page: 'terminal', session })
  usePanelKeys(close, APPROVAL_KEY)

  const focusCard = (): void => list.current?.querySelector<HTMLElement>('[data-approval]')?.focus()
  useEffect(focusCard, [])

  useEffect(() => {
    if (waiting.length === 0) {
      if (hadOne.current) close()
      return
    }
    // A call that comes later leaves the focus to a terminal in which a person may type.
    if (!hadOne.current && document.activeElement?.closest('.xterm') === null) focusCard()
    hadOne.current = true
  }, [waiting])

  const cards = (
    <div ref={list} class="approval-list one-column gap-12">
      {waiting.length === 0 && <p class="hint">{m.nothingToApprove}</p>}
      {waiting.map((approval) => (
        <ApprovalCard key={approval.id} approval={approval} inTerminal />
      ))}
    </div>
  )
  return isNarrow.value ? (
    <Sheet label={m.approvals} onClose={close}>
      {cards}
    </Sheet>
  ) : (
    <SidePanel title={m.approvals} onClose={close}>
      {cards}
    </SidePanel>
  )
}
