import { memoryApprovalLedger } from '../../../../adapters/outbound/memory/approval-ledger.memory.js'
import { memoryClock } from '../../../../adapters/outbound/memory/clock.memory.js'
import { memoryCommandRunner } from '../../../../adapters/outbound/memory/command-runner.memory.js'
import { checkLedger } from '../../../../adapters/outbound/approvals-log/ledger-proof.file.js'
import { checkSessionUser } from '../../../../adapters/outbound/system/check-session-user.js'
import { checkGit } from '../../../../adapters/outbound/system/prerequisites.js'
import type { Finding, Prerequisite } from '../../../../application/doctor/prerequisite.port.js'
import { unavailable } from '../../../../application/shared/errors.js'
import type { CommandRunner } from '../../../../application/shared/command-runner.port.js'
import * as E from 'fp-ts/lib/Either.js'
import { describeFake } from '../../../contracts/mutants.js'
import { describePrerequisite, type PrerequisiteHarness } from '../../../contracts/prerequisite.contract.js'

const done = (): Promise<void> => Promise.resolve()
type Condition = 'well' | 'damaged' | 'obstructed'

/** Scene of a check of something that is in one of three conditions. */
const conditioned = (check: Prerequisite, become: (condition: Condition) => void): Promise<PrerequisiteHarness> => {
  const becoming = (condition: Condition) => () => {
    become(condition)
    return done()
  }
  return Promise.resolve({
    check,
    damage: becoming('damaged'),
    mend: becoming('well'),
    obstruct: becoming('obstructed'),
    close: done,
  })
}

describeFake(describePrerequisite, ['check'], () => {
  let finding: Finding = { name: 'tmux', state: 'ok', detail: '3.5a', mend: null }
  return conditioned(
    () => Promise.resolve([finding]),
    (condition) => {
      finding =
        condition === 'well'
          ? { name: 'tmux', state: 'ok', detail: '3.5a', mend: null }
          : { name: 'tmux', state: 'fault', detail: condition, mend: 'sudo apt install tmux' }
    },
  )
})

const onScript =
  (checkOf: (runner: CommandRunner) => Prerequisite, refuses: string) => (): Promise<PrerequisiteHarness> => {
    const runner = memoryCommandRunner()
    let now: Condition = 'well'
    runner.script((argv) => {
      if (now === 'obstructed') return 'never-ends'
      if (argv.includes('-r')) return { exitCode: 1 }
      return now === 'damaged' && argv.includes(refuses) ? { exitCode: 1 } : { stdout: 'git version 2.50.1' }
    })
    return conditioned(checkOf(runner), (condition) => {
      now = condition
    })
  }
describePrerequisite('git', () => {
  const runner = memoryCommandRunner()
  let now: Condition = 'well'
  runner.script(() => (now === 'obstructed' ? 'never-ends' : { stdout: now === 'well' ? 'git version 2.50.1' : '' }))
  return conditioned(checkGit(runner), (condition) => {
    now = condition
  })
})
describePrerequisite(
  'the account of sessions',
  onScript((runner) => {
    const account = { name: 'agents', uid: 1_001, home: '/home/agents' }
    return checkSessionUser({ runner, account, stateFolder: '/state', node: '/usr/bin/node' })
  }, '-w'),
)
describePrerequisite('the log of approvals', async () => {
  const ledger = memoryApprovalLedger(memoryClock())
  await ledger.append({ kind: 'request', id: 'one' })()
  let now: Condition = 'well'
  const check = checkLedger({
    check: () =>
      now === 'obstructed' ? Promise.resolve(E.left(unavailable('approvals log', 'EACCES'))) : ledger.check(),
  })
  return conditioned(check, (condition) => {
    const [from, to] = condition === 'damaged' ? ['one', '1ne'] : ['1ne', 'one']
    ledger.controls.rewrite((lines) => lines.map((line) => line.replace(from, to)))
    now = condition
  })
})
