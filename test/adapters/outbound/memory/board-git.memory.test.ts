import { describeBoardGit } from '../../../contracts/board-git.contract.js'
import { boardGitMutants } from '../../../contracts/board-git.mutants.js'
import { describeFake } from '../../../contracts/mutants.js'
import { memoryHarness } from '../../../support/board-places.js'

describeFake(describeBoardGit, boardGitMutants, memoryHarness)
