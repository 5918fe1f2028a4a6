import { baseBranch } from '../../../domain/repo/refs.js'
import type { Repository, Worktree } from '../../../domain/board/repository.js'

export const REF_WORDS = [
  'for-each-ref',
  '--format=%(refname)%00%(objectname)%00%(symref)%00%(HEAD)',
  'refs/heads/',
  'refs/remotes/origin/',
]

const HEADS = 'refs/heads/'
const ORIGIN = 'refs/remotes/origin/'

/** A ref a line: no name of a ref has a newline or a NUL in it. */
export function readRefs(text: string): Pick<Repository, 'base' | 'branches' | 'remoteBranches'> {
  const rows = text
    .split('\n')
    .filter((line) => line !== '')
    .map((line) => line.split('\0') as [string, string, string, string])
  const under = (start: string) => rows.filter(([ref]) => ref.startsWith(start))
  const originHead = rows.find(([ref]) => ref === `${ORIGIN}HEAD`)?.[2] ?? ''
  const local = under(HEADS).map(([ref, , , head]) => ({
    name: ref.slice(HEADS.length),
    current: head === '*',
    upstream: '',
    ahead: 0,
    behind: 0,
  }))
  return {
    base: baseBranch({
      local,
      remote: [],
      originHead: originHead.startsWith(ORIGIN) ? originHead.slice(ORIGIN.length) : null,
    }),
    branches: new Map(under(HEADS).map(([ref, id]) => [ref.slice(HEADS.length), id])),
    remoteBranches: new Map(
      under(ORIGIN)
        .filter(([, , symref]) => symref === '')
        .map(([ref, id]) => [ref.slice(ORIGIN.length), id]),
    ),
  }
}

/** `git worktree list --porcelain -z`: a field a NUL, and an empty one behind each work tree. A bare one is none. */
export function readWorktrees(text: string): ReadonlyArray<Worktree> {
  const entries = text.split('\0\0').filter((entry) => entry !== '')
  return entries.flatMap((entry, index): ReadonlyArray<Worktree> => {
    const fields = entry.split('\0')
    const of = (key: string): string | null =>
      fields.find((field) => field.startsWith(`${key} `))?.slice(key.length + 1) ?? null
    const path = of('worktree')
    if (path === null || fields.includes('bare')) return []
    const head = of('HEAD')
    return [
      {
        path,
        head: head === null || /^0+$/.test(head) ? null : head,
        branch: of('branch')?.replace(/^refs\/heads\//, '') ?? null,
        isMain: index === 0,
      },
    ]
  })
}
