import * as E from 'fp-ts/lib/Either.js'
import { sessionId } from '../../domain/sessions/session-id.js'
// A strict gate on a real state folder, with agents and a person, which kills itself with SIGKILL before the given step on
// the disk. Prints what reached agents and the person at the moment it did. Called with: folder, step.
import { writeSync } from 'node:fs'
import { join } from 'node:path'
import { openApprovalLedger } from '../../adapters/outbound/approvals-log/approval-ledger.file.js'
import { approvalRulesSpec } from '../../adapters/outbound/json-store/approval-rules.json-store.js'
import { jsonApprovalStore } from '../../adapters/outbound/json-store/approval-store.json-store.js'
import { openJsonStore } from '../../adapters/outbound/json-store/json-store.js'
import { nodeDisk } from '../../infrastructure/files/disk.js'
import { sha256 } from '../../infrastructure/secrets/secrets.js'
import { aCall, aDecision, anOperator, deskWorld, openDesk, startNamed } from './approvals.js'
import { eventually } from './eventually.js'
import { watchedDisk } from './faulty-disk.js'
import { right } from './results.js'
import { aReport } from './agents.js'

const [path = '', lastStep = ''] = process.argv.slice(2)

let isReady = false
let steps = 0
const disk = watchedDisk(nodeDisk, () => {
  if (!isReady) return
  steps += 1
  if (steps === Number(lastStep)) process.kill(process.pid, 'SIGKILL')
})
const folder = { disk, path, now: Date.now }
const log = { info: () => undefined, warn: () => undefined, error: () => undefined }
const rules = right(await openJsonStore(approvalRulesSpec(folder))())
const world = deskWorld()
startNamed(world.host, 'cc-shop')
const ledger = right(
  await openApprovalLedger({ disk, file: join(path, 'approvals.log'), now: Date.now, sha256, log })(),
)
const desk = openDesk({
  ...world,
  rules,
  store: jsonApprovalStore(folder),
  ledger,
})
right(await rules.update((before) => E.right({ ...before, mode: 'strict' }))())
await rules.settled()
isReady = true

const print = (...words: ReadonlyArray<string>): void => void writeSync(1, `${words.join(' ')}\n`)

/** An agent asks and waits; the answer settles when it has the verdict. */
async function agent(tool: string): Promise<void> {
  const call = { tool_use_id: tool, tool_input: { command: tool }, permission_mode: 'bypassPermissions' }
  const verdict = await desk.ask(aCall({ gate: 'PreToolUse' }, call)).verdict()
  print('heard', tool, verdict._tag)
}

/** A person answers the question of a tool as soon as it is listed. */
async function person(tool: string, decision: Parameters<typeof aDecision>[0]): Promise<void> {
  let id = ''
  await eventually(() => {
    const found = desk.list.now().find(({ call }) => call.toolUseId === tool)
    if (found === undefined) throw new Error(`${tool} is not listed`)
    ;({ id } = found)
  })
  right(await desk.decide(id, aDecision(decision), anOperator())())
  print('answered', tool)
}

await Promise.all([agent('remembered'), person('remembered', { remember: true })])
const [one, other, withdrawn] = [agent('allowed'), agent('denied'), agent('withdrawn')]
await Promise.all([person('allowed', {}), person('denied', { decision: 'deny' }), one, other])
await desk.withdraw.onReport(sessionId('cc-shop'), aReport('Stop'))()
await withdrawn
await Promise.all([rules.settled(), ledger.settled()])
print('steps', String(steps))
