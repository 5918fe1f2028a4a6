import type { VNode } from 'preact'
import { useEffect, useRef, useState } from 'preact/hooks'
import { locale, messages } from '../i18n/messages.js'
import { readLogLine, type LogLine } from './log-line.js'
import { useReading } from '../state/use-reading.js'
import { FailureNote } from '../ui/failure-note.js'
import { Segments } from '../ui/segments.js'
import { server } from './the-server-hub.js'

type Which = 'all' | 'troubles'

/** Log of the hub, the newest line at the bottom. */
export function LogView({ turn }: { readonly turn: number }): VNode {
  const m = messages.value
  const [which, setWhich] = useState<Which>('all')
  return (
    <section class="hub-log" aria-label={m.hubLog}>
      <div class="log-head">
        <h2>{m.hubLog}</h2>
        <Segments
          label={m.hubLog}
          value={which}
          options={[
            ['all', m.allLines],
            ['troubles', m.troublesOnly],
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
  const { value, failure, again } = useReading(() => server.log(which), turn)
  const box = useRef<HTMLOListElement>(null)
  const last = value?.at(-1)
  useEffect(() => stayAtEnd(box.current), [last])
  if (value === null) return failure && <FailureNote failure={failure} onRetry={again} />
  if (value.length === 0) return <p class="hint">{which === 'all' ? m.noLogLines : m.noTroubles}</p>
  return (
    <ol ref={box} class="log-lines" tabIndex={0} aria-label={m.hubLog}>
      {value.map((text, index) => (
        <Line key={`${String(index)} ${text}`} line={readLogLine(text)} />
      ))}
    </ol>
  )
}

/** Distance from the end below which the log keeps scrolling along. */
const NEAR_PX = 120

function stayAtEnd(box: HTMLOListElement | null): void {
  if (box === null) return
  const left = box.scrollHeight - box.clientHeight - box.scrollTop
  if (box.scrollTop === 0 || left < NEAR_PX) box.scrollTop = box.scrollHeight
}

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
