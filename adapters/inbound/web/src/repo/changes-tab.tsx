import { ArrowDown, ArrowUp, GitBranch } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useMemo } from 'preact/hooks'
import type { ComparedWith } from '../../../../../domain/repo/work-tree.js'
import { diffFile, keepSame, type DiffFile, type DiffSource } from '../diff/diff-file.js'
import { diffState, type DiffState } from '../diff/diff-state.js'
import { DiffView } from '../diff/diff-view.js'
import { hunkOfChange } from '../diff/items.js'
import { hunksOf } from '../diff/parsed.js'
import type { Answer } from '../app/hub/hub.js'
import { messages } from '../app/texts/messages.js'
import { go } from '../app/router.js'
import { useReading } from '../app/use-reading.js'
import { FailureNote } from '../ui/failure-note.js'
import { Icon } from '../ui/icon.js'
import { signal } from '@preact/signals'
import { ChangeButtons, HunkButtons } from './change-buttons.js'
import { hasHunkActions, stage, unstage, discard, moveHunk } from './change-actions.js'
import { CommitForm } from './commit-form.js'
import { wishFor, type OpenRepo, type RepoChanges } from './repo.js'
import { ask, client } from '../app/the-hub.js'
import { chord } from '../app/platform/keys.js'
import { isTyping } from '../app/keyboard.js'

const BASES: ReadonlyArray<ComparedWith> = ['index', 'head', 'branch']

/** State that the work tree is compared with, for all sessions until the page is left. */
const comparedWith = signal<ComparedWith>('index')

/** Changes of the work tree against the index, the last commit or the default branch. */
export function ChangesTab({ repo }: { readonly repo: OpenRepo }): VNode {
  const m = messages.value
  const { value, failure, again } = useReading(
    () => ask(client.readChanges({ params: { name: repo.session() }, query: { base: comparedWith.peek() } })),
    repo.revision.value,
  )
  const state = useMemo(diffState, [])
  const root = value?.isRepo === true ? value.root : ''
  const source = useMemo(() => sourceOf(repo, root), [root])
  useHunkKeys(repo, state)

  useEffect(() => {
    if (value?.isRepo !== true) return
    state.setFiles(
      keepSame(
        state.files.peek(),
        value.files.map((file) => diffFile(file, comparedWith.peek() === 'index' ? file.category : null)),
      ),
    )
  }, [value])

  const filesIn = (group: string): ReadonlyArray<DiffFile> => state.files.value.filter((file) => file.group === group)
  if (value === null)
    return failure ? (
      <FailureNote failure={failure} onRetry={again} />
    ) : (
      <p class="panel-note align-centre grid gap-12 faint late">{m.reading}</p>
    )
  if (!value.isRepo) return <p class="panel-note align-centre grid gap-12 faint">{m.notARepository}</p>
  return (
    <>
      {failure && <FailureNote failure={failure} onRetry={again} />}
      {comparedWith.value === 'index' && <CommitForm repo={repo} staged={filesIn('staged')} />}
      {value.files.length === 0 ? (
        <div class="panel-note align-centre grid gap-12 faint">
          <p class="cluster gap-8">
            <Head changes={value} />
            <BaseField repo={repo} />
          </p>
          <p>{comparedWith.value === 'branch' ? m.noChangesToBranch : m.noChanges}</p>
        </div>
      ) : (
        <DiffView
          state={state}
          source={source}
          omitted={value.omitted}
          lead={
            <>
              <Head changes={value} />
              <BaseField repo={repo} />
            </>
          }
          groupName={(group) => (group === 'staged' || group === 'untracked' ? m[group] : m.unstaged)}
          groupAction={(group) => <GroupButton repo={repo} files={filesIn(group)} group={group} />}
        />
      )}
    </>
  )
}

/** Choice of the state that the work tree is compared with. */
function BaseField({ repo }: { readonly repo: OpenRepo }): VNode {
  const m = messages.value
  return (
    <select
      class="field base-field rigid text-1"
      aria-label={m.compareWith}
      data-tip={m.compareWith}
      value={comparedWith.value}
      onChange={({ currentTarget }) => {
        comparedWith.value = BASES.find((base) => base === currentTarget.value) ?? 'index'
        repo.readAgain()
      }}
    >
      {BASES.map((base) => (
        <option key={base} value={base}>
          {m.bases[base]}
        </option>
      ))}
    </select>
  )
}

interface GroupProps {
  readonly repo: OpenRepo
  readonly group: string
  readonly files: ReadonlyArray<DiffFile>
}

/** Button that stages or unstages a whole group. */
function GroupButton({ repo, group, files }: GroupProps): VNode {
  const m = messages.value
  const isStaged = group === 'staged'
  return (
    <button
      type="button"
      class="button quiet small"
      onClick={() => {
        if (isStaged) unstage(repo, files)
        else stage(repo, files)
      }}
    >
      {isStaged ? m.unstageAll : m.stageAll}
    </button>
  )
}

/** Branch of the work tree and its distance to the upstream. */
function Head({ changes }: { readonly changes: Extract<RepoChanges, { readonly isRepo: true }> }): VNode {
  const m = messages.value
  const { branch, ahead, behind } = changes
  return (
    <span class="repo-head gap-4 shrink medium" data-tip={branch}>
      <Icon of={GitBranch} size={14} />
      <span class="branch cluster gap-4 clip faint nowrap proportional repo-branch">{branch}</span>
      {ahead !== null && ahead > 0 && <Distance icon={ArrowUp} count={ahead} label={m.ahead(ahead)} />}
      {behind !== null && behind > 0 && <Distance icon={ArrowDown} count={behind} label={m.behind(behind)} />}
    </span>
  )
}

interface DistanceProps {
  readonly icon: typeof ArrowUp
  readonly count: number
  readonly label: string
}

function Distance({ icon, count, label }: DistanceProps): VNode {
  return (
    <span class="distance rigid faint text-1" role="img" aria-label={label} data-tip={label}>
      <Icon of={icon} size={12} />
      {count}
    </span>
  )
}

function sourceOf(repo: OpenRepo, root: string): DiffSource {
  const inRepo = (path: string): string => `${root}/${path}`
  return {
    patch: async ({ path, oldPath, group }, extent) => {
      const answer = await ask(
        client.readChanges({
          params: { name: repo.session() },
          query: {
            ...wishFor(path, oldPath, extent),
            base: comparedWith.peek(),
          },
        }),
      )
      return patchIn(answer, path, group)
    },
    open: ({ path }, line) =>
      go({ page: 'terminal', session: repo.session(), beside: { view: 'file', path: inRepo(path), line } }),
    hunkActions: (file) =>
      hasHunkActions(file) ? (hunk) => <HunkButtons repo={repo} file={file} hunk={hunk} /> : null,
    actions: (file) => <ChangeButtons repo={repo} file={file} root={root} />,
  }
}

function patchIn(answer: Answer<RepoChanges>, path: string, group: DiffFile['group']): string | null {
  if (!answer.ok || !answer.value.isRepo) return null
  return (
    answer.value.files.find((file) => file.path === path && (group === null || file.category === group))?.diff ?? null
  )
}

/** A stages or unstages the hunk of the current change, D discards it. */
function useHunkKeys(repo: OpenRepo, state: DiffState): void {
  useEffect(() => {
    const press = (event: KeyboardEvent): void => {
      const key = chord(event)
      if (event.defaultPrevented || isTyping(event) || (key !== 'a' && key !== 'd')) return
      const here = state.current.value
      const file = state.files.value.find((one) => one.key === here?.key)
      const change = here?.change ?? null
      if (!file || file.diff === null || change === null || !hasHunkActions(file)) return
      const hunk = hunkOfChange(hunksOf(file.diff), change)
      event.preventDefault()
      if (key === 'a') moveHunk(repo, file, hunk)
      else if (file.group === 'unstaged') void discard(repo, file, hunk)
    }
    document.addEventListener('keydown', press)
    return () => document.removeEventListener('keydown', press)
  }, [repo, state])
}
