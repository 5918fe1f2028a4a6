import { memoryProjectFolders } from '../../../../adapters/outbound/memory/project-folders.memory.js'
import { describeProjectFolders } from '../../../contracts/project-folders.contract.js'
import { describeFake } from '../../../contracts/mutants.js'

describeFake(describeProjectFolders, ['folders'], () => {
  const home = '/home/me'
  const folders = memoryProjectFolders({ home, browseRoots: [home] })
  const { make, link, checkOut } = folders.controls
  const made = ['/code', '/code/b größe', '/code/a', '/code/a/inner', '/code/.hidden']
  for (const path of [...made.map((path) => home + path), '/elsewhere', '/elsewhere/below']) make(path)
  checkOut(`${home}/code/a`, 'feat/a')
  link(`${home}/code/link`, `${home}/code/a`)
  link(`${home}/out`, '/elsewhere')
  return Promise.resolve({ folders, home, elsewhere: '/elsewhere', close: () => Promise.resolve() })
})
