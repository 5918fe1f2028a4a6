import { voiceTexts } from '../voice/voice-texts.js'
import {
  AArrowDown,
  AArrowUp,
  AppWindow,
  ArrowLeft,
  Ellipsis,
  FileDiff,
  MessagesSquare,
  Mic,
  Paperclip,
  Search,
  Smartphone,
  X,
} from 'lucide-preact'
import type { VNode } from 'preact'
import { useRef, useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { OVERVIEW } from '../app/routing/route.js'
import { isNarrow, isTight, isTouch } from '../app/appearance.js'
import { facts } from '../app/hub-facts.js'
import { go, route } from '../app/router.js'
import { sessionByName, shown } from '../app/sessions.js'
import { menuFor } from '../session/session-actions.js'
import { Branch, Folder, Program, QueueMark, Since } from '../session/session-parts.js'
import { GateMark } from '../session/gate-mark.js'
import { IconButton } from '../ui/icon-button.js'
import { MenuButton, type MenuItem } from '../ui/menu.js'
import { RenameField } from '../session/rename-field.js'
import { StatusChip } from '../ui/status-chip.js'
import { StatusWord } from '../ui/status.js'
import type { CommandActions } from './history/command-menu.js'
import type { LiveTerminal } from './live-terminal.js'
import { closeTerminal } from '../app/terminal-layout.js'
import { commandsItem, splitItems } from './terminal-menu.js'
import { changeFontSize } from './input/terminal-shortcuts.js'

interface Props {
  readonly session: string
  readonly live: LiveTerminal | null
  /** Other terminals are shown beside it: what has room only on a page of its own is left out. */
  readonly isSplit: boolean
  readonly onSplit: (side: 'right' | 'bottom') => void
  /** Actions on the commands of the shell; `null` before the terminal is open. */
  readonly commands: Pick<CommandActions, 'openMenu'> | null
  /** Opens the file dialog; `null` before the terminal is open. */
  readonly onAttach: (() => void) | null
  readonly onHistory: () => void
  /** Starts a dictation; `null` when speech recognition is unavailable. */
  readonly onDictate: (() => void) | null
  /** Takes a screenshot of the iOS simulator; `null` where its viewer is not installed. */
  readonly onSimulator: (() => void) | null
}

/** Toolbar with the session's name, state and actions. */
export function Toolbar(props: Props): VNode {
  const { session: name, live, isSplit, onSplit, commands, onHistory } = props
  const { onAttach, onDictate, onSimulator } = isSplit ? NO_EXTRAS : props
  const m = messages.value
  const bar = useRef<HTMLDivElement>(null)
  const [renames, setRenames] = useState(false)
  const session = sessionByName.value.get(name)
  const here = route.value
  const beside = here.page === 'terminal' ? here.beside : undefined
  const isPreview = beside?.view === 'preview'
  const isConversation = beside !== undefined && ['conversation', 'timeline', 'recording'].includes(beside.view)
  const isBeside = beside !== undefined && !isPreview && !isConversation && beside.view !== 'approvals'
  const hasRoom = !isNarrow.value && !isSplit && beside === undefined
  const hasFontSize = hasRoom && !isTight.value
  /** A panel beside it leaves little room for the terminal. */
  const isCramped = !isNarrow.value && isTight.value && beside !== undefined
  const isShort = isNarrow.value || isCramped || (isSplit && isTouch.value)
  const terminal = { page: 'terminal', session: name } as const
  const besides = [
    {
      icon: MessagesSquare,
      label: m.conversation,
      shortcut: 'Ctrl Shift L',
      pressed: isConversation,
      run: () => {
        go(isConversation ? terminal : { ...terminal, beside: { view: 'conversation' } })
      },
    },
    {
      icon: FileDiff,
      label: m.repository,
      shortcut: 'Ctrl Shift G',
      pressed: isBeside,
      run: () => {
        go(isBeside ? terminal : { ...terminal, beside: { view: 'changes' } })
      },
    },
  ]
  const back = <IconButton icon={ArrowLeft} label={m.back} shortcut="Ctrl Shift O" onPress={() => go(OVERVIEW)} />
  return (
    <div
      ref={bar}
      class="toolbar cluster gap-10 rigid relative line-below surface text-1"
      role="toolbar"
      aria-label={m.terminalOf(shown(name))}
    >
      {!isSplit && back}
      {renames ? (
        <RenameField
          id={session?.id ?? name}
          name={name}
          onDone={() => {
            setRenames(false)
            live?.focus()
          }}
        />
      ) : (
        <h1 class="session-name proportional ellipsis shrink bold" onDblClick={() => setRenames(true)}>
          {shown(name)}
        </h1>
      )}
      {session && (
        <>
          <StatusWord session={session} />
          <Since session={session} />
          <QueueMark session={session} />
          <GateMark session={session} />
          {hasRoom && (
            <>
              <Program session={session} />
              <Branch session={session} />
              <Folder session={session} max={48} />
            </>
          )}
        </>
      )}
      <StatusChip />
      <span class="spring" />
      {besides.map(({ run, ...look }) => (
        <IconButton key={look.label} {...look} onPress={run} />
      ))}
      {!isSplit && facts.value?.features.preview.enabled === true && (
        <IconButton
          icon={AppWindow}
          label={m.devPreview}
          pressed={isPreview}
          onPress={() => go(isPreview ? terminal : { ...terminal, beside: { view: 'preview' } })}
        />
      )}
      {onAttach && !isShort && <IconButton icon={Paperclip} label={m.attach} onPress={onAttach} />}
      {onDictate && !isCramped && <IconButton icon={Mic} label={voiceTexts.value.dictate} onPress={onDictate} />}
      {onSimulator && !isCramped && (
        <IconButton icon={Smartphone} label={voiceTexts.value.simulatorPicture} onPress={onSimulator} />
      )}
      {!isShort && <IconButton icon={Search} label={m.history} shortcut="Ctrl Shift F" onPress={() => onHistory()} />}
      {hasFontSize && (
        <>
          <IconButton icon={AArrowDown} label={m.fontSmaller} shortcut="Ctrl −" onPress={() => changeFontSize(-1)} />
          <IconButton icon={AArrowUp} label={m.fontLarger} shortcut="Ctrl +" onPress={() => changeFontSize(1)} />
        </>
      )}
      {session && (
        <MenuButton
          icon={Ellipsis}
          label={m.more}
          items={() => [
            ...menuFor(session, () => setRenames(true)).filter(({ label }) => label !== m.open),
            ...(isShort ? [{ label: m.history, icon: Search, run: onHistory }] : []),
            ...(onAttach && isShort ? [{ label: m.attach, icon: Paperclip, run: onAttach }] : []),
            ...(commands ? [commandsItem(commands, cornerOf(bar.current))] : []),
            ...(hasFontSize ? [] : fontItems()),
            ...(isNarrow.value ? [] : splitItems(onSplit)),
          ]}
        />
      )}
      {isSplit && (
        <IconButton icon={X} label={m.closeTerminal} shortcut="Ctrl Shift X" onPress={() => closeTerminal(name)} />
      )}
    </div>
  )
}

const NO_EXTRAS = { onAttach: null, onDictate: null, onSimulator: null } as const

function cornerOf(bar: HTMLElement | null): { readonly x: number; readonly y: number } {
  const { right = 0, bottom = 0 } = bar?.getBoundingClientRect() ?? {}
  return { x: right, y: bottom }
}

/** A short toolbar has no room for the font size buttons. */
function fontItems(): ReadonlyArray<MenuItem> {
  const m = messages.value
  const change = (step: 1 | -1) => (): void => changeFontSize(step)
  return [
    { label: m.fontSmaller, icon: AArrowDown, run: change(-1) },
    { label: m.fontLarger, icon: AArrowUp, run: change(1) },
  ]
}
