import type * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { parseArgs } from 'node:util'
import type { LedgerProof } from '../../../application/approvals/approval-ledger.port.js'
import type { Examine } from '../../../application/doctor/examine.js'
import type { ManageHooks } from '../../../application/hooks/manage-hooks.js'
import type { StateArchive } from '../../../application/server/state-archive.port.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import type { OwnPricesFile } from '../../../application/usage/own-prices.port.js'
import type { ConfigFault } from '../../../infrastructure/config/variable-table.js'
import type { Service } from './service.js'
import type { StartFault } from './start-fault.js'
import type { UsedModel } from './used-model.js'

/** Exit codes. */
export const EXIT = {
  ok: 0,
  /** The command failed; stderr contains the reason. */
  failed: 1,
  /** Invalid arguments. */
  usage: 2,
} as const
export type ExitCode = (typeof EXIT)[keyof typeof EXIT]

/** A hub that listens. */
export interface RunningHub {
  /** URL of the hub on this machine, without the token. */
  readonly url: string
  /** `null` when it runs without one. */
  readonly token: string | null
  readonly stop: () => Promise<void>
}

/** The stored operator token. */
export interface StoredToken {
  /** `null` when none was made yet. */
  readonly show: TE.TaskEither<Unavailable, string | null>
  readonly rotate: TE.TaskEither<Unavailable, string>
}

/** Source of the operator token: made by the hub and kept in the state folder, given, or none is needed. */
export type TokenSource =
  { readonly _tag: 'Stored' } | { readonly _tag: 'Given'; readonly token: string } | { readonly _tag: 'Off' }

/** The hub of one environment. */
export interface Installation {
  readonly host: string
  readonly port: number
  readonly token: TokenSource
  readonly startHub: () => TE.TaskEither<StartFault, RunningHub>
  readonly storedToken: () => StoredToken
  readonly examine: () => Examine
  /** Our hooks in Claude Code's settings, calling the hub at `hubUrl`. */
  readonly manageHooks: (hubUrl: string) => ManageHooks
  readonly approvalsLog: () => LedgerProof
  readonly service: () => Service
  readonly ownPrices: () => OwnPricesFile
  /** Models of the last 90 days, as reported by the running hub; `null` when none runs or it does not answer. */
  readonly usedModels: () => Promise<ReadonlyArray<UsedModel> | null>
  readonly stateArchive: () => StateArchive
  /** Address of the running hub of this state folder; `null` when none runs. */
  readonly runningUrl: () => Promise<string | null>
}

/** Dependencies of the commands. */
export interface ProgramDeps {
  /** Both take text with its line ends. */
  readonly out: (text: string) => void
  readonly err: (text: string) => void
  readonly version: string
  /** Reads the environment; a left names every fault in it. */
  readonly open: () => Promise<E.Either<ReadonlyArray<ConfigFault>, Installation>>
  /** Resolves when the process receives a signal to stop. */
  readonly stopAsked: () => Promise<void>
  /** True when stdout is a terminal. A token must not reach a pipe, a file or a journal, which are stored. */
  readonly isOutTerminal: boolean
}

/** One command of the program. */
export interface Command {
  readonly name: string
  /** One line for the list of commands. */
  readonly summary: string
  /** The whole text of `penates <command> --help`. */
  readonly help: string
  /** Names of its switches, without `--`. */
  readonly switches: ReadonlyArray<string>
  readonly run: (call: Call, deps: ProgramDeps) => Promise<ExitCode>
}

export interface Call {
  readonly operands: ReadonlyArray<string>
  /** The switches that were given. */
  readonly switches: ReadonlySet<string>
}

/** Parses a command line. Returns the error text of an invalid one. */
export function parseCall(args: ReadonlyArray<string>, switches: ReadonlyArray<string>): Call | string {
  try {
    const options = Object.fromEntries(switches.map((name) => [name, { type: 'boolean' as const }]))
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true, strict: true })
    return { operands: positionals, switches: new Set(Object.keys(values)) }
  } catch (thrown) {
    return thrown instanceof Error ? (thrown.message.split('. ')[0] ?? thrown.message) : String(thrown)
  }
}

/** Names every fault of the environment and what to do about it. */
export function tellConfigFaults(faults: ReadonlyArray<ConfigFault>, deps: ProgramDeps): ExitCode {
  const lines = faults.map(({ variable, problem }) => `  ${variable} ${problem}\n`)
  deps.err(`penates: the environment is not right, so nothing was started:\n${lines.join('')}`)
  return EXIT.failed
}

/** Tells what failed and what to do about it. */
export function tellFailure(problem: string, mend: string | null, deps: ProgramDeps): ExitCode {
  deps.err(`penates: ${problem}\n${mend === null ? '' : `  ${mend}\n`}`)
  return EXIT.failed
}

/** Tells that the program was called wrongly. */
export function tellUsage(problem: string, help: string, deps: ProgramDeps): ExitCode {
  deps.err(`penates: ${problem}\n  See: ${help}\n`)
  return EXIT.usage
}
