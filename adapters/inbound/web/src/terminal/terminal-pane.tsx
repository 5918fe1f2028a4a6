import { useSignal } from '@preact/signals'
import type { Terminal } from '@xterm/xterm'
import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { messages } from '../i18n/messages.js'
import type { Share } from '../routing/layout.js'
import { OVERVIEW } from '../routing/route.js'
import { markRead } from '../state/attention.js'
import { offerNotices } from '../state/notices.js'
import { openPalette } from '../state/overlays.js'
import { go, replace, route } from '../state/router.js'
import { shown } from '../state/sessions.js'
import { focusPanel } from '../state/panel-focus.js'
import { facts } from '../state/hub-facts.js'
import { closeTerminal, focusBeside, splitTerminal } from '../state/terminal-layout.js'
import { toast } from '../state/toasts.js'
import { AttachmentLayer } from './attachment-layer.js'
import { attachmentsOf, type Attachments } from './attachments.js'
import { ConnectionBar } from './connection-bar.js'
import { connectionNotices } from './connection-notices.js'
import { HistoryView } from './history-view.js'
import { isStale, openLiveTerminal, type LiveTerminal } from './live-terminal.js'
import { PasteDialog } from './paste-dialog.js'
import { useSessionDrop } from './session-drop.js'
import { lookForSimulator, pictureOfSimulator, simulatorRuns } from './simulator.js'
import { chooseSplit } from './split-menu.js'
import { neighbourOf, SwipeName } from './swipe-name.js'
import type { Swipe, SwipeListener } from './touch.js'
import { followRightClick } from './terminal-menu.js'
import { Toolbar } from './toolbar.js'
import { canRecord, startDictation } from '../voice/dictation.js'
import { DictationBar } from '../voice/dictation-bar.js'

/** Opens the next or previous session in the rail's order. */
function step(from: string, by: 1 | -1): void {
  const next = neighbourOf(from, by)
  if (next !== null) replace({ page: 'terminal', session: next })
}

function showRepo(session: string): void {
  go({ page: 'terminal', session, beside: { view: 'changes' } })
}

/** Opens the conversation, or focuses it when it is shown. */
function showConversation(session: string): void {
  const here = route.peek()
  if (here.page === 'terminal' && here.beside?.view === 'conversation') focusPanel()
  else go({ page: 'terminal', session, beside: { view: 'conversation' } })
}

function showFile(session: string, path: string, line: number | null): void {
  go({ page: 'terminal', session, beside: { view: 'file', path, line } })
}

/** History that is shown: `query` is searched for, `null` without a search bar. */
interface ShownHistory {
  readonly query: string | null
}

interface Props {
  readonly session: string
  /** Part of the page that it takes; `null` when it fills the page. */
  readonly share: Share | null
  /** The terminal that keys of the page and the panel beside it belong to. */
  readonly isActive: boolean
  /** Called with the open terminal while it is the active one. */
  readonly onActive: (live: LiveTerminal) => void
}

const placeOf = ({ left, top, width, height }: Share): Record<string, string> => ({
  left: `${left}%`,
  top: `${top}%`,
  width: `${width}%`,
  height: `${height}%`,
})

/** Terminal of a session with its toolbar. A rename changes the address and keeps the terminal. */
export function TerminalPane({ session, share, isActive, onActive }: Props): VNode {
  const m = messages.value
  const pane = useRef<HTMLDivElement>(null)
  const current = useRef({ isActive, isSplit: share !== null })
  current.current = { isActive, isSplit: share !== null }
  const drop = useSessionDrop((dropped, side) => {
    splitTerminal(session, side, dropped)
  })
  const box = useRef<HTMLDivElement>(null)
  const name = useRef(session)
  name.current = session
  const area = useRef<HTMLDivElement>(null)
  const [live, setLive] = useState<LiveTerminal | null>(null)
  const [attachments, setAttachments] = useState<Attachments | null>(null)
  /** The history, scrolled to or searched; `null` while the live terminal is shown. */
  const [history, setHistory] = useState<ShownHistory | null>(null)
  const up = useSignal(0)
  const scrolled = useRef<Terminal | null>(null)

  const searchHistory = (query = ''): void => {
    setHistory({ query })
  }
  const closeHistory = (): void => {
    setHistory(null)
    up.value = 0
  }

  const swipe = useSignal<Swipe | null>(null)
  const swipes: SwipeListener = {
    onSwiping: (moved) => {
      swipe.value = moved
    },
    onSwipe: (by) => {
      step(name.current, by)
    },
  }

  useEffect(() => {
    const element = box.current
    if (!element) return
    const onSplit = (side: 'right' | 'bottom'): void => {
      if (pane.current) chooseSplit(name.current, side, pane.current, opened.focus)
    }
    const opened = openLiveTerminal({
      element,
      session: () => name.current,
      onPalette: openPalette,
      onLeave: () => {
        go(OVERVIEW)
      },
      onHistory: () => {
        searchHistory()
      },
      onScrollPages: (pages) => {
        const rows = opened.emulator()?.terminal.rows ?? 0
        up.value -= pages * rows
        if (pages < 0) setHistory((before) => before ?? { query: null })
      },
      onTyped: closeHistory,
      onScrollBack: (lines) => {
        up.value += lines
        setHistory((before) => before ?? { query: null })
      },
      onSplit,
      onClosePane: () => {
        closeTerminal(name.current)
      },
      onBeside: focusBeside,
      isActive: () => current.current.isActive,
      isSplit: () => current.current.isSplit,
      selection: () => (scrolled.current ?? opened.emulator()?.terminal)?.getSelection() ?? '',
      onRepo: () => {
        if (!focusPanel()) showRepo(name.current)
      },
      onConversation: () => {
        showConversation(name.current)
      },
      onStep: (by) => {
        step(name.current, by)
      },
      swipes,
      onPath: (path, line) => {
        showFile(name.current, path, line)
      },
      onPicture: (picture) => {
        attached.picture.value = picture
      },
      onNoText: () => {
        toast({ kind: 'failed', text: messages.value.pasteTextOnly })
      },
    })
    const attached = attachmentsOf(() => name.current, opened.insert)
    const menuOptions = {
      session: () => name.current,
      live: opened,
      terminal: () => scrolled.current ?? opened.emulator()?.terminal ?? null,
      onSearch: searchHistory,
      onSplit,
      onPath: (path: string, line: number | null) => {
        showFile(name.current, path, line)
      },
    }
    setLive(opened)
    setAttachments(attached)
    const stopMenu = area.current === null ? null : followRightClick(area.current, menuOptions)
    return () => {
      stopMenu?.()
      opened.close()
    }
  }, [])

  useEffect(() => {
    if (!live || !isActive) return
    onActive(live)
    live.focus()
  }, [live, isActive])

  useEffect(() => (live ? offerNotices(() => connectionNotices(live)) : undefined), [live])

  useEffect(() => void lookForSimulator(), [])

  useEffect(() => {
    markRead(session)
  }, [session])

  const dictate = (): void => void startDictation()
  const picture = (): void => {
    void pictureOfSimulator(session).then((path) => {
      if (path !== null) attachments?.name([path])
    })
  }

  const activate = (): void => {
    const here = route.peek()
    // A dialog that opens another page returns the focus to this one first.
    const isBeside = here.page === 'terminal' && here.layout?.flat().includes(session) === true
    if (isBeside && here.session !== session) replace({ ...here, session })
  }

  return (
    <div
      ref={pane}
      class={`terminal-pane ${isActive ? 'active' : ''}`}
      style={share ? placeOf(share) : {}}
      onFocusIn={activate}
      {...drop.handlers}
    >
      <Toolbar
        session={session}
        live={live}
        isSplit={share !== null}
        onSplit={(side) => {
          if (live && pane.current) chooseSplit(session, side, pane.current, live.focus)
        }}
        onAttach={attachments?.choose ?? null}
        onHistory={() => {
          searchHistory()
        }}
        onDictate={live && facts.value?.features.voice.enabled === true && canRecord() ? dictate : null}
        onSimulator={attachments && simulatorRuns.value ? picture : null}
      />
      {live && <DictationBar take={live.paste} onDone={live.focus} />}
      {live && <ConnectionBar session={session} live={live} />}
      <div ref={area} class="terminal-area">
        <div
          ref={box}
          class={`terminal-box ${live && isStale(live.state.value) ? 'stale' : ''}`}
          aria-label={m.terminalOf(shown(session))}
          role="region"
        />
        {live && history && (
          <HistoryView
            key={history.query}
            session={session}
            live={live}
            query={history.query}
            up={up}
            onOpen={(terminal) => {
              scrolled.current = terminal
            }}
            onClose={() => {
              closeHistory()
              live.focus()
            }}
            swipes={swipes}
            onPath={(path, line) => {
              showFile(session, path, line)
            }}
          />
        )}
        {swipe.value && <SwipeName session={session} swipe={swipe.value} />}
        {live && attachments && (
          <AttachmentLayer session={session} area={area} attachments={attachments} onDone={live.focus} />
        )}
      </div>
      {drop.side && <div class={`drop-side ${drop.side}`} />}
      {live?.asked.value && <PasteDialog session={session} live={live} paste={live.asked.value} />}
    </div>
  )
}
