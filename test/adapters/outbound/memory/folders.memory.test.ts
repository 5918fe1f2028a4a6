import { memoryFolders } from '../../../../adapters/outbound/memory/machine.memory.js'
import { describeFolders } from '../../../contracts/folders.contract.js'
import { describeFake } from '../../../contracts/mutants.js'

describeFake(describeFolders, ['folders'], () =>
  Promise.resolve({
    folders: memoryFolders({
      '/home/me/none': 'not-found',
      '/home/me/file': 'not-a-directory',
      '/home/me/closed': 'not-readable',
    }),
    home: '/home/me',
    file: '/home/me/file',
    closedFolder: '/home/me/closed',
    close: () => Promise.resolve(),
  }),
)
