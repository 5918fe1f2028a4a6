import type { TimelineFeature } from '../../../../application/timeline/timeline-feature.js'
import { wantedKinds } from '../../../../domain/timeline/timeline.js'
import { bind, type Binding } from '../routing/bind.js'
import * as api from './api.js'

export const timelineRoutes = ({
  readTimeline,
  readCardTimeline,
  readAbsence,
  readToday,
}: TimelineFeature): ReadonlyArray<Binding> => [
  bind(api.readTimeline, ({ params: { name }, query: { kind, ...query } }) =>
    readTimeline(name, { kinds: wantedKinds(kind), ...query }),
  ),
  bind(api.readCardTimeline, ({ params: { id }, query: { kind, ...query } }) =>
    readCardTimeline(id, { kinds: wantedKinds(kind), ...query }),
  ),
  bind(api.readAbsence, ({ query: { since } }) => readAbsence(since ?? 0)),
  bind(api.readToday, ({ query: { since } }) => readToday(since)),
]
