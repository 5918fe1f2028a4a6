import './usage.css'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { USAGE_DAYS } from '../app/routing/route.js'
import { because } from '../app/failed.js'
import { readHistory, usageRevision, type UsageHistory } from './usage.js'
import { useReading } from '../app/use-reading.js'
import { Segments } from '../ui/segments.js'
import { CardsTable, SessionsTable } from './usage-tables.js'
import { compact, usd } from './words.js'

const FIRST_DAYS = 30

/** Cost and tokens of one project in the period, by session and by card. */
export function ProjectUsage({ id }: { readonly id: string }): VNode {
  const m = messages.value
  const [days, setDays] = useState<number>(FIRST_DAYS)
  return (
    <div class="scroller shrink-y spring scroll relative usage gap-16">
      <div class="flex nowrap">
        <Segments
          label={m.period}
          options={USAGE_DAYS.map((count) => [String(count), m.lastDays(count)] as const)}
          value={String(days)}
          onChoose={(count) => setDays(Number(count))}
        />
      </div>
      <Period key={days} id={id} days={days} />
    </div>
  )
}

function Period({ id, days }: { readonly id: string; readonly days: number }): VNode {
  const m = messages.value
  const { value, failure } = useReading(() => readHistory(days), usageRevision.value)
  if (value === null)
    return failure ? (
      <p class="empty grid gap-12 faint align-centre centre-items">{m.usageCouldNotLoad(because(failure))}</p>
    ) : (
      <div class="usage-skeleton" />
    )
  const used = value.window.byProject.find((one) => one.id === id)
  const month = value.byProject.find((one) => one.id === id)
  if (used === undefined && month === undefined)
    return <p class="empty grid gap-12 faint align-centre centre-items">{m.noUsage}</p>
  return (
    <>
      <dl class="usage-totals grid clip box-large">
        <Sum title={m.lastDays(days)} sum={used} />
        <Sum title={m.thisMonth} sum={month} />
      </dl>
      <Tables id={id} window={value.window} />
    </>
  )
}

interface SumProps {
  readonly title: string
  readonly sum: { readonly costUsd: number; readonly tokens: number } | undefined
}

const Sum = ({ title, sum }: SumProps): VNode => (
  <div>
    <dt>{title}</dt>
    <dd>{usd(sum?.costUsd ?? 0)}</dd>
    <dd class="hint">{messages.value.tokenCount(compact(sum?.tokens ?? 0))}</dd>
  </div>
)

function Tables({ id, window }: { readonly id: string; readonly window: UsageHistory['window'] }): VNode {
  const m = messages.value
  return (
    <>
      <section class="usage-block shrink box-large surface" aria-label={m.sessions}>
        <h2>{m.sessions}</h2>
        <SessionsTable rows={window.bySession.filter(({ project }) => project === id)} />
      </section>
      <section class="usage-block shrink box-large surface" aria-label={m.cards}>
        <h2>{m.cards}</h2>
        <CardsTable rows={window.byCard.filter(({ project }) => project === id)} />
      </section>
    </>
  )
}
