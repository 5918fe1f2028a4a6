import * as TE from 'fp-ts/lib/TaskEither.js'
import { memoryDisk } from '../../../adapters/outbound/memory/file-disk.memory.js'
import { memoryProjectFiles } from '../../../adapters/outbound/memory/project-files.memory.js'
import {
  makeCreateFile,
  makeFileChanges,
  makeRelocateFile,
  makeTrashFiles,
  type OwnChange,
} from '../../../application/files/change-files.js'
import { makeLocateFile } from '../../../application/files/locate-file.js'
import { makeReceiveUploads, type UploadParts } from '../../../application/files/receive-uploads.js'
import { arriving } from '../../support/project-files.js'

describe('changes made through the hub', () => {
  it('are told with where they were made and by whom, and only when they were', async () => {
    const disk = memoryDisk(() => 1)
    await disk.controls.write('/work/shop/real/a', 'a')
    await disk.controls.link('/work/shop/link', 'real')
    const files = memoryProjectFiles(disk)
    const fileChanges = makeFileChanges()
    const locateFile = makeLocateFile({ findRoot: () => TE.right('/work/shop'), files })
    const deps = { locateFile, files, fileChanges }
    const heard: OwnChange[] = []
    fileChanges.add((change) => void heard.push(change))

    await makeCreateFile(deps)('shop', { kind: 'dir', path: 'link/x', name: 'y' }, 'tab')()
    await makeCreateFile(deps)('shop', { kind: 'dir', path: 'link/x', name: 'y' }, 'tab')()
    await makeCreateFile(deps)('shop', { kind: 'file', path: 'none', name: 'y' }, 'tab')()
    await makeRelocateFile(deps)('shop', { op: 'move', from: 'link/a', to: 'b', onConflict: undefined }, null)()
    await makeTrashFiles(deps)('shop', ['b'], 'phone')()
    const parts = async function* (): UploadParts {
      yield await Promise.resolve({ _tag: 'file', name: 'c', bytes: arriving('c') })
      yield { _tag: 'file', name: 'd', bytes: arriving('d', new Error('cut')) }
    }
    await makeReceiveUploads(deps)('shop', 'link', parts(), { onConflict: 'fail', origin: 'phone' })()

    expect(heard.map(({ path, origin }) => [path, origin])).to.deep.equal([
      ['/work/shop/real/x', 'tab'],
      ['/work/shop/real/x/y', 'tab'],
      ['/work/shop/real/a', null],
      ['/work/shop/b', null],
      ['/work/shop/b', 'phone'],
      ['/work/shop/real/c', 'phone'],
    ])
  })
})
