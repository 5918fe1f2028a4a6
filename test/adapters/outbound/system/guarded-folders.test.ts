import { FILE_TOOLS } from '../../../../adapters/outbound/agents/claude-code/file-tools.js'
import { mkdir, mkdtemp, realpath, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { memoryGuardedFolders } from '../../../../adapters/outbound/memory/guarded-folders.memory.js'
import { fsGuardedFolders } from '../../../../adapters/outbound/system/guarded-folders.fs.js'
import { parseShell } from '../../../../adapters/outbound/shell/shell-parser.unbash.js'
import { describeGuardedFolders } from '../../../contracts/guarded-folders.contract.js'
import { describeFake } from '../../../contracts/mutants.js'

describeFake(describeGuardedFolders, ['places'], () =>
  Promise.resolve({
    places: memoryGuardedFolders({
      fileTools: FILE_TOOLS,
      parseShell,
      places: ['/home/me/.penates', '/home/me/.claude', '/home/me/state'],
      folders: ['/home/me/work', '/home/me/work/src', '/home/me/work/src/deep'],
      links: { '/home/me/work/link': '/home/me/.penates', '/home/me/work/out': '/home/me' },
    }),
    home: '/home/me',
    close: () => Promise.resolve(),
  }),
)

describeGuardedFolders('fs', async () => {
  const home = await realpath(await mkdtemp(join(tmpdir(), 'penates-test-')))
  await mkdir(join(home, '.penates'))
  await mkdir(join(home, 'state'))
  await mkdir(join(home, 'work/src/deep'), { recursive: true })
  await writeFile(join(home, '.penates', 'token'), 'token')
  await writeFile(join(home, 'work', 'notes'), 'notes')
  await symlink(join(home, '.penates'), join(home, 'work', 'link'))
  await symlink(home, join(home, 'work', 'out'))
  const places = ['.penates', '.claude', 'state'].map((name) => join(home, name))
  return {
    places: fsGuardedFolders({
      home,
      places,
      settingsFolders: ['.claude'],
      fileTools: FILE_TOOLS,
      parseShell,
      variables: ['PENATES_HOME'],
    }),
    home,
    close: () => rm(home, { recursive: true }),
  }
})
