import { ChevronDown, GitBranch } from 'lucide-preact'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { ago } from '../ui/ago.js'
import { Icon } from '../ui/icon.js'
import { git } from './open-project.js'

/** Branch, uncommitted changes and distance to the upstream. A click shows the last commits. `branch` stands for all until they are read. */
export function GitLine({ branch: known }: { readonly branch: string | null }): VNode | null {
  const m = messages.value
  const [open, setOpen] = useState(false)
  const told = git.value
  if (!told) {
    if (known === null) return null
    return (
      <span class="git-line known-branch gap-6 relative faint">
        <Icon of={GitBranch} size={13} />
        <span class="branch cluster gap-4 clip faint nowrap proportional">{known}</span>
      </span>
    )
  }
  if (!told.status) return <span class="hint wide-only">{m.noRepository}</span>
  const { branch, dirty, ahead, behind } = told.status
  const [latest] = told.commits
  return (
    <div
      class="git-line relative"
      onKeyDown={(event) => {
        if (event.key === 'Escape') setOpen(false)
      }}
    >
      <button
        type="button"
        class="git-button touch-size rounded cluster gap-6 relative bare faint text-1 pressable"
        aria-expanded={open}
        onClick={() => setOpen(!open)}
        onBlur={() => setOpen(false)}
      >
        <span class="visually-hidden">{m.recentCommits}: </span>
        <Icon of={GitBranch} size={13} />
        <span class="branch proportional git-branch cluster gap-4 clip faint nowrap">
          {branch}
          {dirty && (
            <span class="dirty" role="img" aria-label={m.unstaged}>
              {' ●'}
            </span>
          )}
          {ahead !== null && ahead > 0 && <span> +{ahead}</span>}
          {behind !== null && behind > 0 && <span> −{behind}</span>}
        </span>
        {latest && (
          <span class="latest ellipsis shrink">
            {latest.subject} · {ago(Date.parse(latest.isoDate))}
          </span>
        )}
        <Icon of={ChevronDown} size={13} />
      </button>
      {open && (
        <ol class="recent-commits grid gap-2 box-large surface text-1 absolute" aria-label={m.recentCommits}>
          {told.commits.map(({ hash, subject, isoDate }) => (
            <li key={hash}>
              <code>{hash}</code>
              <span class="fill anywhere">{subject}</span>
              <span class="rigid faint">{ago(Date.parse(isoDate))}</span>
            </li>
          ))}
        </ol>
      )}
    </div>
  )
}
