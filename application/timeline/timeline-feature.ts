import { makeFindRecords } from './find-records.js'
import { makeReadAbsence, type ReadAbsence } from './read-absence.js'
import { makeSendToday } from './send-today.js'
import type { Job } from '../shared/job.js'
import { makeReadToday, type ReadToday } from './read-today.js'
import { makeReadCardTimeline, makeReadTimeline, type ReadCardTimeline, type ReadTimeline } from './read-timeline.js'
import type { TimelinePorts } from './ports.js'

/** Time lines, joined from all sources. */
export interface TimelineFeature {
  readonly readTimeline: ReadTimeline
  readonly readCardTimeline: ReadCardTimeline
  readonly readAbsence: ReadAbsence
  readonly readToday: ReadToday
  readonly jobs: ReadonlyArray<Job>
}

export function makeTimeline(deps: TimelinePorts): TimelineFeature {
  const { sessions, attention, conversations, approvals, usage, projects } = deps
  const findRecords = makeFindRecords({ ...deps, ...usage })
  const shared = { ...deps, ...sessions, ...attention, ...conversations, ...approvals, ...projects, findRecords }
  const figures = { ...deps, ...attention, ...approvals, ...usage }
  const readToday = makeReadToday(figures)
  return {
    readTimeline: makeReadTimeline(shared),
    readCardTimeline: makeReadCardTimeline(shared),
    readAbsence: makeReadAbsence(figures),
    readToday,
    jobs: [makeSendToday({ ...deps, readToday })],
  }
}
