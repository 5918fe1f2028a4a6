import { CircleCheck, CircleHelp, ShieldQuestion, TriangleAlert, X, type LucideIcon } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { copyText } from '../app/clipboard.js'
import { hasLoss } from '../app/notices.js'
import { dismiss, shownToast, type Toast } from '../app/toasts.js'
import { Icon } from './icon.js'
import { IconButton } from './icon-button.js'
import { useIsCut } from './use-is-cut.js'

const ICONS: Readonly<Record<Toast['kind'], LucideIcon>> = {
  done: CircleCheck,
  failed: TriangleAlert,
  approval: ShieldQuestion,
  waiting: CircleHelp,
}

interface Props {
  /** Shown above a terminal. */
  readonly isDocked: boolean
}

/** The newest toast in a corner of the page, or above a terminal. Screen readers announce it. */
export function ToastLayer({ isDocked }: Props): VNode {
  const shown = shownToast.value
  const layer = useRef<HTMLDivElement>(null)
  useEffect(() => (isDocked || !layer.current ? undefined : leaveRoomFor(layer.current)), [isDocked])
  return (
    <div
      ref={layer}
      class={`toasts ${isDocked ? 'docked' : ''} ${hasLoss.value ? 'beside-notice' : ''}`}
      role="status"
      aria-live="polite"
    >
      {shown && <ToastCard key={shown.id} toast={shown} />}
    </div>
  )
}

/** Lets pages scroll their last controls out from under the toasts. Returns a function that ends it. */
function leaveRoomFor(layer: HTMLElement): () => void {
  const { style } = document.documentElement
  const sizes = new ResizeObserver(() => style.setProperty('--toasts', `${layer.offsetHeight}px`))
  sizes.observe(layer)
  return () => {
    sizes.disconnect()
    style.removeProperty('--toasts')
  }
}

function ToastCard({ toast: { id, kind, text, detail, actions, whenCut } }: { readonly toast: Toast }): VNode {
  const m = messages.value
  const { box, text: shownText, isCut } = useIsCut<HTMLParagraphElement>(text)
  return (
    <div ref={box} class={`toast of-${kind}`}>
      <Icon of={ICONS[kind]} />
      <div class="toast-text">
        <p ref={shownText}>{text}</p>
        {detail && <pre>{detail}</pre>}
      </div>
      {detail && (
        <button type="button" class="button quiet" onClick={() => void copyText(detail)}>
          {m.copy}
        </button>
      )}
      {(isCut && whenCut ? [whenCut] : actions).map(({ label, kind: look = 'quiet accent', run }) => (
        <button
          key={label}
          type="button"
          class={`button ${look}`}
          onClick={() => {
            dismiss(id)
            run()
          }}
        >
          {label}
        </button>
      ))}
      <IconButton icon={X} label={m.dismiss} onPress={() => dismiss(id)} />
    </div>
  )
}
