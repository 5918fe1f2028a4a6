import { Search, X } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { isTyping } from '../app/keyboard.js'
import { Icon } from './icon.js'
import { IconButton } from './icon-button.js'

interface Props {
  readonly label: string
  readonly text: string
  readonly onText: (text: string) => void
}

/** Filter of a page's list. `/` focuses it, Esc clears it. */
export function FilterField({ label, text, onText }: Props): VNode {
  const m = messages.value
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const toFilter = (event: KeyboardEvent): void => {
      if (event.key !== '/' || event.defaultPrevented || isTyping(event)) return
      event.preventDefault()
      field.current?.focus()
    }
    document.addEventListener('keydown', toFilter)
    return () => document.removeEventListener('keydown', toFilter)
  }, [])
  return (
    <label class="filter">
      <Icon of={Search} />
      <input
        ref={field}
        type="text"
        inputMode="search"
        placeholder={m.filter}
        aria-label={label}
        value={text}
        spellcheck={false}
        autocomplete="off"
        onInput={(event) => onText(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          onText('')
          event.currentTarget.blur()
        }}
      />
      {text === '' ? (
        <kbd aria-hidden="true">/</kbd>
      ) : (
        <IconButton icon={X} label={m.clearFilter} onPress={() => onText('')} />
      )}
    </label>
  )
}
