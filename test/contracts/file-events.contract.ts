import { expect } from 'chai'
import type { Coverage, FileEvents } from '../../application/files/file-events.port.js'
import type { PathChange } from '../../domain/files/path-change.js'
import { eventually } from '../support/eventually.js'
import type { Harness } from './harness.js'

/** Scene of the suite `describeFileEvents`. */
export interface FileEventsHarness extends Harness {
  /** Adapter under test. */
  readonly events: FileEvents
  /** A folder free of links; there is `src/a.ts` in it. */
  readonly root: string
  /** Absolute paths below the root's parent. */
  readonly write: (path: string) => Promise<void>
  /** Creates a folder. */
  readonly makeFolder: (path: string) => Promise<void>
  /** Removes a file or folder. */
  readonly remove: (path: string) => Promise<void>
  /** Renames a file or folder. */
  readonly rename: (from: string, to: string) => Promise<void>
  /** Changes the time of a file or folder, as touch(1) does. */
  readonly touch: (path: string) => Promise<void>
  /** Leaves out what is called so in this folder or below. */
  readonly ignore: (folder: string, names: ReadonlyArray<string>) => Promise<void>
  /** Calls `observer` with every error of a listener. Returns an unsubscribe function. */
  readonly observeFaults: (observer: (error: unknown) => void) => () => void
}

/** Contract of `FileEvents`. */
export function describeFileEvents(technology: string, open: () => Promise<FileEventsHarness>): void {
  describe(`FileEvents on ${technology}`, () => {
    let h: FileEventsHarness
    let stops: (() => void)[]
    beforeEach(async () => {
      h = await open()
      stops = []
    })
    afterEach(async () => {
      for (const stop of stops) stop()
      await h.close()
    })

    interface Heard {
      readonly changes: PathChange[]
      readonly coverages: Coverage[]
      readonly stop: () => void
    }

    /** Answers once everything is watched. */
    async function watch(root = h.root): Promise<Heard> {
      const changes: PathChange[] = []
      const coverages: Coverage[] = []
      const stop = h.events.watch(root, {
        changed: (change) => changes.push(change),
        covered: (coverage) => coverages.push(coverage),
      })
      stops.push(stop)
      await eventually(() => {
        expect(coverages).to.have.length(1)
      })
      return { changes, coverages, stop }
    }
    /** Types under which a path was told, `deep` ones of the folders around it included. */
    const toldOf = ({ changes }: Heard, path: string): ReadonlySet<string> =>
      new Set(
        changes
          .filter((change) => change.path === path || (change.isDeep && `${path}/`.startsWith(change.path)))
          .map(({ type }) => type),
      )
    const isTold = (heard: Heard, path: string, type?: PathChange['type']): Promise<void> =>
      eventually(() => {
        const told = toldOf(heard, path)
        expect(type === undefined ? told.size > 0 : told.has(type), path).to.equal(true)
      })
    /** All earlier changes have been reported when this one is: reports are in order, or nearly. */
    async function settled(heard: Heard): Promise<void> {
      const path = `marker-${String(heard.changes.length)}`
      await h.write(`${h.root}/${path}`)
      await isTold(heard, path)
    }
    const paths = ({ changes }: Heard): ReadonlyArray<string> => changes.map(({ path }) => path)

    it('names the real path of a folder, and none for what is no folder', async () => {
      expect(await h.events.rootOf(h.root)()).to.equal(h.root)
      expect(await h.events.rootOf(`${h.root}/none`)()).to.equal(null)
      expect(await h.events.rootOf(`${h.root}/src/a.ts`)()).to.equal(null)
    })

    it('says that all is watched', async () => {
      expect((await watch()).coverages).to.deep.equal([{ _tag: 'Whole' }])
    })

    it('tells of a file that comes, is written and goes, at any depth', async () => {
      const heard = await watch()
      await h.write(`${h.root}/src/b.ts`)
      await isTold(heard, 'src/b.ts', 'rename')
      await h.write(`${h.root}/src/a.ts`)
      await isTold(heard, 'src/a.ts', 'change')
      await h.write(`${h.root}/top`)
      await isTold(heard, 'top', 'rename')
      heard.changes.length = 0
      await h.remove(`${h.root}/src/a.ts`)
      await isTold(heard, 'src/a.ts', 'rename')
    })

    it('tells of what lies in folders that come later, also at once with them', async () => {
      const heard = await watch()
      await h.write(`${h.root}/one/two/three/first`)
      await isTold(heard, 'one/two/three/first')
      await h.write(`${h.root}/one/two/three/second`)
      await isTold(heard, 'one/two/three/second')
    })

    it('follows a folder to its new name, and tells nothing under the old one', async () => {
      const heard = await watch()
      await h.rename(`${h.root}/src`, `${h.root}/lib`)
      await isTold(heard, 'src', 'rename')
      await isTold(heard, 'lib/a.ts')
      await settled(heard)
      heard.changes.length = 0
      await h.write(`${h.root}/lib/a.ts`)
      await isTold(heard, 'lib/a.ts')
      await settled(heard)
      expect(paths(heard).filter((path) => path.startsWith('src'))).to.deep.equal([])
    })

    it('watches another folder that takes the place of one', async () => {
      const heard = await watch()
      await h.remove(`${h.root}/src`)
      await h.makeFolder(`${h.root}/src`)
      await isTold(heard, 'src', 'rename')
      await settled(heard)
      heard.changes.length = 0
      await h.write(`${h.root}/src/new.ts`)
      await isTold(heard, 'src/new.ts')
    })

    it('tells nothing of what tools make, at any depth', async () => {
      const heard = await watch()
      for (const name of ['.git', 'node_modules', 'dist', 'build', '.DS_Store'])
        await Promise.all([h.write(`${h.root}/${name}/x`), h.write(`${h.root}/src/${name}/x`)])
      await settled(heard)
      expect(paths(heard).filter((path) => /x$|\.git|node_modules|dist|build|\.DS_Store/.test(path))).to.deep.equal([])
    })

    it('leaves out what an ignore list leaves out, from the moment on at which it is there', async () => {
      await h.makeFolder(`${h.root}/src/out`)
      await h.ignore(`${h.root}/src`, ['out', 'secret.txt'])
      const heard = await watch()
      await h.write(`${h.root}/src/out/x`)
      await h.write(`${h.root}/src/secret.txt`)
      await h.write(`${h.root}/secret.txt`)
      await isTold(heard, 'secret.txt')
      await settled(heard)
      expect(paths(heard).filter((path) => path.startsWith('src/out') || path === 'src/secret.txt')).to.deep.equal([])
      await h.ignore(`${h.root}/src`, ['a.ts'])
      await settled(heard)
      await settled(heard)
      heard.changes.length = 0
      await h.write(`${h.root}/src/a.ts`)
      await h.write(`${h.root}/src/out/y`)
      await isTold(heard, 'src/out/y')
      await settled(heard)
      expect(paths(heard)).to.not.include('src/a.ts')
    })

    it('goes on after a folder with its own ignore list was touched, moved away and back, or made anew', async () => {
      await h.makeFolder(`${h.root}/src`)
      await h.ignore(`${h.root}/src`, ['secret.txt', 'src'])
      const heard = await watch()
      const isAlive = async (): Promise<void> => {
        await settled(heard)
        heard.changes.length = 0
        await h.write(`${h.root}/src/seen.ts`)
        await isTold(heard, 'src/seen.ts')
        await h.write(`${h.root}/src/secret.txt`)
        await settled(heard)
        expect(paths(heard)).to.not.include('src/secret.txt')
      }
      await h.touch(`${h.root}/src`)
      await isAlive()
      await h.rename(`${h.root}/src`, `${h.root}/lib`)
      await h.rename(`${h.root}/lib`, `${h.root}/src`)
      await settled(heard)
      await h.ignore(`${h.root}/src`, ['secret.txt', 'src'])
      await isAlive()
      await h.remove(`${h.root}/src`)
      await h.makeFolder(`${h.root}/src`)
      await h.ignore(`${h.root}/src`, ['secret.txt', 'src'])
      await isAlive()
    })

    it('tells each of two who watch one root, and one of them on after the other has stopped', async () => {
      const [one, other] = [await watch(), await watch()]
      await h.write(`${h.root}/src/b.ts`)
      await Promise.all([isTold(one, 'src/b.ts'), isTold(other, 'src/b.ts')])
      one.stop()
      const atStop = one.changes.length
      await h.write(`${h.root}/src/c.ts`)
      await isTold(other, 'src/c.ts')
      expect(one.changes).to.have.length(atStop)
      one.stop()
    })

    it('says that the root is gone, and watches it again when it is back', async () => {
      const heard = await watch()
      await h.remove(h.root)
      await eventually(() => {
        expect(heard.coverages.at(-1)).to.deep.equal({ _tag: 'Gone' })
      })
      await h.makeFolder(h.root)
      await eventually(() => {
        expect(heard.coverages.at(-1)).to.deep.equal({ _tag: 'Whole' })
      })
      await h.write(`${h.root}/back`)
      await isTold(heard, 'back')
    })

    it('watches a root again that is back together with the folders above it', async () => {
      const heard = await watch()
      const above = h.root.slice(0, h.root.lastIndexOf('/'))
      await h.remove(above)
      await eventually(() => {
        expect(heard.coverages.at(-1)).to.deep.equal({ _tag: 'Gone' })
      })
      for (const folder of [above, h.root, `${h.root}/src/deep`]) await h.makeFolder(folder)
      await eventually(() => {
        expect(heard.coverages.at(-1)).to.deep.equal({ _tag: 'Whole' })
      })
      await h.write(`${h.root}/src/deep/back`)
      await isTold(heard, 'src/deep/back')
    })

    it('goes on for all after a listener threw', async () => {
      const faults: unknown[] = []
      const stop = h.observeFaults((error) => faults.push(error))
      const end = h.events.watch(h.root, {
        changed: () => {
          throw new Error('a listener that throws')
        },
        covered: () => {
          throw new Error('a listener that throws')
        },
      })
      try {
        const heard = await watch()
        await h.write(`${h.root}/src/b.ts`)
        await isTold(heard, 'src/b.ts')
        await settled(heard)
        await eventually(() => {
          expect(faults.length).to.be.greaterThan(1)
        })
      } finally {
        // First, as a fault without an observer ends the process.
        end()
        stop()
      }
    })

    it('says so when there is no root to begin with', async () => {
      expect((await watch(`${h.root}/none`)).coverages).to.deep.equal([{ _tag: 'Gone' }])
    })
  })
}
