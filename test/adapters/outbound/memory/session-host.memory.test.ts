import { describeSessionHost } from '../../../contracts/session-host.contract.js'
import { sessionHostMutants } from '../../../contracts/session-host.mutants.js'
import { describeFake } from '../../../contracts/mutants.js'
import { memoryHostHarness } from '../../../support/memory-harnesses.js'

describeFake(describeSessionHost, sessionHostMutants, () => Promise.resolve(memoryHostHarness()))
