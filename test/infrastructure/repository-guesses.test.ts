import type { RepositoryPaths } from '../../infrastructure/git/find-repository.js'
import { repositoryGuesses } from '../../infrastructure/git/repository-guesses.js'

const placeAt = (root: string): RepositoryPaths => ({
  root,
  prefix: '',
  gitFolder: `${root}/.git`,
  commonFolder: `${root}/.git`,
})

describe('guessing where a repository is', () => {
  let there: RepositoryPaths | null
  let begun: string[]
  const make = () => repositoryGuesses(() => Promise.resolve(there))
  const read = (place: RepositoryPaths): Promise<string> => {
    begun.push(place.root)
    return Promise.resolve(`read in ${place.root}`)
  }
  beforeEach(() => {
    there = placeAt('/one')
    begun = []
  })

  it('reads once where it was found, and again at once where it still is', async () => {
    const inRepository = make()
    expect(await inRepository('/one/a', read)).to.equal('read in /one')
    const second = inRepository('/one/a', read)
    expect(begun).to.deep.equal(['/one', '/one'])
    expect(await second).to.equal('read in /one')
    expect(begun).to.deep.equal(['/one', '/one'])
  })

  it('throws away what it read where the repository no longer is, also when that failed', async () => {
    const inRepository = make()
    await inRepository('/one/a', read)
    there = placeAt('/one/a')
    const failing = (place: RepositoryPaths) =>
      place.root === '/one' ? Promise.reject(new Error('gone')) : read(place)
    expect(await inRepository('/one/a', failing)).to.equal('read in /one/a')
    there = null
    expect(await inRepository('/one/a', read)).to.equal(null)
    begun = []
    expect(await inRepository('/one/a', read)).to.equal(null)
    expect(begun).to.deep.equal([])
  })

  it('lets a failure be one', async () => {
    const inRepository = make()
    const failing = (): Promise<string> => Promise.reject(new Error('damaged'))
    for (let time = 0; time < 2; time++) {
      const thrown: unknown = await inRepository('/one', failing).catch((error: unknown) => error)
      expect(thrown).to.have.property('message', 'damaged')
    }
  })
})
