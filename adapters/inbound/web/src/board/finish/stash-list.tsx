import type { VNode } from 'preact'
import { obstacleTexts } from './obstacle-texts.js'
import { ago } from '../../ui/ago.js'
import type { Stash } from '../cards.js'

interface Props {
  readonly stashes: ReadonlyArray<Stash>
  /** Applies a stash, and reads the obstacles again. */
  readonly onApply: (stash: Stash) => void
}

/** Stashes of the project's repository, each with the action that applies it again. */
export function StashList({ stashes, onApply }: Props): VNode | null {
  const m = obstacleTexts.value
  if (stashes.length === 0) return null
  return (
    <details class="stashes" open={stashes.length === 1}>
      <summary>{m.stashCount(stashes.length)}</summary>
      <ul>
        {stashes.map((stash) => (
          <li key={stash.id}>
            <span>
              {stash.name}
              <small>
                {stash.branch !== null && <code>{stash.branch}</code>} {ago(Date.parse(stash.at))}
              </small>
            </span>
            <button
              type="button"
              class="button small"
              aria-label={m.applyStashNamed(stash.name)}
              onClick={() => onApply(stash)}
            >
              {m.applyStash}
            </button>
          </li>
        ))}
      </ul>
    </details>
  )
}
