import { span } from '../app/texts/relative-time.js'
import { messages } from '../app/texts/messages.js'
import { storageFull } from '../app/platform/preference.js'
import { USAGE } from '../app/routing/route.js'
import { hideBudget, pressingBudgets } from '../usage/budgets.js'
import { hideStateFault, stateFaults } from '../app/hub-facts.js'
import { limitedUntil } from '../app/limited.js'
import { newVersion, reloadNow } from '../app/new-version.js'
import type { Notice } from '../app/notices.js'
import { now } from '../app/now.js'
import { go } from '../app/router.js'
import { settleFaded } from '../session/hub-actions.js'
import { fadedSessions, heardAt, hostFault, missingParts, reach, refresh, shown } from '../app/sessions.js'
import { budgetText } from '../usage/budget-names.js'

/** Names of sessions in a notice. */
const FADED_NAMES = 3

/** Notices about the hub as a whole. */
export const hubNotices = (): ReadonlyArray<Notice> => [
  ...connection(),
  ...(hostFault.value === null
    ? []
    : [{ kind: 'host-fault', text: messages.value.hostFault(hostFault.value) } satisfies Notice]),
  ...lackingList(),
  ...budgets(),
  ...(storageFull.value ? [{ kind: 'storage-full', text: messages.value.storageFull } satisfies Notice] : []),
  ...damagedState(),
  ...newerPage(),
  ...leftList(),
]

function leftList(): ReadonlyArray<Notice> {
  const m = messages.value
  const names = fadedSessions.value.map(({ name }) => shown(name))
  if (names.length === 0) return []
  return [
    {
      kind: 'faded-sessions',
      text: m.fadedSessions(names.length, names.slice(0, FADED_NAMES).join(', ')),
      action: { label: m.showAgain, run: () => void settleFaded(true) },
      dismiss: () => void settleFaded(false),
    },
  ]
}

function lackingList(): ReadonlyArray<Notice> {
  const m = messages.value
  const parts = missingParts.value.map((part) => m.missingPart[part])
  return parts.length === 0 ? [] : [{ kind: 'missing-parts', text: m.missingParts(parts.join(', ')) }]
}

function connection(): ReadonlyArray<Notice> {
  const m = messages.value
  if (reach.value === 'limited') {
    const seconds = Math.max(1, Math.ceil((limitedUntil.value - now.value) / 1_000))
    return [{ kind: 'limited', text: m.limitedBar(seconds) }]
  }
  if (reach.value !== 'offline') return []
  const text = heardAt.value === null ? m.offlineNever : m.offlineBar(span(now.value - heardAt.value))
  return [{ kind: 'offline', text, action: { label: m.retryNow, run: () => void refresh() } }]
}

function budgets(): ReadonlyArray<Notice> {
  const m = messages.value
  return pressingBudgets.value.slice(0, 1).map((budget) => {
    return {
      kind: budget.level === 'exceeded' ? 'budget-exceeded' : 'budget-near',
      text: budgetText(budget),
      action: {
        label: m.changeBudgets,
        run: () => go(USAGE),
      },
      dismiss: () => hideBudget(budget),
    }
  })
}

const damagedState = (): ReadonlyArray<Notice> =>
  stateFaults.value.map((fault) => ({
    kind: 'damaged-state',
    text: messages.value.stateFault(fault.file, fault.mend),
    dismiss: () => hideStateFault(fault),
  }))

const newerPage = (): ReadonlyArray<Notice> =>
  newVersion.value
    ? [
        {
          kind: 'new-version',
          text: messages.value.newVersion,
          action: { label: messages.value.reload, run: reloadNow },
        },
      ]
    : []
