import type { ComponentChildren, VNode } from 'preact'
import type { BodyOf } from '../app/hub/hub.js'
import { locale, messages } from '../app/texts/messages.js'
import { bytesText, millisecondsText } from './amounts.js'
import { span } from '../app/texts/relative-time.js'

/** Response of `GET /api/server/status`. */
type ServerStatus = BodyOf<'readServerStatus'>

type Spread = ServerStatus['echo']

/** Load of the hub and durations of the operations that it depends on. */
export function Figures({ status }: { readonly status: ServerStatus }): VNode {
  const m = messages.value
  const { terminals, pushes, storeWrites } = status
  return (
    <div class="hub-figures grid">
      <section aria-label={m.responsiveness}>
        <h2>{m.responsiveness}</h2>
        <table class="spreads full-width line-above">
          <thead>
            <tr>
              <td />
              <th scope="col">{m.median}</th>
              <th scope="col">{m.slowest}</th>
              <td />
            </tr>
          </thead>
          <tbody>
            <SpreadRow label={m.echoTime} hint={m.echoTimeHint} of={status.echo} />
            <SpreadRow label={m.loopDelay} hint={m.loopDelayHint} of={status.loopDelay} />
            <SpreadRow label={m.tmuxCalls} of={status.tmux} />
            <SpreadRow label={m.gitCalls} of={status.git} />
            <SpreadRow label={m.diskWrites} of={storeWrites.took} />
            <SpreadRow label={m.approvalListed} of={status.approvals.listed} />
            <SpreadRow label={m.approvalWait} of={status.approvals.took} />
          </tbody>
        </table>
      </section>
      <section aria-label={m.load}>
        <h2>{m.load}</h2>
        <dl>
          <Figure label={m.liveSessions}>{status.sessions ?? '–'}</Figure>
          <Figure label={m.openTerminals}>{status.viewers}</Figure>
          <Figure label={m.pausedTerminals}>{terminals.paused}</Figure>
          <Figure label={m.terminalBytes}>
            {m.outAndIn(bytesText(terminals.bytesOut, locale.value), bytesText(terminals.bytesIn, locale.value))}
          </Figure>
          <Figure label={m.pendingApprovals}>{status.approvals.pending}</Figure>
          <Figure label={m.pushesSent}>{m.deliveredAndFailed(pushes.delivered, pushes.failed)}</Figure>
          <Figure label={m.failedWrites}>{storeWrites.failed}</Figure>
          <Figure label={m.caughtFaults}>{status.faults.reduce((sum, { count }) => sum + count, 0)}</Figure>
          <Figure label={m.memoryUsed}>{bytesText(status.memory.residentBytes, locale.value)}</Figure>
          <Figure label={m.uptime}>{span(status.uptimeMs)}</Figure>
        </dl>
      </section>
    </div>
  )
}

interface SpreadRowProps {
  readonly label: string
  readonly hint?: string
  readonly of: Spread
}

function SpreadRow({ label, hint, of: { count, p50Ms, p99Ms } }: SpreadRowProps): VNode {
  return (
    <tr>
      <th scope="row">
        {label}
        {hint && <span class="hint as-block">{hint}</span>}
      </th>
      <td>{millisecondsText(p50Ms, locale.value)}</td>
      <td>{millisecondsText(p99Ms, locale.value)}</td>
      <td class="spread-count hint">{messages.value.times(count)}</td>
    </tr>
  )
}

interface FigureProps {
  readonly label: string
  readonly children: ComponentChildren
}

function Figure({ label, children }: FigureProps): VNode {
  return (
    <div>
      <dt>{label}</dt>
      <dd>{children}</dd>
    </div>
  )
}
