import { createHub } from '../../composition/hub/create-hub.js'
import type { Features } from '../../composition/features/hub-features.js'
import { hubClient, type HubClient } from '../../adapters/inbound/http/client/hub-client.js'
import type { MemoryClock } from '../../adapters/outbound/memory/clock.memory.js'
import { fakeTools, type FakeTools } from '../../composition/testing/fake-tools.js'
import { faultyTools, type FaultPlan, type MortalTools } from './faulty-tools.js'
import { memoryServer, type MemoryServer } from './memory-fetch.js'

/** Options of a test hub. */
export interface TestHubOptions {
  /** Names of sessions that run at the start, made outside the hub. */
  readonly sessions?: ReadonlyArray<string>
  /** Seed of ids and secrets. */
  readonly seed?: number
  /** Faults of ports; none when left out. */
  readonly faults?: FaultPlan
  /** Tools to run on, instead of new fakes: those of a hub before. */
  readonly tools?: FakeTools
}

/** A whole hub on fakes, with a clock that moves only when it is told to. */
export interface TestHub {
  /** Every route of the hub, called as the operator. */
  readonly client: HubClient
  /** A separate client, with its id and token; the operator's token when left out. */
  readonly clientOf: (id: string, token?: string) => HubClient
  /** Time of the hub. */
  readonly clock: MemoryClock
  /** Fakes behind the ports, and their controls. */
  readonly controls: FakeTools
  /** Everything that happens in the running hub. */
  readonly events: Features['events']
  /** Settles with the work, and moves the clock on while the work waits for it; rejects after `limitMs` of the hub's time. */
  readonly settle: <A>(work: Promise<A>, limitMs?: number) => Promise<A>
  /** Moves the clock on, and waits until the hub has done what falls due. */
  readonly advance: (ms: number) => Promise<void>
  /** True once a fault has killed the hub. */
  readonly isDead: () => boolean
  /** Kills the hub between two steps of its work: nothing of it acts any more. */
  readonly kill: () => void
  /** Stops the hub, unless it is dead, and starts another on the same fakes. */
  readonly restart: () => Promise<void>
  /** Stops the hub. */
  readonly stop: () => Promise<void>
}

/** Turns of the event loop in which everything has happened that waits for no time. */
const TURNS = 40
const LONGEST_STEP_MS = 30_000
const DAY_MS = 86_400_000
const NO_FAULTS: FaultPlan = { draw: () => null, note: () => undefined }

interface Running {
  readonly hub: ReturnType<typeof createHub>
  readonly server: MemoryServer
  readonly mortal: MortalTools
}

const turn = (): Promise<void> => new Promise((resolve) => setImmediate(resolve))

/** Opens a hub in memory. `await using` is not needed: a hub that is dropped holds nothing but memory. */
export async function testHub(options: TestHubOptions = {}): Promise<TestHub> {
  const controls = options.tools ?? fakeTools(options.seed)
  const { clock } = controls
  for (const name of options.sessions ?? []) controls.sessionHost.controls.startByHand(name)

  const settle = async <A>(work: Promise<A>, limitMs = DAY_MS): Promise<A> => {
    const state = { isSettled: false }
    const mark = (): void => void (state.isSettled = true)
    work.then(mark, mark)
    let waited = 0
    for (let step = 1; ; step = Math.min(step * 2, LONGEST_STEP_MS)) {
      for (let turns = 0; turns < TURNS; turns += 1) {
        await turn()
        if (state.isSettled) return work
      }
      if (waited >= limitMs) throw new Error(`no answer within ${String(limitMs)} ms of the hub's time`)
      clock.advance(step)
      waited += step
    }
  }
  const open = async (): Promise<Running> => {
    const mortal = faultyTools(
      { ...controls, values: { ...controls.values, bootMs: clock.now() } },
      options.faults ?? NO_FAULTS,
    )
    const hub = createHub(mortal.tools, { web: false })
    const running = { hub, server: memoryServer(hub), mortal }
    await settle(Promise.race([hub.start(), mortal.death]))
    return running
  }
  let running = await open()

  const clientOf = (id: string, token = controls.controls.operatorToken): HubClient =>
    hubClient({
      baseUrl: 'http://127.0.0.1',
      token: () => token,
      clientId: id,
      fetch: (...request) => Promise.race([running.server.fetch(...request), running.mortal.death.then(cutOff)]),
    })
  const stop = async (): Promise<void> => {
    const { hub, server, mortal } = running
    if (!mortal.isDead()) await settle(Promise.race([hub.stop(), mortal.death]))
    mortal.kill()
    server.cut()
  }
  return {
    client: clientOf('test'),
    clientOf,
    clock,
    controls,
    get events() {
      return running.hub.events
    },
    settle,
    advance: async (ms) => {
      for (let left = ms; left > 0; left -= LONGEST_STEP_MS) {
        clock.advance(Math.min(left, LONGEST_STEP_MS))
        for (let turns = 0; turns < TURNS; turns += 1) await turn()
      }
    },
    isDead: () => running.mortal.isDead(),
    kill: () => running.mortal.kill(),
    restart: async () => {
      await stop()
      running = await open()
    },
    stop,
  }
}

const cutOff = (): never => {
  throw new Error('the hub was killed')
}
