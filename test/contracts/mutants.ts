import { expect } from 'chai'
import Mocha from 'mocha'
import { appendFileSync } from 'node:fs'
import { isEquivalent } from './equivalent-mutants.js'
import { faultsOf, faulty, recorder, TWICE, type Recording } from './faults.js'
import { impatiently } from '../support/eventually.js'

/**
 * Broken implementations of a port. The outer key is the title of the test that must fail, the inner key the defect, and the
 * value makes the scene of a broken implementation from that of a working one.
 */
export type Mutants<H> = Readonly<Record<string, Readonly<Record<string, (scene: H) => H>>>>

/** Suite of a contract: registers its tests for the scenes that `open` prepares. */
type Suite<O> = (technology: string, open: () => O) => void

/** File for the list of mutants and the tests that fail on each. Without it a suite ends with the first of them. */
const LIST = process.env['DEAD_MUTANTS'] ?? ''
const isListing = LIST !== ''
/** Time limit of all faults of a suite. */
const FAULTS_TIMEOUT_MS = 600_000
/** Time limit of a test on a mutant, whose answers may never come. */
const TIMEOUT_MS = 1_000
/** Time that a test waits for a state that the mutant may never reach. A fake is in it at once. */
const PATIENCE_MS = 200

/** Runs a suite on a fake and tries it: with each fault that its ports can have, some test has to fail. */
export function describeFake<O>(suite: Suite<O>, ports: Ports<Awaited<NoInfer<O>>>, open: () => NoInfer<O>): void {
  suite('memory', open)
  const title = titleOf(suite, open)
  it(`${title} fails with each fault of a port`, async function () {
    this.timeout(FAULTS_TIMEOUT_MS)
    const opening: Opening<O> = (furnish) => changed(open(), (scene) => furnished(scene, ports, furnish))
    const alive = await impatiently(PATIENCE_MS, () => survivorsOf(title, suite, opening))
    expect(
      alive.filter((name) => !isEquivalent(title, name)),
      'passes',
    ).to.deep.equal([])
  })
}

/** Tries a suite: on each mutant, the test of its clause has to fail. */
export function describeMutants<O>(
  suite: Suite<O>,
  mutants: Mutants<Awaited<NoInfer<O>>>,
  open: () => NoInfer<O>,
): void {
  const title = titleOf(suite, open)
  for (const [clause, defects] of Object.entries(mutants))
    for (const [defect, mutate] of Object.entries(defects))
      it(`${title} fails “${clause}” if it ${defect}`, async () => {
        const register = (): void => suite(defect, () => changed(open(), mutate))
        const failed = await impatiently(PATIENCE_MS, () => failuresOf(register, (test) => test === clause))
        report({ suite: title, mutant: defect, killers: failed })
        expect(
          failed.map(({ test }) => test),
          `“${clause}” passes`,
        ).to.deep.equal([clause])
      })
}

/** Parts of a scene that are broken; none for a scene that is the port itself. */
type Ports<H> = ReadonlyArray<keyof H>

type Furnish = <A>(value: A, name: string) => A

/** Breaks the ports of a scene, and what the next run opens. */
function furnished<H>(scene: H, ports: ReadonlyArray<keyof H>, furnish: Furnish): H {
  if (ports.length === 0) return furnish(scene, '')
  const broken = Object.fromEntries(ports.map((port) => [port, furnish(scene[port], String(port))]))
  const { reopen } = scene as { readonly reopen?: () => Promise<unknown> }
  const again = reopen && { reopen: async () => furnish(await reopen(), String(ports[0])) }
  return { ...scene, ...broken, ...again }
}

/** Opens a scene whose ports `furnish` has changed. */
type Opening<O> = (furnish: Furnish) => O

/** Draws the faults of a suite's ports and runs, with each, the tests that use its member. Returns those with which all pass. */
async function survivorsOf<O>(title: string, suite: Suite<O>, opening: Opening<O>): Promise<ReadonlyArray<string>> {
  const recording: Recording = new Map()
  let current = ''
  const failed = await failuresOf(
    () => suite('recorded', () => opening(recorder(recording, () => current))),
    () => true,
    { timeout: FAULTS_TIMEOUT_MS, begins: (test) => (current = test) },
  )
  expect(failed, 'failures of the working implementation').to.deep.equal([])
  const survivors: string[] = []
  const acting = new Set<string>()
  for (const fault of faultsOf(recording)) {
    if (fault.needsAct && !acting.has(fault.member)) continue
    const effects = new Set<string>()
    const killers = await failuresOf(
      () => suite(fault.name, () => opening(faulty(fault, () => effects.add(fault.name)))),
      (test) => recording.get(fault.member)?.tests.has(test) === true,
    )
    if (effects.size === 0) continue
    if (fault.name === `${fault.member} ${TWICE}`) acting.add(fault.member)
    if (killers.length === 0) survivors.push(fault.name)
    report({ suite: title, mutant: fault.name, killers })
  }
  return survivors
}

/** Replaces members of one part of a scene, mostly of the port: `broken((host) => ({ end: … }))`. */
export const breaking =
  <H, K extends keyof H>(part: K) =>
  (change: (tool: H[K], scene: H) => Partial<H[K]>) =>
  (scene: H): H => ({ ...scene, [part]: { ...scene[part], ...change(scene[part], scene) } })

function changed<O>(opened: O, mutate: (scene: Awaited<O>) => Awaited<O>): O {
  return (opened instanceof Promise ? opened.then(mutate) : mutate(opened as Awaited<O>)) as O
}

function titleOf<O>(suite: Suite<O>, open: () => O): string {
  const mocha = new Mocha()
  collect(mocha, () => suite('memory', open))
  return mocha.suite.suites.map(({ title }) => title).join()
}

interface Failure {
  readonly test: string
  readonly message: string
}

/** Runs the tests of a suite whose titles are chosen, in a separate Mocha. */
async function failuresOf(
  register: () => void,
  isChosen: (test: string) => boolean,
  { timeout = TIMEOUT_MS, begins = (_test: string): void => undefined } = {},
): Promise<ReadonlyArray<Failure>> {
  const mocha = new Mocha({ timeout, reporter: Mocha.reporters.Base, bail: !isListing })
  collect(mocha, register)
  keepOnly(mocha.suite, isChosen)
  const failed: Failure[] = []
  await new Promise<void>((resolve) => {
    const runner = mocha.run(() => resolve())
    runner.on(Mocha.Runner.constants.EVENT_TEST_BEGIN, ({ title }) => begins(title))
    runner.on(Mocha.Runner.constants.EVENT_TEST_FAIL, ({ title }, error: unknown) =>
      failed.push({ test: title, message: error instanceof Error ? (error.stack ?? error.message) : String(error) }),
    )
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

function keepOnly(suite: Mocha.Suite, isChosen: (test: string) => boolean): void {
  suite.tests = suite.tests.filter(({ title }) => isChosen(title))
  for (const inner of suite.suites) keepOnly(inner, isChosen)
}

interface Dead {
  readonly suite: string
  readonly mutant: string
  readonly killers: ReadonlyArray<Failure>
}

/** Adds a row to the list of mutants, see `scripts/dead-mutants.mjs`. */
function report(row: Dead): void {
  if (isListing) appendFileSync(LIST, `${JSON.stringify(row)}\n`)
}
