import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { unavailable, type Unavailable } from '../../application/shared/errors.js'

interface ChangeStore<A> {
  readonly read: TE.TaskEither<Unavailable, A>
  readonly change: (change: (value: A) => A) => TE.TaskEither<Unavailable, A>
}

/** Store whose next run finds what an earlier one stored. */
interface Scene<A> {
  readonly store: ChangeStore<A>
  readonly reopen: () => Promise<ChangeStore<A>>
}

/** Defects of a store of one value whose changes are never refused. */
export function changeStoreDefects<A>() {
  type Store = ChangeStore<A>
  return {
    cannotBeRead: (store: Store): Store => ({ ...store, read: TE.left(unavailable('mutant', 'refused')) }),
    losesChanges: (store: Store): Store => ({
      ...store,
      change: (change) => async () => {
        const read = await store.read()
        await Promise.resolve()
        return E.isLeft(read) ? read : store.change(() => change(read.right))()
      },
    }),
    storesNothing: (store: Store): Store => ({ ...store, change: (change) => pipe(store.read, TE.map(change)) }),
    answersWithFormer: (store: Store): Store => ({
      ...store,
      change: (change) => async () => {
        const former = await store.read()
        await store.change(change)()
        return former
      },
    }),
  }
}

/** The scene with a broken store, in this run and the next. */
export const brokenStore =
  <A>(change: (store: ChangeStore<A>) => ChangeStore<A>) =>
  <S extends Scene<A>>(scene: S): S => ({
    ...scene,
    store: change(scene.store),
    reopen: async () => change(await scene.reopen()),
  })

/** The scene whose next run starts with the value of the first. */
export const emptyInTheNextRun =
  <A>() =>
  <S extends Scene<A>>(scene: S): S => {
    const first = scene.store.read()
    return { ...scene, reopen: async () => ({ ...(await scene.reopen()), read: () => first }) }
  }
