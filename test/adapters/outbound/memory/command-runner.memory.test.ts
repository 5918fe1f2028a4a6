import { describeCommandRunner } from '../../../contracts/command-runner.contract.js'
import { commandRunnerMutants } from '../../../contracts/command-runner.mutants.js'
import { describeFake } from '../../../contracts/mutants.js'
import { memoryRunnerHarness } from '../../../support/memory-harnesses.js'

describeFake(describeCommandRunner, commandRunnerMutants, () => Promise.resolve(memoryRunnerHarness()))
