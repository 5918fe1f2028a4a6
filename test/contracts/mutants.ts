import { expect } from 'chai'
import Mocha from 'mocha'
import type { StoreHarness } from './harness.js'
import { impatiently } from '../support/eventually.js'

/**
 * Broken implementations of a port. The outer key is the title of the test that must fail, the inner key the defect, and the
 * value makes the scene of a broken implementation from that of a working one.
 */
export type Mutants<H> = Readonly<Record<string, Readonly<Record<string, (scene: H) => H>>>>

/** Suite of a contract: registers its tests for the scenes that `open` prepares. */
type Suite<O> = (technology: string, open: () => O) => void

/** A suite with fewer broken implementations has not been tried. */
const FEWEST = 5
/** Time limit of a test on a mutant, whose answers may never come. */
const TIMEOUT_MS = 1_000
/** Time that a test waits for a state that the mutant may never reach. A fake is in it at once. */
const PATIENCE_MS = 200

/** Runs a suite on a fake and on each mutant of the fake. */
export function describeFake<O>(suite: Suite<O>, mutants: Mutants<Awaited<NoInfer<O>>>, open: () => NoInfer<O>): void {
  suite('memory', open)
  describeMutants(suite, mutants, open)
}

/** Tries a suite: on each mutant, the test of its clause has to fail. */
export function describeMutants<O>(
  suite: Suite<O>,
  mutants: Mutants<Awaited<NoInfer<O>>>,
  open: () => NoInfer<O>,
): void {
  const all = Object.entries(mutants).flatMap(([clause, defects]) =>
    Object.entries(defects).map(([defect, mutate]) => ({ clause, defect, mutate })),
  )
  describe(`${titleOf(suite, open)}, broken`, () => {
    it(`has ${FEWEST} mutants or more`, () => {
      expect(all.length).to.be.at.least(FEWEST)
    })

    for (const { clause, defect, mutate } of all) {
      it(`fails “${clause}” if it ${defect}`, async () => {
        const register = (): void => suite(defect, () => changed(open(), mutate))
        const failed = await impatiently(PATIENCE_MS, () => failuresOf(clause, register))
        expect(failed, `“${clause}” passes`).to.deep.equal([clause])
      })
    }
  })
}

/** Replaces members of one part of a scene, mostly of the port: `broken((host) => ({ end: … }))`. */
export const breaking =
  <H, K extends keyof H>(part: K) =>
  (change: (tool: H[K], scene: H) => Partial<H[K]>) =>
  (scene: H): H => ({ ...scene, [part]: { ...scene[part], ...change(scene[part], scene) } })

/** Replaces members of a store, also of the one that the next run opens. */
export const brokenInEachRun =
  <Store>() =>
  (change: (store: Store) => Partial<Store>) =>
  (scene: StoreHarness<Store>): StoreHarness<Store> => ({
    ...scene,
    store: { ...scene.store, ...change(scene.store) },
    reopen: async () => {
      const store = await scene.reopen()
      return { ...store, ...change(store) }
    },
  })

function changed<O>(opened: O, mutate: (scene: Awaited<O>) => Awaited<O>): O {
  return (opened instanceof Promise ? opened.then(mutate) : mutate(opened as Awaited<O>)) as O
}

function titleOf<O>(suite: Suite<O>, open: () => O): string {
  const mocha = new Mocha()
  collect(mocha, () => suite('memory', open))
  return mocha.suite.suites.map(({ title }) => title).join()
}

/** Titles of the failed tests among those with the title `clause`. */
async function failuresOf(clause: string, register: () => void): Promise<ReadonlyArray<string>> {
  const mocha = new Mocha({ timeout: TIMEOUT_MS, reporter: Mocha.reporters.Base })
  collect(mocha, register)
  const found = keepOnly(mocha.suite, clause)
  expect(found, `tests of the suite named “${clause}”`).to.equal(1)
  const failed: string[] = []
  await new Promise<void>((resolve) => {
    mocha.run(() => resolve()).on(Mocha.Runner.constants.EVENT_TEST_FAIL, ({ title }) => failed.push(title))
  })
  // Removes its listeners for uncaught errors.
  mocha.dispose()
  return failed
}

/** The functions that register tests, of the Mocha that runs the suite instead of the one that runs this test. */
function collect(mocha: Mocha, register: () => void): void {
  const inner: Partial<Mocha.MochaGlobals> = {}
  mocha.suite.emit(Mocha.Suite.constants.EVENT_FILE_PRE_REQUIRE, inner, '', mocha)
  const { describe, it, before, after, beforeEach, afterEach } = globalThis
  Object.assign(globalThis, inner)
  try {
    register()
  } finally {
    Object.assign(globalThis, { describe, it, before, after, beforeEach, afterEach })
  }
}

function keepOnly(suite: Mocha.Suite, title: string): number {
  suite.tests = suite.tests.filter((test) => test.title === title)
  return suite.tests.length + suite.suites.reduce((sum, inner) => sum + keepOnly(inner, title), 0)
}
