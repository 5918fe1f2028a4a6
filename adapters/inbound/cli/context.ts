import type { Duplex, Readable, Writable } from 'node:stream'
import * as E from 'fp-ts/lib/Either.js'
import type { ConfigFault, Variable } from '../../../infrastructure/config/variable-table.js'
import type { ClientOptions } from '../http/client/call.js'
import type { HubClient } from '../http/client/hub-client.js'
import type { StartAgent } from './agent-process.js'
import type { CommandDescription } from './description.js'
import type { ExitCode } from './exit-codes.js'
import type { Installation } from './installation.js'
import type { Output, OutputDeps } from './output.js'
import type { ProfileStore } from './hub/profiles.js'
import type { LocalTerminal } from './local-terminal.js'

/** Variable in the help. */
export type ShownVariable = Pick<Variable<unknown>, 'name' | 'doc' | 'documentedDefault'>

/** Dependencies of the program. */
export interface ProgramDeps extends OutputDeps {
  readonly version: string
  /** Ids of the coding CLIs of `penates hooks`. */
  readonly hookClis: ReadonlyArray<string>
  readonly variables: ReadonlyArray<ShownVariable>
  /** Reads the environment; a left names every fault in it. */
  readonly open: () => Promise<E.Either<ReadonlyArray<ConfigFault>, Installation>>
  /** Resolves when the process receives a signal to stop. */
  readonly stopAsked: () => Promise<void>
  /** True when stdout is a terminal. A token must not reach a pipe, a file or a journal, which are stored. */
  readonly isOutTerminal: boolean
  readonly environment: Readonly<Record<string, string | undefined>>
  readonly profiles: ProfileStore
  readonly files: InputFiles
  readonly terminal: LocalTerminal
  readonly startAgent: StartAgent
  /** Standard input and output, for a protocol of a program that starts this one. */
  readonly streams: { readonly input: Readable; readonly output: Writable }
  /** Aborted when the reader of stdout has closed it. */
  readonly readerGone: AbortSignal
  readonly now: () => number
  /** Opens a page in the default browser; false when there is none. */
  readonly browse: (url: string) => Promise<boolean>
}

/** Contents that options name. */
export interface InputFiles {
  /** Text of a file, of the standard input for `-`. A left contains the reason. */
  readonly read: (path: string) => Promise<E.Either<string, string>>
}

/** Dependencies of a command on this machine. */
export interface Context extends ProgramDeps, Output {
  /** Descriptions of all commands, and the summaries of their groups. */
  readonly commands: ReadonlyArray<CommandDescription>
  readonly groups: Readonly<Record<string, string>>
}

/** Hub to call and the token for it. */
export interface Target {
  /** Without a slash at its end. */
  readonly url: string
  /** `null` calls without one. */
  readonly token: string | null
  /** Opens connections to a hub in this process, with headers for each request; over the network when left out. */
  readonly inner?: { readonly connect: () => Duplex; readonly headers: Readonly<Record<string, string>> }
}

/** Hub that commands call. */
export interface Hub extends Target {
  readonly client: HubClient
  /** Options of `client`, for calls of other operations. */
  readonly options: ClientOptions
}

/** Dependencies of a command of a hub. */
export interface HubContext extends Context {
  readonly hub: Hub
}

/** Runs `work` on the installation of this environment, or names every fault of the environment. */
export async function withInstallation(
  { open, fail }: Context,
  work: (installation: Installation) => Promise<ExitCode>,
): Promise<ExitCode> {
  const installation = await open()
  if (E.isRight(installation)) return work(installation.right)
  const lines = installation.left.map(({ variable, problem }) => `\n  ${variable} ${problem}`)
  return fail({ problem: `the environment is not right, so nothing was started:${lines.join('')}` })
}
