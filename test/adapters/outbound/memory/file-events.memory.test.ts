import { memoryFileEvents } from '../../../../adapters/outbound/memory/file-events.memory.js'
import { observeFaults } from '../../../../infrastructure/guard/guard.js'
import { describeFileEvents } from '../../../contracts/file-events.contract.js'
import { describeFake } from '../../../contracts/mutants.js'

const done =
  <Args extends ReadonlyArray<unknown>>(run: (...args: Args) => void) =>
  (...args: Args): Promise<void> => {
    run(...args)
    return Promise.resolve()
  }

describeFake(describeFileEvents, ['events'], () => {
  const events = memoryFileEvents()
  events.write('/work/root/src/a.ts')
  return Promise.resolve({
    events,
    root: '/work/root',
    observeFaults: (observer) => observeFaults(({ error }) => observer(error)),
    write: done(events.write),
    makeFolder: done(events.makeFolder),
    remove: done(events.remove),
    rename: done(events.rename),
    touch: done(events.touch),
    ignore: done(events.ignore),
    close: () => Promise.resolve(),
  })
})
