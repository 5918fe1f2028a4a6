import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { memoryRepoHistory } from '../../../adapters/outbound/memory/repo-history.memory.js'
import { memoryClock } from '../../../adapters/outbound/memory/clock.memory.js'
import { makeReadFileMarkers, makeReadFileMarkersInTime } from '../../../application/repo/read-changes.js'
import { unavailable } from '../../../application/shared/errors.js'
import { AUTHOR, FIRST_COMMIT_AT } from '../../support/repo-controls.js'

describe('read file markers', () => {
  const history = memoryRepoHistory({ authorName: AUTHOR, firstCommitAt: FIRST_COMMIT_AT })
  const read = makeReadFileMarkers({ findFolder: TE.right, history })
  const controls = history.create('/work/shop')

  it('answers with what differs below the folder, nothing outside a repository, and says when it cannot', async () => {
    controls.write('app/known', 'x\n')
    controls.commit('First')
    controls.write('app/known', 'y\n')
    controls.write('app/new/a', 'x\n')
    controls.write('other', 'x\n')
    expect(await read('/work/shop/app')()).to.deep.equal(
      E.right([
        { path: 'known', marker: 'modified', isFolder: false },
        { path: 'new/', marker: 'untracked', isFolder: true },
      ]),
    )
    expect(await read('/work/notes')()).to.deep.equal(E.right([]))
    history.damage('/work/shop', 'fatal: bad index')
    expect(await read('/work/shop')()).to.deep.equal(E.left(unavailable('git', 'fatal: bad index')))
  })

  it('does not let a listing wait for a git that is slow or fails', async () => {
    const clock = memoryClock()
    const inTime = (readFileMarkers: typeof read) => makeReadFileMarkersInTime({ readFileMarkers, clock })('shop')()
    expect(await inTime(() => TE.right([]))).to.deep.equal([])
    expect(await inTime(() => TE.left(unavailable('git', 'fatal: bad index')))).to.equal(null)
    const slow = inTime(() => () => new Promise(() => undefined))
    clock.advance(199)
    expect(await Promise.race([slow, Promise.resolve('waits')])).to.equal('waits')
    clock.advance(1)
    expect(await slow).to.equal(null)
  })
})
