import type { VNode } from 'preact'
import { messages } from '../app/texts/messages.js'
import { percentOf, type Progress } from './percent.js'

interface Props extends Progress {
  /** Accessible name of the bar. */
  readonly label: string
}

/** Progress as a bar and as numbers. */
export function ProgressBar({ done, total, label }: Props): VNode {
  const percent = percentOf({ done, total })
  return (
    <span
      class={`progress cluster gap-8 shrink text-1 ${percent === 100 ? 'full' : ''}`}
      data-tip={messages.value.progressOf(done, total)}
    >
      <span
        class="progress-track spring clip"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={messages.value.progressOf(done, total)}
      >
        <span class="progress-fill as-block" style={{ width: `${percent}%` }} />
      </span>
      <span class="progress-text rigid">
        {done}/{total}
      </span>
    </span>
  )
}
