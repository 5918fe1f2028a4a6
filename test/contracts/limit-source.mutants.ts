import { pipe } from 'fp-ts/lib/function.js'
import * as T from 'fp-ts/lib/Task.js'
import type { LimitAccount } from '../../domain/usage/limits.js'
import type { LimitSourceHarness } from './limit-source.contract.js'
import type { Mutants } from './mutants.js'

type Accounts = ReadonlyArray<LimitAccount>
const reading =
  (change: (accounts: Accounts) => Accounts) =>
  (scene: LimitSourceHarness): LimitSourceHarness => ({ ...scene, source: pipe(scene.source, T.map(change)) })
const windowing = (change: (window: LimitAccount['windows'][number]) => LimitAccount['windows'][number]) =>
  reading((accounts) => accounts.map((account) => ({ ...account, windows: account.windows.map(change) })))

/** Broken sources of limits. */
export const limitSourceMutants: Mutants<LimitSourceHarness> = {
  'knows of no account before one was used': {
    'fails before an account was used': (scene) => ({ ...scene, source: () => Promise.reject(new Error('no file')) }),
  },
  'tells of an account, each time anew, when its window is reset and how full it is if it knows': {
    'reads once': (scene) => {
      let first: ReturnType<typeof scene.source> | null = null
      return { ...scene, source: () => (first ??= scene.source()) }
    },
    'returns no account': reading(() => []),
    'returns an account twice': reading((accounts) => [...accounts, ...accounts]),
    'returns the reset in milliseconds': windowing((window) => ({
      ...window,
      resetsAt: window.resetsAt && window.resetsAt * 1_000,
    })),
    'returns no windows': reading((accounts) => accounts.map((account) => ({ ...account, windows: [] }))),
    'returns more than 100 percent': windowing((window) => ({ ...window, usedPercentage: 4_150 })),
  },
  'reports no account, and does not fail, for unreadable input': {
    'returns what it has read before': (scene) => {
      let last: Accounts = []
      return {
        ...scene,
        use: async (resetsAt) => {
          await scene.use(resetsAt)
          last = await scene.source()
        },
        source: () => Promise.resolve(last),
      }
    },
  },
}
