import { Check, CircleAlert } from 'lucide-preact'
import type { VNode } from 'preact'
import type { HubCard, Preflight } from './the-board-hub.js'
import { messages } from '../i18n/messages.js'
import { firstOf } from './board-collisions.js'
import { Icon } from '../ui/icon.js'
import { cards, forecasts } from './board-state.js'

interface Props {
  readonly card: HubCard
  /** `null` while the check is running. */
  readonly checked: Preflight | null
}

/** Reasons that `files` belongs to. The files are listed under the first of them. */
const isAboutFiles = (reason: string): boolean => ['conflict', 'dirty-tree', 'worktree-dirty'].includes(reason)

/** Obstacles to a finish and the action for each. */
export function PreflightView({ card, checked }: Props): VNode {
  const m = messages.value
  if (!checked) return <p class="hint late">{m.checking}</p>
  const { ok, base, reasons, files, detail } = checked
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
                  {reason === reasons.find(isAboutFiles) && files.length > 0 && (
                    <ul class="mono">
                      {files.map((file) => (
                        <li key={file}>{file}</li>
                      ))}
                    </ul>
                  )}
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
