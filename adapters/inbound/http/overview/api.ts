import * as t from 'io-ts'
import type { AnsweredStop } from '../../../../application/overview/answer-stop.js'
import type { StartFolders } from '../../../../application/overview/list-start-folders.js'
import type { HubSnapshot } from '../../../../application/overview/read-snapshot.js'
import type { SessionRecord } from '../../../../domain/sessions/session-record.js'
import type { FinishView } from '../../../../domain/board/finish-view.js'
import type { ProjectDetail } from '../../../../application/projects/read-projects.js'
import type { OfferedProgram } from '../../../../domain/agents/agent-program.js'
import { integer, nullable, text } from '../../../../infrastructure/codec/codecs.js'
import { from, isoTime, jsonOf } from '../../../../infrastructure/codec/json-of.js'
import { named } from '../../../../infrastructure/codec/schema.js'
import { AlarmJson, ApprovalConfigJson, ApprovalJson } from '../approvals/codec.js'
import { CardJson } from '../board/codec.js'
import { FinishJson } from '../board/finish.codec.js'
import { ProjectSummaryJson } from '../projects/codec.js'
import { nullableFaultText } from '../routing/errors.js'
import { route } from '../routing/route.js'
import { CliJson, MissingJson, SessionListJson } from '../sessions/codec.js'
import { HubJson } from '../settings/api.js'
import { UpdatesJson } from '../updates/api.js'
import { BudgetsJson } from '../usage/budgets.api.js'
import { AccountJson } from '../usage/limits.api.js'
import { ResumesJson } from '../usage/resumes.api.js'
import { StopDialogAnswerJson, StopsJson } from './stops.codec.js'

/** Snapshot with the CLIs that the hub offers. */
export interface OfferedSnapshot extends HubSnapshot {
  readonly clis: ReadonlyArray<OfferedProgram>
}

/** `boot`, `seq` and `revision` are the position from which the socket of events continues with `live=1`. */
export const SnapshotJson = named(
  'Snapshot',
  jsonOf<OfferedSnapshot>()({
    boot: integer,
    seq: integer,
    revision: from(integer, ({ sessions }) => sessions.revision),
    sessions: from(SessionListJson, ({ sessions }) => sessions.entries),
    /** Reason that running sessions cannot be listed; `sessions` then has stored ones only. */
    hostFault: from(nullable(t.string), ({ sessions }) => nullableFaultText(sessions.hostFault)),
    /** Parts of the entries that could not be read, and are empty in all of them. */
    missing: from(MissingJson, ({ sessions }) => sessions.missing),
    alarms: t.readonlyArray(AlarmJson),
    approvalConfig: ApprovalConfigJson,
    hub: HubJson,
    clis: t.readonlyArray(CliJson),
    /** Accounts with their limits; `null` while they cannot be read. */
    accounts: nullable(t.readonlyArray(AccountJson)),
    budgets: BudgetsJson,
    resumes: ResumesJson,
    /** Versions as they were found last. */
    updates: UpdatesJson,
    /** Sessions that left the list because they were not seen for 7 days; empty once a person has dropped them. */
    fadedSessions: from(
      t.readonlyArray(jsonOf<Pick<SessionRecord, 'name' | 'lastSeenAt'>>()({ name: t.string, lastSeenAt: isoTime })),
      ({ fadedSessions }) => fadedSessions,
    ),
    /** The last key: their encoding is cut into slices. */
    approvals: t.readonlyArray(ApprovalJson),
  }),
)

interface BoardParts {
  readonly projects: ReadonlyArray<ProjectDetail>
  readonly finishes: ReadonlyArray<FinishView>
}

const BOARD_PARTS = {
  projects: t.readonlyArray(ProjectSummaryJson),
  /** Newest first. */
  finishes: t.readonlyArray(FinishJson),
}

/** Board without cards. */
export const BoardPartsJson = jsonOf<BoardParts>()(BOARD_PARTS)

/** `cards` are those that are not archived, in the order of their creation. */
const BoardJson = named('Board', t.strict({ ...BOARD_PARTS, cards: t.readonlyArray(CardJson) }))

const StartFoldersJson = named(
  'StartFolders',
  jsonOf<StartFolders>()({
    /** Projects first, then folders of recent work, the most recent first. Paths are absolute. */
    folders: t.readonlyArray(
      t.strict({ path: t.string, kind: t.keyof({ project: null, recent: null }), name: nullable(t.string) }),
    ),
    suggested: t.string,
    /** The wanted folder, or the suggested one; `null` when it cannot be browsed. */
    chosen: nullable(t.strict({ path: t.string, isRepository: t.boolean })),
  }),
)

export const readStartFolders = route({
  method: 'GET',
  path: '/api/start-folders',
  tokens: ['operator'],
  rate: 'read',
  query: { path: text },
  answers: { 200: StartFoldersJson },
  errors: {},
  summary: 'Folders that a session may start in, and whether `path` is in a repository',
})

export const readBoard = route({
  method: 'GET',
  path: '/api/board',
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: BoardJson },
  errors: {},
  summary: 'Cards of the board, finishes of the last 30 days and projects in one answer',
})

export const readSnapshot = route({
  method: 'GET',
  path: '/api/snapshot',
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: SnapshotJson },
  errors: {},
  summary: 'Sessions, approvals, alarms, limits, budgets and the hub itself in one answer',
})

export const listStops = route({
  method: 'GET',
  path: '/api/stops',
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: StopsJson },
  isTagged: true,
  errors: {},
  summary:
    'What stops agents beside calls, questions, plans and forms: dialogs, failures, prompts, schedules, recordings',
})

export const answerStop = route({
  method: 'POST',
  path: '/api/stops/answer',
  tokens: ['operator'],
  rate: 'write',
  isExact: true,
  body: t.strict({
    /** Id of the stop, whose `answers` has this one. */
    id: t.string,
    answer: StopDialogAnswerJson,
  }),
  answers: {
    200: jsonOf<AnsweredStop>()({
      /** False when the dialog did not close in time, so that it is not known whether the agent took the answer. */
      isClosed: t.boolean,
    }),
  },
  errors: { DialogChanged: null },
  summary: 'Answer a dialog in a terminal by its key, once; with 409 no key was pressed',
})
