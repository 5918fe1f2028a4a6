import * as E from 'fp-ts/lib/Either.js'
import type { Examination } from '../../../application/doctor/examine.js'
import type { Finding } from '../../../application/doctor/prerequisite.port.js'
import type { ConfigFault } from '../../../infrastructure/config/variable-table.js'
import { EXIT, tellUsage, type Command } from './command.js'

const help = `Usage: penates doctor [--json]

Looks at everything that the hub needs and changes nothing. What is not as it should
be comes with what to do about it. Ends with 0 when the hub can run, with 1 otherwise.

  --json   print {"ok", "findings": [{"name", "state", "detail", "mend"}]}
`

/** `penates doctor`. */
export const doctor: Command = {
  name: 'doctor',
  summary: 'Check everything that the hub needs',
  help,
  switches: ['json'],
  run: async ({ operands, switches }, deps) => {
    if (operands.length > 0) return tellUsage('doctor takes no arguments', 'penates doctor --help', deps)
    const hub = await deps.open()
    const { findings, isFit } = E.isLeft(hub) ? misconfigured(hub.left) : await hub.right.examine()()
    deps.out(switches.has('json') ? `${JSON.stringify({ ok: isFit, findings }, null, 2)}\n` : report(findings, isFit))
    return isFit ? EXIT.ok : EXIT.failed
  },
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
