import { makeFindRecords } from './find-records.js'
import { makeReadAbsence, type ReadAbsence } from './read-absence.js'
import { makeReadCardTimeline, makeReadTimeline, type ReadCardTimeline, type ReadTimeline } from './read-timeline.js'
import type { TimelinePorts } from './ports.js'

/** Time lines, joined from all sources. */
export interface TimelineFeature {
  readonly readTimeline: ReadTimeline
  readonly readCardTimeline: ReadCardTimeline
  readonly readAbsence: ReadAbsence
}

export function makeTimeline(deps: TimelinePorts): TimelineFeature {
  const { sessions, attention, conversations, approvals, usage, projects } = deps
  const findRecords = makeFindRecords({ ...deps, ...usage })
  const shared = { ...deps, ...sessions, ...attention, ...conversations, ...approvals, ...projects, findRecords }
  return {
    readTimeline: makeReadTimeline(shared),
    readCardTimeline: makeReadCardTimeline(shared),
    readAbsence: makeReadAbsence({ ...deps, ...attention, ...approvals, ...usage }),
  }
}
