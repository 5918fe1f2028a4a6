import * as E from 'fp-ts/lib/Either.js'
import fc from 'fast-check'
import { observeFaults } from '../../infrastructure/guard/guard.js'
import { fakeTools } from '../../composition/testing/fake-tools.js'
import { seededFaults } from './fault-plan.js'
import { FAULT_KINDS, type FaultKind, type FaultyCall } from './faulty-tools.js'
import { ALWAYS, RECOVERED, type Invariant } from './invariants.js'
import { perform } from './perform.js'
import { traces, type Step, type Trace } from './step.js'
import { testHub, type TestHub } from './test-hub.js'
import { isViolation, makeWorld, PROJECT, violation, type World } from './world.js'

/** Options of simulated runs. */
export interface SimulationOptions {
  /** Part of the calls that has a fault of each kind, in steps with faults; 0.02 when left out. */
  readonly rate?: number
  /** Kinds of faults; all when left out. */
  readonly kinds?: ReadonlyArray<FaultKind>
}

/** Result of one run. */
export interface SimulatedRun {
  /** First invariant that did not hold, and the step after which; `null` when all held. */
  readonly violation: string | null
  /** Number of requests that were answered. */
  readonly requests: number
  /** Faults of ports. */
  readonly faults: ReadonlyArray<FaultyCall>
}

const USUAL_RATE = 0.02
const RECOVERY_MS = 20 * 60_000
/** Every loop of the hub with its own period runs within this time, but those of a day. */
const QUIET_MS = 60 * 60_000

/** Runs a trace. The same trace has the same result. */
export async function simulate(
  trace: Trace,
  { rate = USUAL_RATE, kinds = FAULT_KINDS }: SimulationOptions = {},
): Promise<SimulatedRun> {
  const faults = seededFaults({ rate, kinds })
  const tools = fakeTools()
  await prepare(tools)
  const hub = await testHub({ tools, faults })
  const world = makeWorld(hub, faults)
  const defects: string[] = []
  const stopObserving = observeFaults(({ part, error }) => defects.push(`${part}: ${String(error)}`))
  let at = 'the start'
  try {
    await follow(world)
    for (const [index, step] of trace.entries()) {
      at = `step ${String(index + 1)}, ${JSON.stringify(step.act)}`
      await take(world, step)
      expectNone(defects)
      await expectAll(world, ALWAYS)
    }
    at = 'the recovery'
    const before = await calledIn(world, QUIET_MS)
    await hub.restart()
    await follow(world)
    await hub.advance(RECOVERY_MS)
    const stopped = [...(await calledIn(world, QUIET_MS))].filter((member) => !before.has(member))
    if (stopped.length > 0) throw violation(`invariant 41: nothing called ${stopped.join()} any more`)
    expectNone(defects)
    await expectAll(world, [...ALWAYS, ...RECOVERED])
    return { violation: null, requests: world.history.requests, faults: faults.calls }
  } catch (error) {
    if (!isViolation(error)) throw error
    return { violation: `after ${at}: ${error.message}`, requests: world.history.requests, faults: faults.calls }
  } finally {
    faults.seed(0)
    await hub.stop()
    stopObserving()
  }
}

/** Runs drawn traces, and returns the number of requests. Rejects with the shortest trace that violates an invariant. */
export async function checkSimulation({
  runs,
  seed,
  length,
  ...options
}: SimulationOptions & { readonly runs: number; readonly seed: number; readonly length?: number }): Promise<number> {
  let requests = 0
  const property = fc.asyncProperty(traces(length === undefined ? {} : { length }), async (trace) => {
    const run = await simulate(trace, options)
    requests += run.requests
    if (run.violation !== null) throw violation(run.violation)
  })
  const { counterexample, failed } = await fc.check(property, { numRuns: runs, seed })
  if (!failed) return requests
  const violationOf = async (trace: Trace): Promise<string | null> => (await simulate(trace, options)).violation
  const shortest = await withoutNeedless(
    counterexample?.[0] ?? [],
    async (trace) => (await violationOf(trace)) !== null,
  )
  const lines = shortest.map((step) => `  ${JSON.stringify(step)},`)
  const broken = String(await violationOf(shortest))
  throw new Error(['an invariant was violated:', broken, 'await simulate([', ...lines, '])'].join('\n'))
}

/** Leaves out every element without which the rest still fails. */
export async function withoutNeedless<A>(
  all: ReadonlyArray<A>,
  fails: (some: ReadonlyArray<A>) => Promise<boolean>,
): Promise<ReadonlyArray<A>> {
  let needed = all
  for (let index = all.length - 1; index >= 0; index -= 1) {
    const rest = needed.toSpliced(index, 1)
    if (await fails(rest)) needed = rest
  }
  return needed
}

/** A project with a repository, and a plan in it. */
async function prepare(tools: ReturnType<typeof fakeTools>): Promise<void> {
  const { disk, git } = tools.controls
  await disk.controls.makeFolder(PROJECT.root)
  tools.projectFolders.controls.make(PROJECT.root)
  git.controls.create(PROJECT.root)
  git.controls.commit(PROJECT.root, 'main', { 'CHANGELOG.md': '# Shop\n\n## In Development: v1.1.0\n\n## Changelog\n' })
  const project = { id: PROJECT.id, displayName: 'Shop', path: PROJECT.root, pinned: false }
  await tools.projectStore.update(({ hidden }) => E.right({ projects: [project], hidden }))()
}

/** Records the events of a hub that has just started. */
async function follow({ hub, history }: World): Promise<void> {
  while (hub.isDead()) await hub.restart()
  history.events.length = 0
  hub.events.subscribe((event) => void history.events.push(event))
}

async function take(world: World, { act, faults }: Step): Promise<void> {
  const { hub, history } = world
  world.faults.seed(faults)
  await perform(world, act, faults !== 0)
  await hub.advance(1_000)
  world.faults.seed(0)
  if (hub.isDead()) await hub.restart()
  if (act.do === 'restart' || act.do === 'kill' || hub.isDead()) await follow(world)
  for (const token of await startedTokens(hub)) history.tokens.add(token)
}

/** Tokens in the environment of the running sessions. */
async function startedTokens({ controls: { sessionHost } }: TestHub): Promise<ReadonlyArray<string>> {
  const live = await sessionHost.list()
  if (E.isLeft(live)) return []
  return live.right.flatMap(({ name }) => sessionHost.controls.specOf(name)?.environment['PENATES_TOKEN'] ?? [])
}

/** Members of ports that background work calls while no client does anything. */
async function calledIn({ hub, faults }: World, ms: number): Promise<ReadonlySet<string>> {
  faults.takeCalled()
  await hub.advance(ms)
  return faults.takeCalled()
}

async function expectAll(world: World, invariants: ReadonlyArray<Invariant>): Promise<void> {
  for (const { rows, broken } of invariants) {
    const sentence = await broken(world)
    if (sentence !== null) throw violation(`invariant ${rows.join(' and ')}: ${sentence}`)
  }
}

function expectNone(defects: ReadonlyArray<string>): void {
  if (defects.length > 0) throw violation(`invariant 41: ${defects.join('; ')}`)
}
