import { memoryAnswerSigner } from '../../../../adapters/outbound/memory/agents.memory.js'
import { memoryAuditLog } from '../../../../adapters/outbound/memory/audit-log.memory.js'
import { memoryIgnoreRules } from '../../../../adapters/outbound/memory/machine.memory.js'
import { memoryTracer } from '../../../../adapters/outbound/memory/tracer.memory.js'
import { describeAnswerSigner } from '../../../contracts/answer-signer.contract.js'
import { describeAuditLog } from '../../../contracts/audit-log.contract.js'
import { describeBoardGit } from '../../../contracts/board-git.contract.js'
import { boardGitMutants } from '../../../contracts/board-git.mutants.js'
import { describeCommandRunner } from '../../../contracts/command-runner.contract.js'
import { describeIgnoreRules } from '../../../contracts/ignore-rules.contract.js'
import { describeFake, describeMutants } from '../../../contracts/mutants.js'
import { describePushSender } from '../../../contracts/push-sender.contract.js'
import { describeSessionHost } from '../../../contracts/session-host.contract.js'
import { sessionHostMutants } from '../../../contracts/session-host.mutants.js'
import { describeTerminalHost } from '../../../contracts/terminal-host.contract.js'
import { terminalHostMutants } from '../../../contracts/terminal-host.mutants.js'
import { describeTracer } from '../../../contracts/tracer.contract.js'
import { memoryHarness } from '../../../support/board-places.js'
import {
  memoryHostHarness,
  memoryPushHarness,
  memoryRunnerHarness,
  memoryTerminalHarness,
} from '../../../support/memory-harnesses.js'

const done = (): Promise<void> => Promise.resolve()

describeFake(describeAnswerSigner, ['signer'], () => Promise.resolve({ signer: memoryAnswerSigner(), close: done }))
describeFake(describeAuditLog, ['audit'], () => {
  const audit = memoryAuditLog()
  return Promise.resolve({
    audit,
    entries: () => Promise.resolve([...audit.entries]),
    close: done,
  })
})
describeBoardGit('memory', memoryHarness)
describeMutants(describeBoardGit, boardGitMutants, memoryHarness)
describeFake(describeCommandRunner, ['runner'], () => Promise.resolve(memoryRunnerHarness()))
describeFake(describeIgnoreRules, ['rules'], () =>
  Promise.resolve({
    rules: memoryIgnoreRules('/work/shop', new Set(['out', 'größe\nx'])),
    repository: '/work/shop',
    elsewhere: '/work/shop-more',
    close: done,
  }),
)
describeFake(describePushSender, ['sender', 'withoutKeys'], () => Promise.resolve(memoryPushHarness()))
describeSessionHost('memory', () => Promise.resolve(memoryHostHarness()))
describeMutants(describeSessionHost, sessionHostMutants, () => Promise.resolve(memoryHostHarness()))
describeTerminalHost('memory', () => Promise.resolve(memoryTerminalHarness()))
describeMutants(describeTerminalHost, terminalHostMutants, () => Promise.resolve(memoryTerminalHarness()))
describeFake(describeTracer, ['tracer'], () => {
  const tracer = memoryTracer()
  return Promise.resolve({
    tracer,
    told: () => Promise.resolve(tracer.spans()),
    close: () => tracer.close(),
  })
})
