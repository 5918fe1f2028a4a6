import type * as TE from 'fp-ts/lib/TaskEither.js'
import type { LedgerProof } from '../../../application/approvals/approval-ledger.port.js'
import type { Examine } from '../../../application/doctor/examine.js'
import type { ManageHooks } from '../../../application/hooks/manage-hooks.js'
import type { ServiceManager, ServiceSpec } from '../../../application/server/service-manager.port.js'
import type { StateArchive } from '../../../application/server/state-archive.port.js'
import type { Unavailable } from '../../../application/shared/errors.js'
import type { OwnPricesFile } from '../../../application/usage/own-prices.port.js'
import type { StartFault } from './start-fault.js'
import type { UsedModel } from './used-models.js'

/** The hub as a service of this machine. */
export interface Service {
  readonly manager: ServiceManager
  readonly spec: ServiceSpec
  /** Variables with secrets that the service will not see. */
  readonly leftOut: ReadonlyArray<string>
  /** The last lines of the hub's log. */
  readonly log: () => Promise<ReadonlyArray<string>>
}

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

/** Coding CLI in whose settings the hub installs hooks. */
export interface HookCli {
  /** Value of `--cli`. */
  readonly id: string
  /** Name for people. */
  readonly name: string
  /** Hooks in its settings, calling the hub at `hubUrl`. */
  readonly manage: (hubUrl: string) => ManageHooks
}

/** The hub of one environment. */
export interface Installation {
  readonly host: string
  readonly port: number
  readonly token: TokenSource
  readonly startHub: () => TE.TaskEither<StartFault, RunningHub>
  readonly storedToken: () => StoredToken
  readonly examine: () => Examine
  readonly hooks: () => ReadonlyArray<HookCli>
  readonly approvalsLog: () => LedgerProof
  readonly service: () => Service
  readonly ownPrices: () => OwnPricesFile
  /** Models of the last 90 days, as reported by the running hub; `null` when none runs or it does not answer. */
  readonly usedModels: () => Promise<ReadonlyArray<UsedModel> | null>
  readonly stateArchive: () => StateArchive
  /** Address of the running hub of this state folder; `null` when none runs. */
  readonly runningUrl: () => Promise<string | null>
}
