/** Entry of a conversation: id of the conversation, and the byte at which the row of the entry starts. */
export interface MarkedEntry {
  readonly conversation: string
  readonly row: number
}

/** View beside a terminal: part of the session's repository, a commit, the file tree, a file, a dev server, pending approvals, the conversation, the time line or the recording. */
export type Beside =
  | { readonly view: 'changes' | 'history' | 'branches' }
  | { readonly view: 'commit'; readonly sha: string }
  /** File tree. `path` is the shown file relative to the session's folder, `''` for none. */
  | { readonly view: 'files'; readonly path: string }
  /** `path`: absolute, `~/…`, or relative to the session's folder. `line` counts from 1. */
  | { readonly view: 'file'; readonly path: string; readonly line: number | null }
  | { readonly view: 'preview' }
  | { readonly view: 'approvals' }
  /** Conversation; `entry` is marked, and left out for the end. */
  | { readonly view: 'conversation'; readonly entry?: MarkedEntry }
  /** Time line; `at` is a time in milliseconds since the epoch that it begins at, and left out for now. */
  | { readonly view: 'timeline'; readonly at?: number }
  /** Recording; `at` is the time of the screen that is shown, and left out for the newest part. */
  | { readonly view: 'recording'; readonly at?: number }

/** Views of the session's repository and files. */
export type BesideRepo = Exclude<
  Beside,
  { readonly view: 'preview' | 'approvals' | 'conversation' | 'timeline' | 'recording' }
>

const PLAIN = ['changes', 'history', 'branches', 'preview', 'approvals'] as const

/** Parses the part of an address after the session name; `null` when it is invalid. */
export function parseBeside(part: string, query: URLSearchParams): Beside | null {
  const plain = PLAIN.find((view) => view === part)
  if (plain !== undefined) return { view: plain }
  if (part === 'conversation') return { view: part, ...entryIn(query) }
  if (part === 'timeline' || part === 'recording') return { view: part, ...timeIn(query) }
  const sha = /^commit\/([0-9a-f]{4,64})$/.exec(part)?.[1]
  if (sha !== undefined) return { view: 'commit', sha }
  const path = query.get('path')
  if (part === 'files') return { view: 'files', path: path ?? '' }
  if (part !== 'file' || path === null || path === '') return null
  const line = Number(query.get('line') ?? Number.NaN)
  return { view: 'file', path, line: Number.isSafeInteger(line) && line > 0 ? line : null }
}

function entryIn(query: URLSearchParams): { readonly entry?: MarkedEntry } {
  const [conversation, row] = [query.get('id') ?? '', Number(query.get('row') ?? Number.NaN)]
  return /^[\w-]+$/.test(conversation) && Number.isSafeInteger(row) && row > 0 ? { entry: { conversation, row } } : {}
}

function timeIn(query: URLSearchParams): { readonly at?: number } {
  const at = Number(query.get('at') ?? Number.NaN)
  return Number.isSafeInteger(at) && at > 0 && at < MAX_TIME ? { at } : {}
}

/** Time of a `Date`, at most. ECMAScript, Time Values. */
const MAX_TIME = 8.64e15

/** Part of an address that `parseBeside` reads. */
export function besidePath(beside: Beside): string {
  switch (beside.view) {
    case 'commit':
      return `commit/${beside.sha}`
    case 'files':
      return beside.path === '' ? 'files' : `files?${new URLSearchParams({ path: beside.path }).toString()}`
    case 'file': {
      const { path, line } = beside
      const query = new URLSearchParams({ path, ...(line === null ? {} : { line: String(line) }) })
      return `file?${query.toString()}`
    }
    case 'changes':
    case 'history':
    case 'branches':
    case 'preview':
    case 'approvals':
      return beside.view
    case 'timeline':
    case 'recording':
      return beside.at === undefined ? beside.view : `${beside.view}?at=${String(beside.at)}`
    case 'conversation':
      return beside.entry === undefined
        ? 'conversation'
        : `conversation?id=${beside.entry.conversation}&row=${String(beside.entry.row)}`
  }
}
