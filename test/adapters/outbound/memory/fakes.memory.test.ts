import { memoryAnswerSigner } from '../../../../adapters/outbound/memory/answer-signer.memory.js'
import { memoryAuditLog } from '../../../../adapters/outbound/memory/audit-log.memory.js'
import { memoryIgnoreRules } from '../../../../adapters/outbound/memory/ignore-rules.memory.js'
import { memoryTracer } from '../../../../adapters/outbound/memory/tracer.memory.js'
import { describeAnswerSigner } from '../../../contracts/answer-signer.contract.js'
import { answerSignerMutants } from '../../../contracts/answer-signer.mutants.js'
import { describeAuditLog } from '../../../contracts/audit-log.contract.js'
import { auditLogMutants } from '../../../contracts/audit-log.mutants.js'
import { describeBoardGit } from '../../../contracts/board-git.contract.js'
import { boardGitMutants } from '../../../contracts/board-git.mutants.js'
import { describeCommandRunner } from '../../../contracts/command-runner.contract.js'
import { commandRunnerMutants } from '../../../contracts/command-runner.mutants.js'
import { describeIgnoreRules } from '../../../contracts/ignore-rules.contract.js'
import { ignoreRulesMutants } from '../../../contracts/ignore-rules.mutants.js'
import { describeFake } from '../../../contracts/mutants.js'
import { describePushSender } from '../../../contracts/push-sender.contract.js'
import { pushSenderMutants } from '../../../contracts/push-sender.mutants.js'
import { describeSessionHost } from '../../../contracts/session-host.contract.js'
import { sessionHostMutants } from '../../../contracts/session-host.mutants.js'
import { describeTerminalHost } from '../../../contracts/terminal-host.contract.js'
import { terminalHostMutants } from '../../../contracts/terminal-host.mutants.js'
import { describeTracer } from '../../../contracts/tracer.contract.js'
import { tracerMutants } from '../../../contracts/tracer.mutants.js'
import { memoryHarness } from '../../../support/board-places.js'
import {
  memoryHostHarness,
  memoryPushHarness,
  memoryRunnerHarness,
  memoryTerminalHarness,
} from '../../../support/memory-harnesses.js'

const done = (): Promise<void> => Promise.resolve()

describeFake(describeAnswerSigner, answerSignerMutants, () =>
  Promise.resolve({ signer: memoryAnswerSigner(), close: done }),
)
describeFake(describeAuditLog, auditLogMutants, () => {
  const audit = memoryAuditLog()
  return Promise.resolve({
    audit,
    entries: () => Promise.resolve([...audit.entries]),
    close: done,
  })
})
describeFake(describeBoardGit, boardGitMutants, memoryHarness)
describeFake(describeCommandRunner, commandRunnerMutants, () => Promise.resolve(memoryRunnerHarness()))
describeFake(describeIgnoreRules, ignoreRulesMutants, () =>
  Promise.resolve({
    rules: memoryIgnoreRules('/work/shop', new Set(['out', 'größe\nx'])),
    repository: '/work/shop',
    elsewhere: '/work/shop-more',
    close: done,
  }),
)
describeFake(describePushSender, pushSenderMutants, () => Promise.resolve(memoryPushHarness()))
describeFake(describeSessionHost, sessionHostMutants, () => Promise.resolve(memoryHostHarness()))
describeFake(describeTerminalHost, terminalHostMutants, () => Promise.resolve(memoryTerminalHarness()))
describeFake(describeTracer, tracerMutants, () => {
  const tracer = memoryTracer()
  return Promise.resolve({
    tracer,
    told: () => Promise.resolve(tracer.spans()),
    close: () => tracer.close(),
  })
})
