import type { Signal } from '@preact/signals'
import { SearchAddon } from '@xterm/addon-search'
import type { Terminal } from '@xterm/xterm'
import { ChevronDown, ChevronUp, Search, X } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useId, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { messages } from '../i18n/messages.js'
import { chord } from '../platform/keys.js'
import { shownTheme } from '../state/appearance.js'
import { copyText } from '../state/clipboard.js'
import { hub } from '../state/the-hub.js'
import { Icon } from '../ui/icon.js'
import { IconButton } from '../ui/icon-button.js'
import { openEmulator, type Emulator } from './emulator.js'
import { continuesAt } from './history-anchor.js'
import type { LiveTerminal } from './live-terminal.js'
import { linkPaths } from './path-provider.js'
import { Scrollbar } from './scrollbar.js'
import { followTouch, type SwipeListener } from './touch.js'

interface Props {
  readonly session: string
  readonly live: LiveTerminal
  /** Text to search for; `null` without a search bar. */
  readonly query: string | null
  /** Lines to scroll up by that were not applied yet. The view sets it to 0 when it has applied them. */
  readonly up: Signal<number>
  readonly onOpen: (terminal: Terminal | null) => void
  readonly onClose: () => void
  readonly onPath: (path: string, line: number | null) => void
  readonly swipes: SwipeListener
}

const LINES = 10_000

interface Found {
  readonly at: number
  readonly of: number
}

interface Opened {
  readonly emulator: Emulator
  readonly search: SearchAddon
  /** Output of the live terminal when its history was read. */
  drawnBytes: number
  /** Closes the history if its end is shown. */
  readonly movedDown: () => void
}

const MARKS = {
  dark: { matchBackground: '#5c4a12', activeMatchBackground: '#b98a1c' },
  light: { matchBackground: '#f5e3a8', activeMatchBackground: '#e7b93c' },
} as const

/**
 * This viewer's own scrollback: history and screen of one moment, read from tmux. It closes where the live terminal
 * continues; if the session has printed meanwhile, it is read again first, so that no line is skipped.
 */
export function HistoryView({ session, live, query, up, onOpen, onClose, onPath, swipes }: Props): VNode {
  const m = messages.value
  const box = useRef<HTMLDivElement>(null)
  const opened = useRef<Opened | null>(null)
  const boxId = useId()
  const [isShown, setIsShown] = useState(false)

  useEffect(() => {
    const element = box.current
    if (!element) return
    let isClosed = false
    let isReading = false

    const read = async (): Promise<string> => {
      const history = await hub.scrollback(session, LINES, true)
      return history.ok ? history.value : ''
    }

    const scrollUp = (): void => {
      if (opened.current === null || up.value === 0) return
      const lines = -up.value
      up.value = 0
      scroll(lines)
    }

    /** Reads what came since, and closes when the end is reached. */
    const continueBelow = async (view: Opened): Promise<void> => {
      const { terminal } = view.emulator
      const drawnBytes = live.drawnBytes()
      if (view.drawnBytes === drawnBytes) {
        onClose()
        return
      }
      isReading = true
      const before = linesOf(terminal)
      const text = await read()
      if (isClosed) return
      view.drawnBytes = drawnBytes
      terminal.reset()
      terminal.write(text, () => {
        isReading = false
        const line = continuesAt(before, linesOf(terminal), terminal.rows)
        if (line === null || line >= terminal.buffer.active.baseY) onClose()
        else terminal.scrollToLine(line)
      })
    }

    const isAtEnd = ({ buffer }: Terminal): boolean => buffer.active.viewportY >= buffer.active.baseY
    const movedDown = (): void => {
      const view = opened.current
      if (view && query === null && !isReading && isAtEnd(view.emulator.terminal)) void continueBelow(view)
    }
    const scroll = (lines: number): void => {
      opened.current?.emulator.terminal.scrollLines(lines)
      if (lines > 0) movedDown()
    }
    const onWheel = (event: WheelEvent): void => {
      if (event.deltaY > 0) requestAnimationFrame(movedDown)
    }

    const drawnBytes = live.drawnBytes()
    void Promise.all([openEmulator(element, { readOnly: true }), read()]).then(([emulator, text]) => {
      if (isClosed) {
        emulator.dispose()
        return
      }
      const { terminal } = emulator
      linkPaths(terminal, onPath)
      const search = new SearchAddon({ highlightLimit: LINES })
      terminal.loadAddon(search)
      emulator.fit()
      terminal.write(text, () => {
        opened.current = { emulator, search, drawnBytes, movedDown }
        scrollUp()
        onOpen(terminal)
        setIsShown(true)
      })
    })
    const stopScrolling = up.subscribe(scrollUp)
    const observer = new ResizeObserver(() => opened.current?.emulator.fit())
    observer.observe(element)
    element.addEventListener('wheel', onWheel, { passive: true })
    const stopTouch = followTouch(element, { scroll, ...swipes })
    return () => {
      isClosed = true
      stopScrolling()
      stopTouch()
      observer.disconnect()
      element.removeEventListener('wheel', onWheel)
      opened.current?.emulator.dispose()
      opened.current = null
      onOpen(null)
    }
  }, [])

  return (
    <section
      class={`history ${query !== null ? 'searched' : isShown ? '' : 'opening'}`}
      aria-label={m.history}
      // Typing goes to the session also after a click in its history.
      onMouseUp={query === null ? live.focus : undefined}
    >
      {query !== null && <SearchBar view={() => opened.current} isReady={isShown} initial={query} onClose={onClose} />}
      <div ref={box} id={boxId} class="terminal-box" />
      {isShown && opened.current && (
        <Scrollbar terminal={opened.current.emulator.terminal} controls={boxId} onScrolled={opened.current.movedDown} />
      )}
    </section>
  )
}

/** Text of every line of a terminal. */
function linesOf({ buffer: { active } }: Terminal): ReadonlyArray<string> {
  return Array.from({ length: active.length }, (_, line) => active.getLine(line)?.translateToString(true) ?? '')
}

interface SearchBarProps {
  readonly view: () => Opened | null
  readonly isReady: boolean
  readonly initial: string
  readonly onClose: () => void
}

function SearchBar({ view, isReady, initial, onClose }: SearchBarProps): VNode {
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
    return () => {
      results.dispose()
    }
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
    <div ref={bar} class="history-bar" role="search">
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
  )
}
