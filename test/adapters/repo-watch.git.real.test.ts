import { expect } from 'chai'
import { gitRepoWatch } from '../../adapters/outbound/git/repo-watch.git.js'
import { eventually } from '../support/eventually.js'
import { scratchRepository, type ScratchRepository } from '../support/scratch-repository.js'

describe('gitRepoWatch', () => {
  let repository: ScratchRepository
  beforeEach(async () => {
    repository = await scratchRepository()
  })
  afterEach(() => repository.close())

  it('tells of what is staged and committed, also from a folder below, until it is stopped', async () => {
    const { hands, root } = repository
    await hands.write('below/a', 'x\n')
    let told = 0
    const stop = gitRepoWatch(`${root}/below`, () => (told += 1))
    await eventually(async () => {
      await hands.write('below/a', `${Math.random()}\n`)
      await hands.stage()
      expect(told).to.be.greaterThan(0)
    })
    const before = told
    await hands.commit('One')
    await eventually(() => {
      expect(told).to.be.greaterThan(before)
    })
    stop()
    const atStop = told
    await hands.commit('Two')
    await hands.commit('Three')
    expect(told).to.equal(atStop)
  })

  it('is silent where there is no repository, and when it goes away', async () => {
    const stop = gitRepoWatch('/nonexistent', () => {
      throw new Error('told of nothing')
    })
    const stopOther = gitRepoWatch(repository.root, () => undefined)
    await repository.close()
    stop()
    stopOther()
  })
})
