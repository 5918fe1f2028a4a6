import { ArrowLeft, Copy } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useMemo } from 'preact/hooks'
import { diffFile, keepSame, type DiffSource } from '../diff/diff-file.js'
import { diffState } from '../diff/diff-state.js'
import { DiffView } from '../diff/diff-view.js'
import { locale, messages } from '../app/texts/messages.js'
import { copyText } from '../app/clipboard.js'
import { hasCode } from '../app/failed.js'
import { go } from '../app/router.js'
import { toast } from '../app/toasts.js'
import { useReading } from '../app/use-reading.js'
import { FailureNote } from '../ui/failure-note.js'
import { IconButton } from '../ui/icon-button.js'
import { wishFor, type OpenRepo } from './repo.js'
import { ask, client } from '../app/the-hub.js'

interface Props {
  readonly repo: OpenRepo
  readonly sha: string
}

/** One commit and its changes against the first parent. */
export function CommitView({ repo, sha }: Props): VNode {
  const m = messages.value
  // Commits are immutable, so one read is enough.
  const { value, failure, again } = useReading(
    () => ask(client.readCommit({ params: { name: repo.session(), sha } })),
    0,
  )
  const state = useMemo(diffState, [])
  const source = useMemo(() => sourceOf(repo, sha), [sha])

  useEffect(() => {
    if (value)
      state.setFiles(
        keepSame(
          state.files.peek(),
          value.files.map((file) => diffFile(file, null)),
        ),
      )
  }, [value])

  if (value === null) {
    if (!failure) return <p class="panel-note align-centre grid gap-12 faint late">{m.reading}</p>
    const isMissing = hasCode(failure, 'CommitNotFound')
    return isMissing ? (
      <p class="panel-note align-centre grid gap-12 faint">{m.commitNotFound}</p>
    ) : (
      <FailureNote failure={failure} onRetry={again} />
    )
  }
  const { subject, authorName, isoDate, shortSha, files, omitted } = value
  const at = new Date(isoDate)
  return (
    <>
      <header class="commit-head align-start flex gap-8 rigid line-below">
        <IconButton
          icon={ArrowLeft}
          label={m.backToHistory}
          onPress={() => go({ page: 'terminal', session: repo.session(), beside: { view: 'history' } })}
        />
        <div class="commit-head-text fill">
          <h2>{subject}</h2>
          <p class="hint">
            {authorName} · <time dateTime={isoDate}>{at.toLocaleString(locale.value)}</time>
          </p>
        </div>
        <button type="button" class="button small mono" data-tip={m.copySha} onClick={() => void copySha(value.sha)}>
          <Copy size={12} strokeWidth={1.5} aria-hidden="true" />
          {shortSha}
        </button>
      </header>
      {files.length === 0 ? (
        <p class="panel-note align-centre grid gap-12 faint">{m.noFiles}</p>
      ) : (
        <DiffView state={state} source={source} omitted={omitted} />
      )}
    </>
  )
}

async function copySha(sha: string): Promise<void> {
  if (await copyText(sha)) toast({ text: messages.value.copied })
}

function sourceOf(repo: OpenRepo, sha: string): DiffSource {
  return {
    patch: async ({ path, oldPath }, extent) => {
      const answer = await ask(
        client.readCommit({ params: { name: repo.session(), sha }, query: wishFor(path, oldPath, extent) }),
      )
      return answer.ok ? (answer.value.files.find((file) => file.path === path)?.diff ?? null) : null
    },
  }
}
