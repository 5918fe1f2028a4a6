import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import { NOT_RUNNING } from '../../domain/mata/status.js'
import { breaking, type Mutants } from './mutants.js'
import type { SimulatorHarness } from './simulator.contract.js'

const broken = breaking<SimulatorHarness, 'simulator'>('simulator')

/** Broken simulators. */
export const simulatorMutants: Mutants<SimulatorHarness> = {
  'is not there until it is installed': {
    'is always installed': broken(() => ({ isInstalled: T.of(true) })),
    'is never installed': broken(() => ({ isInstalled: T.of(false) })),
  },
  'runs and listens from start to stop': {
    'does not start': broken(({ control }) => ({
      control: (act) => (act === 'start' ? TE.right(undefined) : control(act)),
    })),
    'does not stop': broken(({ control }) => ({
      control: (act) => (act === 'stop' ? TE.right(undefined) : control(act)),
    })),
    'stops for a restart': broken(({ control }) => ({
      control: (act) => control(act === 'restart' ? 'stop' : act),
    })),
    'reports that it does not run': broken(() => ({ run: T.of(NOT_RUNNING) })),
  },
  'gives a picture of what it shows, and none while it shows nothing': {
    'calls every picture a PNG': broken(({ capture }) => ({
      capture: pipe(
        capture,
        TE.map((image) => ({ ...image, kind: 'png' as const })),
      ),
    })),
    'returns the last picture while it shows nothing': broken(({ capture }) => {
      let last: ReturnType<typeof capture> | null = null
      return {
        capture: async () => {
          const captured = await capture()
          if (captured._tag === 'Right') last = Promise.resolve(captured)
          return last ?? captured
        },
      }
    }),
  },
  'says when it did not do as it was told, without a path of the machine': {
    'reports a failed start as done': broken(({ control }) => ({
      control: (act) =>
        pipe(
          control(act),
          TE.orElseW(() => TE.right(undefined)),
        ),
    })),
    'reports a path of the machine': broken(({ control }) => ({
      control: (act) =>
        pipe(
          control(act),
          TE.mapLeft((failed) => ({ ...failed, detail: '/usr/local/bin/mata' })),
        ),
    })),
  },
}
