import * as TE from 'fp-ts/lib/TaskEither.js'
import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { memoryPlanDocument, type MemoryPlanDocument } from '../../../adapters/outbound/memory/plan-document.memory.js'
import { makeReadPlan, type ReadPlan } from '../../../application/projects/plans.js'
import { right } from '../../support/results.js'

describe('reading a plan', () => {
  let documents: MemoryPlanDocument
  let reads: string[]
  let readPlan: ReadPlan
  beforeEach(() => {
    documents = memoryPlanDocument(memoryClock(1))
    reads = []
    const read = (folder: string) => {
      reads.push(folder)
      return documents.read(folder)
    }
    readPlan = makeReadPlan({ planDocument: { ...documents, read } })
  })

  const versionOf = async (folder: string): Promise<string | null | undefined> =>
    right(await readPlan(folder)())?.plan.released.version

  it('happens again only when the document was touched', async () => {
    documents.controls.write('/a', 'CHANGELOG.md', '## Released: 1')
    expect([await versionOf('/a'), await versionOf('/a')]).to.deep.equal(['1', '1'])
    documents.controls.write('/a', 'CHANGELOG.md', '## Released: 2')
    expect([await versionOf('/a'), await versionOf('/none'), reads]).to.deep.equal(['2', undefined, ['/a', '/a']])
  })

  it('is empty for a document that is removed at that moment', async () => {
    documents.controls.write('/a', 'CHANGELOG.md', '## Released: 1')
    const read = () => TE.right(null)
    expect(right(await makeReadPlan({ planDocument: { ...documents, read } })('/a')())).to.equal(null)
  })

  it('remembers so many plans and no more', async () => {
    const folders = Array.from({ length: 1_001 }, (_, index) => `/${index}`)
    for (const folder of folders) {
      documents.controls.write(folder, 'CHANGELOG.md', `## Released: ${folder}`)
      await versionOf(folder)
    }
    reads.length = 0
    expect([await versionOf('/1000'), await versionOf('/0')]).to.deep.equal(['/1000', '/0'])
    expect(reads).to.deep.equal(['/0'])
  })
})
