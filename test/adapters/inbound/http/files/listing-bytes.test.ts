import { ListingJson, type MarkedListing } from '../../../../../adapters/inbound/http/files/codec.js'
import { listingBytes } from '../../../../../adapters/inbound/http/files/file-content.js'
import type { ProjectPath } from '../../../../../domain/files/project-path.js'
import { turnsDuring } from '../../../../support/turns.js'

const listingOf = (count: number, path = 'src'): MarkedListing => ({
  path: path as ProjectPath,
  entries: Array.from({ length: count }, (_, index) => ({
    name: `größe "${String(index)}"`,
    type: index % 3 === 0 ? ('symlink' as const) : ('file' as const),
    size: index,
    modifiedAt: index + 0.5,
  })),
  ignored: new Set(['größe "1"']),
  total: count,
  marks: count % 2 === 0 ? null : [{ path: 'a "entries":[]', marker: 'staged', isFolder: false }],
})

describe('the JSON of a listing', () => {
  it('is that of its codec for any number of entries and any path', async () => {
    for (const count of [0, 1, 999, 1_000, 1_001, 2_500])
      for (const listing of [listingOf(count), listingOf(count, 'a "entries":[] b')])
        expect((await listingBytes(listing)).toString()).to.equal(JSON.stringify(ListingJson.encode(listing)))
  })

  it('lets other work of the event loop run before all of 10,000 entries are encoded', async () => {
    expect(await turnsDuring(() => listingBytes(listingOf(10_000)))).to.be.at.least(9)
  })
})
