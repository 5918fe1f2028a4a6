import type { VNode } from 'preact'
import { useEffect, useLayoutEffect, useRef, useState } from 'preact/hooks'
import { locale, messages } from '../app/texts/messages.js'
import { readLogLine, type LogLine } from './log-line.js'
import { useReading } from '../app/use-reading.js'
import { FailureNote } from '../ui/failure-note.js'
import { Segments } from '../ui/segments.js'
import { ask, client } from '../app/the-hub.js'

/** Lines of the log that are read, the newest ones. */
const LINES = 500

type Which = 'all' | 'troubles'

/** Log of the hub, the newest line at the bottom. Warnings and errors are why a person comes here, so they are shown first. */
export function LogView({ turn }: { readonly turn: number }): VNode {
  const m = messages.value
  const [which, setWhich] = useState<Which>('troubles')
  return (
    <section class="hub-log" aria-label={m.hubLog}>
      <div class="cluster wrap between gap-8">
        <h2>{m.hubLog}</h2>
        <Segments
          label={m.hubLog}
          value={which}
          options={[
            ['troubles', m.troublesOnly],
            ['all', m.allLines],
          ]}
          onChoose={setWhich}
        />
      </div>
      <Lines key={which} which={which} turn={turn} />
    </section>
  )
}

function Lines({ which, turn }: { readonly which: Which; readonly turn: number }): VNode | null {
  const m = messages.value
  const { value, failure, again } = useReading(
    () =>
      ask(
        client.readServerLogs({ query: { stream: which === 'troubles' ? 'stderr' : 'stdout', lines: LINES } }),
        ({ body: { data } }) => (data === '' ? [] : data.split('\n')),
      ),
    turn,
  )
  const box = useRef<HTMLOListElement>(null)
  const [drawn, setDrawn] = useState(DRAWN_LINES)
  /** Distance of the view from the end before older lines were drawn above it. */
  const fromEnd = useRef(0)
  const last = value?.at(-1)
  const isPlaced = useRef(false)
  useEffect(() => {
    if (box.current === null) return
    if (!isPlaced.current || isNearEnd(box.current)) box.current.scrollTop = box.current.scrollHeight
    isPlaced.current = true
  }, [last])
  useLayoutEffect(() => {
    if (box.current && drawn > DRAWN_LINES) box.current.scrollTop = box.current.scrollHeight - fromEnd.current
  }, [drawn])
  if (value === null) return failure && <FailureNote failure={failure} onRetry={again} />
  const first = Math.max(value.length - drawn, 0)
  if (value.length === 0) return <p class="hint">{which === 'all' ? m.noLogLines : m.noTroubles}</p>
  return (
    <ol
      ref={box}
      class="log-lines scroll box-large surface text-1"
      tabIndex={0}
      aria-label={m.hubLog}
      onScroll={({ currentTarget: { scrollTop, scrollHeight } }) => {
        if (first === 0 || scrollTop > NEAR_PX) return
        fromEnd.current = scrollHeight - scrollTop
        setDrawn(drawn + DRAWN_LINES)
      }}
    >
      {value.slice(first).map((text, index) => (
        <Line key={`${String(first + index)} ${text}`} line={readLogLine(text)} />
      ))}
    </ol>
  )
}

/** Lines that are drawn at first, and older ones that are added when the view comes near the top. More than a screen. */
const DRAWN_LINES = 60
/** Distance from the end below which the log keeps scrolling along, and from the top above which older lines are drawn. */
const NEAR_PX = 120

const isNearEnd = ({ scrollHeight, clientHeight, scrollTop }: HTMLElement): boolean =>
  scrollHeight - clientHeight - scrollTop < NEAR_PX

function Line({ line: { at, level, message, facts } }: { readonly line: LogLine }): VNode {
  const m = messages.value
  return (
    <li class={level}>
      <time dateTime={at?.toISOString()} title={at?.toLocaleString(locale.value)}>
        {at?.toLocaleTimeString(locale.value, { hour12: false }) ?? ''}
      </time>
      {level !== 'info' && <strong>{m.levelWords[level]}</strong>}
      <span>{message}</span>
      {facts.map(([name, value]) => (
        <span key={name} class="fact">
          {name}=<span>{value}</span>
        </span>
      ))}
    </li>
  )
}
