import * as E from 'fp-ts/lib/Either.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { makeReadPreflight, type CheckFinish } from '../../../../application/board/finish/check-finish.js'
import { cardNotFound, finishFailed, finishObstructed } from '../../../../domain/board/errors.js'
import { aCard } from '../../../support/cards.js'

const PROJECT = { id: 'shop', displayName: 'Shop', path: '/shop', pinned: false }
const OPENED = { card: aCard(), branch: 'work', project: PROJECT }
const READY = { base: 'main', branch: 'work', baseTip: 'a', branchTip: 'b', edits: [] }
const STASH = { id: 'c', name: 'Penates: Offline mode', branch: 'main', at: 1 }

describe('the preflight of a finish', () => {
  const read = (checkFinish: CheckFinish, pushes = true) =>
    makeReadPreflight({
      openFinish: (id) => (id === OPENED.card.id ? TE.right(OPENED) : TE.left(cardNotFound(id))),
      checkFinish,
      worktrees: { stashes: () => TE.right([STASH]) },
    })(OPENED.card.id, pushes)()

  it('names the base where nothing obstructs, and passes on whether the finish would push', async () => {
    const asked: boolean[] = []
    const check: CheckFinish = (_directory, _card, _branch, pushes) => {
      asked.push(pushes)
      return TE.right(READY)
    }
    const answers = [await read(check), await read(check, false)]
    expect([answers, asked]).to.deep.equal([
      Array(2).fill(E.right({ base: 'main', reasons: [], files: [], detail: null, obstacles: [], stashes: [STASH] })),
      [true, false],
    ])
  })

  it('answers with every obstacle, and fails on other errors', async () => {
    const obstructed = finishObstructed(['worktree-dirty', 'base-behind'], ['a.txt'], 'detail')
    expect([
      await read(() => TE.left(obstructed)),
      await read(() => TE.left(finishFailed('not a repository'))),
    ]).to.deep.equal([
      E.right({
        base: null,
        reasons: ['worktree-dirty', 'base-behind'],
        files: ['a.txt'],
        detail: 'detail',
        obstacles: [
          { reason: 'worktree-dirty', files: [], commits: [] },
          { reason: 'base-behind', files: [], commits: [] },
        ],
        stashes: [STASH],
      }),
      E.left(finishFailed('not a repository')),
    ])
  })
})
