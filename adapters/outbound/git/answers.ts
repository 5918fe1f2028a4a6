import { isoDate, type CommitHeader, type LoggedCommit } from '../../../domain/repo/commit.js'
import type { FileStatus } from '../../../domain/repo/file-diff.js'
import { decorations, type Branches, type LocalBranch } from '../../../domain/repo/refs.js'
import type { Head, StatusEntry } from '../../../domain/repo/work-tree.js'
import { bufferOf } from '../../../infrastructure/codec/buffer-of.js'

const NUL = 0

/** Text out of what git wrote; what is not UTF-8 becomes U+FFFD. */
export const textOf = (bytes: Uint8Array): string => bufferOf(bytes).toString('utf8')

/** Fields separated by NUL. */
function* fieldsOf(bytes: Uint8Array): Generator<Uint8Array> {
  for (let from = 0; from < bytes.length;) {
    const end = bytes.indexOf(NUL, from)
    yield bytes.subarray(from, end === -1 ? undefined : end)
    if (end === -1) return
    from = end + 1
  }
}

/** `git config -z --show-scope --name-only`: the settings of the repository itself, not those of the person. */
export function readFilterSettings(bytes: Uint8Array): ReadonlyArray<string> {
  const fields = [...fieldsOf(bytes)].map(textOf)
  const own = fields.filter((_, index) => index % 2 === 1 && /^(local|worktree)$/.test(fields[index - 1] ?? ''))
  return [...new Set(own)]
}

export const STATUS_WORDS = ['status', '--porcelain=v2', '-z', '--branch', '--no-renames', '--ignore-submodules=dirty']

export interface StatusAnswer {
  readonly head: Head
  readonly entries: ReadonlyArray<StatusEntry>
  /** Names of the untracked entries as they are on disk, in the same order. */
  readonly untracked: ReadonlyArray<Uint8Array>
}

/** git-status(1), Porcelain Format Version 2, without renames. */
export function readStatus(bytes: Uint8Array): StatusAnswer {
  let head: Head = { branch: null, ahead: null, behind: null }
  const entries: StatusEntry[] = []
  const untracked: Uint8Array[] = []
  for (const field of fieldsOf(bytes)) {
    const line = textOf(field)
    switch (line.charAt(0)) {
      case '#':
        head = readHead(head, line)
        break
      case '1':
        entries.push({ path: afterBlanks(line, 8), index: letter(line[2]), workTree: letter(line[3]) })
        break
      case 'u':
        entries.push({ path: afterBlanks(line, 10), index: null, workTree: 'U' })
        break
      case '?':
        entries.push({ path: line.slice(2), index: null, workTree: '?' })
        untracked.push(field.subarray(2))
        break
    }
  }
  return { head, entries, untracked }
}

function readHead(head: Head, line: string): Head {
  const [, key, value = ''] = /^# branch\.(\w+) (.*)$/s.exec(line) ?? []
  if (key === 'head') return { ...head, branch: value === '(detached)' ? null : value }
  const [, ahead, behind] = key === 'ab' ? (/^\+(\d+) -(\d+)$/.exec(value) ?? []) : []
  return ahead === undefined || behind === undefined ? head : { ...head, ahead: Number(ahead), behind: Number(behind) }
}

function afterBlanks(line: string, count: number): string {
  let from = 0
  for (let blank = 0; blank < count; blank++) from = line.indexOf(' ', from) + 1
  return line.slice(from)
}

type Letter = Exclude<FileStatus, 'U' | '?'>
const LETTERS: ReadonlyArray<Letter> = ['M', 'A', 'D', 'R', 'C', 'T']

const letter = (raw: string | undefined): Letter | null => LETTERS.find((known) => known === raw) ?? null

/** Placeholders of a commit's header, each ended by a NUL. git-log(1), PRETTY FORMATS. */
const HEADER_FORMAT = '%H%x00%h%x00%P%x00%an%x00%ad%x00%s%x00'
const HEADER_FIELDS = 6
const HEADER_WORDS = ['--date=raw', '--no-show-signature', '--no-notes', '--no-color']

/** The fields that `HEADER_FORMAT` gives. */
function readHeader(fields: ReadonlyArray<string>): CommitHeader {
  const [sha = '', short = '', parents = '', authorName = '', date = '', subject = ''] = fields
  const [seconds, zone] = date.split(' ')
  return {
    sha,
    shortSha: short,
    parents: parents.split(' ').filter((parent) => parent !== ''),
    subject,
    authorName,
    isoDate: isoDate(Number(seconds ?? ''), offsetMinutes(zone ?? '')),
  }
}

function offsetMinutes(zone: string): number {
  const [, sign, hours = '', minutes = ''] = /^([+-])(\d+)(\d\d)$/.exec(zone) ?? []
  return (sign === '-' ? -1 : 1) * (Number(hours) * 60 + Number(minutes))
}

export const LOG_WORDS = [
  'log',
  ...HEADER_WORDS,
  `--format=tformat:${HEADER_FORMAT}%D`,
  '-z',
  '--decorate=full',
  '--clear-decorations',
  '--decorate-refs=refs/heads/',
  '--decorate-refs=refs/remotes/',
  '--decorate-refs=refs/tags/',
]

/** Parses the output of `git log` with `LOG_WORDS`: seven fields per commit. */
export function readLog(bytes: Uint8Array): ReadonlyArray<LoggedCommit> {
  const fields = textOf(bytes).split('\0')
  const commits: LoggedCommit[] = []
  for (let from = 0; from + HEADER_FIELDS < fields.length; from += HEADER_FIELDS + 1) {
    const refs = fields[from + HEADER_FIELDS] ?? ''
    const names = refs === '' ? [] : refs.split(', ').map((ref) => ref.replace(/^HEAD -> |^tag: /, ''))
    commits.push({ ...readHeader(fields.slice(from, from + HEADER_FIELDS)), refs: decorations(names) })
  }
  return commits
}

/** Prints the shortened ids of the commits that follow. */
export const SHORTEN_WORDS = ['log', '--no-walk=unsorted', '--format=%H %h', '--no-show-signature', '--end-of-options']

/** Parses what `SHORTEN_WORDS` print. */
export const readShortened = (bytes: Uint8Array): ReadonlyMap<string, string> =>
  new Map(
    textOf(bytes)
      .split('\n')
      .flatMap((line) => {
        const [sha, short] = line.split(' ')
        return sha === undefined || short === undefined ? [] : [[sha, short] as const]
      }),
  )

export const COMMIT_WORDS = ['show', `--format=tformat:${HEADER_FORMAT}`, ...HEADER_WORDS]

/** Parses the header that `COMMIT_WORDS` prints. `rest` contains the diff. */
export function readCommitHeader(bytes: Uint8Array): { readonly header: CommitHeader; readonly rest: Uint8Array } {
  const fields: Uint8Array[] = []
  for (const field of fieldsOf(bytes)) {
    fields.push(field)
    if (fields.length === HEADER_FIELDS) break
  }
  const length = fields.reduce((sum, field) => sum + field.length + 1, 0)
  return { header: readHeader(fields.map(textOf)), rest: bytes.subarray(length) }
}

export const BRANCHES_WORDS = [
  'for-each-ref',
  '--format=%(refname)%00%(symref)%00%(HEAD)%00%(upstream)%00%(upstream:track,nobracket)',
  'refs/heads/',
  'refs/remotes/',
]

/** A ref a line: no name of a ref has a newline or a NUL in it. */
export function readBranches(bytes: Uint8Array): Branches {
  const rows = textOf(bytes)
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\0'))
  const remotes = rows.filter(([ref = '']) => ref.startsWith('refs/remotes/'))
  const originHead = remotes.find(([ref]) => ref === 'refs/remotes/origin/HEAD')?.[1]
  return {
    local: rows.filter(([ref = '']) => ref.startsWith('refs/heads/')).map(readLocal),
    remote: remotes
      .filter(([, symref]) => symref === '')
      .map(([ref = '']) => ({ name: ref.slice('refs/remotes/'.length) })),
    originHead: originHead?.startsWith(ORIGIN) === true ? originHead.slice(ORIGIN.length) : null,
  }
}

const ORIGIN = 'refs/remotes/origin/'

function readLocal([ref = '', , head, upstream = '', track = '']: ReadonlyArray<string>): LocalBranch {
  return {
    name: ref.slice('refs/heads/'.length),
    current: head === '*',
    upstream: upstream.replace(/^refs\/(remotes|heads)\//, ''),
    ahead: Number(/ahead (\d+)/.exec(track)?.[1] ?? 0),
    behind: Number(/behind (\d+)/.exec(track)?.[1] ?? 0),
  }
}
