import { ChevronDown, ChevronUp, Pause, Play } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useMemo, useRef, useState } from 'preact/hooks'
import { findInCast, type Cast } from '../../../../../domain/recordings/read-cast.js'
import type { TerminalSize } from '../../../../../domain/terminal/terminal-size.js'
import { messages } from '../app/texts/messages.js'
import { openEmulator, type Emulator } from '../screen/emulator.js'
import { IconButton } from '../ui/icon-button.js'
import { Segments } from '../ui/segments.js'
import { makePlayback, type Playback, type Screen } from './playback.js'

interface Props {
  readonly cast: Cast
  /** Moment that is shown first, in milliseconds since the start. */
  readonly start: number
}

const SPEEDS = ['1', '2', '4', '16'] as const
type Speed = (typeof SPEEDS)[number]
const STEP_MS = 5_000
/** Full reset: screen, modes, colours. ECMA-48, RIS. */
const RESET = '\u001bc'

/** Terminal with what a recording shows, and its controls. */
export function Player({ cast, start }: Props): VNode {
  const m = messages.value
  const box = useRef<HTMLDivElement>(null)
  const [playback, setPlayback] = useState<Playback | null>(null)
  const [speed, setSpeed] = useState<Speed>('1')

  useEffect(() => {
    const element = box.current
    if (element === null) return
    let isOver = false
    let opened: { readonly emulator: Emulator; readonly playback: Playback } | null = null
    let size = cast.size
    const observer = new ResizeObserver(() => opened?.emulator.fit())
    void openEmulator(element, { readOnly: true, recordedSize: () => size }).then((emulator) => {
      if (isOver) {
        emulator.dispose()
        return
      }
      const made = makePlayback(
        cast,
        screenOf(emulator, (wanted) => (size = wanted)),
        FRAMES,
      )
      made.seek(start)
      opened = { emulator, playback: made }
      observer.observe(element)
      setPlayback(made)
    })
    return () => {
      isOver = true
      observer.disconnect()
      opened?.playback.pause()
      opened?.emulator.dispose()
    }
  }, [])

  const position = playback?.position.value ?? 0
  const isPlaying = playback?.isPlaying.value ?? false
  const play = (at: Speed = speed): void => playback?.play(Number(at))
  const toggle = (): void => {
    if (isPlaying) playback?.pause()
    else play()
  }
  const seek = (at: number): void => playback?.seek(at)
  const press = (event: KeyboardEvent): void => {
    const isField = event.target instanceof HTMLInputElement && event.target.type !== 'range'
    if (isField || event.altKey || event.ctrlKey || event.metaKey) return
    if (event.key === ' ' && !(event.target instanceof HTMLButtonElement)) toggle()
    else if (event.key === 'ArrowLeft') seek(position - STEP_MS)
    else if (event.key === 'ArrowRight') seek(position + STEP_MS)
    else return
    event.preventDefault()
  }
  return (
    <section class="grid gap-8 shrink" aria-label={m.recording} onKeyDown={press}>
      <div class="recording-screen scroll box" ref={box} tabIndex={0} role="img" aria-label={timeAt(cast, position)} />
      <div class="recording-scrub flex relative">
        <input
          type="range"
          min={0}
          max={Math.max(cast.durationMs, 1)}
          step="any"
          value={position}
          aria-label={m.recordingPosition}
          aria-valuetext={timeAt(cast, position)}
          onInput={({ currentTarget }) => seek(Number(currentTarget.value))}
        />
        <Markers cast={cast} />
      </div>
      <div class="cluster wrap gap-8">
        <IconButton
          icon={isPlaying ? Pause : Play}
          label={isPlaying ? m.pauseRecording : m.playRecording}
          onPress={toggle}
        />
        <time class="recording-time">{timeAt(cast, position)}</time>
        <Segments
          label={m.recordingSpeed}
          value={speed}
          options={SPEEDS.map((one) => [one, `${one}×`] as const)}
          onChoose={(chosen) => {
            setSpeed(chosen)
            if (isPlaying) play(chosen)
          }}
        />
        <Search cast={cast} position={position} onSeek={seek} />
      </div>
    </section>
  )
}

const FRAMES = {
  now: () => performance.now(),
  nextFrame: (draw: () => void) => {
    const frame = requestAnimationFrame(draw)
    return () => {
      cancelAnimationFrame(frame)
    }
  },
}

/** The emulator reads what it gets later; sizes wait for the text before them. */
function screenOf({ terminal, fit }: Emulator, setSize: (size: TerminalSize) => void): Screen {
  const resize: Screen['resize'] = (size) =>
    terminal.write('', () => {
      setSize(size)
      terminal.resize(size.columns, size.rows)
      fit()
    })
  return {
    resize,
    write: (text) => terminal.write(text),
    clear: (size) => {
      terminal.write(RESET)
      resize(size)
    },
  }
}

const timeAt = ({ startedAt }: Cast, position: number): string =>
  new Date(startedAt + position).toLocaleTimeString(document.documentElement.lang)

/** Marks of a recording on the line of its time. */
function Markers({ cast: { events, durationMs } }: Pick<Props, 'cast'>): VNode {
  const marks = useMemo(() => events.filter(({ kind }) => kind === 'marker'), [events])
  return (
    <>
      {marks.map(({ at, data }) => (
        <i
          key={at}
          class="recording-mark absolute"
          style={{ insetInlineStart: `${String((at / Math.max(durationMs, 1)) * 100)}%` }}
          data-tip={data}
        />
      ))}
    </>
  )
}

/** Field that finds text, and steps from hit to hit. */
function Search({
  cast,
  position,
  onSeek,
}: Pick<Props, 'cast'> & { readonly position: number; readonly onSeek: (at: number) => void }): VNode {
  const m = messages.value
  const [query, setQuery] = useState('')
  const hits = useMemo(() => findInCast(cast, query), [cast, query])
  const before = hits.findLast((at) => at < position)
  const after = hits.find((at) => at > position)
  const current = hits.filter((at) => at <= position).length
  const step = (at: number | undefined): void => {
    if (at !== undefined) onSeek(at)
  }
  return (
    <div class="recording-search cluster gap-4 shrink" role="search">
      <input
        type="text"
        inputMode="search"
        class="field"
        placeholder={m.findInRecording}
        aria-label={m.findInRecording}
        value={query}
        spellcheck={false}
        autocomplete="off"
        onInput={({ currentTarget }) => {
          setQuery(currentTarget.value)
          step(findInCast(cast, currentTarget.value).find((at) => at >= position))
        }}
        onKeyDown={(event) => {
          if (event.key === 'Enter') step(event.shiftKey ? before : after)
        }}
      />
      {query.trim() !== '' && (
        <>
          <span class="hint" role="status">
            {m.recordingHits(current, hits.length)}
          </span>
          <IconButton
            icon={ChevronUp}
            label={m.previousHit}
            disabled={before === undefined}
            onPress={() => step(before)}
          />
          <IconButton icon={ChevronDown} label={m.nextHit} disabled={after === undefined} onPress={() => step(after)} />
        </>
      )}
    </div>
  )
}
