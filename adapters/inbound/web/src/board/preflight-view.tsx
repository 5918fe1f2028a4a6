import { Check, CircleAlert } from 'lucide-preact'
import type { VNode } from 'preact'
import type { HubCard, Preflight } from './the-board-hub.js'
import { messages } from '../i18n/messages.js'
import { firstOf } from './board-collisions.js'
import { Icon } from '../ui/icon.js'
import { Link } from '../ui/link.js'
import { cards, forecasts, isLive } from './board-state.js'
import { closeFinish } from './finishing.js'

interface Props {
  readonly card: HubCard
  /** `null` while the check is running. */
  readonly checked: Preflight | null
  /** Turns the push off; `null` when it is off. */
  readonly onLocal: (() => void) | null
}

/** Reasons that `files` of a refused finish belongs to. The files are listed under the first of them. */
const isAboutFiles = (reason: string): boolean => ['conflict', 'dirty-tree', 'worktree-dirty'].includes(reason)

/** Obstacles to a finish and the action for each. */
export function PreflightView({ card, checked, onLocal }: Props): VNode {
  const m = messages.value
  if (!checked) return <p class="hint late">{m.checking}</p>
  const { ok, base, reasons, files, detail, obstacles } = checked
  const filesOf = (reason: string): ReadonlyArray<string> =>
    obstacles.find((one) => one.reason === reason)?.files ?? (reason === reasons.find(isAboutFiles) ? files : [])
  return (
    <div class="preflight">
      {ok && (
        <p class="preflight-ok">
          <Icon of={Check} />
          {m.nothingInTheWay(card.branch ?? '', base ?? '')}
        </p>
      )}
      {reasons.length > 0 && (
        <ul aria-label={m.obstaclesTitle}>
          {reasons.map((reason) => {
            const words = obstacleWords(reason)
            return (
              <li key={reason}>
                <Icon of={CircleAlert} />
                <div>
                  <strong>{words.what}</strong>
                  <p>{words.todo}</p>
                  {filesOf(reason).length > 0 && (
                    <ul class="mono">
                      {filesOf(reason).map((file) => (
                        <li key={file}>{file}</li>
                      ))}
                    </ul>
                  )}
                  <Remedy card={card} reason={reason} onLocal={onLocal} />
                </div>
              </li>
            )
          })}
        </ul>
      )}
      {detail !== null && <pre>{detail}</pre>}
      <Order card={card} />
    </div>
  )
}

/** Obstacles on the card's branch: its agent can remove them. */
const AGENTS: ReadonlyArray<string> = ['worktree-dirty', 'conflict', 'worktree-detached', 'worktree-busy', 'taken-back']
/** Obstacles that do not concern a finish on this machine alone. */
const REMOTES: ReadonlyArray<string> = ['remote-silent', 'base-behind', 'base-diverged']

/** Step that removes an obstacle; `null` where only git can. */
function Remedy({
  card,
  reason,
  onLocal,
}: {
  readonly card: HubCard
  readonly reason: string
  readonly onLocal: Props['onLocal']
}): VNode | null {
  const m = messages.value
  const { sessionRef } = card
  if (onLocal && REMOTES.includes(reason)) {
    return (
      <button type="button" class="button small" onClick={onLocal}>
        {m.finishHereInstead}
      </button>
    )
  }
  if (sessionRef === null || !isLive(card) || !AGENTS.includes(reason)) return null
  return (
    <Link
      class="button small"
      to={{ page: 'terminal', session: sessionRef, beside: { view: 'changes' } }}
      onGo={closeFinish}
    >
      {m.openChanges}
    </Link>
  )
}

/** Cards that should be finished before this one. */
function Order({ card }: { readonly card: HubCard }): VNode | null {
  const isReady = (id: string): boolean => cards.value?.get(id)?.stage === 'review'
  const first = firstOf(card.id, forecasts.value.get(card.projectId) ?? null, isReady)
  if (first.length === 0) return null
  const titles = first.map((id) => `“${cards.value?.get(id)?.title ?? id}”`).join(', ')
  return <p class="hint">{messages.value.betterFirst(titles)}</p>
}

function obstacleWords(reason: string): { readonly what: string; readonly todo: string } {
  const m = messages.value
  const known: Readonly<Record<string, { readonly what: string; readonly todo: string } | undefined>> = m.obstacles
  return known[reason] ?? { what: m.unknownObstacle(reason), todo: m.unknownObstacleHint }
}
