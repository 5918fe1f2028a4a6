import { Search, X } from 'lucide-preact'
import type { VNode } from 'preact'
import { messages } from '../i18n/messages.js'
import { Icon } from './icon.js'
import { IconButton } from './icon-button.js'

interface Props {
  readonly id: string
  readonly label: string
  readonly text: string
  readonly onText: (text: string) => void
}

/** Filter of a page's list. `/` focuses it, Esc clears it. */
export function FilterField({ id, label, text, onText }: Props): VNode {
  const m = messages.value
  return (
    <label class="filter">
      <Icon of={Search} />
      <input
        id={id}
        type="text"
        inputMode="search"
        placeholder={m.filter}
        aria-label={label}
        value={text}
        spellcheck={false}
        autocomplete="off"
        onInput={(event) => {
          onText(event.currentTarget.value)
        }}
        onKeyDown={(event) => {
          if (event.key !== 'Escape') return
          event.stopPropagation()
          onText('')
          event.currentTarget.blur()
        }}
      />
      {text === '' ? (
        <kbd>/</kbd>
      ) : (
        <IconButton
          icon={X}
          label={m.clearFilter}
          onPress={() => {
            onText('')
          }}
        />
      )}
    </label>
  )
}
