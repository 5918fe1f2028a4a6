import * as E from 'fp-ts/lib/Either.js'
import type * as TE from 'fp-ts/lib/TaskEither.js'
import { cliOf } from '../../domain/agents/agent-program.js'
import type { Session } from '../../domain/sessions/session.js'
import type { SessionId } from '../../domain/sessions/session-id.js'
import type { AgentCli } from '../agents/agent-cli.port.js'

/** Coding CLI as far as its screens are read. */
type ReadCli = Pick<AgentCli, 'id' | 'screens' | 'binary'>

/** Part of the session host that is read; `screen` gives the last rows of a terminal. */
interface ReadHost {
  readonly list: TE.TaskEither<unknown, ReadonlyArray<Session>>
  readonly screen: (name: string, rows: number) => TE.TaskEither<unknown, ReadonlyArray<string>>
}

/** Coding CLI in front of a session with this name, and the rows of its terminal. */
export interface FrontScreen {
  readonly name: string
  readonly cli: ReadCli
  readonly rows: ReadonlyArray<string>
}

/** Program in the foreground of a CLI that npm has installed, such as Codex. */
const NPM_RUNTIME = 'node'
/** Rows of any terminal. */
const WHOLE_SCREEN = 500

/** Coding CLI that is the program in front; `undefined` for another program. */
export const cliInFront = (
  agents: ReadonlyArray<ReadCli>,
  { foreground, startCommand }: Pick<Session, 'foreground' | 'startCommand'>,
): ReadCli | undefined => cliOf(agents, (foreground === NPM_RUNTIME ? startCommand : foreground) ?? '')

/** Reads what the coding CLI in front shows. `gone`: the session has ended, or another program is in front; `hidden`: it cannot be read. */
export async function readFront(
  { agents, host }: { readonly agents: ReadonlyArray<ReadCli>; readonly host: ReadHost },
  id: SessionId,
): Promise<FrontScreen | 'gone' | 'hidden'> {
  const live = await host.list()
  if (E.isLeft(live)) return 'hidden'
  const session = live.right.find((one) => one.id === id)
  const cli = session && cliInFront(agents, session)
  if (session === undefined || cli === undefined) return 'gone'
  const rows = await host.screen(session.name, WHOLE_SCREEN)()
  return E.isLeft(rows) ? 'hidden' : { name: session.name, cli, rows: rows.right }
}
