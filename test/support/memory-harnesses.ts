import { memoryClock } from '../../adapters/outbound/memory/clock.memory.js'
import { memoryCommandRunner } from '../../adapters/outbound/memory/command-runner.memory.js'
import { memoryPushSender } from '../../adapters/outbound/memory/push-sender.memory.js'
import { memorySessionHost } from '../../adapters/outbound/memory/session-host.memory.js'
import { memoryTerminalHost } from '../../adapters/outbound/memory/terminal-host.memory.js'
import type { DeliveryAnswer } from '../../domain/push/delivery.js'
import type { CommandRunnerHarness } from '../contracts/command-runner.contract.js'
import type { PushSenderHarness } from '../contracts/push-sender.contract.js'
import type { SessionHostHarness } from '../contracts/session-host.contract.js'
import type { TerminalHostHarness } from '../contracts/terminal-host.contract.js'
import { aTarget } from './push.js'

const ROWS = 20
const soon = <A>(act: () => A): Promise<A> => Promise.resolve().then(act)
const close = (): Promise<void> => Promise.resolve()

/** Controls of the SessionHost contract on the fake. */
export function memoryHostHarness(): SessionHostHarness {
  const host = memorySessionHost(memoryClock(1_700_000_000_123))
  const { controls } = host
  const read: string[] = []
  controls.diesAtOnce('die', { exitCode: 3, lastLines: ['last words'] })
  controls.diesAtOnce('die late', { exitCode: 3, lastLines: [] })
  controls.onPress('one', (key) => {
    if (key === 'Enter') read.push(controls.typedIn('one').slice(read.join('').length))
  })
  return {
    host,
    directory: '/somewhere',
    dyingCommand: 'die',
    livingCommand: 'live',
    asShipped: () => host,
    lateCommand: 'die late',
    printingCommand: 'print',
    printed: (name) =>
      soon(() => {
        const spec = controls.specOf(name)
        if (spec === null) return []
        const { environment, directory, size } = spec
        return [environment['PENATES_CONTRACT'] ?? '', directory, `${size.rows} ${size.columns}`, ...read]
      }),
    mouseOf: (name) => soon(() => controls.mouseOf(name)),
    hidesStatus: (name) => soon(() => controls.hidesStatus(name)),
    startByHand: (name) => soon(() => void controls.startByHand(name, '/somewhere')),
    moveTo: (name, folder) => soon(() => controls.set(name, { path: folder })),
    renameByHand: (from, to) => soon(() => controls.renameByHand(from, to)),
    exit: (name) => soon(() => controls.exit(name)),
    view: async (name) => {
      const look = (by: number): Promise<void> => soon(() => controls.setViewers(name, controls.viewersOf(name) + by))
      await look(1)
      return () => look(-1)
    },
    fill: (name, lines) =>
      soon(() => {
        controls.setHistory(name, lines.slice(0, -ROWS))
        controls.setScreen(name, lines.slice(-ROWS))
      }),
    close,
  }
}

/** Controls of the TerminalHost contract on the fake. */
export function memoryTerminalHarness(): TerminalHostHarness {
  const sessions = memorySessionHost(memoryClock())
  const host = memoryTerminalHost({ sessions })
  return {
    host,
    start: (session) => soon(() => void sessions.controls.startByHand(session)),
    end: (session) => soon(() => sessions.controls.exit(session)),
    rename: (from, to) => soon(() => sessions.controls.renameByHand(from, to)),
    print: (session, text) => soon(() => host.print(session, text)),
    ask: (session, query) => soon(() => host.print(session, query)),
    detachAll: (session) => soon(() => host.detachAll(session)),
    sizeOf: (session) => soon(() => host.sizeOf(session)),
    viewersOf: (session) => soon(() => host.viewersOf(session)),
    close,
  }
}

/** Controls of the CommandRunner contract on scripted programs. */
export function memoryRunnerHarness(): CommandRunnerHarness {
  const runner = memoryCommandRunner()
  runner.script(([program, ...words], options) => {
    switch (program) {
      case 'words':
        return { stdout: words.map((word) => `<${word}>`).join('') }
      case 'fail':
        return { exitCode: 7, stdout: 'out', stderr: 'err' }
      case 'killed':
        return { exitCode: null }
      case 'copy':
        return { stdout: options.input ?? '' }
      case 'variable':
        return { stdout: options.environment?.[words[0] ?? ''] ?? '' }
      case 'folder':
        return { stdout: options.directory ?? '' }
      case 'endless':
        return 'never-ends'
      case 'bytes':
        return { stdout: '\0'.repeat(Number(words[0])) }
      default:
        return null
    }
  })
  return {
    runner,
    printWords: (...words) => ['words', ...words],
    failing: ['fail'],
    killed: ['killed'],
    copyInput: ['copy'],
    printVariable: (variable) => ['variable', variable],
    printFolder: ['folder'],
    folder: '/somewhere',
    endless: ['endless'],
    printBytes: (bytes) => ['bytes', String(bytes)],
    missing: ['missing'],
    close,
  }
}

/** Controls of the PushSender contract on the fake. */
export function memoryPushHarness(): PushSenderHarness {
  const sender = memoryPushSender()
  return {
    sender,
    withoutKeys: memoryPushSender(null),
    target: aTarget({}),
    received: () => sender.sent.map(({ message }) => message.payload),
    answerWith: (statusCode, reason, retryAfterSeconds) => {
      const retryAfterMs = retryAfterSeconds === null ? null : retryAfterSeconds * 1_000
      const answer: DeliveryAnswer =
        statusCode === null ? { _tag: 'NoAnswer', reason } : { _tag: 'Answered', statusCode, reason, retryAfterMs }
      sender.answerNext(answer)
    },
    privateEndpoint: 'https://push.internal/1',
    close,
  }
}
