import { GitMerge } from 'lucide-preact'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { LoggedCommit, RepoLog, OpenRepo } from './repo.js'
import { locale, messages } from '../app/texts/messages.js'
import { useReading } from '../app/use-reading.js'
import { ago } from '../ui/ago.js'
import { FailureNote } from '../ui/failure-note.js'
import { Icon } from '../ui/icon.js'
import { Link } from '../ui/link.js'
import { RefBadges } from './ref-badges.js'
import { ask, client } from '../app/the-hub.js'

const PAGE = 50
/** Maximum number of commits per request. */
const MAX_AT_ONCE = 200

/** Commits from HEAD backwards. */
export function HistoryTab({ repo }: { readonly repo: OpenRepo }): VNode {
  const m = messages.value
  const first = useReading(
    () => ask(client.readLog({ params: { name: repo.session() }, query: { limit: PAGE, skip: 0 } })),
    repo.revision.value,
  )
  const [older, setOlder] = useState<RepoLog | null>(null)
  const [busy, setBusy] = useState(false)

  if (first.value === null) {
    return first.failure ? (
      <FailureNote failure={first.failure} onRetry={first.again} />
    ) : (
      <p class="panel-note align-centre grid gap-12 faint late">{m.reading}</p>
    )
  }
  const commits = joined(first.value.commits, older?.commits ?? [])
  const hasMore = older?.hasMore ?? first.value.hasMore
  if (commits.length === 0) return <p class="panel-note align-centre grid gap-12 faint">{m.noCommits}</p>

  const more = async (): Promise<void> => {
    setBusy(true)
    const answer = await ask(
      client.readLog({ params: { name: repo.session() }, query: { limit: MAX_AT_ONCE, skip: commits.length } }),
    )
    setBusy(false)
    if (!answer.ok) return
    setOlder({ commits: [...(older?.commits ?? []), ...answer.value.commits], hasMore: answer.value.hasMore })
  }
  return (
    <div class="repo-scroller shrink-y canvas spring scroll" data-scroller tabIndex={-1}>
      {first.failure && <FailureNote failure={first.failure} onRetry={first.again} />}
      <ol class="commits">
        {commits.map((commit) => (
          <CommitRow key={commit.sha} session={repo.session()} commit={commit} />
        ))}
      </ol>
      {hasMore ? (
        <button type="button" class="button more-commits flex" disabled={busy} onClick={() => void more()}>
          {m.moreCommits}
        </button>
      ) : (
        <p class="hint all-commits align-centre">{m.allCommits}</p>
      )}
    </div>
  )
}

/**
 * Concatenates the newest page and the older ones. The newest page shifts with new commits, so duplicates are removed.
 */
function joined(first: ReadonlyArray<LoggedCommit>, older: ReadonlyArray<LoggedCommit>): ReadonlyArray<LoggedCommit> {
  const known = new Set(first.map(({ sha }) => sha))
  return [...first, ...older.filter(({ sha }) => !known.has(sha))]
}

function MergeMark(): VNode {
  const m = messages.value
  return (
    <span class="merge-mark rigid faint" role="img" aria-label={m.mergeCommit} data-tip={m.mergeCommit}>
      <Icon of={GitMerge} size={13} />
    </span>
  )
}

function CommitRow({ session, commit }: { readonly session: string; readonly commit: LoggedCommit }): VNode {
  const { sha, shortSha, parents, subject, authorName, isoDate, refs } = commit
  const at = new Date(isoDate)
  return (
    <li>
      <Link to={{ page: 'terminal', session, beside: { view: 'commit', sha } }} class="commit">
        <span class="commit-line cluster gap-8 shrink">
          {parents.length > 1 && <MergeMark />}
          <span class="ellipsis shrink medium">{subject}</span>
          <RefBadges refs={refs} />
        </span>
        <span class="commit-line cluster gap-8 shrink hint">
          <span class="ellipsis shrink">{authorName}</span>
          <time dateTime={isoDate} data-tip={at.toLocaleString(locale.value)}>
            {ago(at.getTime())}
          </time>
          <span class="spring" />
          <span class="mono">{shortSha}</span>
        </span>
      </Link>
    </li>
  )
}
