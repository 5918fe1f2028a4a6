import * as t from 'io-ts'
import { parseSessionName } from '../../../../domain/sessions/session-name.js'
import { MAX_SCROLLBACK_LINES } from '../../../../application/sessions/read-scrollback.js'
import {
  clampedInteger,
  flag,
  integerWithin,
  optionalFlag,
  optionalText,
  recordOf,
  texts,
  textForParser,
} from '../../../../infrastructure/codec/codecs.js'
import { keyed } from '../../../../infrastructure/codec/json-of.js'
import { START_HEADERS } from '../routing/prefer.js'
import { route } from '../routing/route.js'
import {
  CliJson,
  DirectoryJson,
  EndedJson,
  MutedJson,
  Named,
  PinnedJson,
  RestoredJson,
  ScreenJson,
  SessionListJson,
  StartedJson,
  Success,
} from './codec.js'

const NAME_RULE = 'Invalid session name: only letters, digits, dash, dot, underscore, spaces; 1-64 chars'
const ADOPT_NAME_RULE = 'Invalid session name: letters/digits/dash/dot/underscore/spaces, 1-64 chars'

const screenLines = integerWithin({ min: 1, max: 50, fallback: 6 })

/**
 * The list. `X-Penates-Host-Fault` has the reason, percent-encoded, while the session host is unavailable, and
 * `X-Penates-Missing` the parts of the entries that could not be read.
 */
export const listSessions = route({
  method: 'GET',
  path: '/api/sessions',
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: SessionListJson },
  errors: {},
  summary: 'All sessions: running, dormant, foreign',
})

export const createSession = route({
  method: 'POST',
  path: '/api/sessions',
  tokens: ['operator'],
  rate: 'write',
  body: recordOf(
    { name: textForParser },
    {
      ...{ directory: optionalText, command: optionalText, shell: t.boolean, prompt: optionalText },
      branch: optionalText,
    },
  ),
  headers: START_HEADERS,
  answers: { 201: StartedJson, 202: StartedJson },
  errors: {
    InvalidSessionName: NAME_RULE,
    ...{ UnusableDirectory: null, ControlCharacters: null, SessionExists: null, SessionDiedAtOnce: null },
    ...{ GateWeakened: null, PromptNotTaken: null, BadBranchName: null, IsolationUnavailable: null },
    WorktreeRefused: null,
  },
  summary:
    'Start a session, with `prompt` as the first prompt of its agent; with `branch` in its own worktree on that branch, which stays when the session ends',
})

export const endSession = route({
  method: 'DELETE',
  path: '/api/sessions/:name',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'write',
  query: { keep: optionalFlag },
  answers: { 200: EndedJson },
  errors: { InvalidSessionName: null, SessionNotFound: null },
  summary:
    'End a session and drop its entry, and the worktree of its card if all in it is committed; with keep=1 both stay, without keep the setting KILL_KEEPS_ENTRY decides',
})

export const renameSession = route({
  method: 'PATCH',
  path: '/api/sessions/:name',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'write',
  body: t.strict({ newName: textForParser }),
  answers: { 200: Named },
  errors: {
    InvalidSessionName: 'Invalid source session name',
    InvalidNewSessionName: null,
    SessionNotFound: null,
    SessionExists: 'A session with this name already exists',
  },
  summary: 'Rename a session; answers with the full new name',
})

export const adoptSession = route({
  method: 'POST',
  path: '/api/sessions/:name/adopt',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'write',
  answers: { 200: Named },
  errors: {
    InvalidSessionName: ADOPT_NAME_RULE,
    SessionNotFound: 'Source session not found',
    Unavailable: 'Failed to persist adopted session',
  },
  summary: 'Make a foreign session one of the hub',
})

export const adoptRenamed = route({
  method: 'POST',
  path: '/api/adoptions',
  tokens: ['operator'],
  rate: 'write',
  body: t.strict({ id: t.string, name: textForParser }),
  answers: { 200: Named },
  errors: {
    InvalidNewSessionName: null,
    SessionNotFound: 'Source session not found',
    SessionExists: 'A session with this name already exists',
    Unavailable: 'Failed to persist adopted session',
  },
  summary:
    'Rename a foreign session, which the list names by `id`, and make it one of the hub; answers with the full new name',
})

export const restoreSession = route({
  method: 'POST',
  path: '/api/sessions/:name/restore',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'write',
  query: { continue: flag },
  headers: START_HEADERS,
  answers: { 201: RestoredJson, 202: RestoredJson },
  errors: {
    InvalidSessionName: null,
    SessionNotKnown: 'Session not found in known-sessions',
    SessionRunning: null,
    UnusableDirectory: null,
    ControlCharacters: null,
    SessionDiedAtOnce: null,
    GateWeakened: null,
  },
  summary: 'Start a dormant session again, with continue=1 in the last conversation of its folder',
})

export const muteSession = route({
  method: 'POST',
  path: '/api/sessions/:name/mute',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'write',
  body: t.exact(t.partial({ muted: t.boolean })),
  answers: { 200: MutedJson },
  errors: { InvalidSessionName: null, SessionNotKnown: null, NotABoolean: null },
  summary: 'Mute or unmute; without a value it flips',
})

export const pinSession = route({
  method: 'POST',
  path: '/api/sessions/:name/pin',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'write',
  body: t.exact(t.partial({ pinned: t.boolean })),
  answers: { 200: PinnedJson },
  errors: { InvalidSessionName: null, SessionNotKnown: null, NotABoolean: null },
  summary: 'Pin or unpin; without a value it flips',
})

export const forgetSession = route({
  method: 'DELETE',
  path: '/api/sessions/:name/known',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'write',
  answers: { 200: Success },
  errors: { InvalidSessionName: null, SessionNotKnown: 'Not in known-sessions' },
  summary: 'Drop the entry of a session and leave the session alone',
})

export const bringBackSessions = route({
  method: 'POST',
  path: '/api/faded-sessions/restore',
  tokens: ['operator'],
  rate: 'write',
  answers: { 200: Success },
  errors: {},
  summary: 'List the sessions again that left the list because they were not seen for 7 days',
})

export const dropFadedSessions = route({
  method: 'DELETE',
  path: '/api/faded-sessions',
  tokens: ['operator'],
  rate: 'write',
  answers: { 200: Success },
  errors: {},
  summary: 'Drop the sessions for good that left the list because they were not seen for 7 days',
})

export const readScrollback = route({
  method: 'GET',
  path: '/api/sessions/:name/scrollback',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'read',
  query: { lines: clampedInteger({ min: 1, max: MAX_SCROLLBACK_LINES, fallback: 2_000 }), screen: flag, marks: flag },
  answers: { 200: keyed('data', t.string) },
  errors: { InvalidSessionName: null, SessionNotFound: null },
  summary:
    'History above the visible screen, with colours; with `screen` also the screen of the same moment, with `marks` this and OSC 133 before prompts and outputs',
})

export const readScreen = route({
  method: 'GET',
  path: '/api/sessions/:name/screen',
  params: { name: parseSessionName },
  tokens: ['operator'],
  rate: 'read',
  query: { lines: screenLines },
  answers: { 200: ScreenJson },
  errors: { InvalidSessionName: null, SessionNotFound: null },
  summary: 'Last lines of what a session shows',
})

export const readScreens = route({
  method: 'GET',
  path: '/api/screens',
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  query: { name: texts(100), lines: screenLines },
  answers: { 200: keyed('screens', t.readonlyArray(ScreenJson)) },
  errors: {},
  summary: 'Last lines of several sessions at once; those that are gone are left out',
})

export const listRecentDirectories = route({
  method: 'GET',
  path: '/api/recent-dirs',
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  query: { limit: clampedInteger({ min: 1, max: 50, fallback: 10 }) },
  answers: { 200: keyed('dirs', t.readonlyArray(DirectoryJson)) },
  errors: {},
  summary: 'Folders that work was done in, most recent first',
})

export const listClis = route({
  method: 'GET',
  path: '/api/clis',
  isTagged: true,
  tokens: ['operator'],
  rate: 'read',
  answers: { 200: keyed('clis', t.readonlyArray(CliJson)) },
  errors: {},
  summary: 'The coding CLIs that the picker offers',
})
