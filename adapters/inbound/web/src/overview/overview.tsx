import { SearchX } from 'lucide-preact'
import type { VNode } from 'preact'
import { useEffect, useState } from 'preact/hooks'
import { messages } from '../app/texts/messages.js'
import { NEW_SESSION } from '../app/routing/route.js'
import { density, dormantOpen, foreignOpen, setupHidden } from '../app/platform/preferences.js'
import { absence } from '../timeline/absence.js'
import { openApprovals } from '../app/approvals.js'
import { go } from '../app/router.js'
import { selected } from '../session/selection.js'
import { reach, sessions } from '../app/sessions.js'
import { Icon } from '../ui/icon.js'
import { lazyPage } from '../ui/lazy-page.js'
import { Link } from '../ui/link.js'
import { stateWord } from '../ui/session-states.js'
import { Group } from './group.js'
import { OverviewHead } from './overview-head.js'
import { listenForKeys } from './overview-keys.js'
import { filter, groups, setFilter } from './overview-state.js'
import { RowHead } from './row-head.js'
import { SelectionBar } from './selection-bar.js'
import { Skeleton } from './skeleton.js'

const SetupOverview = lazyPage<{ readonly instead: VNode }>(
  async () => (await import('../setup/setup-overview.js')).SetupOverview,
  () => null,
  ({ instead }) => instead,
)

const AbsenceNews = lazyPage<{ readonly since: number }>(
  async () => (await import('../timeline/absence-news.js')).AbsenceNews,
  () => null,
  () => <></>,
)

const BackgroundAgents = lazyPage<object>(
  async () => (await import('./background-agents.js')).BackgroundAgents,
  () => null,
  () => <></>,
)

/** Time for the first view, before what it does not need is loaded. */
const FIRST_VIEW_MS = 2_000

/** All sessions of the machine, grouped by state. */
export function Overview(): VNode {
  const [isComplete, setComplete] = useState(false)
  useEffect(listenForKeys, [])
  useEffect(() => {
    const timer = setTimeout(setComplete, FIRST_VIEW_MS, true)
    return () => clearTimeout(timer)
  }, [])
  const stale = reach.value === 'offline' || reach.value === 'limited' ? 'stale' : ''
  return (
    <div class={`overview ${density.value}`}>
      {selected.value.length > 0 ? <SelectionBar /> : <OverviewHead />}
      <div class={`scroller shrink-y spring scroll relative ${stale}`} data-scroller>
        <Sessions />
        {isComplete && <BackgroundAgents />}
      </div>
    </div>
  )
}

function Sessions(): VNode | null {
  const m = messages.value
  const shownGroups = groups.value
  if (shownGroups === null) return reach.value === 'offline' ? null : <Skeleton />
  const { running, dormant, foreign } = shownGroups
  if (sessions.value?.length === 0) return <Empty />
  if (running.length + dormant.length + foreign.length === 0) return <NoMatch />
  // A filter expands all groups, so that every match is visible.
  const all = filter.value !== ''
  return (
    <>
      {openApprovals.value.length > 0 && (
        <div class="approvals-bar cluster between gap-8 round" role="status">
          <span>{m.approvalsWait(openApprovals.value.length)}</span>
          <Link to={{ page: 'approvals' }} class="button">
            {m.review}
          </Link>
        </div>
      )}
      {absence.since.value !== null && <AbsenceNews key={absence.since.value} since={absence.since.value} />}
      {density.value === 'rows' && <RowHead />}
      <Group title={m.running} sessions={running} as={density.value} />
      <Group
        title={stateWord('foreign')}
        hint={m.foreignHint}
        sessions={foreign}
        as={density.value}
        open={all || foreignOpen.value}
        onToggle={() => (foreignOpen.value = !foreignOpen.value)}
      />
      <Group
        title={stateWord('dormant')}
        hint={m.dormantHint}
        sessions={dormant}
        as="rows"
        open={all || dormantOpen.value}
        onToggle={() => (dormantOpen.value = !dormantOpen.value)}
      />
    </>
  )
}

const Empty = (): VNode => (setupHidden.value ? <NoSessions /> : <SetupOverview instead={<NoSessions />} />)

function NoSessions(): VNode {
  const m = messages.value
  return (
    <div class="empty grid gap-12 faint align-centre centre-items">
      <p>{m.noSessions}</p>
      <button type="button" class="button primary" onClick={() => go(NEW_SESSION)}>
        {m.newSession}
        <kbd>N</kbd>
      </button>
    </div>
  )
}

function NoMatch(): VNode {
  const m = messages.value
  return (
    <div class="empty grid gap-12 faint align-centre centre-items">
      <Icon of={SearchX} />
      <p>{m.noMatch(filter.value)}</p>
      <button type="button" class="button" onClick={() => setFilter('')}>
        {m.clearFilter}
      </button>
    </div>
  )
}
