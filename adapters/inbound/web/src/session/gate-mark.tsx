import { ShieldAlert } from 'lucide-preact'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { HubSession } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { Dialog } from '../ui/dialog.js'
import { IconButton } from '../ui/icon-button.js'
import { VisibleText } from '../ui/visible-text.js'

/** Mark of a strict session whose gate is weakened by settings; it opens their list. */
export function GateMark({ session: { gateWeaknesses } }: { readonly session: HubSession }): VNode | null {
  const [isOpen, setIsOpen] = useState(false)
  if (gateWeaknesses === undefined) return null
  const m = messages.value
  const title = m.alarm['weak-settings']
  const close = (): void => setIsOpen(false)
  return (
    <>
      <IconButton icon={ShieldAlert} label={title} class="gate-mark" onPress={() => setIsOpen(true)} />
      {isOpen && (
        <Dialog label={title} onClose={close}>
          <form
            onSubmit={(event) => {
              event.preventDefault()
              close()
            }}
          >
            <h2>{title}</h2>
            <ul class="gate-weaknesses grid gap-8 anywhere">
              {gateWeaknesses.map((weakness) => (
                <li key={weakness} class="mono">
                  <VisibleText text={weakness} />
                </li>
              ))}
            </ul>
            <p class="hint">{m.gateWeaknessesHint}</p>
            <footer class="dialog-foot">
              <span class="spring" />
              <button type="submit" class="button" autofocus>
                {m.close}
              </button>
            </footer>
          </form>
        </Dialog>
      )}
    </>
  )
}
