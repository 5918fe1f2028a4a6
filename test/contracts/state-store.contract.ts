import { expect } from 'chai'
import * as E from 'fp-ts/lib/Either.js'
import type { StateStore } from '../../application/shared/state-store.port.js'
import type { StoreHarness } from './harness.js'

/** Values of one kind of store. */
export interface StateStoreValues<A> {
  /** Value of a new store. */
  readonly fresh: A
  /** The value with one more entry of this id. */
  readonly adding: (value: A, id: string) => A
  /** Ids of the entries, in order. */
  readonly ids: (value: A) => ReadonlyArray<string>
  /** A value in which no field is empty. */
  readonly full: A
}

const CHANGES = 20

/** Suite of every store of one value: `name` is the port's, `technology` the adapter's. */
export function describeStateStore<A>(
  name: string,
  { fresh, adding, ids, full }: StateStoreValues<A>,
): (technology: string, open: () => Promise<StoreHarness<StateStore<A>>>) => void {
  const add =
    (id: string) =>
    (value: A): E.Either<never, A> =>
      E.right(adding(value, id))
  const right = (read: E.Either<unknown, A>): A => {
    if (E.isLeft(read)) throw new Error(`expected a value, got ${JSON.stringify(read.left)}`)
    return read.right
  }

  return (technology, open) => {
    describe(`${name} on ${technology}`, () => {
      let h: StoreHarness<StateStore<A>>
      beforeEach(async () => {
        h = await open()
      })
      afterEach(() => h.close())

      it('starts empty', async () => {
        expect(await h.store.read()).to.deep.equal(E.right(fresh))
      })

      it('answers a change with the new value, and reads it from then on', async () => {
        const changed = await h.store.update(add('one'))()
        expect([ids(right(changed)), await h.store.read()]).to.deep.equal([['one'], changed])
      })

      it('applies changes one after the other in the order of the calls, refused ones among them', async () => {
        const all = Array.from({ length: CHANGES }, (_, index) => `id-${String(index)}`)
        const changes = all.map((id) => h.store.update(add(id))())
        const refused = h.store.update(() => E.left({ _tag: 'No' as const }))()
        const last = h.store.update(add('last'))()
        await Promise.all(changes)
        expect(await refused).to.deep.equal(E.left({ _tag: 'No' }))
        expect(ids(right(await last))).to.deep.equal([...all, 'last'])
        expect(ids(right(await h.store.read()))).to.deep.equal([...all, 'last'])
      })

      it('passes a refusal on and changes nothing', async () => {
        const changed = await h.store.update(add('one'))()
        expect(await h.store.update(() => E.left({ _tag: 'No' as const }))()).to.deep.equal(E.left({ _tag: 'No' }))
        expect([await h.store.read(), await (await h.reopen()).read()]).to.deep.equal([changed, changed])
      })

      it('returns everything in the next run', async () => {
        await h.store.update(() => E.right(full))()
        expect(await (await h.reopen()).read()).to.deep.equal(E.right(full))
      })
    })
  }
}
