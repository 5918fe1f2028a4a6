import type { RepoWatch } from '../../application/repo/repo-watch.port.js'
import type { Mutants } from './mutants.js'
import type { RepoWatchHarness } from './repo-watch.contract.js'

const broken =
  (change: (watch: RepoWatch) => RepoWatch) =>
  (scene: RepoWatchHarness): RepoWatchHarness => ({ ...scene, watch: change(scene.watch) })

/** Broken watches of repositories. */
export const repoWatchMutants: Mutants<RepoWatchHarness> = {
  'reports a commit to each of two watches': {
    'reports nothing': broken(() => () => () => undefined),
    'reports to the first watch only': broken((watch) => {
      let count = 0
      return (directory, changed) => watch(directory, count++ === 0 ? changed : () => undefined)
    }),
  },
  'reports nothing after it was stopped, and can be stopped twice': {
    'cannot be stopped': broken((watch) => (directory, changed) => {
      watch(directory, changed)
      return () => undefined
    }),
    'stops another watch with the second stop': broken((watch) => {
      const stops: (() => void)[] = []
      return (directory, changed) => {
        stops.push(watch(directory, changed))
        let times = 0
        return () => {
          times += 1
          if (times === 1) stops.shift()?.()
          else throw new Error('stopped twice')
        }
      }
    }),
  },
  'can be stopped before it has begun': {
    'begins although it was stopped': broken((watch) => (directory, changed) => {
      const stop = watch(directory, changed)
      let hasBegun = false
      queueMicrotask(() => (hasBegun = true))
      return () => {
        if (hasBegun) stop()
      }
    }),
  },
  'is silent where there is no repository': {
    'watches every repository': broken((watch) => (_directory, changed) => watch('/work/shop', changed)),
  },
}
