import { ArrowDown, ArrowUp, Check, Cloud, GitBranch } from 'lucide-preact'
import type { VNode } from 'preact'
import { useState } from 'preact/hooks'
import type { RepoBranches, OpenRepo } from './repo.js'
import { messages } from '../app/texts/messages.js'
import { matchesFilter } from '../app/session-order.js'
import { useReading } from '../app/use-reading.js'
import { FailureNote } from '../ui/failure-note.js'
import { Icon } from '../ui/icon.js'
import { ask, client } from '../app/the-hub.js'

/** Minimum number of branches for which the filter is shown. */
const FILTER_FROM = 12

/** Local and remote branches, the checked-out one first. */
export function BranchesTab({ repo }: { readonly repo: OpenRepo }): VNode {
  const m = messages.value
  const [filter, setFilter] = useState('')
  const { value, failure, again } = useReading(
    () => ask(client.readBranches({ params: { name: repo.session() } })),
    repo.revision.value,
  )
  if (value === null) {
    return failure ? (
      <FailureNote failure={failure} onRetry={again} />
    ) : (
      <p class="panel-note align-centre grid gap-12 faint late">{m.reading}</p>
    )
  }
  const { local, remote } = value
  if (local.length + remote.length === 0) return <p class="panel-note align-centre grid gap-12 faint">{m.noBranches}</p>
  const matches = ({ name }: { readonly name: string }): boolean => matchesFilter(filter, name)
  const shown = [...local].sort((one, other) => Number(other.current) - Number(one.current)).filter(matches)
  return (
    <div class="repo-scroller shrink-y canvas spring scroll" data-scroller tabIndex={-1}>
      {failure && <FailureNote failure={failure} onRetry={again} />}
      {local.length + remote.length >= FILTER_FROM && (
        <input
          class="field branch-filter"
          inputMode="search"
          value={filter}
          placeholder={m.filterBranches}
          aria-label={m.filterBranches}
          spellcheck={false}
          onInput={(event) => setFilter(event.currentTarget.value)}
        />
      )}
      {shown.length > 0 && (
        <section class="branches">
          <h2>{m.localBranches}</h2>
          <ul>
            {shown.map((branch) => (
              <LocalRow key={branch.name} branch={branch} />
            ))}
          </ul>
        </section>
      )}
      {remote.some(matches) && (
        <section class="branches">
          <h2>{m.remoteBranches}</h2>
          <ul>
            {remote.filter(matches).map(({ name }) => (
              <li key={name}>
                <Icon of={Cloud} size={14} />
                <span class="branch cluster gap-4 clip faint nowrap proportional listed-branch">{name}</span>
              </li>
            ))}
          </ul>
        </section>
      )}
    </div>
  )
}

function LocalRow({ branch }: { readonly branch: RepoBranches['local'][number] }): VNode {
  const m = messages.value
  const { name, current, upstream, ahead, behind } = branch
  return (
    <li class={current ? 'current' : ''}>
      {current ? (
        <span role="img" aria-label={m.currentBranch} data-tip={m.currentBranch}>
          <Icon of={Check} size={14} />
        </span>
      ) : (
        <Icon of={GitBranch} size={14} />
      )}
      <span class="branch cluster gap-4 clip faint nowrap proportional listed-branch">{name}</span>
      {upstream !== '' && <span class="hint branch-upstream">{m.tracks(upstream)}</span>}
      <span class="spring" />
      {ahead > 0 && (
        <span class="distance rigid faint text-1" role="img" aria-label={m.ahead(ahead)} data-tip={m.ahead(ahead)}>
          <Icon of={ArrowUp} size={12} />
          {ahead}
        </span>
      )}
      {behind > 0 && (
        <span class="distance rigid faint text-1" role="img" aria-label={m.behind(behind)} data-tip={m.behind(behind)}>
          <Icon of={ArrowDown} size={12} />
          {behind}
        </span>
      )}
      {upstream !== '' && ahead === 0 && behind === 0 && <span class="hint branch-state">{m.upToDate}</span>}
    </li>
  )
}
