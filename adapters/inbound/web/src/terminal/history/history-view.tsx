import type { Signal } from '@preact/signals'
import { SearchAddon } from '@xterm/addon-search'
import type { Terminal } from '@xterm/xterm'
import type { VNode } from 'preact'
import { useEffect, useId, useRef, useState } from 'preact/hooks'
import { messages } from '../../app/texts/messages.js'
import { ask, client } from '../../app/the-hub.js'
import { openEmulator, type Emulator } from '../../screen/emulator.js'
import { commandMarks, promptSteps, type StepPrompt } from './command-marks.js'
import { continuesAt } from './history-anchor.js'
import { HISTORY_LINES } from '../../screen/history-lines.js'
import { HistorySearch, type SearchedHistory } from './history-search.js'
import type { LiveTerminal } from '../live-terminal.js'
import { linkPaths } from '../input/path-provider.js'
import { Scrollbar } from '../scrollbar.js'
import { followTouch, type TouchListener } from '../touch/touch.js'

interface Props {
  readonly session: string
  readonly live: LiveTerminal
  /** Text to search for; `null` without a search bar. */
  readonly query: string | null
  /** Lines to scroll up by that were not applied yet. The view sets it to 0 when it has applied them. */
  readonly up: Signal<number>
  /** Prompts to go back by (negative) or on by, likewise. */
  readonly prompts: Signal<number>
  /** Called when the shell has marked no prompt. */
  readonly onUnmarked: () => void
  readonly onOpen: (terminal: Terminal | null) => void
  readonly onClose: () => void
  readonly onPath: (path: string, line: number | null) => void
  readonly touches: TouchListener
}

interface Opened extends SearchedHistory {
  readonly emulator: Emulator
  /** Output of the live terminal when its history was read. */
  drawnBytes: number
  /** Steps through the prompts of the text that is shown; `null` when it was read without marks. */
  stepPrompt: StepPrompt | null
  /** Closes the history if its end is shown. */
  readonly movedDown: () => void
}

/**
 * This viewer's own scrollback: history and screen of one moment, read from tmux. It closes where the live terminal
 * continues; if the session has printed meanwhile, it is read again first, so that no line is skipped.
 */
export function HistoryView(props: Props): VNode {
  const { session, live, query, up, prompts, onOpen, onClose, onPath, onUnmarked, touches } = props
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

    const read = async (isMarked = false): Promise<string> => {
      const history = await (isMarked
        ? ask(
            client.readScrollback({ params: { name: session }, query: { lines: HISTORY_LINES, marks: true } }),
            ({ body }) => body.data,
          )
        : ask(
            client.readScrollback({ params: { name: session }, query: { lines: HISTORY_LINES, screen: true } }),
            ({ body }) => body.data,
          ))
      return history.ok ? history.value : ''
    }

    /** The steps of a marked text that was written; without a mark the person is told how to get them. */
    const stepsOf = (terminal: Terminal, text: string): StepPrompt | null => {
      const marks = commandMarks(text)
      if (marks.prompts.length > 0) return promptSteps(terminal, marks)
      prompts.value = 0
      onUnmarked()
      return null
    }

    const stepPrompts = async (): Promise<void> => {
      const view = opened.current
      if (view === null || isReading || prompts.value === 0) return
      const { terminal } = view.emulator
      if (view.stepPrompt === null) {
        isReading = true
        const line = terminal.buffer.active.viewportY
        const drawnBytes = live.drawnBytes()
        const text = await read(true)
        if (isClosed) return
        view.drawnBytes = drawnBytes
        terminal.reset()
        await new Promise<void>((done) => terminal.write(text, done))
        isReading = false
        await nextFrame()
        terminal.scrollToLine(line)
        view.stepPrompt = stepsOf(terminal, text)
      }
      const by = Math.sign(prompts.value) as 1 | -1
      const count = Math.abs(prompts.value)
      prompts.value = 0
      for (let step = 0; step < count; step += 1) {
        if (view.stepPrompt?.(by) !== false) continue
        if (by === 1) scroll(terminal.buffer.active.length)
        return
      }
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
      view.stepPrompt = null
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
    const isMarked = prompts.peek() !== 0
    void Promise.all([openEmulator(element, { readOnly: true }), read(isMarked)]).then(([emulator, text]) => {
      if (isClosed) {
        emulator.dispose()
        return
      }
      const { terminal } = emulator
      linkPaths(terminal, onPath)
      const search = new SearchAddon({ highlightLimit: HISTORY_LINES })
      terminal.loadAddon(search)
      emulator.fit()
      terminal.write(text, () => {
        const stepPrompt = isMarked ? stepsOf(terminal, text) : null
        opened.current = { emulator, search, drawnBytes, stepPrompt, movedDown }
        if (isMarked && stepPrompt === null) {
          onClose()
          return
        }
        scrollUp()
        void nextFrame().then(stepPrompts)
        onOpen(terminal)
        setIsShown(true)
      })
    })
    const stopScrolling = up.subscribe(scrollUp)
    const stopPrompts = prompts.subscribe(() => void stepPrompts())
    const observer = new ResizeObserver(() => opened.current?.emulator.fit())
    observer.observe(element)
    element.addEventListener('wheel', onWheel, { passive: true })
    const stopTouch = followTouch(element, { scroll, ...touches })
    return () => {
      isClosed = true
      stopScrolling()
      stopPrompts()
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
      {query !== null && (
        <HistorySearch view={() => opened.current} isReady={isShown} initial={query} onClose={onClose} />
      )}
      <div ref={box} id={boxId} class="terminal-box clip" />
      {isShown && opened.current && (
        <Scrollbar terminal={opened.current.emulator.terminal} controls={boxId} onScrolled={opened.current.movedDown} />
      )}
    </section>
  )
}

/** The emulator measures written text in the next frame, and scrolls no further before. */
const nextFrame = (): Promise<unknown> =>
  new Promise((resolve) => requestAnimationFrame(() => requestAnimationFrame(resolve)))

/** Text of every line of a terminal. */
function linesOf({ buffer: { active } }: Terminal): ReadonlyArray<string> {
  return Array.from({ length: active.length }, (_, line) => active.getLine(line)?.translateToString(true) ?? '')
}
