import { Check, CheckCheck, X } from 'lucide-preact'
import type { VNode } from 'preact'
import { messages } from '../app/texts/messages.js'
import { decideTogether, openApprovals, type Choice } from '../app/approvals.js'
import { clearApprovalSelection, selectAllApprovals, selectedApprovals } from './approval-selection.js'
import { KeyButton } from './key-button.js'

/** Bar that replaces the header while approvals are selected. */
export function DecideTogether(): VNode {
  const m = messages.value
  const all = selectedApprovals.value
  const send = (choice: Choice) => (): void => {
    void decideTogether(all, choice)
    clearApprovalSelection()
  }
  return (
    <header
      class="page-head selection-bar cluster gap-12 rigid relative line-below"
      role="toolbar"
      aria-label={m.selected(all.length)}
      data-shortcuts
    >
      <h1 aria-live="polite">{m.selected(all.length)}</h1>
      <KeyButton shortcut="a" kind="primary" icon={Check} onPress={send({ decision: 'allow' })}>
        {m.allow}
      </KeyButton>
      <KeyButton shortcut="A" icon={CheckCheck} onPress={send({ decision: 'allow', remember: true })}>
        {m.allowAgain}
      </KeyButton>
      <KeyButton shortcut="d" kind="danger" icon={X} onPress={send({ decision: 'deny' })}>
        {m.deny}
      </KeyButton>
      {all.length < openApprovals.value.length && (
        <button type="button" class="button" onClick={selectAllApprovals}>
          {m.selectAll}
        </button>
      )}
      <button type="button" class="button quiet" data-shortcut="Escape" onClick={clearApprovalSelection}>
        {m.clearSelection}
        <kbd aria-hidden="true">Esc</kbd>
      </button>
    </header>
  )
}
