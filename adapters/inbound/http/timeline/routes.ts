import type { TimelineFeature } from '../../../../application/timeline/timeline-feature.js'
import { wantedKinds } from '../../../../domain/timeline/timeline.js'
import { bind, type Binding } from '../routing/bind.js'
import * as api from './api.js'

export const timelineRoutes = ({ readTimeline, readAbsence }: TimelineFeature): ReadonlyArray<Binding> => [
  bind(api.readTimeline, ({ params: { name }, query: { kind, cursor, limit } }) =>
    readTimeline(name, { kinds: wantedKinds(kind), cursor, limit }),
  ),
  bind(api.readAbsence, ({ query: { since } }) => readAbsence(since ?? 0)),
]
