import { describePushSender } from '../../../contracts/push-sender.contract.js'
import { pushSenderMutants } from '../../../contracts/push-sender.mutants.js'
import { describeFake } from '../../../contracts/mutants.js'
import { memoryPushHarness } from '../../../support/memory-harnesses.js'

describeFake(describePushSender, pushSenderMutants, () => Promise.resolve(memoryPushHarness()))
