import { describeBoardGit } from '../../../contracts/board-git.contract.js'
import { memoryHarness } from '../../../support/board-places.js'

describeBoardGit('memory', memoryHarness)
