import { execFile } from 'node:child_process'
import { readdir } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { openApprovalLedger } from '../../../adapters/outbound/approvals-log/approval-ledger.file.js'
import { fileLedgerProof } from '../../../adapters/outbound/approvals-log/ledger-proof.file.js'
import { readLines } from '../../../adapters/outbound/approvals-log/log-files.js'
import { approvalRulesSpec } from '../../../adapters/outbound/json-store/approval-rules.json-store.js'
import { jsonApprovalStore } from '../../../adapters/outbound/json-store/approval-store.json-store.js'
import { openJsonStore } from '../../../adapters/outbound/json-store/json-store.js'
import { makeSessionDirectory } from '../../../application/sessions/session-directory.js'
import { makeRecoverApprovals } from '../../../application/approvals/recover-approvals.js'
import { readEntry, type ChainEntry } from '../../../domain/approvals/chain.js'
import { nodeDisk } from '../../../infrastructure/files/disk.js'
import { sha256 } from '../../../infrastructure/secrets/secrets.js'
import { atOnce } from '../../support/at-once.js'
import { right } from '../../support/results.js'
import { scratchFolder } from '../../support/scratch-folder.js'
import { shortOrLong } from '../../support/short-or-long.js'

const LIFE = fileURLToPath(new URL('../../support/gate-life.js', import.meta.url))
const AT_ONCE = 3
/** The steps of a first question; the later ones repeat them side by side. */
const FIRST_STEPS = 60
/** A short run takes one of two of the first and one of six of the later steps, others each time. */
const ONE_OF_FIRST = shortOrLong(2, 1)
const ONE_OF_LATER = shortOrLong(6, 1)
const offset = Date.now() % (ONE_OF_FIRST * ONE_OF_LATER)

/** Answers that reached agents and the person before the gate was killed. */
interface Life {
  readonly heard: ReadonlyMap<string, string>
  readonly answered: ReadonlySet<string>
  /** `null` when it was killed. */
  readonly steps: number | null
}

const live = (folder: string, killAtStep: number): Promise<Life> =>
  new Promise((resolve, reject) => {
    execFile(process.execPath, [LIFE, folder, String(killAtStep)], (error, stdout, stderr) => {
      if (error !== null && error.signal !== 'SIGKILL') {
        reject(new Error(stderr))
        return
      }
      const lines = stdout.split('\n').map((line) => line.split(' '))
      const of = (what: string) => lines.filter(([first]) => first === what)
      resolve({
        heard: new Map(of('heard').map(([, tool = '', verdict = '']) => [tool, verdict])),
        answered: new Set(of('answered').map(([, tool = '']) => tool)),
        steps: of('steps').map(([, count]) => Number(count))[0] ?? null,
      })
    })
  })

const silent = { info: () => undefined, warn: () => undefined, error: () => undefined }

/** Starts the gate again on what the killed one left. */
async function recovered(path: string) {
  const folder = { disk: nodeDisk, path, now: Date.now }
  const file = join(path, 'approvals.log')
  const store = jsonApprovalStore(folder)
  const rules = right(await openJsonStore(approvalRulesSpec(folder))())
  const ledger = right(await openApprovalLedger({ disk: nodeDisk, file, now: Date.now, sha256, log: silent })())
  const directory = makeSessionDirectory()
  const recover = makeRecoverApprovals({ restore: () => false, store, ledger, rules, directory })
  right(await recover())
  const entries: ChainEntry[] = []
  for await (const { text } of readLines(file, 0)) entries.push(...[readEntry(text)].filter((one) => one !== null))
  await Promise.all([rules.settled(), ledger.settled()])
  return {
    entries,
    again: right(await recover()),
    kept: right(await store.kept()).length,
    fault: right(await fileLedgerProof({ disk: nodeDisk, file, sha256 }).check()).fault,
    grants: rules.current().grants.map(({ digest }) => digest),
    temporary: (await readdir(path, { recursive: true })).filter((name) => name.endsWith('.tmp')),
  }
}

/** Everything that is false in a log, after recovery, of what happened before. */
function faultsIn(entries: ReadonlyArray<ChainEntry>, { heard, answered }: Life): ReadonlyArray<string> {
  const faults: string[] = []
  for (const request of entries.filter(({ kind }) => kind === 'request')) {
    const tool = request['toolUseId'] as string
    const own = (kind: string) => entries.filter((entry) => entry.kind === kind && entry['id'] === request['id'])
    const [outcome, ...outcomes] = own('outcome')
    const [delivery, ...deliveries] = own('delivery')
    if (outcomes.length > 0 || deliveries.length > 0) faults.push(`${tool}: closed twice`)
    if (outcome === undefined || delivery === undefined) faults.push(`${tool}: left open`)
    const verdict = heard.get(tool)
    if (verdict === 'Allow' && outcome?.['outcome'] !== 'allowed') faults.push(`${tool}: heard an allow`)
    if (verdict === 'Deny' && outcome?.['outcome'] !== 'denied') faults.push(`${tool}: heard a deny`)
    if (verdict !== undefined && delivery?.['delivered'] === false)
      faults.push(`${tool}: heard, logged as not delivered`)
    if (verdict === undefined && delivery?.['delivered'] === true)
      faults.push(`${tool}: not heard, logged as delivered`)
    if (answered.has(tool) && own('decision').length !== 1) faults.push(`${tool}: its decision is gone`)
  }
  for (const tool of heard.keys()) {
    if (!entries.some((entry) => entry['toolUseId'] === tool)) faults.push(`${tool}: heard, not in the log`)
  }
  return faults
}

describe('the log of approvals under kill -9', () => {
  const scratch = scratchFolder()

  it('tells what agents heard, wherever the gate was killed', async () => {
    const whole = await live(join(scratch(), 'whole'), 0)
    expect([...whole.heard]).to.have.deep.members([
      ['remembered', 'Allow'],
      ['allowed', 'Allow'],
      ['denied', 'Deny'],
      ['withdrawn', 'Deny'],
    ])
    const steps = Array.from({ length: whole.steps ?? 0 }, (_, index) => index + 1)
    expect(steps.length).to.be.greaterThan(120)
    const points = steps.filter((step) => (step + offset) % (step <= FIRST_STEPS ? ONE_OF_FIRST : ONE_OF_LATER) === 0)
    // Records that come during one write share the next, so a life may end before its last steps.
    let killed = 0
    const check = async (step: number): Promise<void> => {
      const path = join(scratch(), String(step))
      const life = await live(path, step)
      const isKilled = life.steps === null
      const { entries, again, kept, fault, grants, temporary } = await recovered(path)
      const remembered = entries.filter((entry) => entry['remember'] === true).map((entry) => entry['digest'])
      const told = {
        faults: faultsIn(entries, life),
        again,
        kept,
        fault,
        grants,
        temporary,
        isKilled: isKilled || step > FIRST_STEPS,
      }
      if (isKilled) killed += 1
      expect(told, `killed at step ${String(step)}`).to.deep.equal({
        faults: [],
        again: 0,
        kept: 0,
        fault: null,
        grants: remembered,
        temporary: [],
        isKilled: true,
      })
    }
    await atOnce(AT_ONCE, points, check)
    expect(killed).to.be.greaterThan(0.9 * points.length)
  }).timeout(shortOrLong(180_000, 600_000))
})
