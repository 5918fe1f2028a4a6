import type { SearchAddon } from '@xterm/addon-search'
import type { Terminal } from '@xterm/xterm'
import { ChevronDown, ChevronUp, Search, X } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { messages } from '../../app/texts/messages.js'
import { chord } from '../../app/platform/keys.js'
import { shownTheme } from '../../app/appearance.js'
import { copyText } from '../../app/clipboard.js'
import { Icon } from '../../ui/icon.js'
import { IconButton } from '../../ui/icon-button.js'

export interface SearchedHistory {
  readonly emulator: { readonly terminal: Terminal }
  readonly search: SearchAddon
}

interface Found {
  readonly at: number
  readonly of: number
}

const MARKS = {
  dark: { matchBackground: '#5c4a12', activeMatchBackground: '#b98a1c' },
  light: { matchBackground: '#f5e3a8', activeMatchBackground: '#e7b93c' },
} as const

interface Props {
  readonly view: () => SearchedHistory | null
  readonly isReady: boolean
  readonly initial: string
  readonly onClose: () => void
}

/** Bar that searches a history. */
export function HistorySearch({ view, isReady, initial, onClose }: Props): VNode {
  const m = messages.value
  const bar = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const [query, setQuery] = useState(initial)
  const [found, setFound] = useState<Found | null>(null)

  useLayoutEffect(() => {
    field.current?.focus()
  }, [])

  const find = (text: string, back: boolean): void => {
    const search = view()?.search
    if (!search) return
    if (text === '') {
      search.clearDecorations()
      setFound(null)
      return
    }
    const decorations = {
      ...MARKS[shownTheme.value],
      matchOverviewRuler: '#b98a1c',
      activeMatchColorOverviewRuler: '#e7b93c',
    }
    if (back) search.findPrevious(text, { decorations })
    else search.findNext(text, { decorations })
  }

  useEffect(() => {
    const search = view()?.search
    if (!isReady || !search) return
    const results = search.onDidChangeResults(({ resultIndex, resultCount }) => {
      setFound({ at: resultIndex + 1, of: resultCount })
    })
    find(query, true)
    return () => results.dispose()
  }, [isReady])

  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent): void => {
      const terminal = view()?.emulator.terminal
      const key = chord(event)
      if (key === 'Escape') onClose()
      else if (key === 'Enter') find(field.current?.value ?? '', !event.shiftKey)
      else if (key === 'PageUp') terminal?.scrollPages(-1)
      else if (key === 'PageDown') terminal?.scrollPages(1)
      else if (key === 'Mod+Shift+c' && terminal?.hasSelection()) void copyText(terminal.getSelection())
      else if (key !== 'Mod+Shift+f') return
      event.preventDefault()
      event.stopPropagation()
    }
    const section = bar.current?.parentElement
    section?.addEventListener('keydown', onKeyDown)
    return () => section?.removeEventListener('keydown', onKeyDown)
  }, [])

  return (
    <div ref={bar} class="history-bar cluster gap-8 rigid line-below surface faint" role="search">
      <Icon of={Search} />
      <input
        type="text"
        inputMode="search"
        ref={field}
        placeholder={m.findInHistory}
        aria-label={m.findInHistory}
        spellcheck={false}
        autocomplete="off"
        value={query}
        onInput={(event) => {
          setQuery(event.currentTarget.value)
          find(event.currentTarget.value, true)
        }}
      />
      <span class="hint" role="status">
        {found && m.matches(found.at, found.of)}
      </span>
      <IconButton icon={ChevronUp} label={m.previousMatch} shortcut="Enter" onPress={() => find(query, true)} />
      <IconButton icon={ChevronDown} label={m.nextMatch} shortcut="Shift Enter" onPress={() => find(query, false)} />
      <IconButton icon={X} label={m.close} shortcut="Esc" onPress={onClose} />
    </div>
  )
}
