import type { ChokidarOptions, FSWatcher } from 'chokidar'
import { EventEmitter } from 'node:events'
import { openPoll } from '../../../../adapters/outbound/chokidar/poll.js'

const ROOT = '/home/someone/work'

describe('openPoll', () => {
  /** Poll of an empty folder, and the paths that it leaves out. */
  const open = () => {
    let ignored: ChokidarOptions['ignored']
    const watcher = Object.assign(new EventEmitter(), { add: () => watcher, close: () => Promise.resolve() })
    const poll = openPoll({
      watch: (_paths, options) => {
        ignored = options?.ignored
        return watcher as unknown as FSWatcher
      },
      root: ROOT,
      rules: { read: () => Promise.resolve(), forget: () => undefined, isIgnored: () => false },
      survey: { paths: [], folders: new Set(['']), isWhole: true },
      ...{ intervalMs: 100, pollMs: 100, maxPaths: 1_000, tell: () => undefined },
    })
    const leavesOut = (path: string): boolean => typeof ignored === 'function' && ignored(path)
    return { poll, leavesOut }
  }

  it('polls nothing outside of its root, where chokidar looks for a root that has gone', () => {
    const { leavesOut } = open()
    expect(leavesOut(ROOT)).to.equal(false)
    for (const outside of ['/home/someone', '/home/someone/x', '/home/someone/worker', '/home/someone/other-work/file'])
      expect(leavesOut(outside), outside).to.equal(true)
  })

  it('polls nothing after it was closed: chokidar opens again when it finds a path', () => {
    const { poll, leavesOut } = open()
    poll.close()
    expect(leavesOut(ROOT)).to.equal(true)
  })
})
