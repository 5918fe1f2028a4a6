import type { HubContext } from '../context.js'
import type { Run } from '../description.js'
import type { SESSIONS_KILL, SESSIONS_NEW, SESSIONS_RENAME, SESSIONS_RESTORE } from '../descriptions/sessions.js'
import type { ExitCode } from '../exit-codes.js'
import { answered } from '../hub/answered.js'
import { startedAtOnce, type StartCall } from './start.js'

/** `penates sessions new`. */
export const newSession: Run<typeof SESSIONS_NEW, HubContext> = ({ args: { name, command }, options }, context) => {
  const { directory, shell } = options
  const body = {
    name,
    ...(directory === undefined ? {} : { directory }),
    ...(command.length === 0 ? {} : { command: command.join(' ') }),
    ...(shell ? { shell } : {}),
  }
  return started(context, (client) => client.createSession({ body }))
}

/** `penates sessions kill`. */
export const killSession: Run<typeof SESSIONS_KILL, HubContext> = ({ args: { name }, options: { keep } }, context) =>
  answered(context, context.hub.client.endSession({ params: { name }, query: keep ? { keep } : {} }), ({ body }) =>
    context.print({
      json: { name, ...body },
      text: `Ended ${name}.${body.worktreeKept ? ' Its worktree has work that is not committed, and was kept.' : ''}\n`,
    }),
  )

/** `penates sessions rename`. */
export const renameSession: Run<typeof SESSIONS_RENAME, HubContext> = ({ args }, context) => {
  const { name, 'new-name': newName } = args
  return answered(context, context.hub.client.renameSession({ params: { name }, body: { newName } }), ({ body }) =>
    context.print({
      json: { oldName: name, name: body.name },
      text: `${name} is now ${body.name}\n`,
      ids: [body.name],
    }),
  )
}

/** `penates sessions restore`. */
export const restoreSession: Run<typeof SESSIONS_RESTORE, HubContext> = ({ args: { name } }, context) =>
  started(context, (client) => client.restoreSession({ params: { name } }))

interface Started {
  readonly status: number
  readonly body: { readonly name: string; readonly path: string }
}

const started = <A extends Started>(context: HubContext, call: StartCall<A>['call']): Promise<ExitCode> =>
  startedAtOnce(context, { call, nameOf: ({ body }) => body.name }, ({ body }) =>
    context.print({ json: body, text: `Started ${body.name} in ${body.path}\n`, ids: [body.name] }),
  )
