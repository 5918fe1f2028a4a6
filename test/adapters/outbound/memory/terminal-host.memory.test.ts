import { memoryClock } from '../../../../adapters/outbound/memory/clock.memory.js'
import { memorySessionHost } from '../../../../adapters/outbound/memory/session-host.memory.js'
import { memoryTerminalHost } from '../../../../adapters/outbound/memory/terminal-host.memory.js'
import { describeTerminalHost, type TerminalHostHarness } from '../../../contracts/terminal-host.contract.js'

function openMemory(): Promise<TerminalHostHarness> {
  const sessions = memorySessionHost(memoryClock())
  const host = memoryTerminalHost({ sessions })
  const soon = <A>(act: () => A): Promise<A> => Promise.resolve().then(act)
  return Promise.resolve({
    host,
    start: (session) =>
      soon(() => {
        sessions.controls.startByHand(session)
      }),
    end: (session) =>
      soon(() => {
        sessions.controls.exit(session)
      }),
    rename: (from, to) =>
      soon(() => {
        sessions.controls.renameByHand(from, to)
      }),
    detachAll: (session) =>
      soon(() => {
        host.detachAll(session)
      }),
    sizeOf: (session) => soon(() => host.sizeOf(session)),
    viewersOf: (session) => soon(() => host.viewersOf(session)),
    close: () => Promise.resolve(),
  })
}

describeTerminalHost('memory', openMemory)
