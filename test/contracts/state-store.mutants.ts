import * as E from 'fp-ts/lib/Either.js'
import { pipe } from 'fp-ts/lib/function.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import type { StateStore } from '../../application/shared/state-store.port.js'
import { unavailable } from '../../application/shared/errors.js'
import type { StoreHarness } from './harness.js'
import { breaking, type Mutants } from './mutants.js'

const FAULT = unavailable('mutant', 'refused')

/** Broken stores of one value. */
export function stateStoreMutants<A>(): Mutants<StoreHarness<StateStore<A>>> {
  const broken = breaking<StoreHarness<StateStore<A>>, 'store'>('store')
  return {
    'starts empty': {
      'cannot be read': broken(() => ({ read: TE.left(FAULT) })),
    },
    'answers a change with the new value, and reads it from then on': {
      'answers with the former value': broken((store) => ({
        update: (change) => async () => {
          const former = await store.read()
          const changed = await store.update(change)()
          return E.isLeft(changed) ? changed : former
        },
      })),
      'stores nothing': broken((store) => ({ update: (change) => pipe(store.read, TE.flatMapEither(change)) })),
    },
    'applies changes one after the other in the order of the calls, refused ones among them': {
      'loses a change that another overtakes': broken((store) => ({
        update: (change) => async () => {
          const read = await store.read()
          await Promise.resolve()
          return E.isLeft(read) ? read : store.update(() => change(read.right))()
        },
      })),
      'applies the later change first': broken((store) => {
        let turns = 0
        return {
          update: (change) => async () => {
            const isFirst = turns++ % 2 === 0
            for (let turn = 0; isFirst && turn < 10; turn++) await Promise.resolve()
            return store.update(change)()
          },
        }
      }),
    },
    'passes a refusal on and changes nothing': {
      'reports a refused change as done': broken((store) => ({
        update: (change) =>
          pipe(
            store.update(change),
            TE.orElse(() => store.read),
          ),
      })),
      'answers every refusal with its own error': broken((store) => ({
        update: (change) =>
          pipe(
            store.update(change),
            TE.mapLeft(() => FAULT),
          ),
      })),
    },
    'returns everything in the next run': {
      'is empty in the next run': (scene) => {
        const first = scene.store.read()
        return { ...scene, reopen: async () => ({ ...(await scene.reopen()), read: () => first }) }
      },
    },
  }
}
