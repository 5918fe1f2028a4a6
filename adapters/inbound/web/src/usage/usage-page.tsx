import './usage.css'
import { Download } from 'lucide-preact'
import type { VNode } from 'preact'
import { useState, useEffect } from 'preact/hooks'
import { save } from '../app/download.js'
import { Header } from '../ui/header.js'
import { browserZone, scan, readHistory, usageRevision, type UsageHistory } from './usage.js'
import type { UsageScan } from '../app/hub/live-events.js'
import { messages } from '../app/texts/messages.js'
import { NEW_SESSION, USAGE_DAYS, type UsageFilter } from '../app/routing/route.js'
import { thisWeek } from './usage-series.js'
import { isNarrow } from '../app/appearance.js'
import { because, failed } from '../app/failed.js'
import { replace } from '../app/router.js'
import { fileTimeout } from '../app/hub/file-content.js'
import { ask, client } from '../app/the-hub.js'
import { useReading } from '../app/use-reading.js'
import { nextTask } from '../app/platform/next-task.js'
import { Icon } from '../ui/icon.js'
import { Link } from '../ui/link.js'
import { Segments } from '../ui/segments.js'
import { DayChart } from './day-chart.js'
import { DayHours } from './day-hours.js'
import { UsageFilters } from './usage-filters.js'
import { Gauges } from './gauges.js'
import { BudgetsPanel } from './budgets-panel.js'
import { CalendarMap, HourMap } from './heat-map.js'
import { UsageTables } from './usage-tables.js'
import { compact, percent, usd } from './words.js'

/** Usage and cost of agents, limits and budgets. */
export function UsagePage({ days, project, model }: { readonly days: number } & UsageFilter): VNode {
  const m = messages.value
  const only = { project, model }
  return (
    <>
      <Header title={m.usage}>
        <Segments
          label={m.period}
          options={USAGE_DAYS.map((count) => [String(count), m.lastDays(count)] as const)}
          value={String(days)}
          onChoose={(count) => replace({ page: 'usage', days: Number(count), ...only })}
        />
        {!isNarrow.value && <Exports days={days} />}
      </Header>
      <div class="scroller shrink-y spring scroll relative usage gap-16">
        <div class="usage-limits grid gap-16">
          <Gauges />
          <div class="usage-block shrink box-large surface">
            <BudgetsPanel />
          </div>
        </div>
        <Read key={days} days={days} only={only} />
      </div>
    </>
  )
}

function Read({ days, only }: FilteredProps): VNode {
  const m = messages.value
  const { value, failure } = useReading(() => readHistory(days), usageRevision.value)
  const progress = scan.value ?? value?.scan ?? null
  if (value === null) {
    if (failure)
      return (
        <p class="empty grid gap-12 faint align-centre centre-items usage-empty">
          {m.usageCouldNotLoad(because(failure))}
        </p>
      )
    return progress?.state === 'scanning' ? <Scanning progress={progress} /> : <div class="usage-skeleton" />
  }
  const isEmpty = value.window.tokens === 0 && value.monthTotal === 0
  return (
    <>
      {progress?.state === 'scanning' && <Scanning progress={progress} />}
      {isEmpty && progress?.state !== 'scanning' ? (
        <Empty />
      ) : (
        <>
          <UsageFilters usage={value} only={only} onOnly={(chosen) => replace({ page: 'usage', days, ...chosen })} />
          {only.project === '' && only.model === '' ? (
            <Figures usage={value} days={days} only={only} />
          ) : (
            <Filtered key={`${only.project} ${only.model}`} days={days} only={only} />
          )}
        </>
      )}
    </>
  )
}

interface FilteredProps {
  readonly days: number
  readonly only: UsageFilter
}

function Filtered({ days, only }: FilteredProps): VNode {
  const { value, failure } = useReading(() => readHistory(days, only), usageRevision.value)
  if (value !== null) return <Figures usage={value} days={days} only={only} />
  return failure ? (
    <p class="empty grid gap-12 faint align-centre centre-items usage-empty">
      {messages.value.usageCouldNotLoad(because(failure))}
    </p>
  ) : (
    <div class="usage-skeleton" />
  )
}

function Figures({ usage, days, only }: FilteredProps & { readonly usage: UsageHistory }): VNode {
  const [day, setDay] = useState<string | null>(null)
  const drawn = useParts(4)
  return (
    <>
      <Totals usage={usage} />
      <DayChart days={usage.days} onDay={setDay} />
      {day !== null && <DayHours key={day} day={day} days={days} only={only} onClose={() => setDay(null)} />}
      {drawn > 1 && (
        <div class="usage-maps grid gap-16">
          <CalendarMap days={usage.days} onDay={setDay} />
          {drawn > 2 && <HourMap heatmap={usage.heatmap} />}
        </div>
      )}
      {drawn > 3 && (
        <>
          <UsageTables usage={usage} onDay={setDay} />
          <footer class="cluster wrap gap-8">
            <p class="hint">{messages.value.usageZone(usage.tz)}</p>
            {isNarrow.value && <Exports days={days} />}
          </footer>
        </>
      )}
    </>
  )
}

function Totals({ usage: { days, monthCost, monthTotal, cacheRate } }: { readonly usage: UsageHistory }): VNode {
  const m = messages.value
  const week = thisWeek(days)
  const sum = (of: (day: UsageHistory['days'][number]) => number, some = days.slice(0, 1)): number =>
    some.reduce((all, day) => all + of(day), 0)
  const tokensOf = (day: UsageHistory['days'][number]): number => day.input + day.output
  return (
    <dl class="usage-totals grid clip box-large">
      <Total title={m.today} cost={sum(({ cost }) => cost)} tokens={sum(tokensOf)} />
      <Total title={m.thisWeek} cost={sum(({ cost }) => cost, [...week])} tokens={sum(tokensOf, [...week])} />
      <Total title={m.thisMonth} cost={monthCost} tokens={monthTotal} />
      <div>
        <dt>{m.fromCache}</dt>
        <dd>{percent(cacheRate.pct)}</dd>
        <dd class="hint">{m.thisMonth}</dd>
      </div>
    </dl>
  )
}

interface TotalProps {
  readonly title: string
  readonly cost: number
  readonly tokens: number
}

const Total = ({ title, cost, tokens }: TotalProps): VNode => (
  <div>
    <dt>{title}</dt>
    <dd>{usd(cost)}</dd>
    <dd class="hint">{messages.value.tokenCount(compact(tokens))}</dd>
  </div>
)

function Scanning({ progress: { filesRead, files, bytesRead, bytes } }: { readonly progress: UsageScan }): VNode {
  const m = messages.value
  const percent = bytes === 0 ? 0 : Math.round((bytesRead / bytes) * 100)
  return (
    <div class="grid gap-8" role="status">
      <p>{m.scanning(filesRead, files)}</p>
      <span class="gauge-track" role="progressbar" aria-label={m.scanning(filesRead, files)} aria-valuenow={percent}>
        <span class="gauge-fill" style={{ width: `${percent}%` }} />
      </span>
    </div>
  )
}

function Empty(): VNode {
  const m = messages.value
  return (
    <div class="empty grid gap-12 faint align-centre centre-items usage-empty">
      <p>{m.noUsage}</p>
      <Link to={NEW_SESSION} class="button primary">
        {m.newSession}
      </Link>
    </div>
  )
}

const Exports = ({ days }: { readonly days: number }): VNode => (
  <span class="usage-exports to-end flex gap-8">
    <Export days={days} format="csv" />
    <Export days={days} format="json" />
  </span>
)

function Export({ days, format }: { readonly days: number; readonly format: 'csv' | 'json' }): VNode {
  const m = messages.value
  const take = async (): Promise<void> => {
    const query = { format, days, tz: browserZone() }
    const answer = await ask(client.exportUsage({ query, signal: fileTimeout() }))
    if (answer.ok) save(answer.value, `penates-usage-${days}d.${format}`)
    else failed(m.toExport, answer.failure)
  }
  return (
    <button type="button" class="button" data-tip={m.exportAs(format.toUpperCase())} onClick={() => void take()}>
      <Icon of={Download} />
      {format.toUpperCase()}
    </button>
  )
}

/**
 * Number of parts of a long page that are drawn: the first at once, each other one in a task of its own after it. Parts are
 * appended, so that nothing moves.
 */
function useParts(count: number): number {
  const [drawn, setDrawn] = useState(1)
  useEffect(() => {
    if (drawn >= count) return undefined
    let isOver = false
    void nextTask().then(() => {
      if (!isOver) setDrawn(drawn + 1)
    })
    return () => (isOver = true)
  }, [drawn, count])
  return drawn
}
