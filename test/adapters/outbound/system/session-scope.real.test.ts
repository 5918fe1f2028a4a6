import { mkdir, mkdtemp, realpath, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fsSessionScope } from '../../../../adapters/outbound/system/session-scope.fs.js'
import { memorySessionScope } from '../../../../adapters/outbound/memory/machine.memory.js'
import { describeSessionScope } from '../../../contracts/session-scope.contract.js'
import { describeFake } from '../../../contracts/mutants.js'
import { gitIn } from '../../../support/board-places.js'

describeFake(describeSessionScope, ['scope'], () => {
  const scope = memorySessionScope('/home/ada', '/tmp/penates')
  const [outer, inner] = ['/work/shop', '/work/shop/packages/cart']
  for (const top of [outer, inner]) scope.addWorkTree(top)
  return Promise.resolve({
    scope,
    home: '/home/ada',
    temporary: '/tmp/penates',
    addTemporary: () => {
      scope.addTemporary()
      return Promise.resolve()
    },
    outer,
    inner,
    namesake: '/work/shop-2',
    close: () => Promise.resolve(),
  })
})

describeSessionScope('disk', async () => {
  const folder = await realpath(await mkdtemp(join(tmpdir(), 'penates-scope-')))
  const [temporary, outer, inner, namesake] = ['tmp', 'shop', 'shop/cart', 'shop-2'].map((name) => join(folder, name))
  if (!temporary || !outer || !inner || !namesake) throw new Error('a path is missing')
  for (const path of [`${outer}/below`, `${inner}/below`, namesake]) await mkdir(path, { recursive: true })
  for (const top of [outer, inner]) await gitIn(top, 'init', '--quiet')
  return {
    scope: fsSessionScope({ home: folder, temporary, uid: process.getuid?.() ?? 0 }),
    home: folder,
    temporary,
    addTemporary: () => mkdir(temporary),
    outer,
    inner,
    namesake,
    close: () => rm(folder, { recursive: true }),
  }
})
