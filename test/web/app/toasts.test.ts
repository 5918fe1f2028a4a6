import { newestOf, type Toast } from '../../../adapters/inbound/web/src/app/toasts.js'

const aToast = (id: number, isUndoable = false): Toast => ({
  ...{ id, kind: 'approval', text: String(id), detail: null, actions: [], whenCut: null, isUndoable },
  isCurrent: () => true,
})
const ids = (toasts: ReadonlyArray<Toast>): ReadonlyArray<number> => toasts.map(({ id }) => id)

describe('toasts', () => {
  it('are the newest three of a hundred', () => {
    const hundred = Array.from({ length: 100 }, (_, id) => aToast(id))
    expect(ids(newestOf(hundred, 3))).to.deep.equal([97, 98, 99])
  })

  it('keep the one that takes something back, in its order', () => {
    const many = [aToast(1, true), ...Array.from({ length: 9 }, (_, id) => aToast(id + 2))]
    expect(ids(newestOf(many, 3))).to.deep.equal([1, 9, 10])
    expect(ids(newestOf([aToast(1)], 3))).to.deep.equal([1])
  })
})
