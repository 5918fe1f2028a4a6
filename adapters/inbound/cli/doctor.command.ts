import * as E from 'fp-ts/lib/Either.js'
import type { Examination } from '../../../application/doctor/examine.js'
import type { Finding } from '../../../application/doctor/prerequisite.port.js'
import type { ConfigFault } from '../../../infrastructure/config/variable-table.js'
import type { Context } from './context.js'
import type { Run } from './description.js'
import type { DOCTOR } from './descriptions/machine.js'
import { EXIT } from './exit-codes.js'

/** `penates doctor`. */
export const doctor: Run<typeof DOCTOR, Context> = async (_, { open, print }) => {
  const hub = await open()
  const { findings, isFit } = E.isLeft(hub) ? misconfigured(hub.left) : await hub.right.examine()()
  print({ json: { ok: isFit, findings }, text: report(findings, isFit) })
  return isFit ? EXIT.ok : EXIT.failed
}

/** Result for an invalid configuration: no other check can run without one. */
const misconfigured = (faults: ReadonlyArray<ConfigFault>): Examination => ({
  findings: faults.map(({ variable, problem }) => ({ name: variable, state: 'fault', detail: problem, mend: null })),
  isFit: false,
})

/** Text labels instead of symbols: readable in every locale and searchable. */
const WORDS: Readonly<Record<Finding['state'], string>> = { ok: 'ok   ', warning: 'look ', fault: 'FAULT' }

function report(findings: ReadonlyArray<Finding>, isFit: boolean): string {
  const width = Math.max(...findings.map(({ name }) => name.length))
  const lines = findings.flatMap(({ name, state, detail, mend }) => [
    `${WORDS[state]}  ${name.padEnd(width)}  ${detail}`,
    ...(mend === null ? [] : [`       ${' '.repeat(width)}  -> ${mend}`]),
  ])
  return [...lines, '', isFit ? 'The hub can run.' : 'The hub cannot run like this.', ''].join('\n')
}
