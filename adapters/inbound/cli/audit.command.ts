import * as E from 'fp-ts/lib/Either.js'
import type { ChainFault } from '../../../domain/approvals/chain.js'
import { withInstallation, type Context } from './context.js'
import type { Run } from './description.js'
import type { AUDIT } from './descriptions/machine.js'

/** `penates audit`. */
export const audit: Run<typeof AUDIT, Context> = (_, context) =>
  withInstallation(context, async (hub) => {
    const report = await hub.approvalsLog().check()
    if (E.isLeft(report)) return context.fail({ problem: report.left.detail })
    const { records, fault } = report.right
    if (fault !== null) return context.fail({ problem: `approvals.log is not as it was written: ${words(fault)}` })
    return context.print({ json: { ok: true, records }, text: `approvals.log is whole: ${String(records)} records.\n` })
  })

function words({ problem, seq, line }: ChainFault): string {
  const where = `record ${String(seq)} (line ${String(line)})`
  switch (problem) {
    case 'edited':
      return `${where} was edited.`
    case 'missing':
      return `${where} is missing.`
    case 'reordered':
      return `${where} is out of its place.`
    case 'cut':
      return `it was cut off before record ${String(seq)}.`
    case 'unreadable':
      return `${where} cannot be read.`
    case 'no-head':
      return `the file approvals.log.head is gone, so its end cannot be proven.`
  }
}
