import { SearchAddon } from '@xterm/addon-search'
import { ChevronDown, ChevronUp, Search, X } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { messages } from '../i18n/messages.js'
import { chord } from '../platform/keys.js'
import { shownTheme } from '../state/appearance.js'
import { copyText } from '../state/clipboard.js'
import { hub } from '../state/the-hub.js'
import { Icon } from '../ui/icon.js'
import { IconButton } from '../ui/icon-button.js'
import { openEmulator, type Emulator } from './emulator.js'
import type { LiveTerminal } from './live-terminal.js'
import { linkPaths } from './path-provider.js'
import { screenText } from './screen-text.js'

interface Props {
  readonly session: string
  readonly live: LiveTerminal | null
  readonly onClose: () => void
  readonly onPath: (path: string, line: number | null) => void
}

const LINES = 10_000

interface Found {
  readonly at: number
  readonly of: number
}

const MARKS = {
  dark: { matchBackground: '#5c4a12', activeMatchBackground: '#b98a1c' },
  light: { matchBackground: '#f5e3a8', activeMatchBackground: '#e7b93c' },
} as const

/**
 * Static copy of the scrollback and the current screen, for reading, searching and copying. tmux keeps the history, so
 * the live terminal has none to search.
 */
export function HistoryView({ session, live, onClose, onPath }: Props): VNode {
  const m = messages.value
  const box = useRef<HTMLDivElement>(null)
  const field = useRef<HTMLInputElement>(null)
  const search = useRef<{ readonly addon: SearchAddon; readonly emulator: Emulator } | null>(null)
  const [query, setQuery] = useState('')
  const [found, setFound] = useState<Found | null>(null)

  useLayoutEffect(() => {
    field.current?.focus()
  }, [])

  useEffect(() => {
    const element = box.current
    if (!element) return
    let closed = false
    const screen = live?.emulator()
    void Promise.all([openEmulator(element, true), hub.scrollback(session, LINES)]).then(([emulator, history]) => {
      if (closed) {
        emulator.dispose()
        return
      }
      linkPaths(emulator.terminal, onPath)
      const addon = new SearchAddon({ highlightLimit: LINES })
      emulator.terminal.loadAddon(addon)
      addon.onDidChangeResults(({ resultIndex, resultCount }) => {
        setFound({ at: resultIndex + 1, of: resultCount })
      })
      emulator.fit()
      emulator.terminal.write(history.ok ? history.value : '')
      emulator.terminal.write(screen ? screenText(screen.terminal) : '')
      search.current = { addon, emulator }
    })
    const observer = new ResizeObserver(() => search.current?.emulator.fit())
    observer.observe(element)
    return () => {
      closed = true
      observer.disconnect()
      search.current?.emulator.dispose()
      search.current = null
    }
  }, [])

  const find = (text: string, back: boolean): void => {
    const addon = search.current?.addon
    if (!addon) return
    if (text === '') {
      addon.clearDecorations()
      setFound(null)
      return
    }
    const decorations = {
      ...MARKS[shownTheme.value],
      matchOverviewRuler: '#b98a1c',
      activeMatchColorOverviewRuler: '#e7b93c',
    }
    if (back) addon.findPrevious(text, { decorations })
    else addon.findNext(text, { decorations })
  }

  const onKeyDown = (event: KeyboardEvent): void => {
    const terminal = search.current?.emulator.terminal
    const key = chord(event)
    if (key === 'Escape') onClose()
    else if (key === 'Enter') find(query, !event.shiftKey)
    else if (key === 'PageUp') terminal?.scrollPages(-1)
    else if (key === 'PageDown') terminal?.scrollPages(1)
    else if (key === 'Mod+Shift+c' && terminal?.hasSelection()) void copyText(terminal.getSelection())
    else if (key !== 'Mod+Shift+f') return
    event.preventDefault()
    event.stopPropagation()
  }

  return (
    <section class="history" aria-label={m.history} onKeyDown={onKeyDown}>
      <div class="history-bar" role="search">
        <Icon of={Search} />
        <input
          type="text"
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
        <IconButton
          icon={ChevronUp}
          label={m.previousMatch}
          shortcut="Enter"
          onPress={() => {
            find(query, true)
          }}
        />
        <IconButton
          icon={ChevronDown}
          label={m.nextMatch}
          shortcut="Shift Enter"
          onPress={() => {
            find(query, false)
          }}
        />
        <IconButton icon={X} label={m.close} shortcut="Esc" onPress={onClose} />
      </div>
      <div ref={box} class="terminal-box" />
    </section>
  )
}
