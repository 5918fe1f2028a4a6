import type { RawTerminalEvents } from '../../adapters/inbound/cli/local-terminal.js'
import { plainText } from '../../adapters/inbound/cli/safe-text.js'
import { fakeAcpAgent, type FakeAcpAgent } from './fake-acp-agent.js'
import { eventually } from './eventually.js'
import { runCli, type CliRun } from './run-cli.js'

/** `penates acp` with a fake agent at a fake terminal. */
export interface AcpScene {
  readonly agent: FakeAcpAgent
  readonly type: (text: string) => void
  /** All that was written to the terminal, without sequences. */
  readonly output: () => string
  /** Rows at the bottom as they were drawn last. */
  readonly bottom: () => string
  /** Waits until the bottom shows this. */
  readonly shows: (text: string | RegExp) => Promise<void>
  /** Waits until the output has this. */
  readonly prints: (text: string) => Promise<void>
  readonly run: Promise<CliRun>
}

export interface AcpSceneOptions {
  readonly environment?: Readonly<Record<string, string>>
  /** Key of a strict session. */
  readonly strict?: string
  /** Conversation to continue. */
  readonly resume?: string
  readonly agent?: FakeAcpAgent
}

/** Terminal with 80 columns. */
export function acpScene({ environment = {}, strict, resume, agent = fakeAcpAgent() }: AcpSceneOptions = {}): AcpScene {
  const written: string[] = []
  let events: RawTerminalEvents | null = null
  const flags = [
    ...(strict === undefined ? [] : [`--strict=${strict}`]),
    ...(resume === undefined ? [] : ['--resume', resume]),
  ]
  const run = runCli(['acp', ...flags, '--', 'fake', 'acp'], {
    environment,
    startAgent: () => agent.process,
    stopAsked: () => new Promise(() => undefined),
    terminal: {
      size: () => ({ columns: 80, rows: 24 }),
      open: (given) => {
        events = given
        return { write: (text) => void written.push(String(text)), close: () => (events = null) }
      },
    },
  })
  const bottom = (): string => plainText(written.at(-1) ?? '')
  const output = (): string => plainText(written.join(''))
  return {
    agent,
    type: (text) => events?.input(text),
    output,
    bottom,
    shows: (text) =>
      eventually(() => {
        if (!(typeof text === 'string' ? bottom().includes(text) : text.test(bottom())))
          throw new Error(`${String(text)} is not at the bottom:\n${bottom()}`)
      }),
    prints: (text) =>
      eventually(() => {
        if (!output().includes(text)) throw new Error(`${text} is not in the output:\n${output().slice(-2_000)}`)
      }),
    run,
  }
}
