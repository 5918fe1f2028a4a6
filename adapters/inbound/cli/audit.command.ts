import * as E from 'fp-ts/lib/Either.js'
import type { ChainFault } from '../../../domain/approvals/chain.js'
import { EXIT, tellConfigFaults, tellFailure, tellUsage, type Command } from './command.js'

const help = `Usage: penates audit verify

Reads approvals.log, in which every question, decision, outcome and delivery is chained to the
one before it, and names the first record that is edited, missing, out of its place
or cut off. Changes nothing; the hub may be running. Ends with 0 when all is whole.
`

/** `penates audit`. */
export const audit: Command = {
  name: 'audit',
  summary: 'Prove that the log of approvals is as it was written',
  help,
  switches: [],
  run: async ({ operands: [action, ...rest] }, deps) => {
    if (action !== 'verify' || rest.length > 0) return tellUsage('audit takes verify', 'penates audit --help', deps)
    const hub = await deps.open()
    if (E.isLeft(hub)) return tellConfigFaults(hub.left, deps)
    const report = await hub.right.approvalsLog().check()
    if (E.isLeft(report)) return tellFailure(report.left.detail, null, deps)
    const { records, fault } = report.right
    if (fault !== null) return tellFailure(`approvals.log is not as it was written: ${words(fault)}`, null, deps)
    deps.out(`approvals.log is whole: ${String(records)} records.\n`)
    return EXIT.ok
  },
}

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
