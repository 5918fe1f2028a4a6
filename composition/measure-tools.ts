import { measuredCommandRunner } from '../adapters/outbound/measured/command-runner.measured.js'
import { measureHub, type Measured } from '../adapters/outbound/measured/measured.js'
import { measuredPushSender } from '../adapters/outbound/measured/push-sender.measured.js'
import { measuredSessionHost } from '../adapters/outbound/measured/session-host.measured.js'
import { measuredTerminalHost } from '../adapters/outbound/measured/terminal-host.measured.js'
import type { PushSender } from '../application/push/push-sender.port.js'
import type { SessionHost } from '../application/sessions/session-host.port.js'
import type { CommandRunner } from '../application/shared/command-runner.port.js'
import type { TerminalHost } from '../application/terminal/terminal-host.port.js'

/** Puts a measure before each tool that is worth one. */
export interface MeasureTools {
  readonly measured: Measured
  readonly runner: (runner: CommandRunner) => CommandRunner
  readonly sessions: (host: SessionHost) => SessionHost
  readonly terminals: (host: TerminalHost) => TerminalHost
  readonly pushes: (sender: PushSender) => PushSender
}

export function measureTools(): MeasureTools {
  const measured = measureHub()
  return {
    measured,
    runner: (runner) => measuredCommandRunner(runner, measured),
    sessions: (host) => measuredSessionHost(host, measured),
    terminals: (host) => measuredTerminalHost(host, measured),
    pushes: (sender) => measuredPushSender(sender, measured),
  }
}
