import * as T from 'fp-ts/lib/Task.js'
import * as TE from 'fp-ts/lib/TaskEither.js'
import {
  measuredCommandRunner,
  measureHub,
  measuredPushSender,
  measuredSessionHost,
  type Measured,
} from '../../../../adapters/outbound/measured/measured.js'
import { measuredTerminalHost } from '../../../../adapters/outbound/measured/terminal-host.measured.js'
import { memoryCommandRunner } from '../../../../adapters/outbound/memory/command-runner.memory.js'
import { memoryMeasurements } from '../../../../adapters/outbound/memory/machine.memory.js'
import { memoryTracer } from '../../../../adapters/outbound/memory/tracer.memory.js'
import { tracedCommandRunner } from '../../../../adapters/outbound/opentelemetry/traced-command-runner.js'
import type { SessionHost } from '../../../../application/sessions/session-host.port.js'
import type { LinkListener, TerminalLink } from '../../../../application/terminal/terminal-host.port.js'
import type { DeliveryAnswer } from '../../../../domain/push/delivery.js'
import { describeCommandRunner } from '../../../contracts/command-runner.contract.js'
import { describeMeasurements } from '../../../contracts/measurements.contract.js'
import { describeFake } from '../../../contracts/mutants.js'
import type { Harness } from '../../../contracts/harness.js'
import { describePushSender } from '../../../contracts/push-sender.contract.js'
import { describeSessionHost } from '../../../contracts/session-host.contract.js'
import { describeTerminalHost } from '../../../contracts/terminal-host.contract.js'
import {
  memoryHostHarness,
  memoryPushHarness,
  memoryRunnerHarness,
  memoryTerminalHarness,
} from '../../../support/memory-harnesses.js'
import { right } from '../../../support/results.js'

const measuring = <H extends Harness>(scene: H, measure: (scene: H, measured: Measured) => Partial<H>): Promise<H> => {
  const measured = measureHub()
  const close = async (): Promise<void> => {
    measured.close()
    await scene.close()
  }
  return Promise.resolve({ ...scene, ...measure(scene, measured), close })
}

describeSessionHost('memory, measured', () =>
  measuring(memoryHostHarness(), ({ host }, measured) => {
    const measuredHost = measuredSessionHost(host, measured)
    return { host: measuredHost, asShipped: () => measuredHost }
  }),
)
describeTerminalHost('memory, measured', () =>
  measuring(memoryTerminalHarness(), ({ host }, measured) => ({ host: measuredTerminalHost(host, measured) })),
)
describePushSender('memory, measured', () =>
  measuring(memoryPushHarness(), ({ sender, withoutKeys }, measured) => ({
    sender: measuredPushSender(sender, measured),
    withoutKeys: measuredPushSender(withoutKeys, measured),
  })),
)
describeCommandRunner('memory, measured', () =>
  measuring(memoryRunnerHarness(), ({ runner }, measured) => ({ runner: measuredCommandRunner(runner, measured) })),
)

describeCommandRunner('memory, traced', () => {
  const scene = memoryRunnerHarness()
  return Promise.resolve({ ...scene, runner: tracedCommandRunner(scene.runner, memoryTracer()) })
})

describeFake(describeMeasurements, ['measurements'], () => {
  const measurements = memoryMeasurements()
  const took: number[] = []
  return Promise.resolve({
    measurements,
    push: (isDelivered) => {
      const { delivered, failed } = measurements.read().pushes
      measurements.set({
        pushes: isDelivered ? { delivered: delivered + 1, failed } : { delivered, failed: failed + 1 },
      })
    },
    write: (tookMs, isDone) => {
      took.push(tookMs)
      const failed = measurements.read().storeWrites.failed + (isDone ? 0 : 1)
      const totalMs = took.reduce((sum, ms) => sum + ms)
      const spread = { count: took.length, totalMs, p50Ms: Math.min(...took), p99Ms: Math.max(...took) }
      measurements.set({ storeWrites: { failed, took: spread } })
    },
    close: () => Promise.resolve(),
  })
})
describeMeasurements('this process', () => {
  const measurements = measureHub()
  return Promise.resolve({
    measurements,
    push: (isDelivered) => void (measurements.pushes[isDelivered ? 'delivered' : 'failed'] += 1),
    write: measurements.noteWrite,
    close: () => {
      measurements.close()
      return Promise.resolve()
    },
  })
})

describe('measured ports', () => {
  let measured: Measured
  beforeEach(() => {
    measured = measureHub()
  })
  afterEach(() => {
    measured.close()
  })

  it('is every run of git and tmux, also one that failed, and no other program', async () => {
    const inner = memoryCommandRunner()
    inner.script(() => ({}))
    const runner = measuredCommandRunner(inner, measured)
    await runner.run(['/usr/bin/git', 'status'])()
    await runner.runForBytes(['git', 'show'])()
    await runner.run(['tmux', 'ls'])()
    await runner.run(['npm', 'ls'])()
    inner.script(() => 'not-startable')
    await runner.run(['git', 'status'])()
    expect([measured.read().git.count, measured.read().tmux.count, inner.ran().length]).to.deep.equal([3, 1, 5])
  })

  it('is every member of a session host that asks tmux, each time it runs', async () => {
    const kinds: Readonly<Record<keyof SessionHost, 'task' | 'call' | 'unmeasured'>> = {
      list: 'unmeasured',
      run: 'unmeasured',
      start: 'unmeasured',
      watch: 'unmeasured',
      watchScreens: 'unmeasured',
      clipboard: 'task',
      setClipboard: 'call',
      find: 'call',
      end: 'call',
      rename: 'call',
      identify: 'call',
      scrollback: 'call',
      screen: 'call',
      styledScreen: 'call',
      type: 'call',
      paste: 'call',
      press: 'call',
      setMouse: 'call',
      setStatus: 'call',
    }
    const task = (): Promise<string> => Promise.resolve('answer')
    const members = Object.entries(kinds).map(([name, kind]) => [name, kind === 'call' ? () => task : task])
    const host = measuredSessionHost(Object.fromEntries(members) as SessionHost, measured) as unknown
    for (const [name, kind] of Object.entries(kinds)) {
      const before = measured.read().tmux.count
      const member = (host as Readonly<Record<string, () => unknown>>)[name] ?? task
      const made = kind === 'call' ? (member() as typeof task) : (member as typeof task)
      expect([await made(), await made()], name).to.deep.equal(['answer', 'answer'])
      expect(measured.read().tmux.count - before, name).to.equal(kind === 'unmeasured' ? 0 : 2)
    }
  })

  it('is every attempt to push, by what became of it', async () => {
    const answers: DeliveryAnswer[] = [
      { _tag: 'Answered', statusCode: 201, reason: null, retryAfterMs: null },
      { _tag: 'Answered', statusCode: 410, reason: null, retryAfterMs: null },
      { _tag: 'NoAnswer', reason: 'timeout' },
    ]
    const sender = measuredPushSender(
      {
        publicKey: 'key',
        hasContact: () => true,
        isPublic: () => T.of(true),
        send: () => () => Promise.resolve(answers.shift() as DeliveryAnswer),
      },
      measured,
    )
    for (let left = answers.length; left > 0; left -= 1) await sender.send({} as never, {} as never)()
    expect([measured.read().pushes, sender.publicKey]).to.deep.equal([{ delivered: 1, failed: 2 }, 'key'])
  })

  it('are bytes, pauses that end with their terminal, and the time from a key to its echo', async () => {
    let told: LinkListener | undefined
    const calls: string[] = []
    const note = (call: string) => () => void calls.push(call)
    const link: TerminalLink = {
      write: (input) => calls.push(input) > 0,
      resize: note('resize'),
      setHidden: note('hidden'),
      wheel: () => TE.right({ mouse: false, scrolls: 'viewer' }),
      pause: note('pause'),
      resume: note('resume'),
      close: note('close'),
    }
    const seen: string[] = []
    const attach = (_: unknown, listener: LinkListener): TE.TaskEither<never, TerminalLink> => {
      told = listener
      return TE.right(link)
    }
    const listener: LinkListener = {
      output: (chunk) => seen.push(Buffer.from(chunk).toString()),
      drained: () => undefined,
      exit: (end) => seen.push(end),
    }
    const spec = { session: 'a', size: { columns: 80, rows: 24 }, hidden: false }
    const open = right(
      await measuredTerminalHost({ ...memoryTerminalHarness().host, attach }, measured).attach(spec, listener)(),
    )
    told?.output(Buffer.from('unasked'))
    open.write('ls')
    told?.output(Buffer.from('ls'))
    told?.output(Buffer.from('more'))
    open.pause()
    open.pause()
    expect(measured.read().terminals).to.deep.equal({ paused: 1, bytesOut: 13, bytesIn: 2 })
    told?.exit('detached')
    open.close()
    expect([measured.read().echo.count, measured.read().terminals.paused]).to.deep.equal([1, 0])
    expect([calls, seen]).to.deep.equal([
      ['ls', 'pause', 'pause', 'close'],
      ['unasked', 'ls', 'more', 'detached'],
    ])
  })

  it('are writes of state, and of these the failed ones', () => {
    measured.noteWrite(2, true)
    measured.noteWrite(4, false)
    const { failed, took } = measured.read().storeWrites
    expect([failed, took.count, took.totalMs]).to.deep.equal([1, 2, 6])
  })
})
