import type { Terminal } from '@xterm/xterm'
import type { VNode } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import type { Share } from '../app/routing/layout.js'
import { OVERVIEW } from '../app/routing/route.js'
import { markRead } from '../session/attention.js'
import { offerNotices } from '../app/notices.js'
import { openPalette } from '../app/overlays.js'
import { go, hasPanel, replace, route } from '../app/router.js'
import { isNarrow, isTouch } from '../app/appearance.js'
import { shown } from '../app/sessions.js'
import { focusPanel } from './layout/panel-focus.js'
import { facts } from '../app/hub-facts.js'
import { closeTerminal, focusBeside, splitTerminal } from '../app/terminal-layout.js'
import { toast } from '../app/toasts.js'
import { failed } from '../app/failed.js'
import { ask, client } from '../app/the-hub.js'
import { AttachmentLayer } from './attachments/attachment-layer.js'
import { attachmentsOf, type Attachments } from './attachments/attachments.js'
import { commandActions, type CommandActions } from './history/command-menu.js'
import { ConnectionBar } from './connection/connection-bar.js'
import { connectionNotices } from './connection/connection-notices.js'
import { HistoryView } from './history/history-view.js'
import { isStale, openLiveTerminal, type LiveTerminal } from './live-terminal.js'
import { PasteDialog } from './attachments/paste-dialog.js'
import { useSessionDrop } from './layout/session-drop.js'
import { useShownHistory } from './history/shown-history.js'
import { SnippetsDialog } from './input/snippets-dialog.js'
import { hasDialog } from '../ui/dialog.js'
import { chooseSplit } from './layout/split-menu.js'
import { showConversation, showFile, showRepo, stepFrom } from './layout/pane-routes.js'
import { TouchLayer, useTouches } from './touch/touch-layer.js'
import { PaneToasts } from './pane-toasts.js'
import { followRightClick, type TerminalMenu } from './terminal-menu.js'
import { Toolbar } from './toolbar.js'
import { canRecord, startDictation } from '../voice/dictation.js'
import { DictationBar } from '../voice/dictation-bar.js'
import { voiceTexts } from '../voice/voice-texts.js'

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
  const drop = useSessionDrop((dropped, side) => splitTerminal(session, side, dropped))
  const box = useRef<HTMLDivElement>(null)
  const name = useRef(session)
  name.current = session
  const area = useRef<HTMLDivElement>(null)
  const [live, setLive] = useState<LiveTerminal | null>(null)
  const [attachments, setAttachments] = useState<Attachments | null>(null)
  const history = useShownHistory()
  const [commands, setCommands] = useState<CommandActions | null>(null)
  const [showsSnippets, setShowsSnippets] = useState(false)
  const scrolled = useRef<Terminal | null>(null)

  const menu = useRef<TerminalMenu | null>(null)
  const shownTerminal = useRef<() => Terminal | null>(() => null)
  const touched = useTouches(() => name.current, shownTerminal)

  // Before the first paint: the keys of a phone come with the terminal, and would move what is above them.
  useLayoutEffect(() => {
    const element = box.current
    if (!element) return
    const onSplit = (side: 'right' | 'bottom'): void => {
      if (pane.current) chooseSplit(name.current, side, pane.current, opened.focus)
    }
    const onPath = (path: string, line: number | null): void => showFile(name.current, path, line)
    const actions = commandActions({
      session: () => name.current,
      columns: () => opened.emulator()?.terminal.cols ?? 0,
      step: history.stepPrompt,
      onSnippets: () => setShowsSnippets(true),
      focus: () => opened.focus(),
    })
    const opened = openLiveTerminal({
      commands: actions,
      element,
      session: () => name.current,
      onPalette: openPalette,
      onLeave: () => go(OVERVIEW),
      onHistory: history.search,
      onScrollPages: (pages) => history.scrollUp(-pages * (opened.emulator()?.terminal.rows ?? 0)),
      onTyped: history.close,
      onScrollBack: history.scrollUp,
      onSplit,
      onClosePane: () => closeTerminal(name.current),
      onBeside: focusBeside,
      isActive: () => current.current.isActive,
      isSplit: () => current.current.isSplit,
      selection: () => (scrolled.current ?? opened.emulator()?.terminal)?.getSelection() ?? '',
      onRepo: () => {
        if (!focusPanel()) showRepo(name.current)
      },
      onConversation: () => showConversation(name.current),
      onStep: (by) => stepFrom(name.current, by),
      touches: touched.listener,
      onPath,
      onPicture: (picture) => (attached.picture.value = picture),
      onNoText: () => toast({ kind: 'failed', text: messages.value.pasteTextOnly }),
    })
    const attached = attachmentsOf(() => name.current, opened.insert)
    shownTerminal.current = () => scrolled.current ?? opened.emulator()?.terminal ?? null
    const menuOptions = {
      session: () => name.current,
      live: opened,
      terminal: shownTerminal.current,
      onSearch: history.search,
      onSplit,
      commands: actions,
      onPath,
    }
    setLive(opened)
    setCommands(actions)
    setAttachments(attached)
    menu.current = area.current && followRightClick(area.current, menuOptions)
    return () => {
      menu.current?.stop()
      opened.close()
    }
  }, [])

  useLayoutEffect(() => {
    if (live && isActive) onActive(live)
  }, [live, isActive])
  // A terminal that opens takes the focus by itself, unless a person types in a field by then.
  useEffect(() => {
    if (isActive) live?.focus()
  }, [isActive])
  // A panel of a narrow window has covered it. With a finger, the focus would bring up the keyboard.
  const isCovered = isNarrow.value && hasPanel.value
  useEffect(() => {
    if (isActive && !isCovered && !isTouch.peek()) live?.focus()
  }, [isCovered])

  useEffect(() => (live ? offerNotices(() => connectionNotices(live)) : undefined), [live])

  useEffect(() => {
    touched.held.value = null
  }, [history.shown])

  useEffect(() => {
    markRead(session)
  }, [session])

  const dictate = (): void => void startDictation()
  const picture = (): void =>
    void pictureOfSimulator(session).then((path) => {
      if (path !== null) attachments?.name([path])
    })

  const activate = (): void => {
    const here = route.peek()
    // A dialog that opens another terminal returns the focus to this one first.
    if (hasDialog.peek()) return
    const isBeside = here.page === 'terminal' && here.layout?.flat().includes(session) === true
    if (isBeside && here.session !== session) replace({ ...here, session })
  }

  return (
    <div
      ref={pane}
      class={`terminal-pane full-width stack ${isActive ? 'active' : ''}`}
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
        commands={commands}
        onAttach={attachments?.choose ?? null}
        onHistory={history.search}
        onDictate={live && facts.value?.features.voice.enabled === true && canRecord() ? dictate : null}
        onSimulator={attachments && facts.value?.features.simulator.installed === true ? picture : null}
      />
      {live && <DictationBar take={live.paste} onDone={live.focus} />}
      {live && <ConnectionBar session={session} live={live} />}
      <div ref={area} class="terminal-area spring relative">
        <div
          ref={box}
          class={`terminal-box clip ${live && isStale(live.state.value) ? 'stale' : ''}`}
          aria-label={m.terminalOf(shown(session))}
          role="region"
        />
        {live && commands && history.shown && (
          <HistoryView
            key={history.shown.query}
            session={session}
            live={live}
            query={history.shown.query}
            up={history.up}
            prompts={history.prompts}
            onUnmarked={commands.onUnmarked}
            onOpen={(terminal) => (scrolled.current = terminal)}
            onClose={() => {
              history.close()
              live.focus()
            }}
            touches={touched.listener}
            onPath={(path, line) => showFile(session, path, line)}
          />
        )}
        {live && isNarrow.value && <PaneToasts live={live} isSearched={typeof history.shown?.query === 'string'} />}
        <TouchLayer session={session} touched={touched} area={area} menu={menu} />
        {live && attachments && (
          <AttachmentLayer session={session} area={area} attachments={attachments} onDone={live.focus} />
        )}
      </div>
      {drop.side && <div class={`drop-side ${drop.side}`} />}
      {showsSnippets && <SnippetsDialog onClose={() => setShowsSnippets(false)} />}
      {live?.asked.value && <PasteDialog session={session} live={live} paste={live.asked.value} />}
    </div>
  )
}

/** Takes a screenshot. Resolves to its path relative to the session's folder, or `null` on failure. */
async function pictureOfSimulator(session: string): Promise<string | null> {
  const answer = await ask(client.captureSimulator({ params: { name: session } }), ({ body }) => body.rel)
  if (answer.ok) return answer.value
  failed(voiceTexts.value.toPictureSimulator, answer.failure)
  return null
}
