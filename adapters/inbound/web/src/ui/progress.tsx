import type { VNode } from 'preact'
import { messages } from '../i18n/messages.js'
import { percentOf, type Progress } from './percent.js'

interface Props extends Progress {
  /** What it is the progress of, for those who do not see the bar. */
  readonly label: string
}

/** How much is done, as a bar and in numbers. */
export function ProgressBar({ done, total, label }: Props): VNode {
  const percent = percentOf({ done, total })
  return (
    <span class={`progress ${percent === 100 ? 'full' : ''}`} data-tip={messages.value.progressOf(done, total)}>
      <span
        class="progress-track"
        role="progressbar"
        aria-label={label}
        aria-valuemin={0}
        aria-valuemax={total}
        aria-valuenow={done}
        aria-valuetext={messages.value.progressOf(done, total)}
      >
        <span class="progress-fill" style={{ width: `${percent}%` }} />
      </span>
      <span class="progress-text">
        {done}/{total}
      </span>
    </span>
  )
}
