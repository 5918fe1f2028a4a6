import { X } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useRef } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { because } from '../app/failed.js'
import type { UsageFilter } from '../app/routing/route.js'
import { readHistory, usageRevision } from './usage.js'
import { useReading } from '../app/use-reading.js'
import { IconButton } from '../ui/icon-button.js'
import { UsageChart } from './day-chart.js'
import { UsageTable } from './usage-table.js'
import { compact, dayWords, usd } from './words.js'

interface Props {
  /** ISO date within the days. */
  readonly day: string
  readonly days: number
  readonly only: UsageFilter
  readonly onClose: () => void
}

/** Cost and tokens of a day by hour and model. */
export function DayHours({ day, days, only, onClose }: Props): VNode {
  const m = messages.value
  const box = useRef<HTMLDivElement>(null)
  const { value, failure } = useReading(() => readHistory(days, only, day), usageRevision.value)
  useEffect(() => {
    box.current?.scrollIntoView({ block: 'nearest' })
  }, [])
  const hours = value?.hours ?? null
  if (hours === null)
    return failure ? (
      <p class="empty grid gap-12 faint align-centre centre-items">{m.usageCouldNotLoad(because(failure))}</p>
    ) : (
      <div class="usage-block usage-hours one-column gap-8 shrink box-large surface" />
    )
  const used = hours.filter(({ input, output, cost }) => input + output > 0 || cost > 0)
  return (
    <div ref={box} class="usage-hours one-column gap-8">
      <UsageChart
        title={m.hoursOf(dayWords(day, 'long'))}
        label={m.hoursChart}
        all={m.wholeDay}
        columns={[...hours].reverse().map((hour) => ({ ...hour, date: String(hour.hour) }))}
        nameOf={hourWords}
      >
        <IconButton icon={X} label={m.close} onPress={onClose} />
      </UsageChart>
      {used.length > 0 && (
        <UsageTable
          label={m.hoursOf(dayWords(day, 'long'))}
          rows={used}
          keyOf={({ hour }) => String(hour)}
          by={0}
          columns={[
            { title: m.hour, value: ({ hour }) => hour, cell: ({ hour }) => hourWords(String(hour)) },
            { title: m.cost, value: ({ cost }) => cost, cell: ({ cost }) => usd(cost) },
            {
              title: m.tokens,
              value: ({ input, output }) => input + output,
              cell: ({ input, output }) => compact(input + output),
            },
          ]}
        />
      )}
    </div>
  )
}

const hourWords = (hour: string): string => `${hour}:00`
