import { CircleCheck, TriangleAlert, X } from 'lucide-preact'
import type { VNode } from 'preact'
import { messages } from '../i18n/messages.js'
import { copyText } from '../state/clipboard.js'
import { dismiss, toasts, type Toast } from '../state/toasts.js'
import { Icon } from './icon.js'
import { IconButton } from './icon-button.js'

/** Toasts at the bottom of the page. Screen readers announce them. */
export function ToastLayer(): VNode {
  return (
    <div class="toasts" role="status" aria-live="polite">
      {toasts.value.map((toast) => (
        <ToastCard key={toast.id} toast={toast} />
      ))}
    </div>
  )
}

function ToastCard({ toast: { id, kind, text, detail, action } }: { readonly toast: Toast }): VNode {
  const m = messages.value
  return (
    <div class={`toast ${kind}`}>
      <Icon of={kind === 'failed' ? TriangleAlert : CircleCheck} />
      <div class="toast-text">
        <p>{text}</p>
        {detail && <pre>{detail}</pre>}
      </div>
      {detail && (
        <button type="button" class="button quiet" onClick={() => void copyText(detail)}>
          {m.copy}
        </button>
      )}
      {action && (
        <button
          type="button"
          class="button quiet accent"
          onClick={() => {
            dismiss(id)
            action.run()
          }}
        >
          {action.label}
        </button>
      )}
      <IconButton
        icon={X}
        label={m.dismiss}
        onPress={() => {
          dismiss(id)
        }}
      />
    </div>
  )
}
