import { memoryTerminalHost } from '../../adapters/outbound/memory/terminal-host.memory.js'
import { describeTerminalHost, type TerminalHostHarness } from '../contracts/terminal-host.contract.js'
import { someSessions } from '../support/some-sessions.js'

function openMemory(): Promise<TerminalHostHarness> {
  const sessions = someSessions()
  const host = memoryTerminalHost({ sessions })
  const soon = <A>(act: () => A): Promise<A> => Promise.resolve().then(act)
  return Promise.resolve({
    host,
    start: (session) =>
      soon(() => {
        sessions.start(session)
      }),
    end: (session) =>
      soon(() => {
        sessions.end(session)
      }),
    rename: (from, to) =>
      soon(() => {
        sessions.rename(from, to)
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
