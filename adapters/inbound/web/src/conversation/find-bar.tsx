import { ArrowDown, ArrowUp, Search, X } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { because } from '../app/failed.js'
import { conversationTexts } from '../app/texts/conversation-texts.js'
import { messages } from '../app/texts/messages.js'
import { Icon } from '../ui/icon.js'
import { IconButton } from '../ui/icon-button.js'
import type { Find } from './use-find.js'

/** Longest text that is searched. */
const MAX_LENGTH = 1_000

/** Field that finds a text in the conversation around it. Ctrl+F in that conversation focuses it. */
export function FindBar({ find }: { readonly find: Find }): VNode {
  const m = conversationTexts.value
  const bar = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  useEffect(() => {
    const toField = (event: KeyboardEvent): void => {
      const isFind =
        (event.ctrlKey || event.metaKey) && !event.altKey && !event.shiftKey && event.key.toLowerCase() === 'f'
      const view = bar.current?.parentElement
      const from = document.activeElement
      // A terminal beside the conversation takes the key itself.
      if (!isFind || event.defaultPrevented || (from !== document.body && view?.contains(from) !== true)) return
      event.preventDefault()
      field.current?.select()
    }
    document.addEventListener('keydown', toField)
    return () => document.removeEventListener('keydown', toField)
  }, [])
  const count = find.found?.matches.length ?? 0
  return (
    <div ref={bar} class="find-bar cluster gap-8 line-below" role="search">
      <label class="filter fill">
        <Icon of={Search} />
        <input
          ref={field}
          type="text"
          inputMode="search"
          enterkeyhint="search"
          placeholder={m.findInConversation}
          aria-label={m.findInConversation}
          value={find.text}
          maxLength={MAX_LENGTH}
          spellcheck={false}
          autocomplete="off"
          onInput={({ currentTarget }) => find.type(currentTarget.value)}
          onKeyDown={(event) => {
            if (event.isComposing) return
            if (event.key === 'Enter') {
              event.preventDefault()
              if (find.failure) find.search()
              else find.go(event.shiftKey ? 1 : -1)
            } else if (event.key === 'Escape' && find.text !== '') {
              event.stopPropagation()
              find.type('')
            }
          }}
        />
        {find.text !== '' && <IconButton icon={X} label={messages.value.clearFilter} onPress={() => find.type('')} />}
      </label>
      {find.text.trim() !== '' && (
        <span class="hint nowrap" role="status">
          {find.failure
            ? because(find.failure)
            : find.found !== null && (count === 0 ? m.noMatch : m.matchOf(find.at + 1, count, find.found.isComplete))}
        </span>
      )}
      <IconButton
        icon={ArrowUp}
        label={m.previousMatch}
        shortcut="Enter"
        disabled={count === 0}
        onPress={() => find.go(-1)}
      />
      <IconButton
        icon={ArrowDown}
        label={m.nextMatch}
        shortcut="Shift+Enter"
        disabled={count === 0}
        onPress={() => find.go(1)}
      />
    </div>
  )
}
