import { describeTerminalHost } from '../../../contracts/terminal-host.contract.js'
import { terminalHostMutants } from '../../../contracts/terminal-host.mutants.js'
import { describeFake } from '../../../contracts/mutants.js'
import { memoryTerminalHarness } from '../../../support/memory-harnesses.js'

describeFake(describeTerminalHost, terminalHostMutants, () => Promise.resolve(memoryTerminalHarness()))
