import type { VNode } from 'preact'
import { useLayoutEffect, useRef, useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { isUsableName, nameFault, suggestedName } from '../app/names.js'
import { useDraft } from '../app/drafts.js'
import { adoptAs, rename } from './hub-actions.js'
import { prefix, shown, takenNames } from '../app/sessions.js'
import { nameFaultText } from '../ui/fault-text.js'

interface Props {
  /** Stays the same when another client renames the session. */
  readonly id: string
  readonly name: string
  readonly onDone: (renamed: string | null) => void
}

/**
 * Field that renames in place. Enter saves; Esc and an unchanged name cancel. A session whose name the hub does not take is
 * adopted under the new one, which is proposed and taken by Enter alone.
 */
export function RenameField({ id, name, onDone }: Props): VNode {
  const adopts = !isUsableName(name)
  const [before] = useState(() => (adopts ? suggestedName(prefix.value, name, takenNames.value) : shown(name)))
  const [typed, setTyped] = useDraft(`rename ${id}`, before)
  const [busy, setBusy] = useState(false)
  const field = useRef<HTMLInputElement>(null)
  const settled = useRef(false)

  useLayoutEffect(() => {
    field.current?.focus()
    field.current?.select()
  }, [])
  // Another name moves the session in its list, by which the field loses the focus.
  useLayoutEffect(() => {
    field.current?.focus()
  }, [name])

  const others = new Set([...takenNames.value].filter((one) => one !== name))
  const fault = nameFault(prefix.value, typed, others)

  const finish = async (take: boolean): Promise<void> => {
    if (settled.current) return
    if (!take || (!adopts && typed.trim() === before)) {
      settled.current = true
      onDone(null)
      return
    }
    if (fault) return
    settled.current = true
    setBusy(true)
    onDone(await (adopts ? adoptAs : rename)(name, typed.trim()))
  }

  return (
    <span class="rename">
      <input
        ref={field}
        class="field"
        value={typed}
        aria-label={adopts ? messages.value.adoptField(name) : messages.value.renameField(shown(name))}
        aria-invalid={fault !== null}
        disabled={busy}
        spellcheck={false}
        autocomplete="off"
        onInput={(event) => setTyped(event.currentTarget.value)}
        onKeyDown={(event) => {
          event.stopPropagation()
          if (event.key === 'Enter') void finish(true)
          if (event.key === 'Escape') void finish(false)
        }}
        onBlur={() =>
          queueMicrotask(() => {
            if (field.current !== null && document.activeElement !== field.current)
              void finish(fault === null && !adopts)
          })
        }
        onClick={(event) => event.stopPropagation()}
      />
      {fault && (
        <span class="fault" role="alert">
          {nameFaultText(fault)}
        </span>
      )}
    </span>
  )
}
