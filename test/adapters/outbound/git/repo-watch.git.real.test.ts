import { watch } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { gitRepoWatch } from '../../../../adapters/outbound/git/repo-watch.git.js'
import { describeRepoWatch } from '../../../contracts/repo-watch.contract.js'
import { eventually } from '../../../support/eventually.js'
import { scratchRepository, type ScratchRepository } from '../../../support/scratch-repository.js'

describeRepoWatch('git', async () => {
  const { root, controls, close } = await scratchRepository()
  return {
    watch: gitRepoWatch,
    root,
    elsewhere: '/nonexistent',
    commit: async () => {
      await controls.write('a', `${Math.random()}\n`)
      await controls.stage()
      await controls.commit('Change')
    },
    close,
  }
})

describe('gitRepoWatch', () => {
  let repository: ScratchRepository
  beforeEach(async () => {
    repository = await scratchRepository()
  })
  afterEach(() => repository.close())

  it('tells of what is staged and committed, also from a folder below, until it is stopped', async () => {
    const { controls, root } = repository
    await controls.write('below/a', 'x\n')
    let told = 0
    const stop = gitRepoWatch(`${root}/below`, () => (told += 1))
    await eventually(async () => {
      await controls.write('below/a', `${Math.random()}\n`)
      await controls.stage()
      expect(told).to.be.greaterThan(0)
    })
    const before = told
    await controls.commit('One')
    await eventually(() => {
      expect(told).to.be.greaterThan(before)
    })
    // A second watch reports the next commit, so that the stopped one would have, too.
    stop()
    const atStop = told
    let toldOther = 0
    const stopOther = gitRepoWatch(root, () => (toldOther += 1))
    await eventually(async () => {
      await controls.commit('Two')
      expect(toldOther).to.be.greaterThan(0)
    })
    stopOther()
    expect(told).to.equal(atStop)
  })

  it('tells of a commit that leaves the index as it is', async () => {
    const { controls, root } = repository
    await controls.commit('One')
    let told = 0
    const stop = gitRepoWatch(root, () => (told += 1))
    await eventually(async () => {
      await controls.commit('Two')
      expect(told).to.be.greaterThan(0)
    })
    stop()
  })

  it('leaves a file alone that git does not write with a commit, checkout, merge, fetch or staging', async () => {
    const { controls, root } = repository
    let told = 0
    const stop = gitRepoWatch(root, () => (told += 1))
    await eventually(async () => {
      await controls.commit('One')
      expect(told).to.be.greaterThan(0)
    })
    let seen = 0
    const own = watch(join(root, '.git'), (_, name) => {
      if (name === 'description') seen += 1
    })
    /** Events of one folder come in order: what was written before is reported by then. */
    const describeAnew = async (): Promise<void> => {
      const at = seen
      await eventually(async () => {
        await writeFile(join(root, '.git', 'description'), `${Math.random()}\n`)
        expect(seen).to.be.greaterThan(at)
      })
    }
    await describeAnew()
    const before = told
    await describeAnew()
    own.close()
    stop()
    expect(told).to.equal(before)
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
