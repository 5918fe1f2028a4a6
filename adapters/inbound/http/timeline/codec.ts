import * as t from 'io-ts'
import type { TimelinePage } from '../../../../application/timeline/read-page.js'
import type { Absence, SessionNews } from '../../../../domain/timeline/absence.js'
import type { DayNeed, ProjectDay, Today } from '../../../../domain/timeline/today.js'
import type { TimelineEntry } from '../../../../domain/timeline/timeline.js'
import { integer, nullable } from '../../../../infrastructure/codec/codecs.js'
import { isoTime, jsonOf } from '../../../../infrastructure/codec/json-of.js'
import { named } from '../../../../infrastructure/codec/schema.js'
import { CallOutcomeJson, RecordedDeciderJson } from '../approvals/codec.js'
import { StageJson } from '../board/codec.js'
import { TurnFailureJson } from '../sessions/codec.js'

type Of<Key extends keyof TimelineEntry> = NonNullable<TimelineEntry[Key]>

const Source = t.keyof({
  conversation: null,
  approvals: null,
  commits: null,
  usage: null,
  limits: null,
  finishes: null,
})

const TimelineEntryJson = named(
  'TimelineEntry',
  jsonOf<TimelineEntry>()({
    /** The same in every answer. */
    id: t.string,
    kind: t.keyof({
      ...{ prompt: null, answer: null, call: null, notice: null },
      ...{ approval: null, commit: null, cost: null, limit: null, move: null, finish: null },
    }),
    at: isoTime,
    /** At most 300 UTF-16 code units; empty for cost, limits and moves. */
    text: t.string,
    tool: nullable(t.string),
    isError: t.boolean,
    /** Place in a conversation: its id, the byte of the transcript at which the row starts, and true for the one that the session has now. */
    place: nullable(
      jsonOf<Of<'place'>>()({ agent: t.string, conversation: t.string, row: integer, isPresent: t.boolean }),
    ),
    approval: nullable(
      jsonOf<Of<'approval'>>()({
        id: t.string,
        outcome: CallOutcomeJson,
        /** Reason of the outcome: `decided`, `granted`, `expired`, … */
        why: t.string,
        decision: nullable(RecordedDeciderJson),
      }),
    ),
    commit: nullable(jsonOf<Of<'commit'>>()({ sha: t.string, authorName: t.string })),
    /** Usage of the quarter of an hour that begins at `at`. */
    cost: nullable(jsonOf<Of<'cost'>>()({ costUsd: t.number, tokens: integer, messages: integer })),
    /** Quota of an account that has reached another level; `resetsAt` in seconds since the epoch. */
    limit: nullable(
      jsonOf<Of<'limit'>>()({
        account: t.string,
        label: nullable(t.string),
        window: t.keyof({ '5h': null, '7d': null }),
        usedPercentage: t.number,
        resetsAt: nullable(t.number),
      }),
    ),
    /** Stage that the card reached, and the caller that moved it: the name of a session or a token. */
    move: nullable(
      jsonOf<Of<'move'>>()({
        stage: StageJson,
        by: jsonOf<Of<'move'>['by']>()({
          kind: t.keyof({ hub: null, operator: null, session: null, token: null }),
          name: nullable(t.string),
        }),
      }),
    ),
    /** Finish of the card at its present stage; `text` is the reason or the message of what ended it. */
    finish: nullable(
      jsonOf<Of<'finish'>>()({
        stage: t.keyof({
          ...{ merging: null, publishing: null, finalizing: null, done: null },
          ...{ aborted: null, undoing: null, undone: null },
        }),
        base: t.string,
        pushed: t.boolean,
      }),
    ),
    /** Name of the session in which it happened; `null` for what is of no single one. */
    session: nullable(t.string),
  }),
)

/** Page of the time line of a session. */
export const TimelineJson = named(
  'Timeline',
  jsonOf<TimelinePage>()({
    /** Newest first. */
    entries: t.readonlyArray(TimelineEntryJson),
    /** `cursor` of the next request, also after a page that is not full; `null` at the start of the session. */
    next: nullable(t.string),
    /** Sources that could not be read; the rest is there. */
    missing: t.readonlyArray(Source),
    /** Those of them that are read for the first time: a later request has their entries. */
    pending: t.readonlyArray(Source),
  }),
)

const SessionNewsJson = named(
  'SessionNews',
  jsonOf<SessionNews>()({
    session: t.string,
    /** Time of the last change that is known. */
    at: isoTime,
    /** Started or ended since. */
    isNew: t.boolean,
    isOver: t.boolean,
    /** Activity that began since; `null` when it is the same as before. */
    activity: nullable(t.keyof({ working: null, waiting: null, idle: null, unknown: null })),
    /** The last turn ended in an error since. */
    failure: nullable(TurnFailureJson),
    /** Approvals that wait now. */
    waiting: integer,
    /** Calls that were decided since. */
    decided: jsonOf<SessionNews['decided']>()({ allowed: integer, denied: integer, 'left-to-terminal': integer }),
    /** Commits in the folder since, at most 100. */
    commits: integer,
    lastCommit: nullable(t.string),
    /** US dollars of the quarters of an hour that began since. */
    costUsd: t.number,
  }),
)

/** Changes of all sessions since a time. */
export const AbsenceJson = named(
  'Absence',
  jsonOf<Absence>()({
    /** Time that was counted from. */
    since: isoTime,
    /** Those that wait for a person first, then the newest change first; at most 50. */
    sessions: t.readonlyArray(SessionNewsJson),
    missing: t.readonlyArray(Source),
  }),
)

const DayNeedJson = named(
  'DayNeed',
  jsonOf<DayNeed>()({
    /** `failed`: a turn; `waiting`: an agent; `unsent`: a prompt that may not have been sent; `missed`: a scheduled run. */
    kind: t.keyof({ failed: null, waiting: null, unsent: null, missed: null }),
    session: t.string,
    project: nullable(t.string),
    /** Time of its start; `null` when it is not known. */
    at: nullable(isoTime),
    /** Id of the prompt or the schedule. */
    id: nullable(t.string),
    /** Text of a prompt; empty for others. */
    text: t.string,
    failure: nullable(TurnFailureJson),
    /** Approvals that wait; 0 for others and for a dialog in the terminal. */
    waiting: integer,
  }),
)

const ProjectDayJson = named(
  'ProjectDay',
  jsonOf<ProjectDay>()({
    /** Id of the project; `null` for sessions outside of all projects. */
    project: nullable(t.string),
    /** Names of the sessions in which something happened. */
    sessions: t.readonlyArray(t.string),
    /** Titles of cards that were done. This and the figures are `null` where they could not be read. */
    done: nullable(t.readonlyArray(t.string)),
    /** At most 100 of a folder; those of several sessions in one repository count once. */
    commits: nullable(integer),
    lastCommit: nullable(t.string),
    /** US dollars of the quarters of an hour that began since; `null` also without a conversation. */
    costUsd: nullable(t.number),
    /** Calls that a rule decided. */
    ruled: nullable(integer),
    /** Scheduled runs that were missed, and prompts that may not have been sent. */
    missed: nullable(integer),
    unsent: nullable(integer),
  }),
)

/** Summary of the time since a person was last here. */
export const TodayJson = named(
  'Today',
  jsonOf<Today>()({
    /** Time that was counted from. */
    since: isoTime,
    /** Failed turns first, then agents that wait, the longest first. */
    needs: t.readonlyArray(DayNeedJson),
    /** Projects in which something happened, by name; sessions outside of all are last. */
    projects: t.readonlyArray(ProjectDayJson),
    /** Sources that could not be read; their figures are `null`. */
    missing: t.readonlyArray(
      t.keyof({ approvals: null, commits: null, usage: null, cards: null, schedules: null, prompts: null }),
    ),
  }),
)
