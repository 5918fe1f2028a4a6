import { SESSION_NAME_MAX_LENGTH } from '../../../../domain/sessions/session-name.js'
import { schemaOf, type JsonSchema } from '../../../../infrastructure/codec/schema.js'
import { type Route, STRICT_HEADER } from '../routing/route.js'

const ID = { type: 'string', minLength: 1 }

const PATH_SCHEMAS: Readonly<Record<string, JsonSchema>> = {
  name: { type: 'string', pattern: '^[\\w\\-. ]+$', maxLength: SESSION_NAME_MAX_LENGTH },
  sha: { type: 'string', pattern: '^[0-9a-fA-F]{4,64}$' },
  event: { type: 'string', pattern: '^[A-Za-z-]+$' },
}

const PATH_TEXTS: Readonly<Record<string, string>> = {
  name: 'Full name of a session. A dot reads as an underscore.',
  id: 'Id as the list of these resources gives it.',
  sha: 'Id of a commit, or its beginning of at least four digits.',
  stash: 'Id of a stash, as a preflight lists it.',
  event: 'Name of the hook, as the agent spells it.',
  agent: 'Id of the coding CLI, as `claude-code`.',
  part: 'Number of a part, as the recording lists it.',
}

/** Meaning of an id where it is more than that of a list. */
const ID_TEXTS: ReadonlyArray<readonly [path: RegExp, text: string]> = [
  [/^\/api\/projects\/:id\/(files|git)/, 'Id of a project, or `session:<name>` for the folder of a session.'],
  [/^\/api\/projects/, 'Id of a project.'],
  [/^\/api\/board\/finishes/, 'Id of a finish.'],
  [/^\/api\/board/, 'Id of a card.'],
  [/^\/api\/approvals\/alarms/, 'Id of an alarm.'],
  [/^\/api\/approval-rules/, 'Id of a rule.'],
  [/^\/api\/approvals/, 'Id of an approval.'],
  [/^\/api\/sessions\/:name\/git\/discards/, 'Id that the discard of a file was answered with.'],
  [/^\/api\/conversations/, 'Id that the coding CLI gave the conversation.'],
  [/^\/api\/updates/, 'Id of an update.'],
  [/^\/api\/webhooks/, 'Id of a webhook.'],
]

const QUERY_TEXTS: Readonly<Record<string, string>> = {
  agent: 'Only those of the coding CLI with this id, as `claude-code`.',
  after: 'Continues a conversation from this byte on: `end` of the part before.',
  all: 'With `1` also files that git ignores.',
  archived: 'With `1` cards that were done long ago.',
  base: 'State to compare with: `index` for staged changes apart, `head` for the last commit, `branch` for the merge base with the default branch.',
  before: 'Continues a list behind this id, or a conversation in front of this byte.',
  kind: 'Kinds of entries, repeated for several; all of them without a known one.',
  call: 'Id of a call whose sub-agent is read; empty for the agent of the session.',
  context: 'Unchanged lines around each change.',
  conversation:
    'Conversation that `before` and `after` count in; of another one than the session has, the end is returned.',
  card: 'Ids of cards, repeated for several.',
  continue: 'With `1` a coding CLI continues the last conversation of its folder, if there is one.',
  cursor: '`next` of the answer before.',
  day: 'Day whose hours are listed: `2026-11-24`.',
  days: 'Number of days up to today.',
  file: 'Only entries of tool calls that name such a file: `cart.ts`, `src/cart.ts`.',
  start: 'Start of a turn, at most 200: a date in UTC, or ISO 8601 with a zone.',
  at: 'Only entries up to this time, the same with each cursor: a date in UTC, or ISO 8601 with a zone.',
  since: 'Time that is counted from: a date in UTC, or ISO 8601 with a zone.',
  from: 'Only entries from this time on: a date in UTC, or ISO 8601 with a zone.',
  format: '`csv` or `json`.',
  input: 'With `1` the input of the call is read instead of its result.',
  hidden: 'With `1` also names that begin with a dot.',
  keep: 'With `1` entry and worktree stay; without it the setting `KILL_KEEPS_ENTRY` decides.',
  lang: 'Language of the speech, ISO 639, or `auto`.',
  limit: 'Most entries of the answer.',
  length:
    'UTF-16 code units of the whole text, as the conversation gives them: a transcript that was rewritten has another text.',
  lines: 'Number of lines, counted from the last one.',
  local: 'With `1` as for a finish that is not pushed.',
  marks:
    'With `1` a terminal answers also the rows of the screen, and OSC 133 in front of prompts (`A`) and of the output of commands (`C`), and a folder what git says of its files.',
  model: 'Only usage of this model.',
  name: 'Full name of a session; repeated for several.',
  offset: 'Entries to skip.',
  onConflict: 'For a name that is taken: `rename`, `overwrite` or `fail`.',
  outcome: 'Only calls with this end.',
  part: 'Number of the part of an entry, from 0.',
  path: 'Path of a file or folder; some operations take several.',
  project: 'Only what belongs to this project: for usage its id, for conversations its folder and all below it.',
  projectId: 'Only entries of this project; repeated for several where an operation takes more.',
  q: 'Text that entries contain.',
  refresh: 'With `1` versions are looked up now.',
  row: 'Byte of the transcript at which the row of the entry begins.',
  screen: 'With `1` the rows of the screen follow the history, of the same moment.',
  skip: 'Entries to skip.',
  stream: '`stderr` for warnings and errors only.',
  to: 'Only entries before this time.',
  tool: 'Only calls of the tool with this name.',
  tz: 'IANA name of a time zone; that of the hub when it is left out.',
  wait: 'Seconds to wait for the first entry while there is none.',
}

const CLIENT_HEADER = {
  'X-Penates-Client': 'Own id of the client. Events that the request causes carry it as `origin`.',
}
const STRICT = { [STRICT_HEADER]: 'With `1` unknown fields of the body are refused.' }
const TAG_HEADER = { 'If-None-Match': 'Entity tag of an earlier answer; an unchanged one is answered with 304.' }

/** Parameters of an operation: of the path, of the query and of the head. */
export function parametersOf(route: Route): ReadonlyArray<JsonSchema> {
  return [
    ...[...route.path.matchAll(/:(\w+)/g)].map(([, name = '']) => ({
      name,
      in: 'path',
      required: true,
      description: pathText(route.path, name),
      schema: PATH_SCHEMAS[name] ?? ID,
    })),
    ...Object.entries(route.query).map(([name, codec]) => ({
      name,
      in: 'query',
      required: false,
      description: QUERY_TEXTS[name] ?? name,
      schema: schemaOf(codec),
    })),
    ...Object.entries(headersOf(route)).map(([name, description]) => ({
      name,
      in: 'header',
      required: false,
      description,
      schema: { type: 'string' },
    })),
  ]
}

const pathText = (path: string, name: string): string =>
  (name === 'id' ? ID_TEXTS.find(([pattern]) => pattern.test(path))?.[1] : undefined) ?? PATH_TEXTS[name] ?? name

const headersOf = ({ method, takes, isExact, isTagged, headers }: Route): Readonly<Record<string, string>> => ({
  ...headers,
  ...(method === 'GET' ? {} : CLIENT_HEADER),
  ...(takes === 'json' && !isExact ? STRICT : {}),
  ...(isTagged ? TAG_HEADER : {}),
})
