import './timeline.css'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { Segments } from '../ui/segments.js'
import { GROUPS, type Group } from './timeline.js'
import { TimelineRows, type TimelineProps } from './timeline-rows.js'

/** Time line with a choice of the entries that are shown. */
export function FilteredTimeline(props: TimelineProps): VNode {
  const m = messages.value
  const [group, setGroup] = useState<Group>('all')
  const groups = Object.keys(GROUPS) as ReadonlyArray<Group>
  return (
    <>
      <div class="timeline-filter line-below">
        <Segments
          label={m.timelineShows}
          value={group}
          options={groups.map((one) => [one, m.timelineGroups[one]] as const)}
          onChoose={setGroup}
        />
      </div>
      <TimelineRows key={group} {...props} group={group} />
    </>
  )
}
