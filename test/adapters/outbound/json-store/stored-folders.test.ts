import * as E from 'fp-ts/lib/Either.js'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { openJsonStore } from '../../../../adapters/outbound/json-store/json-store.js'
import { sessionRecordStoreSpec } from '../../../../adapters/outbound/json-store/session-record-store.json-store.js'
import { sessionFolders } from '../../../../adapters/outbound/json-store/stored-folders.js'
import { sessionId } from '../../../../domain/sessions/session-id.js'
import { remember } from '../../../../domain/sessions/session-record.js'
import { nodeDisk } from '../../../../infrastructure/files/disk.js'
import { right } from '../../../support/results.js'
import { scratchFolder } from '../../../support/scratch-folder.js'
import { aName } from '../../../support/sessions.js'

describe('folders in which sessions were started', () => {
  const folder = scratchFolder()

  it('are read beside a running hub, and are none where the file is missing or damaged', async () => {
    expect(await sessionFolders(nodeDisk, folder())()).to.deep.equal([])
    const store = right(
      await openJsonStore(sessionRecordStoreSpec({ disk: nodeDisk, path: folder(), now: Date.now }))(),
    )
    const started = { id: sessionId('a'), name: aName('a'), directory: '/work/shop', command: 'claude' }
    right(await store.update((records) => E.right(remember(records, started, 0)))())
    await store.settled()
    expect(await sessionFolders(nodeDisk, folder())()).to.deep.equal(['/work/shop'])
    await writeFile(join(folder(), 'known-sessions.json'), '{')
    expect(await sessionFolders(nodeDisk, folder())()).to.deep.equal([])
  })
})
