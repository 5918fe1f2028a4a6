import { baseBranch } from '../../../domain/repo/refs.js'
import type { Repository, Worktree } from '../../../domain/board/repository.js'
import { HEADS, ORIGIN, type RefRow } from './ref-files.js'

/** Base and branches of a repository by its refs. */
export function readRefs(rows: ReadonlyArray<RefRow>): Pick<Repository, 'base' | 'branches' | 'remoteBranches'> {
  const under = (start: string) => rows.filter(({ name }) => name.startsWith(start))
  const originHead = rows.find(({ name }) => name === `${ORIGIN}HEAD`)?.symref ?? ''
  const local = under(HEADS).map(({ name, isHead }) => ({
    name: name.slice(HEADS.length),
    current: isHead,
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
    branches: new Map(under(HEADS).map(({ name, id }) => [name.slice(HEADS.length), id])),
    remoteBranches: new Map(
      under(ORIGIN)
        .filter(({ symref }) => symref === null)
        .map(({ name, id }) => [name.slice(ORIGIN.length), id]),
    ),
  }
}

/** `git worktree list --porcelain -z`: a field a NUL, and an empty one behind each work tree. A bare repository is not a work tree. */
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
